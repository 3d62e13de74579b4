"""Ratios: totals of an area per 10,000 residents, per trillion of GDP, per 100 high-tech firms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cityscene.ratios import DENOMINATORS, Per
from etl.derive import intervals
from etl.derive.metrics import PER_CAPITA, PER_FIRMS, PER_GDP, Derivation
from etl.workspace import Workspace, literal


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a total is divided by: metrics in the order of preference, and the scale."""

    derivation: Derivation
    denominators: tuple[str, ...]
    scale: str


#: In this order: what one of them is divided by is never divided by a later one, since that
#: would be a ratio of the list upside down (residents per GDP is GDP per resident).
RATIOS = (
    Ratio(PER_CAPITA, DENOMINATORS[Per.RESIDENTS], "{} * 1e4"),
    Ratio(PER_GDP, DENOMINATORS[Per.GDP], "{} * 1e12"),
    Ratio(PER_FIRMS, DENOMINATORS[Per.FIRMS], "{} * 100"),
)

#: A figure of one batch or of part of a year says nothing per resident or per year's GDP.
_PERIOD_TYPES = "('year', 'as_of', 'cumulative')"


def derive(work: Workspace) -> None:
    """Add every kind of ratio to ``observation``."""
    not_divided: list[str] = []
    for ratio in RATIOS:
        not_divided += ratio.denominators
        _denominators(work, ratio)
        work.run(f"INSERT INTO observation {_statement(ratio, not_divided)}")


def _denominators(work: Workspace, ratio: Ratio) -> None:
    """Make ``denominator``: for every area and year the nearest figure, a year apart at most.

    Of two equally near the preferred metric wins, then the earlier year, which was known
    when the numerator was published.
    """
    wanted = ", ".join(
        f"({literal(metric)}, {place})" for place, metric in enumerate(ratio.denominators)
    )
    work.run(
        f"""CREATE OR REPLACE TEMP TABLE denominator AS
            SELECT * EXCLUDE (best) FROM (
              SELECT p.*, p.year + off.years AS for_year,
                     row_number() OVER (
                       PARTITION BY p.area_id, p.year + off.years
                       ORDER BY abs(off.years), w.place, off.years DESC, p.as_of DESC, p.obs_id
                     ) AS best
              FROM pick p
              JOIN (VALUES {wanted}) AS w(metric_id, place) ON w.metric_id = p.metric_id
              CROSS JOIN (VALUES (-1), (0), (1)) AS off(years)
              WHERE p.value > 0 AND p.period_type IN ('year', 'as_of'))
            WHERE best = 1"""
    )


def _statement(ratio: Ratio, not_divided: Sequence[str]) -> str:
    d = ratio.derivation
    return f"""
        SELECT obs_id || '.{d.suffix}', area_id, metric_id || '_{d.suffix}',
               value, low, high, closed, NULL, hedge, 'actual', {literal(d.unit)}, period_type,
               period_start, period_end, as_of, period_precision, 'derived', source_id, NULL,
               note, NULL, NULL, {literal(d.kind)}, [obs_id, divisor]
        FROM (
          SELECT n.rowid AS nth, n.obs_id, n.area_id, n.metric_id, n.period_type, n.period_start,
                 n.period_end, n.as_of, n.period_precision, n.source_id, d.obs_id AS divisor,
                 {intervals.quotient("n", "d", ratio.scale)},
                 {intervals.qualifier("n", "d")} AS hedge,
                 concat('除以', d.year, '年', m.name_zh) AS note
          FROM pick n
          JOIN denominator d ON d.area_id = n.area_id AND d.for_year = n.year
          JOIN in_metrics m ON m.metric_id = d.metric_id
          WHERE n.is_total AND n.value >= 0 AND n.period_type IN {_PERIOD_TYPES}
            AND n.metric_id NOT IN ({", ".join(map(literal, not_divided))}))
        WHERE {intervals.SAYS_SOMETHING}
        ORDER BY nth"""
