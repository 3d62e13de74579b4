"""Growth: the change of yearly quantities on the year before."""

from __future__ import annotations

from etl.derive import intervals
from etl.derive.metrics import GROWTH
from etl.workspace import Workspace, literal

#: Figures of a whole year, and stocks at its end. A stock dated by its year alone is compared
#: with one dated alike.
_YEARLY = """(period_type = 'year'
              OR (period_type = 'as_of' AND month(as_of) = 12 AND day(as_of) = 31))"""


def derive(work: Workspace) -> None:
    """Add the growth figures, and keep the pairs in ``year_pair`` for the checks."""
    _pairs(work)
    work.run(f"INSERT INTO observation {_STATEMENT}")


def _pairs(work: Workspace) -> None:
    """Make ``year_pair``: later and earlier figure of successive years, no break between."""
    work.run(
        f"""CREATE OR REPLACE TEMP TABLE year_pair AS
            SELECT n.obs_id AS later_id, d.obs_id AS earlier_id
            FROM (SELECT * FROM pick WHERE {_YEARLY}) n
            JOIN (SELECT * FROM pick WHERE {_YEARLY}) d
              ON d.area_id = n.area_id AND d.metric_id = n.metric_id AND d.year = n.year - 1
             AND d.period_type = n.period_type AND d.period_precision = n.period_precision
            WHERE NOT EXISTS (
              SELECT 1 FROM in_breaks b
              WHERE b.metric_id = n.metric_id
                AND coalesce(b.area_id, '') IN ('', n.area_id)
                AND d.year <= CAST(b.between_from AS INTEGER)
                AND n.year >= CAST(b.between_to AS INTEGER))"""
    )


_STATEMENT = f"""
SELECT obs_id || '.{GROWTH.suffix}', area_id, metric_id || '_{GROWTH.suffix}',
       value, low, high, closed, NULL, hedge, 'actual', {literal(GROWTH.unit)}, period_type,
       period_start, period_end, as_of, period_precision, 'derived', source_id, NULL,
       note, NULL, NULL, {literal(GROWTH.kind)}, [obs_id, before]
FROM (
  SELECT n.rowid AS nth, n.obs_id, n.area_id, n.metric_id, n.period_type, n.period_start,
         n.period_end, n.as_of, n.period_precision, n.source_id, d.obs_id AS before,
         {intervals.quotient("n", "d", "({} - 1) * 100")},
         {intervals.qualifier("n", "d")} AS hedge,
         concat('与', d.year, '年相比') AS note
  FROM year_pair p
  JOIN pick n ON n.obs_id = p.later_id
  JOIN pick d ON d.obs_id = p.earlier_id
  WHERE d.value > 0 AND n.value >= 0 AND coalesce(d.low, d.value) > 0)
WHERE {intervals.SAYS_SOMETHING}
ORDER BY nth"""
