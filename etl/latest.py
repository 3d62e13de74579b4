"""Latest: the figure shown first for an area, metric, basis and period type.

The freshest date wins; of one date the better tier, then the later published source, then the
smaller identifier. Figures without a date stand behind all others.
"""

from __future__ import annotations

from etl.workspace import Workspace

_KEY = "metric_id, basis, period_type, area_id"


def pick_latest(work: Workspace) -> None:
    """Make ``freshest``: the figures of the freshest date of each series, best first by ``nth``."""
    work.run(
        f"""CREATE OR REPLACE TEMP TABLE freshest AS
            SELECT *, row_number() OVER (PARTITION BY {_KEY} ORDER BY place, obs_id) AS nth
            FROM (
              SELECT o.metric_id, o.basis, o.period_type, o.area_id, o.obs_id,
                     o.value, o.value_low, o.value_high, o.interval_closed, o.qualifier,
                     o.period_start, o.period_end, o.as_of, o.period_precision, o.source_id,
                     o.derived_kind, s.place
              FROM observation o
              JOIN (SELECT {_KEY}, max(as_of) AS as_of FROM observation GROUP BY {_KEY}) newest
                ON newest.metric_id = o.metric_id AND newest.basis = o.basis
               AND newest.period_type = o.period_type AND newest.area_id = o.area_id
               AND newest.as_of IS NOT DISTINCT FROM o.as_of
              JOIN source_rank s ON s.source_id = o.source_id)"""
    )


def load_latest(work: Workspace) -> None:
    """Fill ``latest`` from ``freshest``, marking where another source excludes the figure.

    Needs ``two_sources`` of the checks.
    """
    work.run(
        f"""INSERT INTO latest
            SELECT f.* EXCLUDE (derived_kind, place, nth), g.n_sources,
                   f.obs_id IN (SELECT first_id FROM two_sources WHERE exclusive
                                UNION ALL SELECT second_id FROM two_sources WHERE exclusive)
            FROM freshest f
            JOIN (SELECT {_KEY}, count(DISTINCT source_id) AS n_sources
                  FROM freshest GROUP BY {_KEY}) g USING ({_KEY})
            WHERE f.nth = 1
            ORDER BY {", ".join(f"f.{c}" for c in _KEY.split(", "))}"""
    )
