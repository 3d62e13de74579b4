"""Mechanisms, events and named scenarios, with the names of their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cityscene.database import Database

Rows = list[dict[str, Any]]


def mechanisms_of(db: Database, area_ids: Sequence[str]) -> Rows:
    """Evidence of mechanisms of some areas, by category and kind."""
    return _of_areas(
        db,
        """SELECT e.*, k.category, k.name_zh AS kind_zh, k.name_en AS kind_en, k.position
           FROM mechanism e JOIN mechanism_kind k ON k.mechanism_id = e.mechanism_id
           WHERE e.area_id IN ({marks})
           ORDER BY k.category, k.position, e.area_id, e.evidence_id""",
        area_ids,
    )


def mechanisms(db: Database) -> Rows:
    """All evidence of mechanisms, by category and kind."""
    return db.rows(
        """SELECT e.*, k.category, k.name_zh AS kind_zh, k.name_en AS kind_en, k.position
           FROM mechanism e JOIN mechanism_kind k ON k.mechanism_id = e.mechanism_id
           JOIN area a ON a.area_id = e.area_id
           ORDER BY k.category, k.position, a.position, e.evidence_id"""
    )


def events_of(db: Database, area_ids: Sequence[str]) -> Rows:
    """Events of some areas, latest first, undated ones last."""
    return _of_areas(
        db,
        """SELECT * FROM event WHERE area_id IN ({marks})
           ORDER BY event_date IS NULL, event_date DESC, event_id""",
        area_ids,
    )


def scenarios_of(db: Database, area_ids: Sequence[str]) -> Rows:
    """Named scenarios of some areas, super scenarios first."""
    return _of_areas(
        db,
        """SELECT * FROM scenario WHERE area_id IN ({marks})
           ORDER BY is_super DESC, domain, scenario_id""",
        area_ids,
    )


def scenarios(db: Database) -> Rows:
    """All named scenarios in the order of the areas."""
    return db.rows(
        """SELECT s.* FROM scenario s JOIN area a ON a.area_id = s.area_id
           ORDER BY a.position, s.scenario_id"""
    )


def metric_holders(db: Database) -> Rows:
    """Which areas have a published figure of which metric: columns metric_id, area_id."""
    return db.rows(
        """SELECT DISTINCT metric_id, area_id FROM observation WHERE derived_kind IS NULL
           ORDER BY metric_id, area_id"""
    )


def mechanism_holders(db: Database) -> Rows:
    """Which areas are known to use which instrument: columns mechanism_id, area_id, city_id."""
    return db.rows(
        """SELECT DISTINCT e.mechanism_id, e.area_id, a.city_id
           FROM mechanism e JOIN area a ON a.area_id = e.area_id
           ORDER BY e.mechanism_id, e.area_id"""
    )


def counts(db: Database) -> dict[str, int]:
    """Number of rows by kind of fact, and of cities and metrics with figures."""
    row = db.rows(
        """SELECT
             (SELECT count(DISTINCT a.city_id) FROM observation o JOIN area a
                ON a.area_id = o.area_id WHERE a.city_id IS NOT NULL) AS cities,
             (SELECT count(DISTINCT area_id) FROM observation) AS areas,
             (SELECT count(*) FROM observation WHERE derived_kind IS NULL) AS observations,
             (SELECT count(*) FROM observation WHERE derived_kind IS NOT NULL) AS derived,
             (SELECT count(DISTINCT metric_id) FROM observation
                WHERE derived_kind IS NULL) AS metrics,
             (SELECT count(*) FROM source) AS sources,
             (SELECT count(*) FROM mechanism) AS mechanisms,
             (SELECT count(*) FROM event) AS events,
             (SELECT count(*) FROM scenario) AS scenarios"""
    )[0]
    return {name: int(n) for name, n in row.items()}


def _of_areas(db: Database, sql: str, area_ids: Sequence[str]) -> Rows:
    if not area_ids:
        return []
    marks = ", ".join("?" for _ in area_ids)
    return db.rows(sql.format(marks=marks), list(area_ids))
