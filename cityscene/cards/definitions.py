"""What every metric counts, and the rules of the database in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from cityscene.cards.figures import column_name
from cityscene.registry import Registry
from cityscene.schema import Metric
from cityscene.texts import t

#: Sections of the method, in the order they are read.
METHOD = (
    "interval", "period", "ranking", "pick", "derived", "breaks", "missing", "scope",
)  # fmt: skip

Coverage = Mapping[str, Mapping[str, int]]
"""Metric id to ``n_observations`` and ``n_areas``."""


def by_theme(registry: Registry, metrics: Iterable[str]) -> dict[str, list[Metric]]:
    """Group metrics by theme, both in the order of the registry; empty themes are left out."""
    wanted = frozenset(metrics)
    found = {
        theme: [m for m in registry.metrics_of(theme) if m.metric_id in wanted]
        for theme in registry.themes
    }
    return {theme: listed for theme, listed in found.items() if listed}


def facts_line(metric: Metric, registry: Registry, coverage: Coverage, lang: str) -> str:
    """Return unit, direction, kinds of period, tolerance and coverage of a metric in one line."""
    found = coverage.get(metric.metric_id, {})
    return t(
        "sources.metric_facts",
        lang,
        unit=registry.unit_name(metric.unit, lang),
        direction=t(f"enum.direction.{metric.direction}", lang),
        periods=period_kinds(metric, lang),
        months=metric.tolerance_months,
        figures=found.get("n_observations", 0),
        areas=found.get("n_areas", 0),
    )


def period_kinds(metric: Metric, lang: str) -> str:
    """Return the kinds of period that occur for a metric."""
    separator = t("common.list_separator", lang)
    return separator.join(t(f"enum.period_type.{kind}", lang) for kind in metric.period_kinds)


def definition_table(
    metrics: Iterable[Metric], registry: Registry, coverage: Coverage, lang: str
) -> pd.DataFrame:
    """Return definitions as a table, one metric a row."""
    rows = [
        {
            "theme": registry.theme_name(m.theme_id, lang),
            "metric": registry.metric_name(m.metric_id, lang),
            "metric_id": m.metric_id,
            "definition": registry.metric_definition(m.metric_id, lang),
            "unit": registry.unit_name(m.unit, lang),
            "direction": t(f"enum.direction.{m.direction}", lang),
            "period_kinds": period_kinds(m, lang),
            "tolerance": m.tolerance_months,
            "n_figures": coverage.get(m.metric_id, {}).get("n_observations", 0),
            "n_areas": coverage.get(m.metric_id, {}).get("n_areas", 0),
        }
        for m in metrics
    ]
    columns = ("theme", "metric", "metric_id", "definition", "unit", "direction", "period_kinds",
               "tolerance", "n_figures", "n_areas")  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.rename(columns={c: column_name(c, lang) for c in columns})


def method(registry: Registry, lang: str) -> list[tuple[str, str]]:
    """Return the rules of the database as pairs of heading and text."""
    return [
        (t(f"sources.method.{section}.title", lang), _rule(section, registry, lang))
        for section in METHOD
    ]


def _rule(section: str, registry: Registry, lang: str) -> str:
    """Text of one rule; that of the breaks is followed by the breaks themselves."""
    text = t(f"sources.method.{section}.text", lang)
    return f"{text}\n{_breaks(registry, lang)}" if section == "breaks" else text


def _breaks(registry: Registry, lang: str) -> str:
    lines = (
        t(
            "sources.break",
            lang,
            metric=registry.metric_name(b.metric_id, lang),
            area=registry.area_name(b.area_id, lang)
            if b.area_id
            else t("sources.every_area", lang),
            start=b.between_from,
            end=b.between_to,
            reason=b.reason_en if lang == "en" else b.reason_zh,
        )
        for b in registry.breaks
    )
    return "".join(f"\n- {line}" for line in lines)
