"""Figures that differ between sources, side by side, with the rule that picks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cityscene.cards.figures import column_name, locator_text, range_text, source_name
from cityscene.differences import Difference
from cityscene.registry import Registry
from cityscene.schema import Observation
from cityscene.tables import period_text
from cityscene.texts import t
from cityscene.units import MISSING


def headline(found: Difference, registry: Registry, lang: str) -> str:
    """Return what the sources differ about and by how much."""
    o = found.shown
    return t(
        "sources.difference_headline",
        lang,
        area=registry.area_name(o.area_id, lang),
        metric=registry.metric_name(o.metric_id, lang),
        period=period_text(o, lang),
        spread=f"{found.spread:.1f}" if found.spread >= 0.05 else "<0.1",
    )


def rule_text(found: Difference, lang: str) -> str:
    """Return why the first figure is the one that is shown."""
    return t(f"sources.rule.{found.rule}", lang)


def place_text(found: Difference, o: Observation, lang: str) -> str:
    """Return whether a figure is the one that charts use."""
    used = o.obs_id == found.shown.obs_id
    return t("sources.difference_shown" if used else "sources.difference_other", lang)


def evidence(o: Observation, registry: Registry, lang: str) -> list[tuple[str, str]]:
    """Return what stands behind one figure, beside its source, as pairs of name and value."""
    source = registry.sources[o.source_id]
    pairs = (
        ("range", range_text(o, registry, lang)),
        ("basis", t(f"enum.basis.{o.basis}", lang)),
        ("tier", t(f"enum.tier.{source.tier}", lang)),
        ("published", source.published_date or t("common.undated", lang)),
        ("locator", locator_text(o.locator, source, lang)),
        ("note", o.note or MISSING),
    )
    return [(column_name(name, lang), value) for name, value in pairs]


def difference_table(found: Sequence[Difference], registry: Registry, lang: str) -> pd.DataFrame:
    """Return all differences for a file: one row a figure that is not shown."""
    rows = [_row(d, o, registry, lang) for d in found for o in d.figures[1:]]
    columns = ("kind", "area", "metric", "period", "shown", "shown_source", "other",
               "other_source", "spread", "rule", "shown_id", "other_id")  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.rename(columns={c: column_name(c, lang) for c in columns})


def _row(found: Difference, other: Observation, registry: Registry, lang: str) -> dict[str, object]:
    shown = found.shown
    return {
        "kind": t(f"sources.finding_{found.kind}", lang),
        "area": registry.area_name(shown.area_id, lang),
        "metric": registry.metric_name(shown.metric_id, lang),
        "period": period_text(shown, lang),
        "shown": shown.value_printed,
        "shown_source": source_name(registry.sources[shown.source_id], lang),
        "other": other.value_printed,
        "other_source": source_name(registry.sources[other.source_id], lang),
        "spread": round(found.spread, 2),
        "rule": rule_text(found, lang),
        "shown_id": shown.obs_id,
        "other_id": other.obs_id,
    }
