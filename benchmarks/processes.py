"""Processes that are measured: one command to its end, or a server while it serves."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from cityscene.setup import ports

ROOT = Path(__file__).resolve().parents[1]
_HOST = "127.0.0.1"
_POLL = 0.005
_START_LIMIT = 60.0
_STOP_LIMIT = 10.0
_TAIL = 2000
_MIB = 1 << 20


class BenchmarkError(Exception):
    """Something that was to be measured did not work; measuring it would mean nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock, of processor time, MiB of memory at its peak."""

    seconds: float
    cpu_seconds: float
    peak_mib: float


def note(text: str) -> None:
    """Say on stderr what is being done; stdout is for the table."""
    print(text, file=sys.stderr, flush=True)


def run(module: str, *arguments: str, folder: Path = ROOT) -> Cost:
    """Run ``python -m module arguments`` to its end and measure it.

    Raises:
        BenchmarkError: the command failed.
    """
    command = [sys.executable, "-m", module, *arguments]
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = psutil.Popen(command, cwd=folder, stdout=log, stderr=log, env=_environment())
        cpu, peak = _watch(process)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise BenchmarkError(f"{' '.join(command[2:])} failed:\n{_tail(log)}")
    return Cost(seconds, cpu, peak / _MIB)


def _watch(process: psutil.Popen) -> tuple[float, int]:
    """Watch a process until it ends; what happens in its last 5 ms may be missed.

    Returns:
        Seconds of processor time, and the peak of its resident memory in bytes.
    """
    cpu, peak = 0.0, 0
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            cpu, peak = times.user + times.system, max(peak, process.memory_info().rss)
        time.sleep(_POLL)
    return cpu, peak


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, and its process for the processor time it takes."""

    port: int
    process: psutil.Popen

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{_HOST}:{self.port}"

    @property
    def socket_url(self) -> str:
        """Where Streamlit's messages are exchanged."""
        return f"ws://{_HOST}:{self.port}/_stcore/stream"

    def cpu_seconds(self) -> float:
        """Processor time taken so far, in steps of about 0.01 s."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory_mib(self) -> float:
        """Resident memory now."""
        return float(self.process.memory_info().rss) / _MIB


@contextlib.contextmanager
def serving_app(**variables: str) -> Iterator[Server]:
    """Serve the app as ``make run`` does; ``variables`` are added to its environment."""
    with _serving(("cityscene.ui.server",), ("--port",), ROOT, variables) as server:
        yield server


@contextlib.contextmanager
def serving_script(script: Path) -> Iterator[Server]:
    """Serve another script through the app's own server."""
    arguments = ("cityscene.ui.server", "--script", str(script))
    with _serving(arguments, ("--port",), ROOT, {}) as server:
        yield server


@contextlib.contextmanager
def serving_plainly(script: Path) -> Iterator[Server]:
    """Serve a script by ``streamlit run``, without a configuration file."""
    options = ("--server.headless=true", "--server.address", _HOST, "--browser.gatherUsageStats=0")
    arguments = ("streamlit", "run", str(script), *options)
    with (
        tempfile.TemporaryDirectory() as folder,
        _serving(arguments, ("--server.port",), Path(folder), {}) as server,
    ):
        yield server


@contextlib.contextmanager
def _serving(
    arguments: Sequence[str], port_option: Sequence[str], folder: Path, variables: Mapping[str, str]
) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", *arguments, *port_option, str(port)]
    with tempfile.TemporaryFile() as log:
        process = psutil.Popen(
            command, cwd=folder, stdout=log, stderr=log, env=_environment(**variables)
        )
        server = Server(port, process)
        try:
            _wait_until_ready(server, log)
            yield server
        except BenchmarkError as error:
            error.add_note(_tail(log))  # the page's own error stands in the server's log
            raise
        finally:
            _stop(process)


def _free_port() -> int:
    with ports.bind(_HOST, 0) as free:
        return int(free.getsockname()[1])


def _wait_until_ready(server: Server, log: IO[bytes]) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    limit = time.monotonic() + _START_LIMIT
    while time.monotonic() < limit:
        if server.process.poll() is not None:
            break
        # A server that still warms up takes the call and answers late.
        with contextlib.suppress(OSError, urllib.error.URLError):
            direct.open(f"{server.url}/_stcore/health", timeout=_START_LIMIT).close()
            return
        time.sleep(_POLL)
    raise BenchmarkError(f"The server did not start:\n{_tail(log)}")


def _stop(process: psutil.Popen) -> None:
    process.terminate()
    try:
        process.wait(_STOP_LIMIT)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait()


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "STREAMLIT_LOGGER_ENABLE_RICH": "0", **more}


def _tail(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode(errors="replace")[-_TAIL:]
