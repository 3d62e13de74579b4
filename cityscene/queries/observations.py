"""Figures, as records or as frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cityscene.database import Database
from cityscene.schema import (
    Basis,
    Interval,
    Observation,
    PeriodSource,
    PeriodType,
    Qualifier,
)

COLUMNS = (
    "obs_id", "area_id", "metric_id", "value", "value_low", "value_high", "interval_closed",
    "value_printed", "qualifier", "basis", "unit", "period_type", "period_start", "period_end",
    "as_of", "period_precision", "period_source", "source_id", "locator", "note", "derived_from",
)  # fmt: skip
_COLUMNS = ", ".join(COLUMNS)


def of_metric(db: Database, metric_id: str) -> list[Observation]:
    """All figures of one metric, every area and period."""
    return records(
        db,
        f"SELECT {_COLUMNS} FROM observation WHERE metric_id = ? ORDER BY area_id, as_of, obs_id",
        [metric_id],
    )


def of_areas(db: Database, area_ids: Sequence[str], *, derived: bool = False) -> list[Observation]:
    """All figures of some areas; derived ones only when asked for."""
    if not area_ids:
        return []
    return records(
        db,
        f"""SELECT {_COLUMNS} FROM observation
            WHERE area_id IN ({_marks(area_ids)}) AND (? OR derived_kind IS NULL)
            ORDER BY metric_id, area_id, as_of, obs_id""",
        [*area_ids, derived],
    )


def by_ids(db: Database, obs_ids: Sequence[str]) -> list[Observation]:
    """Figures by identifier, e.g. those a derived figure comes from."""
    if not obs_ids:
        return []
    return records(
        db,
        f"SELECT {_COLUMNS} FROM observation WHERE obs_id IN ({_marks(obs_ids)}) ORDER BY obs_id",
        list(obs_ids),
    )


def freshest(db: Database, limit: int) -> list[Observation]:
    """The figures with the latest dates, targets and yearbook series apart.

    A figure known to the year or month counts from the first day it can stand for.
    """
    return records(
        db,
        f"""SELECT {_COLUMNS} FROM observation
            WHERE derived_kind IS NULL AND basis = 'actual' AND as_of IS NOT NULL
              AND fact_file = 'facts/observations.csv'
            ORDER BY CASE period_precision WHEN 'year' THEN date_trunc('year', as_of)
                     WHEN 'month' THEN date_trunc('month', as_of) ELSE as_of END DESC,
                     obs_id
            LIMIT ?""",
        [limit],
    )


def metric_coverage(db: Database) -> pd.DataFrame:
    """How much is known per metric: columns metric_id, n_observations, n_areas, n_periods."""
    return db.frame(
        """SELECT metric_id, count(*) AS n_observations, count(DISTINCT area_id) AS n_areas,
                  count(DISTINCT as_of) AS n_periods
           FROM observation GROUP BY metric_id ORDER BY metric_id"""
    )


def published_kinds(db: Database) -> list[dict[str, Any]]:
    """What each area has published: one row an area, metric, basis and period type."""
    return db.rows(
        """SELECT DISTINCT area_id, metric_id, basis, period_type FROM observation
           WHERE derived_kind IS NULL AND as_of IS NOT NULL
           ORDER BY area_id, metric_id, basis, period_type"""
    )


def area_theme_coverage(db: Database) -> pd.DataFrame:
    """Published figures by city and theme: columns city_id, theme_id, n_metrics, n_observations.

    Figures of districts, zones and organisations count for the city they belong to.
    """
    return db.frame(
        """SELECT a.city_id, m.theme_id, count(DISTINCT o.metric_id) AS n_metrics,
                  count(*) AS n_observations
           FROM observation o
           JOIN area a ON a.area_id = o.area_id
           JOIN metric m ON m.metric_id = o.metric_id
           WHERE o.derived_kind IS NULL AND a.city_id IS NOT NULL
           GROUP BY a.city_id, m.theme_id ORDER BY a.city_id, m.theme_id"""
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def records(db: Database, sql: str, parameters: Sequence[object]) -> list[Observation]:
    """Run a statement that selects ``COLUMNS`` and return its rows as figures."""
    return [_record(row) for row in db.rows(sql, parameters)]


def _record(row: dict[str, Any]) -> Observation:
    interval = Interval(row.pop("value_low"), row.pop("value_high"), row.pop("interval_closed"))
    return Observation(
        **row
        | {
            "interval": interval,
            "value_printed": row["value_printed"] or "",  # derived figures were never printed
            "qualifier": Qualifier(row["qualifier"]),
            "basis": Basis(row["basis"]),
            "period_type": PeriodType(row["period_type"]),
            "period_source": PeriodSource(row["period_source"]),
            "derived_from": tuple(row["derived_from"] or ()),
        }
    )
