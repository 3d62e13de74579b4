"""Read: every file as text with row numbers, nothing interpreted yet.

A row's number is that of its record, the header being 1, as a spreadsheet shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv as arrow_csv

from etl.descriptor import Descriptor, Resource
from etl.problems import Kind, Problem
from etl.records import header_problems, read_records
from etl.scan import Scan, scan

ROW = "_row"

#: Columns that repeat few values: held once each, which makes reading and checking faster.
REPEATING = frozenset(
    (
        "area_id", "metric_id", "qualifier", "basis", "unit", "period_type", "period_start",
        "period_end", "as_of", "period_source", "source_id",
    )
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """One file as text: an Arrow table of the schema's columns plus ``_row`` (int32).

    Empty cells are null. ``read`` counts the records of the file, ragged ones included.
    """

    resource: Resource
    table: Any
    read: int

    @property
    def kept(self) -> int:
        """Number of records whose cells could be told apart."""
        return int(self.table.num_rows)


@dataclass(frozen=True)
class Dataset:
    """All files of a data folder and what was wrong with them as files."""

    files: Mapping[str, File]
    problems: tuple[Problem, ...]

    def __getitem__(self, name: str) -> File:
        return self.files[name]

    def with_table(self, name: str, table: Any) -> Dataset:
        """Return the dataset with the cells of one file replaced."""
        return replace(self, files={**self.files, name: replace(self.files[name], table=table)})


def read(descriptor: Descriptor, data_dir: Path) -> Dataset:
    """Read every file of the descriptor; a missing one is a problem and counts as empty."""
    files: dict[str, File] = {}
    problems: list[Problem] = []
    for resource in descriptor.resources:
        file, found = read_file(resource, data_dir / resource.path)
        files[resource.name] = file
        problems += found
    return Dataset(files, tuple(problems))


def read_file(resource: Resource, path: Path) -> tuple[File, list[Problem]]:
    """Read one file: fast where its bytes are plain, record by record where they are not."""
    if not path.is_file():
        message = "the file named by datapackage.json does not exist"
        return _empty(resource), [Problem(resource.path, 0, "", Kind.MISSING_FILE, message)]
    seen = scan(path)
    table = _read_fast(resource, path, seen) if seen.is_plain and seen.size else None
    if table is not None:
        return File(resource, table, table.num_rows), []
    records = read_records(resource, path)
    columns = {
        name: pa.array([cell or None for cell in cells], pa.string())
        for name, cells in records.cells.items()
    }
    table = _with_rows(pa.table(columns), pa.array(records.rows, pa.int32()))
    return File(resource, table, records.read), records.problems


def _read_fast(resource: Resource, path: Path, seen: Scan) -> Any | None:
    """Read with Arrow; None when a record is ragged, quoted lines differ or the header is off."""
    ragged: list[object] = []

    def note(row: object) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            path,
            parse_options=arrow_csv.ParseOptions(
                ignore_empty_lines=False, invalid_row_handler=note
            ),
            convert_options=_as_text(resource),
        )
    except pa.ArrowInvalid:
        return None
    # One line, one record: a count that differs means that a quote swallowed lines.
    whole = not ragged and table.num_rows == seen.lines - 1
    if not whole or header_problems(resource, table.column_names):
        return None
    return _with_rows(table, pa.arange(2, table.num_rows + 2).cast(pa.int32()))


def _as_text(resource: Resource) -> Any:
    repeating = pa.dictionary(pa.int32(), pa.string())
    return arrow_csv.ConvertOptions(
        column_types={c: repeating if c in REPEATING else pa.string() for c in resource.columns},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )


def _with_rows(table: Any, rows: Any) -> Any:
    return table.append_column(ROW, rows)


def _empty(resource: Resource) -> File:
    columns = {name: pa.array([], pa.string()) for name in resource.columns}
    return File(resource, _with_rows(pa.table(columns), pa.array([], pa.int32())), 0)
