"""Read-only access to the published DuckDB file: one connection a file, one cursor a call.

DuckDB caches an open file by path within a process, so a build is opened under its own
versioned name and everything that caches results is keyed by that path.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from cityscene import paths

_OPEN_FILES = 2
_LOCK = threading.Lock()
_CONNECTIONS: dict[Path, duckdb.DuckDBPyConnection] = {}
_CONFIG: dict[str, Any] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
    "threads": 2,
    "memory_limit": "1GB",
}


@dataclass(frozen=True, slots=True)
class Database:
    """One published build, by the real path of its file; hashable, so it can key a cache."""

    path: Path

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """Run one statement with bound parameters and return all rows."""
        cursor = _connection(self.path).cursor()
        try:
            frame: pd.DataFrame = cursor.execute(sql, list(parameters)).df()
        finally:
            cursor.close()
        return frame

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run one statement and return plain dictionaries; SQL NULL becomes None."""
        cursor = _connection(self.path).cursor()
        try:
            cursor.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        finally:
            cursor.close()


def current() -> Database:
    """Return the build that is published now.

    Raises:
        FileNotFoundError: nothing has been built yet; the sentence says what to run.
    """
    return Database(paths.current_database())


def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    with _LOCK:
        if path not in _CONNECTIONS:
            _close_oldest()
            _CONNECTIONS[path] = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        return _CONNECTIONS[path]


def _close_oldest() -> None:
    """Keep the newest files open; a session may still be reading the one before."""
    while len(_CONNECTIONS) >= _OPEN_FILES:
        _CONNECTIONS.pop(next(iter(_CONNECTIONS))).close()
