"""What rests on a source, what looks odd, and what was corrected or left out."""

from __future__ import annotations

from typing import Any

from cityscene.database import Database

Rows = list[dict[str, Any]]


def use_of_sources(db: Database) -> Rows:
    """Number of facts by source and kind: columns source_id, kind, n."""
    return db.rows(
        """SELECT source_id, kind, count(*) AS n
           FROM (SELECT source_id, 'observations' AS kind FROM observation
                 WHERE derived_kind IS NULL
                 UNION ALL SELECT source_id, 'mechanisms' FROM mechanism
                 UNION ALL SELECT source_id, 'events' FROM event
                 UNION ALL SELECT source_id, 'scenarios' FROM scenario) fact
           GROUP BY source_id, kind ORDER BY source_id, kind"""
    )


def mechanisms_from(db: Database, source_id: str) -> Rows:
    """Mechanisms that a source is the evidence for."""
    return db.rows(
        """SELECT e.*, k.category, k.name_zh AS kind_zh, k.name_en AS kind_en
           FROM mechanism e
           JOIN mechanism_kind k ON k.mechanism_id = e.mechanism_id
           JOIN area a ON a.area_id = e.area_id
           WHERE e.source_id = ?
           ORDER BY k.category, k.position, a.position, e.evidence_id""",
        [source_id],
    )


def events_from(db: Database, source_id: str) -> Rows:
    """Events that a source is the evidence for, latest first, undated ones last."""
    return db.rows(
        """SELECT * FROM event WHERE source_id = ?
           ORDER BY event_date IS NULL, event_date DESC, event_id""",
        [source_id],
    )


def scenarios_from(db: Database, source_id: str) -> Rows:
    """Named scenarios that a source is the evidence for, super scenarios first."""
    return db.rows(
        """SELECT * FROM scenario WHERE source_id = ?
           ORDER BY is_super DESC, domain, scenario_id""",
        [source_id],
    )


def differing_pairs(db: Database) -> Rows:
    """Pairs of figures of two sources for one area, metric, basis and period.

    Columns kind (conflict: they exclude each other; variant: they differ yet agree within
    what is printed), area_id, metric_id and obs_ids (two of them).
    """
    return db.rows(
        """SELECT kind, area_id, metric_id, obs_ids FROM finding
           WHERE kind IN ('conflict', 'variant') ORDER BY finding_id"""
    )


def findings(db: Database) -> Rows:
    """Everything that looks odd and was published all the same."""
    return db.rows("SELECT * FROM finding ORDER BY finding_id")


def corrections(db: Database) -> Rows:
    """Cells that the build replaces, or that somebody proposes to replace."""
    return db.rows("SELECT * FROM correction ORDER BY status, fact_id, field")


def left_out(db: Database) -> Rows:
    """Collected rows that were not taken over, each with its reason."""
    return db.rows("SELECT * FROM left_out ORDER BY collection, collected_id")


def input_files(db: Database) -> Rows:
    """Files the build was made from: read = loaded + rejected."""
    return db.rows("SELECT * FROM input_file ORDER BY path")


def figures_by_year(db: Database) -> Rows:
    """Published results by the year they stand for: columns year, figures, areas, metrics.

    Targets and estimates are left aside: they say nothing about how fresh the data are.
    """
    return db.rows(
        """SELECT CAST(extract(year FROM as_of) AS INTEGER) AS year, count(*) AS figures,
                  count(DISTINCT area_id) AS areas, count(DISTINCT metric_id) AS metrics
           FROM observation
           WHERE derived_kind IS NULL AND basis = 'actual' AND as_of IS NOT NULL
           GROUP BY 1 ORDER BY 1 DESC"""
    )
