"""Named scenarios as a reader counts them, and what a reader asks of them.

The same scenario in two prints of one article is one scenario with two places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cityscene.schema import Area, Domain, Level, Observation, PeriodType, Stage

JOINED = "|"

Row = Mapping[str, Any]
#: City, or area that belongs to none, and domain.
Cell = tuple[str, Domain]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scenario is named, and what is said of it there."""

    scenario_id: str
    source_id: str
    locator: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One named scenario with every place that names it."""

    area_id: str
    name_zh: str
    name_en: str
    owners: tuple[str, ...]
    is_super: bool
    domain: Domain
    technologies: tuple[str, ...]
    stage: Stage
    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """Identifier of the first place."""
        return self.places[0].scenario_id

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks of all places, each once."""
        return tuple(dict.fromkeys(p.note for p in self.places if p.note))


class Kind(StrEnum):
    """Scenarios of any size, or only one sort of them."""

    ANY = "any"
    SUPER = "super"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions on scenarios; an empty one does not restrict. Values of one field are "or".

    Attributes:
        areas: area ids; what belongs to an area is taken with it.
        text: words that must all be found.
    """

    text: str = ""
    domains: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    kind: Kind = Kind.ANY


def merged(rows: Iterable[Row]) -> list[Scenario]:
    """Return rows of the same area, name and stage as one scenario.

    They stand by domain, super scenarios first, then along the chain, then as given.
    """
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["area_id"], row["name_zh"], row["stage"]), []).append(row)
    domains, stages = list(Domain), list(Stage)
    return sorted(
        (_scenario(same) for same in groups.values()),
        key=lambda s: (domains.index(s.domain), not s.is_super, stages.index(s.stage)),
    )


def fitting(
    scenarios: Iterable[Scenario],
    asked: Conditions,
    areas: Mapping[str, Area],
    is_found: Callable[[Scenario], bool],
) -> list[Scenario]:
    """Return scenarios that meet all conditions; ``is_found`` judges the words."""
    return [s for s in scenarios if _fits(s, asked, areas) and (not asked.text or is_found(s))]


def belongs(area_id: str, to: str, areas: Mapping[str, Area]) -> bool:
    """Whether an area is another one, lies in it or is its own: of the nation only its own."""
    area = areas[area_id]
    if to in (area_id, area.city_id, area.province_id):
        return True
    return area.level in (Level.ZONE, Level.ORGANISATION) and area.parent_id == to


def city_of(area_id: str, areas: Mapping[str, Area]) -> str:
    """Return the city of an area, or the area itself where it belongs to none."""
    return areas[area_id].city_id or area_id


def counted(scenarios: Iterable[Scenario], areas: Mapping[str, Area]) -> Counter[Cell]:
    """Number of scenarios by city and domain."""
    return Counter((city_of(s.area_id, areas), s.domain) for s in scenarios)


def printed_beside(
    scenarios: Iterable[Scenario], observations: Iterable[Observation]
) -> list[Observation]:
    """Return figures of one batch that stand in the very place that names one of the scenarios.

    They are what was opened together with it; figures of other kinds only share the line.
    """
    places = {(s.area_id, p.source_id, p.locator) for s in scenarios for p in s.places if p.locator}
    return [
        o
        for o in observations
        if (o.area_id, o.source_id, o.locator) in places and o.period_type is PeriodType.EVENT
    ]


def _fits(s: Scenario, asked: Conditions, areas: Mapping[str, Area]) -> bool:
    return (
        (not asked.domains or s.domain in asked.domains)
        and (not asked.stages or s.stage in asked.stages)
        and (asked.kind is Kind.ANY or s.is_super == (asked.kind is Kind.SUPER))
        and (not asked.technologies or not set(asked.technologies).isdisjoint(s.technologies))
        and (not asked.owners or not set(asked.owners).isdisjoint(s.owners))
        and (not asked.areas or any(belongs(s.area_id, a, areas) for a in asked.areas))
    )


def _scenario(same: Sequence[Row]) -> Scenario:
    first = same[0]
    return Scenario(
        area_id=first["area_id"],
        name_zh=first["name_zh"],
        name_en=first["name_en"],
        owners=_values(same, "owner"),
        is_super=any(row["is_super"] for row in same),
        domain=Domain(first["domain"]),
        technologies=_values(same, "technology"),
        stage=Stage(first["stage"]),
        places=tuple(
            Place(r["scenario_id"], r["source_id"], r["locator"], r["note"]) for r in same
        ),
    )


def _values(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    """Values of a column that joins several by ``|``, of all rows, each once."""
    return tuple(dict.fromkeys(v for r in rows for v in (r[column] or "").split(JOINED) if v))
