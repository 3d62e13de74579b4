"""Figures with all their evidence: as a table, one by one, and those computed by the build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from cityscene.registry import Registry
from cityscene.schema import Observation, Source
from cityscene.sources import citation
from cityscene.tables import period_text
from cityscene.texts import t
from cityscene.units import MISSING, format_interval, format_observed

SOURCE_TITLE_LENGTH = 40


def figure_table(
    observations: Sequence[Observation], registry: Registry, lang: str
) -> pd.DataFrame:
    """Return figures as read in their sources: what is printed, what it allows, where it stands."""
    return _frame(
        [
            {
                "area": registry.area_name(o.area_id, lang),
                "metric": registry.metric_name(o.metric_id, lang),
                "printed": o.value_printed,
                "range": range_text(o, registry, lang),
                "basis": t(f"enum.basis.{o.basis}", lang),
                "period": period_text(o, lang),
                "period_source": t(f"enum.period_source.{o.period_source}", lang),
                "source": source_name(registry.sources[o.source_id], lang),
                "tier": t(f"enum.tier.{registry.sources[o.source_id].tier}", lang),
                "locator": locator_text(o.locator, registry.sources[o.source_id], lang),
                "note": o.note or MISSING,
            }
            for o in observations
        ],
        ("area", "metric", "printed", "range", "basis", "period", "period_source", "source", "tier",
         "locator", "note"),
        lang,
    )  # fmt: skip


def derived_table(
    observations: Sequence[Observation],
    origins: Mapping[str, Observation],
    registry: Registry,
    lang: str,
) -> pd.DataFrame:
    """Return computed figures, each with the printed figures it comes from.

    Args:
        observations: computed figures.
        origins: the figures they come from, by identifier.
        registry: names and units.
        lang: language of the table.
    """
    return _frame(
        [
            {
                "area": registry.area_name(o.area_id, lang),
                "metric": registry.metric_name(o.metric_id, lang),
                "value": value_text(o, registry, lang),
                "range": range_text(o, registry, lang),
                "period": period_text(o, lang),
                "derived_kind": derivation_text(o, registry, lang),
                "derived_from": origins_text(o, origins, registry, lang),
                "note": o.note or MISSING,
            }
            for o in observations
        ],
        ("area", "metric", "value", "range", "period", "derived_kind", "derived_from", "note"),
        lang,
    )


def value_text(o: Observation, registry: Registry, lang: str) -> str:
    """Return a figure with its hedge and unit; the basis stands in a column of its own."""
    unit = registry.unit_of(o.metric_id)
    counter = registry.own_counter(o.metric_id, lang)
    basis = type(o.basis).ACTUAL
    return format_observed(o.value, o.interval, o.qualifier, basis, unit, lang, counter)


def range_text(o: Observation, registry: Registry, lang: str) -> str:
    """Return the values that a printed figure allows."""
    counter = registry.own_counter(o.metric_id, lang)
    return format_interval(o.interval, registry.unit_of(o.metric_id), lang, counter)


def derivation_text(o: Observation, registry: Registry, lang: str) -> str:
    """Return how a figure was computed, in words; empty for figures of a source."""
    found = registry.derivations.get(o.metric_id)
    return t(f"sources.derived_{found.kind}", lang) if found else ""


def origins_text(
    o: Observation, origins: Mapping[str, Observation], registry: Registry, lang: str
) -> str:
    """Return the figures a computed one comes from, with area, period and printed number."""
    return t("sources.origin_separator", lang).join(
        t(
            "sources.origin",
            lang,
            metric=registry.metric_name(origins[k].metric_id, lang),
            printed=origins[k].value_printed,
            period=period_text(origins[k], lang),
        )
        for k in o.derived_from
        if k in origins
    )


def source_name(source: Source, lang: str) -> str:
    """Return publisher, title and date of a source, the title cut to a readable length."""
    title = source.title
    if len(title) > SOURCE_TITLE_LENGTH:
        title = f"{title[:SOURCE_TITLE_LENGTH]}…"
    day = source.published_date or t("common.undated", lang)
    return t("sources.source_name", lang, publisher=source.publisher, title=title, date=day)


def locator_text(locator: str | None, source: Source, lang: str) -> str:
    """Return the place in a source; a number is a line where the source is a text file."""
    if not locator:
        return MISSING
    if source.file_name and locator.isdecimal():
        return t("sources.line", lang, n=locator)
    return locator


def record(o: Observation, registry: Registry, lang: str) -> list[tuple[str, str]]:
    """Return everything about one figure as pairs of name and value, for reading one by one."""
    source = registry.sources[o.source_id]
    pairs = [
        ("printed", o.value_printed),
        ("value", value_text(o, registry, lang)),
        ("range", range_text(o, registry, lang)),
        ("qualifier", t(f"enum.qualifier.{o.qualifier}", lang)),
        ("basis", t(f"enum.basis.{o.basis}", lang)),
        ("period", period_text(o, lang)),
        ("period_type", t(f"enum.period_type.{o.period_type}", lang)),
        ("period_source", t(f"enum.period_source.{o.period_source}", lang)),
        ("source", citation(source, lang)),
        ("tier", t(f"enum.tier.{source.tier}", lang)),
        ("locator", locator_text(o.locator, source, lang)),
        ("note", o.note or ""),
        ("obs_id", o.obs_id),
    ]
    return [(column_name(name, lang), value) for name, value in pairs if value]


def column_name(name: str, lang: str) -> str:
    """Return the heading of a column of these tables."""
    return t(f"sources.column.{name}", lang)


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str], lang: str) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.rename(columns={c: column_name(c, lang) for c in columns})
