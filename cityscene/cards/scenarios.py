"""The library of named scenarios: the list, and how many of each domain every city has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.figures import locator_text
from cityscene.cards.instruments import evidence
from cityscene.cards.profile import ProfileInput
from cityscene.charts import listing
from cityscene.charts.grid import Row, matrix
from cityscene.charts.listing import Group
from cityscene.registry import Registry
from cityscene.scenarios import JOINED, Place, Scenario, city_of, counted
from cityscene.schema import Domain, Level
from cityscene.units import MISSING

FILE_COLUMNS = (
    "scenario_id", "area_id", "area", "name_zh", "name_en", "owner", "is_super", "domain",
    "technology", "stage", "source_id", "source", "publisher", "published_date", "tier", "url",
    "locator", "note",
)  # fmt: skip
_COLUMNS = ("scenario", "where", "stage", "evidence")
_WIDTHS = (28, 19, 16, 37)


@dataclass(frozen=True)
class LibraryInput:
    """What the cards are made from.

    Attributes:
        found: scenarios that meet the conditions.
        written: how rows are written, from the point of view of my city.
        conditions: parameters of a link that ask for the same scenarios, areas aside.
        is_everywhere: whether scenarios of all areas are asked for.
    """

    found: Sequence[Scenario]
    written: ProfileInput
    conditions: Mapping[str, Any]
    is_everywhere: bool = True

    @property
    def registry(self) -> Registry:
        """Names of areas and sources."""
        return self.written.registry

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.written.t(key, **values)

    def narrowed(self, **params: str) -> str:
        """Link to those of the scenarios that also meet further conditions."""
        return self.written.link("scenarios", **{**self.conditions, **params})


def list_card(given: LibraryInput, start: int, length: int) -> Card:
    """One page of the scenarios by domain; table and files hold all of them."""
    shown = given.found[start : start + length]
    words = _headline(given)
    header = [given.t(f"scenarios.column_{c}") for c in _COLUMNS]
    return Card(
        card_id="scenarios",
        headline=words,
        small=_small(given, start, len(shown)),
        draw=None,
        html=partial(listing.listing, words, header, _WIDTHS, _groups(shown, given)),
        table=scenario_table(given.found, given.written),
        notes=(given.t("scenarios.note_named"), given.t("scenarios.note_merged")),
        alt=words,
        source_ids=sources_of(given.found),
        data=scenario_frame(given.found, given.registry),
    )


def heat_card(given: LibraryInput) -> Card:
    """Domain by city: how many scenarios are named, every count a link to them."""
    counts = counted(given.found, given.registry.areas)
    rows = [_heat_row(city, counts, given) for city in _by_count(counts, given)]
    heads = [given.t(f"scenarios.short_domain.{d}") for d in Domain]
    words = _heat_headline(counts, given)
    return Card(
        card_id="scenario_domains",
        headline=words,
        small=given.t("scenarios.heat_small"),
        draw=None,
        html=partial(matrix, heads, rows, given.t("common.missing"), words),
        table=_heat_table(rows, given),
        notes=(given.t("scenarios.heat_note"), *_district_note(given)),
        alt=words,
        source_ids=sources_of(given.found),
    )


def sources_of(scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """Sources of some scenarios, one entry a place."""
    return tuple(p.source_id for s in scenarios for p in s.places)


def named(s: Scenario, given: ProfileInput) -> str:
    """Name of a scenario as HTML; in English with the Chinese name under it."""
    if given.lang == "en":
        return listing.strong(listing.text(s.name_en)) + listing.small(listing.text(s.name_zh))
    return listing.strong(listing.text(s.name_zh))


def name_of(s: Scenario, lang: str) -> str:
    """Name of a scenario in the page's language."""
    return s.name_en if lang == "en" else s.name_zh


def where(s: Scenario, given: ProfileInput) -> str:
    """Area of a scenario as a link, with its city where that is another one."""
    areas = given.registry.areas
    city = city_of(s.area_id, areas)
    links = [given.area_link(a) for a in dict.fromkeys((s.area_id, city))]
    return " · ".join(links)


def joined(values: Iterable[str], given: ProfileInput) -> str:
    """Names in one line, the mark for nothing where there are none."""
    return given.t("common.list_separator").join(values) or MISSING


def places(found: Iterable[Place], given: ProfileInput) -> str:
    """Sources and remarks of a scenario as HTML."""
    return evidence([asdict(p) for p in found], given)


def scenario_table(scenarios: Sequence[Scenario], given: ProfileInput) -> pd.DataFrame:
    """Scenarios for reading, one row each."""
    rows = [
        (
            name_of(s, given.lang),
            given.name(s.area_id),
            joined(s.owners, given),
            given.t(f"enum.domain.{s.domain}"),
            joined(s.technologies, given),
            given.t(f"enum.stage.{s.stage}"),
            given.t("scenarios.yes") if s.is_super else MISSING,
            given.t("city.alt_separator").join(_source_text(p, given) for p in s.places),
            given.t("city.alt_separator").join(s.notes) or MISSING,
        )
        for s in scenarios
    ]
    columns = ("scenario", "area", "owner", "domain", "technology", "stage", "super", "source",
               "note")  # fmt: skip
    return pd.DataFrame(rows, columns=[given.t(f"scenarios.column_{c}") for c in columns])


