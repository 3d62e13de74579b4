"""Events of every area, and the national ones that mark charts over time."""

from __future__ import annotations

from typing import Any

from cityscene.database import Database

Rows = list[dict[str, Any]]


def all_events(db: Database) -> Rows:
    """Every report of an event, latest first, undated ones last."""
    return db.rows(
        """SELECT e.* FROM event e JOIN area a ON a.area_id = e.area_id
           ORDER BY e.event_date IS NULL, e.event_date DESC, a.position, e.event_id"""
    )


def marking_events(db: Database) -> Rows:
    """Reports of the national events that mark charts over time, earliest first."""
    return db.rows(
        """SELECT e.* FROM event e
           LEFT JOIN event f ON f.event_id = e.same_as
           WHERE e.mark_zh IS NOT NULL OR f.mark_zh IS NOT NULL
           ORDER BY e.first_day, e.event_id"""
    )
