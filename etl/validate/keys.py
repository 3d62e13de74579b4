"""Keys: identifiers that occur twice, figures entered twice, references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from etl.descriptor import ForeignKey, Resource
from etl.problems import Kind, Problem
from etl.read import ROW
from etl.workspace import Workspace

#: Two rows that agree in all of these are one figure entered twice.
SAME_FIGURE = (
    "source_id", "area_id", "metric_id", "period_type", "period_start", "period_end", "as_of",
    "locator", "value", "value_printed",
)  # fmt: skip


def check(work: Workspace) -> Iterator[Problem]:
    """Check primary keys, unique columns, references, and figures entered twice."""
    for resource in work.descriptor.resources:
        for columns in _keys(resource):
            yield from _repeated(work, resource, columns)
        for foreign in resource.foreign_keys:
            yield from _dangling(work, resource, foreign)
    yield from _ids_in_two_files(work)
    yield from _figures_twice(work)


def _keys(resource: Resource) -> list[tuple[str, ...]]:
    unique = [(f.name,) for f in resource.fields if f.unique]
    keys = [resource.primary_key] if resource.primary_key else []
    return list(dict.fromkeys([*keys, *unique]))


def _repeated(work: Workspace, resource: Resource, columns: tuple[str, ...]) -> Iterator[Problem]:
    names = ", ".join(columns)
    found = work.rows(
        f"""SELECT t.{ROW}, g.first, {", ".join(f"t.{c}" for c in columns)}
            FROM in_{resource.name} t
            JOIN (SELECT {names}, min({ROW}) AS first FROM in_{resource.name}
                  GROUP BY {names} HAVING count(*) > 1) g USING ({names})
            WHERE t.{ROW} > g.first"""
    )
    for row, first, *values in found:
        message = f"{' + '.join(map(repr, values))} stands in row {first} already"
        yield Problem(resource.path, row, columns[0], Kind.DUPLICATE_ID, message)


def _dangling(work: Workspace, resource: Resource, foreign: ForeignKey) -> Iterator[Problem]:
    (column,), (key,) = foreign.fields, foreign.reference
    target = work.descriptor[foreign.resource]
    found = work.rows(
        f"""SELECT t.{ROW}, t.{column} FROM in_{resource.name} t
            WHERE t.{column} IS NOT NULL AND t.{column} NOT IN
              (SELECT {key} FROM in_{target.name} WHERE {key} IS NOT NULL)"""
    )
    for row, value in found:
        message = f"{value!r} does not occur in {target.path}"
        yield Problem(resource.path, row, column, Kind.UNKNOWN_ID, message)


def _ids_in_two_files(work: Workspace) -> Iterator[Problem]:
    for first, second in combinations(work.descriptor.observation_resources, 2):
        found = work.rows(
            f"""SELECT t.{ROW}, t.obs_id, f.{ROW} FROM in_{second.name} t
                JOIN in_{first.name} f ON f.obs_id = t.obs_id"""
        )
        for row, obs_id, other in found:
            message = f"{obs_id!r} stands in {first.path}:{other} already"
            yield Problem(second.path, row, "obs_id", Kind.DUPLICATE_ID, message)


def _figures_twice(work: Workspace) -> Iterator[Problem]:
    """Compare digests of the columns first: grouping a million rows by ten texts is slow."""
    columns = ", ".join(SAME_FIGURE)
    found = work.rows(
        f"""WITH suspect AS (
              SELECT hash({columns}) AS digest FROM in_fact GROUP BY digest HAVING count(*) > 1),
            numbered AS (
              SELECT _file, {ROW},
                     first_value(_file || ':' || {ROW}) OVER same AS first,
                     row_number() OVER same AS n
              FROM in_fact WHERE hash({columns}) IN (SELECT digest FROM suspect)
              WINDOW same AS (PARTITION BY {columns} ORDER BY _file, {ROW}))
            SELECT _file, {ROW}, first FROM numbered WHERE n > 1"""
    )
    for file, row, first in found:
        message = f"the same figure of the same source is entered at {first}"
        yield Problem(file, row, "value", Kind.DUPLICATE_ROW, message)