def scenario_frame(scenarios: Iterable[Scenario], registry: Registry) -> pd.DataFrame:
    """Scenarios with all provenance, one row a place, columns ``FILE_COLUMNS``."""
    rows = [_file_row(s, p, registry) for s in scenarios for p in s.places]
    return pd.DataFrame(rows, columns=list(FILE_COLUMNS))


def _file_row(s: Scenario, place: Place, registry: Registry) -> dict[str, object]:
    source = registry.sources[place.source_id]
    return {
        "scenario_id": place.scenario_id,
        "area_id": s.area_id,
        "area": registry.areas[s.area_id].name_zh,
        "name_zh": s.name_zh,
        "name_en": s.name_en,
        "owner": JOINED.join(s.owners),
        "is_super": str(s.is_super).lower(),
        "domain": str(s.domain),
        "technology": JOINED.join(s.technologies),
        "stage": str(s.stage),
        "source_id": place.source_id,
        "source": source.title,
        "publisher": source.publisher,
        "published_date": source.published_date,
        "tier": str(source.tier),
        "url": source.url,
        "locator": place.locator,
        "note": place.note,
    }


def _source_text(place: Place, given: ProfileInput) -> str:
    source = given.registry.sources[place.source_id]
    words = (source.title, locator_text(place.locator, source, given.lang))
    return " · ".join(words)


def _headline(given: LibraryInput) -> str:
    areas = given.registry.areas
    cities = {areas[s.area_id].city_id for s in given.found} - {None}
    if not cities:
        return given.t("scenarios.headline_wide", n=len(given.found))
    return given.t("scenarios.headline", n=len(given.found), cities=len(cities))


def _small(given: LibraryInput, start: int, shown: int) -> str:
    areas = given.registry.areas
    wide = sum(areas[s.area_id].city_id is None for s in given.found)
    words = given.t("scenarios.position", first=start + 1, last=start + shown, n=len(given.found))
    return words + (given.t("scenarios.wide_mark", n=wide) if wide else "")


def _groups(shown: Iterable[Scenario], given: LibraryInput) -> list[Group]:
    """Rows by domain; the heading says how many of the domain there are on all pages."""
    whole = Counter(s.domain for s in given.found)
    rows: dict[Domain, list[list[str]]] = {}
    for s in shown:
        rows.setdefault(s.domain, []).append(_row(s, given.written))
    return [
        Group(given.t("scenarios.group", name=given.t(f"enum.domain.{d}"), n=whole[d]), found)
        for d, found in rows.items()
    ]


def _row(s: Scenario, given: ProfileInput) -> list[str]:
    mark = listing.tag(given.t("city.super")) if s.is_super else ""
    technologies = given.t("common.list_separator").join(s.technologies)
    owners = given.t("common.list_separator").join(s.owners)
    return [
        named(s, given) + mark,
        where(s, given) + listing.small(listing.text(owners)),
        listing.text(given.t(f"enum.stage.{s.stage}")) + listing.small(listing.text(technologies)),
        places(s.places, given),
    ]


def _by_count(counts: Counter[tuple[str, Domain]], given: LibraryInput) -> list[str]:
    """Cities, most scenarios first; my city stands among them even with none."""
    totals: Counter[str] = Counter()
    for (city, _), n in counts.items():
        totals[city] += n
    if given.is_everywhere:
        totals.setdefault(given.written.area_id, 0)
    order = list(given.registry.areas)
    return sorted(totals, key=lambda c: (-totals[c], order.index(c)))


def _heat_row(city: str, counts: Counter[tuple[str, Domain]], given: LibraryInput) -> Row:
    return Row(
        label=given.written.name(city),
        link=given.narrowed(area=city),
        counts=tuple(counts[city, d] for d in Domain),
        is_mine=city == given.written.area_id,
        links=tuple(given.narrowed(area=city, domain=d) for d in Domain),
    )


def _heat_headline(counts: Counter[tuple[str, Domain]], given: LibraryInput) -> str:
    domains = Counter(s.domain for s in given.found)
    first, n = max(domains.items(), key=lambda item: (item[1], item[0]))
    name = given.t(f"enum.domain.{first}")
    return given.t("scenarios.heat_headline", n=len(given.found), domain=name, most=n,
                   cities=len({city for city, _ in counts}))  # fmt: skip


def _district_note(given: LibraryInput) -> list[str]:
    """Say which districts and county-level cities are counted in which city."""
    written, areas = given.written, given.registry.areas
    own = dict.fromkeys(s.area_id for s in given.found)
    districts = [a for a in areas if a in own and areas[a].level is Level.DISTRICT]
    names = (
        given.t("scenarios.within", area=written.name(a), city=written.name(city_of(a, areas)))
        for a in districts
    )
    words = given.t("common.list_separator").join(names)
    return [given.t("scenarios.heat_note_districts", names=words)] if words else []


def _heat_table(rows: Sequence[Row], given: LibraryInput) -> pd.DataFrame:
    columns = [given.t(f"enum.domain.{d}") for d in Domain]
    table = pd.DataFrame([r.counts for r in rows], columns=columns)
    table.insert(0, given.t("table.area"), [r.label for r in rows])
    table[given.t("scenarios.column_total")] = [sum(r.counts) for r in rows]
    return table
