"""Stage: corrected text becomes typed rows of the table ``observation``."""

from __future__ import annotations

from etl.tables import create_tables
from etl.workspace import Workspace

#: Loaded in this order so that a range of one metric is read in one piece.
_ORDER = "ORDER BY f.metric_id, f.area_id, as_of, f.obs_id"


def stage(work: Workspace) -> int:
    """Create the tables, fill ``observation`` from all fact files and return its row count.

    Needs ``in_fact``, ``iso_date`` and ``judged`` of a validation without errors.
    """
    create_tables(work)
    work.run(f"INSERT INTO observation {_TYPED} {_ORDER}")
    work.run("DROP TABLE judged")
    rank_sources(work)
    return int(work.value("SELECT count(*) FROM observation"))


def rank_sources(work: Workspace) -> None:
    """Rank sources for picking among figures of one date: ``source_rank``.

    The rule is tier, then the later published, then the smaller identifier.
    """
    work.run(
        """CREATE OR REPLACE TEMP TABLE source_rank AS
           SELECT s.source_id,
                  row_number() OVER (
                    ORDER BY CASE s.tier WHEN 'official' THEN 1 WHEN 'mainstream' THEN 2 ELSE 3 END,
                             d.last_day DESC NULLS LAST, s.source_id) AS place
           FROM in_sources s LEFT JOIN iso_date d ON d.text = s.published_date"""
    )


_TYPED = """
SELECT f.obs_id, f.area_id, f.metric_id, CAST(f.value AS DOUBLE), j.low, j.high, j.closed,
       f.value_printed, f.qualifier, f.basis, f.unit, f.period_type,
       s.first_day, e.last_day,
       CASE WHEN f.period_type = 'as_of' THEN a.last_day ELSE e.last_day END AS as_of,
       coalesce(CASE WHEN f.period_type = 'as_of' THEN a.precision ELSE e.precision END,
                'unknown'),
       f.period_source, f.source_id, f.locator, f.note, f._file, f._row,
       CAST(NULL AS VARCHAR), CAST([] AS VARCHAR[])
FROM in_fact f
JOIN judged j ON j._part = f._part AND j._row = f._row
LEFT JOIN iso_date s ON s.text = f.period_start
LEFT JOIN iso_date e ON e.text = f.period_end
LEFT JOIN iso_date a ON a.text = f.as_of
"""
