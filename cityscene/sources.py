"""Source lines, citations and freshness, computed from the figures that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cityscene.schema import Observation, Source, Tier
from cityscene.texts import t

NAMED_SOURCES = 3


def used(observations: Iterable[Observation], sources: Mapping[str, Source]) -> list[Source]:
    """Return the sources of some figures, most used first, then by tier and identifier."""
    return by_use((o.source_id for o in observations), sources)


def by_use(source_ids: Iterable[str], sources: Mapping[str, Source]) -> list[Source]:
    """Return sources named once for each use, in the order of :func:`used`."""
    counts: dict[str, int] = {}
    for source_id in source_ids:
        counts[source_id] = counts.get(source_id, 0) + 1
    tiers = list(Tier)
    return sorted(
        (sources[k] for k in counts),
        key=lambda s: (-counts[s.source_id], tiers.index(s.tier), s.source_id),
    )


def source_line(shown: list[Source], lang: str) -> str:
    """Return the line under a chart: publishers with year and tier, the rest counted."""
    if not shown:
        return t("common.source_none", lang)
    return t("common.source_line", lang, names=named(shown, lang))


def named(shown: list[Source], lang: str) -> str:
    """Return the first sources with year and tier, and how many there are where more."""
    names = list(dict.fromkeys(short(s, lang) for s in shown))
    text = t("common.list_separator", lang).join(names[:NAMED_SOURCES])
    if len(names) > NAMED_SOURCES:
        text = t("common.source_and_others", lang, names=text, n=len(shown))
    return text


def short(source: Source, lang: str) -> str:
    """Return publisher, year and tier of a source."""
    year = (source.published_date or "")[:4] or t("common.undated", lang)
    return t("common.source_short", lang, publisher=source.publisher, year=year,
             tier=t(f"enum.tier.{source.tier}", lang))  # fmt: skip


def citation(source: Source, lang: str) -> str:
    """Return a plain citation: publisher, title, date, address."""
    parts = [source.publisher, source.title, source.published_date or t("common.undated", lang)]
    if source.url:
        parts.append(source.url)
    return t("common.citation_separator", lang).join(parts)


def freshness(observations: Iterable[Observation]) -> tuple[date | None, date | None]:
    """Return the oldest and the newest date among some figures."""
    dates = [o.as_of for o in observations if o.as_of]
    return min(dates, default=None), max(dates, default=None)
