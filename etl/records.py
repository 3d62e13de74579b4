"""Reading a damaged file record by record, so that every damage gets its row and column.

The fast reader takes clean files; this one is for those with a broken header, ragged rows,
foreign bytes or odd line ends. Nothing is dropped without a problem that says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.descriptor import Resource
from etl.problems import Kind, Problem, Severity

_BOM = "\ufeff"
_REPLACEMENT = "\ufffd"
_NUL = "\0"


@dataclass
class Records:
    """Cells by column, with the row number of each record, and what was wrong.

    ``read`` counts all records met, also the ragged ones that have no cells here.
    """

    cells: dict[str, list[str]]
    rows: list[int] = field(default_factory=list)
    read: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_records(resource: Resource, path: Path) -> Records:
    """Read a file whatever its state; undecodable bytes become U+FFFD and are reported."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    found = Records({name: [] for name in resource.columns})
    _note_bom_and_line_ends(resource, text, found)
    reader = csv.reader(io.StringIO(text.removeprefix(_BOM), newline=""), strict=True)
    header: list[str] | None = None
    for number, record in _numbered(reader, resource, found):
        if header is None:
            header = _header(resource, record, found)
            continue
        found.read += 1
        if len(record) == len(header):
            _keep(resource, header, number, record, found)
        else:
            found.problems.append(_ragged(resource, header, number, record))
    if header is None:
        found.problems.append(_problem(resource, 1, "", Kind.MISSING_COLUMN, "the file is empty"))
    return found


def header_problems(resource: Resource, header: Sequence[str]) -> list[Problem]:
    """Compare a header with the schema: missing, extra and misplaced columns."""
    expected = resource.columns
    missing = [c for c in expected if c not in header]
    extra = [c for i, c in enumerate(header) if c not in expected or c in header[:i]]
    problems = [
        _problem(resource, 1, c, Kind.MISSING_COLUMN, f"the header lacks the column {c}")
        for c in missing
    ]
    problems += [
        _problem(resource, 1, c, Kind.EXTRA_COLUMN, f"the schema has no (further) column {c!r}")
        for c in extra
    ]
    if not problems and tuple(header) != expected:
        message = f"the columns should stand in this order: {', '.join(expected)}"
        problems.append(_problem(resource, 1, "", Kind.COLUMN_ORDER, message))
    return problems


def _numbered(
    reader: Iterator[list[str]], resource: Resource, found: Records
) -> Iterator[tuple[int, list[str]]]:
    """Number the records as a spreadsheet does; a quoting error ends the file."""
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"the quotes cannot be read, nor what follows: {error}"
            found.problems.append(_problem(resource, number, "", Kind.QUOTING, message))
            return


def _note_bom_and_line_ends(resource: Resource, text: str, found: Records) -> None:
    if text.startswith(_BOM):
        message = "the file starts with a byte order mark; save it as UTF-8 without BOM"
        found.problems.append(_problem(resource, 1, "", Kind.BOM, message))
    if "\r" in text:
        row = text[: text.index("\r")].count("\n") + 1
        message = "lines end in CR; the build reads them, LF alone keeps diffs clean"
        found.problems.append(
            _problem(resource, row, "", Kind.LINE_ENDING, message, Severity.WARNING)
        )


def _header(resource: Resource, record: list[str], found: Records) -> list[str]:
    found.problems += header_problems(resource, record)
    return record


def _keep(
    resource: Resource, header: Sequence[str], number: int, record: list[str], found: Records
) -> None:
    cells = dict(zip(reversed(header), reversed(record), strict=True))
    found.rows.append(number)
    for name in resource.columns:
        cell = cells.get(name, "")
        found.problems += _damage(resource, number, name, cell)
        found.cells[name].append(cell.replace(_NUL, ""))


def _damage(resource: Resource, row: int, column: str, cell: str) -> Iterator[Problem]:
    if _REPLACEMENT in cell:
        message = "the cell has bytes that are not UTF-8"
        yield _problem(resource, row, column, Kind.ENCODING, message)
    if _NUL in cell:
        yield _problem(resource, row, column, Kind.NUL, "the cell has a NUL byte")


def _ragged(
    resource: Resource, header: Sequence[str], number: int, record: Sequence[str]
) -> Problem:
    what = f"{len(record)} cells" if record else "a blank line"
    message = f"{what} instead of {len(header)} cells"
    return _problem(resource, number, "", Kind.RAGGED_ROW, message)


def _problem(
    resource: Resource,
    row: int,
    column: str,
    kind: Kind,
    message: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(resource.path, row, column, kind, message, severity)
