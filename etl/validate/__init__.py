"""Validate: everything that is wrong with the files, found in one run.

The descriptor says what cells, keys and references must be; the modules here add what it
cannot say: figures that match their print, periods that fit their type, a sound registry.
Corrections are laid over the cells before: a correction may repair a cell, and may not
smuggle a bad one in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etl.correct import correct
from etl.problems import Kind, Problem, in_order
from etl.read import Dataset
from etl.validate import cells, dates, events, figures, keys, periods, registry
from etl.workspace import Workspace

_FURTHER_CHECKS = (
    keys.check,
    dates.check,
    events.check,
    figures.check,
    periods.check,
    registry.check,
)


def validate(work: Workspace, dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    """Correct the cells, check everything, and return the corrected dataset and all problems.

    Afterwards the workspace holds ``in_*`` (corrected text), ``iso_date`` and ``judged``.
    """
    work.take(dataset)
    corrected, problems = correct(work, dataset)
    work.take(corrected)
    problems += dataset.problems
    problems += _without_absent_columns(dataset, cells.check(work))
    spoilt = {_cell(p) for p in problems if p.column}
    for check in _FURTHER_CHECKS:
        problems += (p for p in check(work) if _cell(p) not in spoilt)
    return corrected, in_order(problems, work.descriptor)


def _without_absent_columns(dataset: Dataset, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Drop what follows from a missing column: it is said once for the header."""
    missing = {(p.file, p.column) for p in dataset.problems if p.kind is Kind.MISSING_COLUMN}
    return (p for p in problems if (p.file, p.column) not in missing)


def _cell(problem: Problem) -> tuple[str, int, str]:
    """The place of a problem: a cell with a basic problem is not judged any further."""
    return problem.file, problem.row, problem.column
