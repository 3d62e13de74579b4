"""What a reader asks of all figures: the conditions, and the same in words.

The SQL of a filter stands in ``queries.browse``; the words here go above a table and into
the README of a download, so that a file says what was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cityscene.registry import Registry
from cityscene.texts import t

UNDATED = "undated"


class Kind(StrEnum):
    """Figures read in a source, or computed by the build from such figures."""

    PUBLISHED = "published"
    DERIVED = "derived"


class Order(StrEnum):
    """Order of a list of figures."""

    METRIC = "metric"
    AREA = "area"
    FRESHEST = "freshest"


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on figures; an empty one does not restrict. Values of one field are "or".

    Attributes:
        areas: area ids; ``within`` also takes the districts, zones and organisations of them.
        years: years as text, and ``UNDATED`` for figures without a date.
        text: words that must all occur in names, printed figure, place, note or source.
    """

    kind: Kind = Kind.PUBLISHED
    areas: tuple[str, ...] = ()
    within: bool = True
    metrics: tuple[str, ...] = ()
    source: str | None = None
    tiers: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    text: str = ""


def in_words(chosen: Filter, registry: Registry, lang: str) -> list[tuple[str, str]]:
    """Return the conditions as pairs of name and value, the kind of figures always first."""
    pairs = [
        ("kind", t(f"sources.kind_{chosen.kind}", lang)),
        ("area", _areas(chosen, registry, lang)),
        ("metric", _join((registry.metric_name(m, lang) for m in chosen.metrics), lang)),
        ("source", registry.sources[chosen.source].title if chosen.source else ""),
        ("tier", _enum("tier", chosen.tiers, lang)),
        ("qualifier", _enum("qualifier", chosen.qualifiers, lang)),
        ("basis", _enum("basis", chosen.bases, lang)),
        ("period", _enum("period_type", chosen.periods, lang)),
        ("years", _join((year_text(y, lang) for y in chosen.years), lang)),
        ("text", chosen.text),
    ]
    return [(t(f"sources.filter_{name}", lang), value) for name, value in pairs if value]


def year_text(year: str, lang: str) -> str:
    """Return a year, or the words for figures without a date."""
    return t("enum.period_source.unknown", lang) if year == UNDATED else year


def _areas(chosen: Filter, registry: Registry, lang: str) -> str:
    names = _join((registry.area_name(a, lang) for a in chosen.areas), lang)
    key = "sources.areas_within" if chosen.within else "sources.areas_only"
    return t(key, lang, areas=names) if names else ""


def _enum(name: str, values: Iterable[str], lang: str) -> str:
    return _join((t(f"enum.{name}.{v}", lang) for v in values), lang)


def _join(names: Iterable[str], lang: str) -> str:
    return t("common.list_separator", lang).join(names)
