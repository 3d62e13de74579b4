"""The server as visitors meet it, as a process of its own on a free port."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cityscene import paths
from cityscene.setup import ports

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_LIMIT = 60.0


@contextlib.contextmanager
def serving(build: Path) -> Iterator[str]:
    """Serve the app on a build folder and yield its address, once it is warm."""
    port = _free_port()
    command = [sys.executable, "-m", "cityscene.ui.server", "--port", str(port), "--host", HOST]
    variables = {**os.environ, paths.BUILD_VARIABLE: str(build), "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=log)
        try:
            _wait_until_ready(process, log)
            yield f"http://{HOST}:{port}"
        finally:
            process.kill()
            process.wait()


def _free_port() -> int:
    with ports.bind(HOST, 0) as free:
        return int(free.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    limit = time.monotonic() + START_LIMIT
    while "Ready at" not in (said := _read(log)):
        assert process.poll() is None, f"the server ended:\n{said}"
        assert time.monotonic() < limit, f"the server did not start:\n{said}"
        time.sleep(0.05)


def _read(log: IO[bytes]) -> str:
    return os.pread(log.fileno(), 1 << 20, 0).decode(errors="replace")
