"""Sources as tables: how much rests on each, and what exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from cityscene.cards.figures import column_name, locator_text
from cityscene.registry import Registry
from cityscene.schema import Source, Tier
from cityscene.texts import t
from cityscene.units import MISSING

FACTS = ("observations", "mechanisms", "events", "scenarios")

Rows = Sequence[Mapping[str, Any]]
Use = Mapping[str, Mapping[str, int]]


def use_by_source(rows: Rows) -> dict[str, dict[str, int]]:
    """Gather counts: source id to kind of fact to number."""
    use: dict[str, dict[str, int]] = {}
    for row in rows:
        use.setdefault(row["source_id"], {})[row["kind"]] = int(row["n"])
    return use


def ordered(sources: Iterable[Source], use: Use) -> list[Source]:
    """Sort sources: better tier first, then the more used, then by title."""
    tiers = list(Tier)

    def key(s: Source) -> tuple[int, int, str, str]:
        return tiers.index(s.tier), -sum(use.get(s.source_id, {}).values()), s.title, s.source_id

    return sorted(sources, key=key)


def source_table(sources: Sequence[Source], use: Use, lang: str) -> pd.DataFrame:
    """Return the list of sources with the number of facts that rest on each."""
    rows = [
        {
            "title": s.title,
            "publisher": s.publisher,
            "tier": t(f"enum.tier.{s.tier}", lang),
            "published": s.published_date or MISSING,
            **{kind: use.get(s.source_id, {}).get(kind, 0) for kind in FACTS},
            "url": s.url,
        }
        for s in sources
    ]
    columns = ("title", "publisher", "tier", "published", *FACTS, "url")
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.rename(columns={c: column_name(c, lang) for c in columns})


def source_record(source: Source, lang: str) -> list[tuple[str, str]]:
    """Return what is known of one source as pairs of name and value."""
    pairs = (
        ("publisher", source.publisher),
        ("tier", t(f"enum.tier.{source.tier}", lang)),
        ("published", source.published_date or t("common.undated", lang)),
        ("accessed", source.accessed or ""),
        ("file_name", source.file_name or ""),
        ("note", source.note or ""),
        ("source_id", source.source_id),
    )
    return [(column_name(name, lang), value) for name, value in pairs if value]


def mechanism_table(rows: Rows, registry: Registry, lang: str) -> pd.DataFrame:
    """Return mechanisms that rest on one source."""
    return _facts(
        rows,
        {
            "mechanism": lambda r: r[f"kind_{lang}"],
            "name": lambda r: r[f"name_{lang}"],
            "since": lambda r: r["since"] or MISSING,
        },
        registry,
        lang,
    )


def event_table(rows: Rows, registry: Registry, lang: str) -> pd.DataFrame:
    """Return events that rest on one source."""
    return _facts(
        rows,
        {
            "date": lambda r: r["event_date"] or t("common.undated", lang),
            "name": lambda r: r[f"name_{lang}"],
            "event_type": lambda r: t(f"enum.event_type.{r['event_type']}", lang),
        },
        registry,
        lang,
    )


def scenario_table(rows: Rows, registry: Registry, lang: str) -> pd.DataFrame:
    """Return named scenarios that rest on one source."""
    separator = t("common.list_separator", lang)
    return _facts(
        rows,
        {
            "name": lambda r: r[f"name_{lang}"],
            "owner": lambda r: (r["owner"] or MISSING).replace("|", separator),
            "domain": lambda r: t(f"enum.domain.{r['domain']}", lang),
            "stage": lambda r: t(f"enum.stage.{r['stage']}", lang),
        },
        registry,
        lang,
    )


def _facts(rows: Rows, cells: Mapping[str, Any], registry: Registry, lang: str) -> pd.DataFrame:
    """Put the area before some cells, and place and note behind them."""
    sources = registry.sources
    every: dict[str, Any] = {
        "area": lambda r: registry.area_name(r["area_id"], lang),
        **cells,
        "locator": lambda r: locator_text(r["locator"], sources[r["source_id"]], lang),
        "note": lambda r: r["note"] or MISSING,
    }
    return pd.DataFrame(
        {column_name(name, lang): [make(row) for row in rows] for name, make in every.items()}
    )
