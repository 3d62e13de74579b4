"""Correct: ``corrections.csv`` laid over the cells of the facts files.

Each correction names the cell's old value. When the facts file no longer holds it, somebody
has changed the fact meanwhile and the correction must be looked at again: the build stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from etl.descriptor import Resource
from etl.problems import Kind, Problem, Severity
from etl.read import ROW, Dataset
from etl.workspace import Workspace

_APPLIED = "applied"
_PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of ``corrections.csv``, as text."""

    row: int
    fact_id: str
    field: str
    expected_old: str | None
    new: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Patch:
    """One cell to replace: the row is that of the facts file."""

    resource: Resource
    row: int
    column: str
    new: str | None


def correct(work: Workspace, dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    """Return the dataset with applied corrections, and what is wrong with corrections."""
    problems: list[Problem] = []
    patches: list[Patch] = []
    for correction in _corrections(work):
        outcome = _judge(work, correction)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        elif correction.status == _APPLIED:
            patches.append(outcome)
    return _patched(work, dataset, patches), problems


def _corrections(work: Workspace) -> Iterator[Correction]:
    rows = work.rows(
        f"""SELECT {ROW}, fact_id, field, expected_old, new, status FROM in_corrections
            WHERE fact_id IS NOT NULL AND field IS NOT NULL AND status IN (?, ?)
            ORDER BY {ROW}""",
        [_APPLIED, _PROPOSED],
    )
    return (Correction(*row) for row in rows)


def _judge(work: Workspace, correction: Correction) -> Patch | Problem:
    """Find the cell of a correction, or say why it cannot be applied."""
    places = list(_places(work, correction.fact_id))
    if len(places) != 1:
        message = f"{correction.fact_id!r} is the id of {len(places)} facts, not of one"
        return _problem(work, correction, "fact_id", message)
    resource, row = places[0]
    if correction.field not in resource.columns or correction.field in resource.primary_key:
        message = f"{resource.path} has no column {correction.field!r} that can be corrected"
        return _problem(work, correction, "field", message)
    found = work.value(f"SELECT {correction.field} FROM in_{resource.name} WHERE {ROW} = ?", [row])
    if found != correction.expected_old:
        message = f"{resource.path}:{row} holds {found!r}, not {correction.expected_old!r}"
        return _problem(work, correction, "expected_old", message)
    return Patch(resource, row, correction.field, correction.new)


def _places(work: Workspace, fact_id: str) -> Iterator[tuple[Resource, int]]:
    for resource in work.descriptor.resources:
        if resource.is_fact:
            (key,) = resource.primary_key
            found = work.rows(f"SELECT {ROW} FROM in_{resource.name} WHERE {key} = ?", [fact_id])
            yield from ((resource, row) for (row,) in found)


def _problem(work: Workspace, correction: Correction, column: str, message: str) -> Problem:
    """A proposal that no longer fits is worth a warning only: it changes nothing."""
    path = work.descriptor["corrections"].path
    severity = Severity.ERROR if correction.status == _APPLIED else Severity.WARNING
    return Problem(path, correction.row, column, Kind.CORRECTION, message, severity)


def _patched(work: Workspace, dataset: Dataset, patches: Sequence[Patch]) -> Dataset:
    for patch in patches:
        dataset = dataset.with_table(patch.resource.name, _replace_cell(work, patch))
        work.take(dataset)
    return dataset


def _replace_cell(work: Workspace, patch: Patch) -> Any:
    column = patch.column
    relation = work.con.sql(
        f"""SELECT * REPLACE (CASE WHEN {ROW} = ? THEN ? ELSE {column} END AS {column})
            FROM in_{patch.resource.name}""",
        params=[patch.row, patch.new],
    )
    return relation.to_arrow_table()
