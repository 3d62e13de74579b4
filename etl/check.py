"""Check: what looks odd across the whole data. Nothing is stopped; all goes into ``finding``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.problems import Problem, warnings
from etl.workspace import Workspace, literal

#: A quantity rarely changes more than so many times within a year; small ones may.
SPIKE_RATIO = 3
_SPIKE_FLOOR = 10

#: Metrics one of which is part of the other, for the same area and period.
PARTS = (
    ("fiscal_science_expenditure", "fiscal_expenditure"),
    ("fiscal_education_expenditure", "fiscal_expenditure"),
    ("fiscal_revenue", "gdp"),
    ("rd_expenditure", "gdp"),
    ("little_giants_in_force", "little_giants"),
    ("double_first_class_universities", "universities"),
)


def check(work: Workspace, problems: Sequence[Problem]) -> dict[str, int]:
    """Fill ``finding`` with validation's warnings and whole-data checks; count them by kind.

    Needs ``freshest``. Leaves ``two_sources``, whose ``exclusive`` pairs cannot both be right.
    """
    _keep_warnings(work, problems)
    _pairs_of_sources(work)
    for kind, statement in _CHECKS.items():
        work.run(_INSERT.format(kind=literal(kind), statement=statement))
    counts = work.rows("SELECT kind, count(*) FROM finding GROUP BY kind ORDER BY kind")
    return {kind: int(n) for kind, n in counts}


def _keep_warnings(work: Workspace, problems: Sequence[Problem]) -> None:
    rows: Iterator[tuple[object, ...]] = (
        (i, str(p.kind), None, None, [], p.file, p.row, p.column or None, p.message)
        for i, p in enumerate(warnings(problems), start=1)
    )
    work.insert("finding", rows)


def _pairs_of_sources(work: Workspace) -> None:
    """Make ``two_sources``: figures of two sources for the same area, metric, period, basis."""
    same = "area_id, metric_id, basis, period_type, period_start, period_end, as_of"
    match = " AND ".join(f"b.{c} IS NOT DISTINCT FROM a.{c}" for c in same.split(", "))
    work.run(
        f"""CREATE OR REPLACE TEMP TABLE two_sources AS
            WITH doubled AS (
              SELECT o.* FROM observation o
              JOIN (SELECT hash({same}) AS digest FROM observation
                    WHERE derived_kind IS NULL AND as_of IS NOT NULL
                    GROUP BY digest HAVING count(DISTINCT source_id) > 1) g
                ON g.digest = hash({", ".join(f"o.{c}" for c in same.split(", "))})
              WHERE o.derived_kind IS NULL)
            SELECT a.obs_id AS first_id, b.obs_id AS second_id, a.area_id, a.metric_id, a.as_of,
                   a.value AS first_value, b.value AS second_value, {_EXCLUDE} AS exclusive
            FROM doubled a JOIN doubled b ON {match}
            WHERE a.obs_id < b.obs_id AND a.source_id <> b.source_id AND a.value <> b.value"""
    )


def _below(one: str, other: str) -> str:
    """SQL: all values of one interval lie below all of the other."""
    touching = (
        f"{one}.interval_closed IN ('both', 'right') "
        f"AND {other}.interval_closed IN ('both', 'left')"
    )
    return (
        f"({one}.value_high < {other}.value_low"
        f" OR ({one}.value_high = {other}.value_low AND NOT ({touching})))"
    )


_EXCLUDE = f"coalesce({_below('a', 'b')} OR {_below('b', 'a')}, FALSE)"

_INSERT = """
INSERT INTO finding
SELECT (SELECT count(*) FROM finding) + row_number() OVER (ORDER BY metric_id, area_id, ids[1]),
       {kind}, area_id, metric_id, ids, NULL, NULL, NULL, message
FROM ({statement})"""

_DIFFER = """
SELECT area_id, metric_id, [first_id, second_id] AS ids,
       concat(first_value, ' and ', second_value, ' for ', as_of) AS message
FROM two_sources WHERE exclusive = {}"""

_SPIKE = f"""
SELECT n.area_id, n.metric_id, [n.obs_id, d.obs_id] AS ids,
       concat(d.value, ' in ', d.year, ', ', n.value, ' in ', n.year) AS message
FROM year_pair p
JOIN pick n ON n.obs_id = p.later_id
JOIN pick d ON d.obs_id = p.earlier_id
WHERE greatest(n.value, d.value) >= {_SPIKE_FLOOR}
  AND greatest(n.value, d.value) > {SPIKE_RATIO} * least(n.value, d.value)"""

_SAME_PERIOD = """w.period_type = p.period_type AND w.as_of = p.as_of
      AND w.period_start IS NOT DISTINCT FROM p.period_start"""

_PART_OF_METRIC = f"""
SELECT p.area_id, p.metric_id, [p.obs_id, w.obs_id] AS ids,
       concat(p.value, ' is more than ', w.metric_id, ' ', w.value) AS message
FROM pick p
JOIN (VALUES {", ".join(f"({literal(p)}, {literal(w)})" for p, w in PARTS)}) AS s(part, whole)
  ON s.part = p.metric_id
JOIN pick w ON w.metric_id = s.whole AND w.area_id = p.area_id AND {_SAME_PERIOD}
WHERE p.low > w.high"""

_PART_OF_AREA = f"""
SELECT p.area_id, p.metric_id, [p.obs_id, w.obs_id] AS ids,
       concat(p.value, ' is more than that of ', w.area_id, ' ', w.value) AS message
FROM pick p
JOIN (SELECT area_id, parent_id AS whole FROM in_areas
      UNION SELECT area_id, city_id FROM in_areas
      UNION SELECT area_id, province_id FROM in_areas) a
  ON a.area_id = p.area_id AND a.whole <> p.area_id
JOIN pick w ON w.metric_id = p.metric_id AND w.area_id = a.whole AND {_SAME_PERIOD}
WHERE p.is_total AND p.low > w.high"""

_STALE = """
SELECT o.area_id, o.metric_id, [o.obs_id] AS ids,
       concat('the latest is of ', o.as_of, ', elsewhere ', o.newest) AS message
FROM (SELECT obs_id, area_id, metric_id, as_of,
             max(as_of) OVER (PARTITION BY metric_id) AS newest,
             row_number() OVER (
               PARTITION BY metric_id, area_id ORDER BY as_of DESC, place, obs_id) AS n
      FROM freshest WHERE derived_kind IS NULL AND basis = 'actual' AND as_of IS NOT NULL) o
JOIN in_metrics m ON m.metric_id = o.metric_id
WHERE o.n = 1 AND (year(o.newest) - year(o.as_of)) * 12 + month(o.newest) - month(o.as_of)
                  > CAST(m.tolerance_months AS INTEGER)"""

_CHECKS = {
    "conflict": _DIFFER.format("TRUE"),
    "variant": _DIFFER.format("FALSE"),
    "spike": _SPIKE,
    "part_above_whole": f"{_PART_OF_METRIC} UNION ALL {_PART_OF_AREA}",
    "stale": _STALE,
}
