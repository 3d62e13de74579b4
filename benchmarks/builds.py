"""Builds: time and peak memory of the full build, beside ``frictionless validate``.

The peer only validates (types, constraints, keys, references); the build validates too, then
derives, checks, loads and publishes. Both read the same folder in the same run.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from benchmarks import generate, panel
from benchmarks.options import Extent
from benchmarks.processes import Cost, note, run
from benchmarks.table import Goal, Row, Spread
from cityscene.paths import data_dir, descriptor_file

GOAL_FIGURES = 1_000_000
SECONDS = Goal(10, "s")
MEMORY = Goal(1024, "MiB")
PEER = "frictionless"


@dataclass(frozen=True, slots=True)
class Subject:
    """A data folder to build, its name in the table, its number of figures."""

    name: str
    folder: Path
    figures: int
    has_goal: bool = False

    def __str__(self) -> str:
        return f"{self.name}, {self.figures:,} figures"


def rows(extent: Extent) -> Iterator[Row]:
    """Measure the curated data, the panel where it lies beside the checkout, generated data."""
    with tempfile.TemporaryDirectory() as folder:
        for subject in _subjects(Path(folder), extent):
            yield from _measured(subject, extent)


def _subjects(folder: Path, extent: Extent) -> Iterator[Subject]:
    yield Subject("curated data", data_dir(), _curated_figures())
    if panel.PANEL.is_file():
        n = panel.write_folder(folder / "panel")
        yield Subject("panel", folder / "panel", n)
    note(f"build: generating {extent.figures:,} figures")
    generate.write_folder(folder / "generated", extent.figures)
    has_goal = extent.figures >= GOAL_FIGURES
    yield Subject("generated", folder / "generated", extent.figures, has_goal)


def _measured(subject: Subject, extent: Extent) -> Iterator[Row]:
    ours: list[Cost] = []
    peers: list[Cost] = []
    for n in range(extent.build_rounds):
        note(f"build: {subject}, round {n + 1} of {extent.build_rounds}")
        ours.append(_build(subject.folder))
        if subject.figures <= extent.peer_figures:
            descriptor = str(descriptor_file(subject.folder))
            peers.append(run("frictionless", "validate", descriptor))
    seconds, memory = (SECONDS, MEMORY) if subject.has_goal else (None, None)
    yield _row(f"build: {subject}", "s", _SECONDS, ours, peers, seconds)
    yield _row("  its processor time", "s", _CPU, ours, peers)
    yield _row("  its peak memory", "MiB", _PEAK, ours, peers, memory)


def _build(folder: Path) -> Cost:
    """Build into an empty folder: nothing to compare with, nothing to keep."""
    with tempfile.TemporaryDirectory() as target:
        return run("etl", "build", "--data", str(folder), "--build-dir", target)


def _row(
    what: str,
    unit: str,
    part: Callable[[Cost], float],
    ours: Sequence[Cost],
    peers: Sequence[Cost],
    goal: Goal | None = None,
) -> Row:
    peer = Spread.of(map(part, peers), unit) if peers else None
    return Row(what, Spread.of(map(part, ours), unit), peer, PEER, goal)


_SECONDS, _CPU, _PEAK = (attrgetter(n) for n in ("seconds", "cpu_seconds", "peak_mib"))


def _curated_figures() -> int:
    folder = data_dir()
    resources = json.loads(descriptor_file(folder).read_text(encoding="utf-8"))["resources"]
    figures = [r for r in resources if r["schema"]["primaryKey"] == ["obs_id"]]
    return sum(_records(folder / r["path"]) for r in figures)


def _records(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.reader(lines)) - 1
