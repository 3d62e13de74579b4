"""Figures: unit and range of the metric, and the value that its print says."""

from __future__ import annotations

from collections.abc import Iterator

from etl.problems import Kind, Problem
from etl.read import ROW
from etl.validate.cells import NUMBER
from etl.validate.printed import judge_all, misprints
from etl.workspace import Workspace, literal

#: What the dimension of a metric allows: a condition on ``v`` that is broken, and why.
_RANGES = {
    "count": ("v < 0", "a count is not negative"),
    "length": ("v < 0", "a length is not negative"),
    "area": ("v < 0", "an area is not negative"),
    "duration": ("v < 0", "a duration is not negative"),
    "data_volume": ("v < 0", "a data volume is not negative"),
    "share": ("v < 0 OR v > 100", "a share lies between 0 and 100 percent"),
    "growth": ("v < -100", "nothing shrinks by more than 100 percent"),
    "rank": ("v < 1 OR v <> floor(v)", "a rank is a whole number from 1"),
}


def check(work: Workspace) -> Iterator[Problem]:
    """Compare every figure with its metric and with its print."""
    yield from _units(work)
    yield from _ranges(work)
    judge_all(work)
    yield from misprints(work)


def _units(work: Workspace) -> Iterator[Problem]:
    found = work.rows(
        f"""SELECT f._file, f.{ROW}, f.unit, m.unit FROM in_fact f
            JOIN in_metrics m ON m.metric_id = f.metric_id WHERE f.unit <> m.unit"""
    )
    for file, row, unit, expected in found:
        message = f"{unit!r} is not the metric's unit, {expected!r}"
        yield Problem(file, row, "unit", Kind.UNIT, message)


def _ranges(work: Workspace) -> Iterator[Problem]:
    cases = " ".join(
        f"WHEN dimension = {literal(name)} AND ({broken}) THEN {literal(why)}"
        for name, (broken, why) in _RANGES.items()
    )
    found = work.rows(
        f"""SELECT file, row, CASE {cases} END AS why, text FROM (
              SELECT f._file AS file, f.{ROW} AS row, m.dimension, f.value AS text,
                     TRY_CAST(f.value AS DOUBLE) AS v
              FROM in_fact f JOIN in_metrics m ON m.metric_id = f.metric_id
              WHERE regexp_full_match(f.value, {literal(NUMBER)}))
            WHERE why IS NOT NULL"""
    )
    for file, row, why, text in found:
        yield Problem(file, row, "value", Kind.RANGE, f"{text} is out of range: {why}")
