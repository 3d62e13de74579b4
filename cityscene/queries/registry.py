"""The registry as it was published with the build, and what the build says of itself."""

from __future__ import annotations

from typing import Any

from cityscene.database import Database

Rows = list[dict[str, Any]]


def areas(db: Database) -> Rows:
    """All areas in the order of the registry."""
    return db.rows("SELECT * FROM area ORDER BY position")


def metrics(db: Database) -> Rows:
    """All metrics, derived ones included, in the order of themes."""
    return db.rows(
        """SELECT m.* FROM metric m JOIN theme t ON t.theme_id = m.theme_id
           ORDER BY t.position, m.position, m.metric_id"""
    )


def units(db: Database) -> Rows:
    """All units."""
    return db.rows("SELECT * FROM unit ORDER BY unit")


def themes(db: Database) -> Rows:
    """All themes in order."""
    return db.rows("SELECT * FROM theme ORDER BY position")


def sources(db: Database) -> Rows:
    """All sources."""
    return db.rows("SELECT * FROM source ORDER BY source_id")


def peer_groups(db: Database) -> Rows:
    """Members of the hand-picked groups: one row a member."""
    return db.rows("SELECT * FROM peer_group ORDER BY group_id, area_id")


def mechanism_kinds(db: Database) -> Rows:
    """All kinds of mechanisms in order."""
    return db.rows("SELECT * FROM mechanism_kind ORDER BY category, position, mechanism_id")


def breaks(db: Database) -> Rows:
    """Breaks in series: no growth is computed across them."""
    return db.rows("SELECT * FROM break_in_series ORDER BY metric_id, between_from")


def build(db: Database) -> dict[str, Any]:
    """The one row that describes the build, with ``data_date``: the day of the newest result.

    A figure known to the year or month counts from the first day it can stand for.
    """
    return db.rows(
        """SELECT b.*, (SELECT CAST(max(CASE period_precision
                                     WHEN 'year' THEN date_trunc('year', as_of)
                                     WHEN 'month' THEN date_trunc('month', as_of)
                                     ELSE as_of END) AS DATE)
                        FROM observation
                        WHERE derived_kind IS NULL AND basis = 'actual') AS data_date
           FROM build b"""
    )[0]


def years(db: Database) -> list[int]:
    """Years that figures stand for, latest first."""
    rows = db.rows(
        """SELECT DISTINCT extract(year FROM as_of) AS year FROM observation
           WHERE as_of IS NOT NULL AND basis = 'actual' ORDER BY year DESC"""
    )
    return [int(row["year"]) for row in rows]


def sizes(db: Database, metric_id: str) -> dict[str, float]:
    """Latest published size of every area by one metric, e.g. GDP: area id to value."""
    rows = db.rows(
        "SELECT area_id, value FROM latest WHERE metric_id = ? AND basis = 'actual'"
        " AND period_type = 'year'",
        [metric_id],
    )
    return {row["area_id"]: row["value"] for row in rows}
