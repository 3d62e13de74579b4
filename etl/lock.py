"""One builder at a time per build folder; the lock dies with its process."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_FILE = ".lock"
_PAUSE = 0.1

if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextlib.contextmanager
def only_builder(folder: Path) -> Iterator[None]:
    """Wait until no other build works in a folder, and keep others out."""
    with (folder / _FILE).open("ab") as file:
        waiting = False
        while not _try(file):
            if not waiting:
                print(f"Another build is at work in {folder}; waiting for it.", file=sys.stderr)
            waiting = True
            time.sleep(_PAUSE)
        yield
