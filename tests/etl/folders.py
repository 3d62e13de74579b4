"""Copies of the fixture's data folder that a test may spoil, and what a run says about them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

FIXTURE = Path(__file__).parents[1] / "fixtures" / "data"
SOURCES = Path(__file__).parents[1] / "fixtures" / "sources"

OBSERVATIONS = "facts/observations.csv"
YEARBOOK = "facts/yearbook.csv"

Spoil = Callable[[Path], None]


def copy_fixture(target: Path) -> Path:
    """Copy the fixture's data folder, without anything built in it."""
    return shutil.copytree(FIXTURE, target, ignore=shutil.ignore_patterns("build"))


def records(path: Path) -> list[list[str]]:
    """Return the records of a CSV file, the header first."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def write_records(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV file as the data folder has them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def set_cell(file: str, row: int, column: str, new: str) -> Spoil:
    """Replace one cell; the header is row 1."""

    def spoil(folder: Path) -> None:
        rows = records(folder / file)
        rows[row - 1][rows[0].index(column)] = new
        write_records(folder / file, rows)

    return spoil


def add_row(file: str, like: int, **cells: str) -> Spoil:
    """Append a copy of a row with some cells changed."""

    def spoil(folder: Path) -> None:
        rows = records(folder / file)
        copy = dict(zip(rows[0], rows[like - 1], strict=True)) | cells
        write_records(folder / file, [*rows, [copy[name] for name in rows[0]]])

    return spoil


def drop_column(file: str, column: str) -> Spoil:
    """Remove a column."""

    def spoil(folder: Path) -> None:
        rows = records(folder / file)
        at = rows[0].index(column)
        write_records(folder / file, [r[:at] + r[at + 1 :] for r in rows])

    return spoil


def replace_bytes(file: str, old: bytes, new: bytes) -> Spoil:
    """Replace the first occurrence of some bytes."""

    def spoil(folder: Path) -> None:
        content = (folder / file).read_bytes()
        assert old in content
        (folder / file).write_bytes(content.replace(old, new, 1))

    return spoil


def both(*spoils: Spoil) -> Spoil:
    """Do several things to a folder."""

    def spoil(folder: Path) -> None:
        for one in spoils:
            one(folder)

    return spoil
