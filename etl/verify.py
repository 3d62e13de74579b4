"""Verify: with the source texts at hand, every printed figure stands on its stated line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.read import ROW
from etl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Miss:
    """One figure or place that the source does not bear out."""

    file: str
    row: int
    source_file: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:locator {self.source_file} {self.message}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many places were looked up, and those that failed."""

    checked: int
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    row: int
    source_file: str
    locator: str | None
    printed: str | None


def verify(work: Workspace, sources: Path) -> Outcome:
    """Look up every fact of a source that has a file name; all misses are listed.

    Needs ``in_*`` tables. A figure must be a part of its line; a mechanism, event or scenario
    needs a line that is there and not blank.
    """
    texts: dict[str, list[str] | None] = {}
    places = list(_places(work))
    misses: list[Miss] = []
    for place in places:
        if place.source_file not in texts:
            texts[place.source_file] = _lines(sources / place.source_file)
        if message := _judge(place, texts[place.source_file]):
            misses.append(Miss(place.file, place.row, place.source_file, message))
    return Outcome(len(places), tuple(misses))


def _places(work: Workspace) -> Iterator[_Place]:
    for resource in work.descriptor.resources:
        if not {"source_id", "locator"} <= set(resource.columns):
            continue
        printed = "f.value_printed" if "value_printed" in resource.columns else "NULL"
        found = work.rows(
            f"""SELECT f.{ROW}, s.file_name, f.locator, {printed} FROM in_{resource.name} f
                JOIN in_sources s ON s.source_id = f.source_id
                WHERE s.file_name IS NOT NULL ORDER BY f.{ROW}"""
        )
        for row in found:
            yield _Place(resource.path, *row)


def _lines(path: Path) -> list[str] | None:
    """Read a text as ``sed -n Np`` counts its lines; None where there is no such file."""
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8").split("\n")


def _judge(place: _Place, lines: list[str] | None) -> str:
    """Return what is wrong, or an empty text."""
    if lines is None:
        return "the source file does not exist"
    if place.locator is None or not place.locator.isdecimal():
        return f"the locator {place.locator!r} is not a line number"
    number = int(place.locator)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if not line.strip():
        return f"line {number} is blank or beyond the end"
    if place.printed and place.printed not in line:
        return f"line {number} does not print {place.printed!r}{_elsewhere(place.printed, lines)}"
    return ""


def _elsewhere(printed: str, lines: list[str]) -> str:
    numbers = [str(i) for i, line in enumerate(lines, start=1) if printed in line]
    return f"; it stands on line {', '.join(numbers)}" if numbers else ""
