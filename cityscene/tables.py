"""Figures as tables: for the screen in the language of the page, for files with identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from cityscene.comparable import LeftOut
from cityscene.registry import Registry
from cityscene.schema import Observation
from cityscene.texts import t
from cityscene.units import MISSING, Precision, format_value, period_label

FILE_COLUMNS = (
    "obs_id", "area_id", "area", "metric_id", "metric", "value", "value_low", "value_high",
    "interval_closed", "unit", "value_printed", "qualifier", "basis", "period_type",
    "period_start", "period_end", "as_of", "period_source", "source_id", "source", "publisher",
    "published_date", "tier", "url", "locator", "note", "derived_from",
)  # fmt: skip


def period_text(o: Observation, lang: str) -> str:
    """Return the period of a figure in words."""
    # Without a date there is nothing to be precise about.
    precision = o.period_precision if o.as_of else Precision.YEAR
    return period_label(o.period_type, o.period_start, o.period_end, o.as_of, precision, lang)


def printed_text(o: Observation, registry: Registry, lang: str) -> str:
    """Return a figure as its source prints it; a derived one as computed, and marked so."""
    if o.value_printed:
        return o.value_printed
    counter = registry.own_counter(o.metric_id, lang)
    text = format_value(o.value, registry.units[o.unit], lang, counter)
    return t("table.computed", lang, value=text)


def observation_frame(observations: Iterable[Observation], registry: Registry) -> pd.DataFrame:
    """Return figures with all provenance, one row each, columns ``FILE_COLUMNS``."""
    rows = [_file_row(o, registry) for o in observations]
    return pd.DataFrame(rows, columns=list(FILE_COLUMNS))


def _file_row(o: Observation, registry: Registry) -> dict[str, object]:
    source = registry.sources[o.source_id]
    return {
        "obs_id": o.obs_id,
        "area_id": o.area_id,
        "area": registry.areas[o.area_id].name_zh,
        "metric_id": o.metric_id,
        "metric": registry.metrics[o.metric_id].name_zh,
        "value": o.value,
        "value_low": o.interval.low,
        "value_high": o.interval.high,
        "interval_closed": o.interval.closed,
        "unit": o.unit,
        "value_printed": o.value_printed,
        "qualifier": str(o.qualifier),
        "basis": str(o.basis),
        "period_type": str(o.period_type),
        "period_start": o.period_start,
        "period_end": o.period_end,
        "as_of": o.as_of,
        "period_source": str(o.period_source),
        "source_id": o.source_id,
        "source": source.title,
        "publisher": source.publisher,
        "published_date": source.published_date,
        "tier": str(source.tier),
        "url": source.url,
        "locator": o.locator,
        "note": o.note,
        "derived_from": " ".join(o.derived_from),
    }


def fact_frame(
    rows: Iterable[Mapping[str, Any]], registry: Registry, columns: Sequence[str]
) -> pd.DataFrame:
    """Return facts that are no figures with their area and source, one row each, for files."""
    found = []
    for row in rows:
        area, source = registry.areas[row["area_id"]], registry.sources[row["source_id"]]
        found.append(
            {
                **row,
                "area": area.name_zh,
                "level": str(area.level),
                "city_id": area.city_id,
                "source": source.title,
                "publisher": source.publisher,
                "published_date": source.published_date,
                "tier": str(source.tier),
                "url": source.url,
            }
        )
    return pd.DataFrame(found, columns=list(columns))


def evidence_table(
    observations: Sequence[Observation], registry: Registry, lang: str
) -> pd.DataFrame:
    """Return figures for reading: area, metric, printed figure, period, source, place, note."""
    return pd.DataFrame(
        {
            t("table.area", lang): [registry.area_name(o.area_id, lang) for o in observations],
            t("table.metric", lang): [
                registry.metric_name(o.metric_id, lang) for o in observations
            ],
            t("table.printed", lang): [printed_text(o, registry, lang) for o in observations],
            t("table.basis", lang): [t(f"enum.basis.{o.basis}", lang) for o in observations],
            t("table.period", lang): [period_text(o, lang) for o in observations],
            t("table.source", lang): [source_text(o, registry) for o in observations],
            t("table.tier", lang): [
                t(f"enum.tier.{registry.sources[o.source_id].tier}", lang) for o in observations
            ],
            t("table.note", lang): [o.note or MISSING for o in observations],
        }
    )


def source_text(o: Observation, registry: Registry) -> str:
    """Return publisher, date and place in the source of one figure."""
    source = registry.sources[o.source_id]
    parts = (source.publisher, source.published_date, o.locator)
    return " · ".join(p for p in parts if p)


def left_out_table(left_out: Sequence[LeftOut], registry: Registry, lang: str) -> pd.DataFrame:
    """Return left-out figures with their reasons, for reading."""
    table = evidence_table([x.observation for x in left_out], registry, lang)
    table.insert(2, t("table.reason", lang), [t(f"reason.{x.reason}", lang) for x in left_out])
    return table
