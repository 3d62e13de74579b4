"""The connection a run works in: text tables ``in_*`` in memory, the new database attached.

Text tables are Arrow, scanned in place; the new database is a file, so that a million rows
need neither to fit into memory twice nor to be looped over in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from etl.descriptor import Descriptor, Resource
from etl.read import ROW, Dataset

MEMORY_LIMIT = "640MB"
THREADS = 2
#: Readable by DuckDB 1.5 as well as 2.0.
STORAGE_VERSION = "v1.5.0"
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass
class Workspace(AbstractContextManager["Workspace"]):
    """One run's connection and the schema of what it reads."""

    con: duckdb.DuckDBPyConnection
    descriptor: Descriptor

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return all its rows."""
        return self.con.execute(sql, list(parameters)).fetchall()

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Run one statement and return the first cell of its first row."""
        return self.rows(sql, parameters)[0][0]

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run one statement for its effect."""
        # An unread result would keep the connection.
        self.con.execute(sql, list(parameters)).fetchall()

    def insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows of plain values, in one piece: row by row is a thousand times slower."""
        columns = [list(cells) for cells in zip(*rows, strict=True)]
        if columns:
            # Bound lists, not an Arrow table: building one of Python values loads pandas.
            lists = ", ".join("unnest(?)" for _ in columns)
            self.run(f"INSERT INTO {table} SELECT {lists}", columns)

    def take(self, dataset: Dataset) -> None:
        """Make the files readable as ``in_<name>``, and all observation files as ``in_fact``."""
        for name, file in dataset.files.items():
            self.con.register(f"in_{name}", file.table)
        files = enumerate(self.descriptor.observation_resources)
        parts = (_as_fact(i, resource) for i, resource in files)
        self.run(f"CREATE OR REPLACE TEMP VIEW in_fact AS {' UNION ALL '.join(parts)}")

    def finish(self) -> None:
        """Write everything into the file of the new database and let go of it.

        Closing the connection would do so too, but would keep silent when it fails: the rows
        would stay in the log beside the file.

        Raises:
            duckdb.Error: the file could not be written, e.g. because the disk is full.
        """
        self.run("CHECKPOINT db")
        self.run("USE memory")
        self.run("DETACH db")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.con.close()


def open_workspace(
    descriptor: Descriptor, database: Path | None = None, spill: Path | None = None
) -> Workspace:
    """Open a connection whose default database is the new one, in a file or in memory.

    Args:
        descriptor: the schema of the files.
        database: the file to write; None keeps the new database in memory.
        spill: folder for what does not fit into the memory limit.
    """
    con = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "threads": THREADS})
    if spill is not None:
        con.execute(f"SET temp_directory = {literal(str(spill))}")
    if database is None:
        con.execute("ATTACH ':memory:' AS db")
    else:
        target = literal(str(database))
        con.execute(f"ATTACH {target} AS db (STORAGE_VERSION {literal(STORAGE_VERSION)})")
    con.execute("USE db")
    return Workspace(con, descriptor)


def literal(text: str) -> str:
    """Quote a text for SQL; for what cannot be bound, such as names in DDL."""
    return "'" + text.replace("'", "''") + "'"


def date_columns(resource: Resource) -> list[str]:
    """Columns that hold dates of reduced precision, told by their pattern."""
    return [f.name for f in resource.fields if f.pattern == DATE_PATTERN]


def _as_fact(number: int, resource: Resource) -> str:
    """Select from one file of figures; ``_part`` is its number, cheaper to join than a path."""
    columns = ", ".join((ROW, *resource.columns))
    file = literal(resource.path)
    return f"SELECT {number} AS _part, {file} AS _file, {columns} FROM in_{resource.name}"
