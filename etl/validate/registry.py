"""The registry: a sound tree of areas, metrics whose period kinds occur, unused entries."""

from __future__ import annotations

from collections.abc import Iterator

from cityscene.schema import PeriodType
from etl.derive.metrics import DERIVATIONS
from etl.problems import Kind, Problem, Severity
from etl.read import ROW
from etl.workspace import Workspace, literal

_ADMINISTRATIVE = "a.level IN ('national', 'province', 'city', 'district')"

#: Condition that is broken, column and message. a: the area, p: its parent, c: its city,
#: v: its province. A municipality is one row, a city that is its own province.
_AREA_RULES = (
    (f"{_ADMINISTRATIVE} AND NOT regexp_full_match(a.area_id, '\\d{{6}}')", "area_id",
     "an administrative area has a six-digit code"),
    ("a.level = 'zone' AND a.area_id NOT LIKE 'zone-%'", "area_id",
     "a zone's id starts with zone-"),
    ("a.level = 'organisation' AND a.area_id NOT LIKE 'org-%'", "area_id",
     "an organisation's id starts with org-"),
    ("a.level = 'national' AND a.parent_id IS NOT NULL", "parent_id",
     "the nation belongs to nothing"),
    ("a.level <> 'national' AND a.parent_id IS NULL", "parent_id",
     "every area but the nation belongs to another"),
    ("a.parent_id = a.area_id", "parent_id", "an area does not belong to itself"),
    ("a.level = 'city' AND a.city_id IS DISTINCT FROM a.area_id", "city_id",
     "a city is its own city"),
    ("a.level = 'city' AND p.level NOT IN ('national', 'province')", "parent_id",
     "a city belongs to a province or to the nation"),
    ("a.level = 'district' AND p.level <> 'city'", "parent_id", "a district belongs to a city"),
    ("a.level IN ('national', 'province') AND a.city_id IS NOT NULL", "city_id",
     "only cities and what lies in them have a city"),
    ("c.level <> 'city'", "city_id", "this area is not a city"),
    ("v.level <> 'province' AND v.province_id IS DISTINCT FROM v.area_id", "province_id",
     "this area is neither a province nor a municipality"),
)  # fmt: skip

#: Units' dimensions that other dimensions of metrics are measured in.
_ALSO_MEASURES = {"share": {"growth", "ratio"}, "count": {"ratio"}, "money": {"ratio"}}


def check(work: Workspace) -> Iterator[Problem]:
    """Check areas, metrics and breaks, and name what nothing refers to."""
    yield from _areas(work)
    yield from _period_kinds(work)
    yield from _dimensions(work)
    yield from _breaks(work)
    yield from _derived_names(work)
    for name, column in (("sources", "source_id"), ("metrics", "metric_id")):
        yield from _unused(work, name, column)


def _areas(work: Workspace) -> Iterator[Problem]:
    path = work.descriptor["areas"].path
    for broken, column, message in _AREA_RULES:
        found = work.rows(
            f"""SELECT a.{ROW} FROM in_areas a
                LEFT JOIN in_areas p ON p.area_id = a.parent_id
                LEFT JOIN in_areas c ON c.area_id = a.city_id
                LEFT JOIN in_areas v ON v.area_id = a.province_id
                WHERE {broken}"""
        )
        for (row,) in found:
            yield Problem(path, row, column, Kind.HIERARCHY, message)


def _period_kinds(work: Workspace) -> Iterator[Problem]:
    path = work.descriptor["metrics"].path
    occurring = _occurring_kinds(work)
    for row, metric_id, text in work.rows(f"SELECT {ROW}, metric_id, period_kinds FROM in_metrics"):
        listed = set((text or "").split("|")) - {""}
        for kind in sorted(listed - set(PeriodType)):
            message = f"{kind!r} is not one of {', '.join(PeriodType)}"
            yield Problem(path, row, "period_kinds", Kind.PERIOD_KIND, message)
        for kind, place in sorted(occurring.get(metric_id, {}).items()):
            if kind not in listed:
                message = f"{kind!r} occurs at {place} but is not listed"
                yield Problem(path, row, "period_kinds", Kind.PERIOD_KIND, message)


def _occurring_kinds(work: Workspace) -> dict[str, dict[str, str]]:
    """Period types by metric, with the first place of each."""
    kinds: dict[str, dict[str, str]] = {}
    rows = work.rows(
        f"""SELECT metric_id, period_type, _file, min({ROW}) FROM in_fact
            WHERE metric_id IS NOT NULL AND period_type IS NOT NULL
            GROUP BY metric_id, period_type, _file ORDER BY _file"""
    )
    for metric_id, kind, file, row in rows:
        kinds.setdefault(metric_id, {}).setdefault(kind, f"{file}:{row}")
    return {m: {k: p for k, p in v.items() if k in set(PeriodType)} for m, v in kinds.items()}


def _dimensions(work: Workspace) -> Iterator[Problem]:
    found = work.rows(
        f"""SELECT m.{ROW}, m.dimension, u.dimension, u.unit FROM in_metrics m
            JOIN in_units u ON u.unit = m.unit WHERE m.dimension <> u.dimension"""
    )
    for row, dimension, of_unit, unit in found:
        if dimension not in _ALSO_MEASURES.get(of_unit, set()):
            message = f"{dimension!r} is not measured in {unit!r} ({of_unit})"
            yield Problem(
                work.descriptor["metrics"].path, row, "dimension", Kind.DIMENSION, message
            )


def _breaks(work: Workspace) -> Iterator[Problem]:
    found = work.rows(
        f"""SELECT {ROW} FROM in_breaks
            WHERE TRY_CAST(between_to AS INTEGER) <= TRY_CAST(between_from AS INTEGER)"""
    )
    for (row,) in found:
        message = "a break lies between a year and a later one"
        yield Problem(work.descriptor["breaks"].path, row, "between_to", Kind.BREAK, message)


def _derived_names(work: Workspace) -> Iterator[Problem]:
    """Derived metrics and figures need their units, and endings that nothing else has."""
    units = {unit for (unit,) in work.rows("SELECT unit FROM in_units")}
    for d in DERIVATIONS:
        if d.unit not in units:
            message = f"the unit {d.unit!r} of derived metrics is missing"
            yield Problem(work.descriptor["units"].path, 0, "unit", Kind.UNKNOWN_ID, message)
        taken = work.rows(
            f"""SELECT {literal(work.descriptor["metrics"].path)}, {ROW}, 'metric_id'
                FROM in_metrics WHERE metric_id LIKE '%!_{d.suffix}' ESCAPE '!'
                UNION ALL SELECT _file, {ROW}, 'obs_id'
                FROM in_fact WHERE obs_id LIKE '%.{d.suffix}'"""
        )
        for file, row, column in taken:
            message = f"the ending {d.suffix!r} is kept for what the build derives"
            yield Problem(file, row, column, Kind.PATTERN, message)


def _unused(work: Workspace, name: str, column: str) -> Iterator[Problem]:
    """Registry entries that no fact refers to: probably a mistyped reference elsewhere."""
    used = " UNION ALL ".join(
        f"SELECT {column} FROM in_{r.name}"
        for r in work.descriptor.resources
        if r.is_fact and column in r.columns
    )
    found = work.rows(
        f"""SELECT {ROW}, {column} FROM in_{name} WHERE {column} NOT IN
              (SELECT {column} FROM ({used}) WHERE {column} IS NOT NULL)"""
    )
    path = work.descriptor[name].path
    for row, value in found:
        message = f"no fact refers to {value!r}"
        yield Problem(path, row, column, Kind.UNUSED, message, Severity.WARNING)
