"""Figures by any condition, a page at a time or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cityscene.database import Database
from cityscene.filters import UNDATED, Filter, Kind, Order
from cityscene.queries.observations import COLUMNS, records
from cityscene.schema import Observation

_SELECTED = ", ".join(f"o.{c}" for c in COLUMNS)
_FROM = """
    FROM observation o
    JOIN area a ON a.area_id = o.area_id
    JOIN metric m ON m.metric_id = o.metric_id
    JOIN theme th ON th.theme_id = m.theme_id
    JOIN source s ON s.source_id = o.source_id
"""
_SEARCHED = (
    "o.value_printed", "o.note", "o.locator", "o.obs_id", "a.name_zh", "a.short_zh", "a.name_en",
    "m.name_zh", "m.name_en", "s.title", "s.publisher", "s.file_name",
)  # fmt: skip
_FRESHEST = "o.as_of IS NULL, o.as_of DESC"
_METRIC = "th.position, m.position, m.metric_id"
_ORDER: Mapping[Order, str] = {
    Order.METRIC: f"{_METRIC}, a.position, {_FRESHEST}, o.obs_id",
    Order.AREA: f"a.position, {_METRIC}, {_FRESHEST}, o.obs_id",
    Order.FRESHEST: f"{_FRESHEST}, {_METRIC}, a.position, o.obs_id",
}

Condition = tuple[str, list[object]]


def count(db: Database, chosen: Filter) -> dict[str, int]:
    """How many figures fit, and how many areas, metrics and sources they are of."""
    where, parameters = _where(chosen)
    return db.rows(
        f"""SELECT count(*) AS figures, count(DISTINCT o.area_id) AS areas,
                   count(DISTINCT o.metric_id) AS metrics,
                   count(DISTINCT o.source_id) AS sources {_FROM} {where}""",
        parameters,
    )[0]


def page(db: Database, chosen: Filter, order: Order, limit: int, offset: int) -> list[Observation]:
    """Figures that fit, ``limit`` of them after the first ``offset``."""
    where, parameters = _where(chosen)
    return records(
        db,
        f"SELECT {_SELECTED} {_FROM} {where} ORDER BY {_ORDER[order]} LIMIT ? OFFSET ?",
        [*parameters, limit, offset],
    )


def all_of(db: Database, chosen: Filter, order: Order = Order.METRIC) -> list[Observation]:
    """All figures that fit, for a file."""
    where, parameters = _where(chosen)
    return records(db, f"SELECT {_SELECTED} {_FROM} {where} ORDER BY {_ORDER[order]}", parameters)


def years(db: Database) -> list[int]:
    """Years any figure stands for, targets included, latest first."""
    rows = db.rows(
        """SELECT DISTINCT extract(year FROM as_of) AS year FROM observation
           WHERE as_of IS NOT NULL ORDER BY year DESC"""
    )
    return [int(row["year"]) for row in rows]


def _where(chosen: Filter) -> tuple[str, list[object]]:
    """The WHERE clause of a filter and what is bound to it."""
    conditions = list(_conditions(chosen))
    clause = " AND ".join(f"({sql})" for sql, _ in conditions)
    return f"WHERE {clause}", [value for _, values in conditions for value in values]


def _conditions(chosen: Filter) -> Iterator[Condition]:
    derived = chosen.kind is Kind.DERIVED
    yield f"o.derived_kind IS {'NOT ' if derived else ''}NULL", []
    if chosen.areas:
        yield _in_areas(chosen)
    if chosen.years:
        yield _in_years(chosen.years)
    for column, values in (
        ("o.metric_id", chosen.metrics),
        ("o.source_id", (chosen.source,) if chosen.source else ()),
        ("s.tier", chosen.tiers),
        ("o.qualifier", chosen.qualifiers),
        ("o.basis", chosen.bases),
        ("o.period_type", chosen.periods),
    ):
        if values:
            yield f"{column} IN ({_marks(values)})", list(values)
    for word in chosen.text.lower().split():
        yield _contains(word)


def _in_areas(chosen: Filter) -> Condition:
    """Areas themselves; with what belongs to them: districts, zones and organisations."""
    marks, values = _marks(chosen.areas), list(chosen.areas)
    if not chosen.within:
        return f"o.area_id IN ({marks})", [*values]
    # The nation is the parent of provinces, yet asking for it does not mean all of them.
    belongs = f"a.level IN ('zone', 'organisation') AND a.parent_id IN ({marks})"
    return (
        f"o.area_id IN ({marks}) OR a.city_id IN ({marks}) OR a.province_id IN ({marks})"
        f" OR {belongs}",
        [*values, *values, *values, *values],
    )


def _in_years(years: Sequence[str]) -> Condition:
    dated = [int(y) for y in years if y != UNDATED]
    parts = [f"extract(year FROM o.as_of) IN ({_marks(dated)})"] if dated else []
    if UNDATED in years:
        parts.append("o.as_of IS NULL")
    return " OR ".join(parts), [*dated]


def _contains(word: str) -> Condition:
    searched = " || ' ' || ".join(f"coalesce({c}, '')" for c in _SEARCHED)
    return f"position(? IN lower({searched})) > 0", [word]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
