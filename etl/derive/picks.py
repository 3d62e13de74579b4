"""Which figures are derived from: one per area, metric and period, of the better source."""

from __future__ import annotations

from etl.workspace import Workspace

#: Dimensions of quantities that can be compared from year to year.
_LEVELS = "('count', 'money', 'length', 'area', 'data_volume')"
#: Means and rates measured in CNY or items: dividing them by people again says nothing.
_AVERAGE = r"(^|_)per_|_avg(_|$)|average|(^|_)mean(_|$)"


def prepare(work: Workspace) -> None:
    """Make ``pick``: results of dated quantities, with ``is_total`` for what may be divided.

    It stands in the order of ``observation``: sorting what is derived by the row number here
    is cheaper than by four texts.
    """
    work.run(
        f"""CREATE OR REPLACE TEMP TABLE pick AS
            SELECT o.* EXCLUDE (place), year(as_of) AS year FROM (
              SELECT o.obs_id, o.area_id, o.metric_id, o.value, o.value_low AS low,
                     o.value_high AS high, o.interval_closed AS closed, o.qualifier,
                     o.period_type, o.period_start, o.period_end, o.as_of, o.period_precision,
                     o.source_id,
                     m.dimension IN ('count', 'money')
                       AND NOT regexp_matches(o.metric_id, '{_AVERAGE}') AS is_total,
                     row_number() OVER (
                       PARTITION BY o.area_id, o.metric_id, o.period_type, o.period_start,
                                    o.period_end, o.as_of
                       ORDER BY s.place, o.obs_id) AS place
              FROM observation o
              JOIN in_metrics m ON m.metric_id = o.metric_id
              JOIN source_rank s ON s.source_id = o.source_id
              WHERE o.basis = 'actual' AND o.as_of IS NOT NULL AND m.dimension IN {_LEVELS}) o
            WHERE place = 1 ORDER BY metric_id, area_id, as_of, obs_id"""
    )
