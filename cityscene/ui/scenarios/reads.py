"""Cached reads of the page 场景库, keyed by the build and shared by all sessions.

``lru_cache`` and not Streamlit's cache: hashing the arguments there costs more than reading
the result. Nothing in the results is changed afterwards.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from cityscene import matching, search
from cityscene.cards.scenario_pairs import common_words
from cityscene.cards.super_scenarios import MECHANISM, super_figures
from cityscene.database import Database
from cityscene.matching import Item, Pair
from cityscene.queries import facts
from cityscene.scenarios import Conditions, Scenario, fitting, merged
from cityscene.schema import Observation, Stage
from cityscene.ui import data

_BUILDS = 2
_SELECTIONS = 256

Rows = list[dict[str, Any]]


@lru_cache(maxsize=_BUILDS)
def library(db: Database) -> tuple[Scenario, ...]:
    """Every named scenario of a build."""
    return tuple(merged(facts.scenarios(db)))


@lru_cache(maxsize=_BUILDS)
def by_key(db: Database) -> dict[str, Scenario]:
    """Every named scenario by identifier."""
    return {s.key: s for s in library(db)}


@lru_cache(maxsize=_BUILDS)
def technologies(db: Database) -> dict[str, int]:
    """Technologies and the number of scenarios of each, the most frequent first."""
    return dict(Counter(k for s in library(db) for k in s.technologies).most_common())


@lru_cache(maxsize=_BUILDS)
def owners(db: Database) -> dict[str, int]:
    """Owners and the number of scenarios of each, the most frequent first."""
    return dict(Counter(k for s in library(db) for k in s.owners).most_common())


@lru_cache(maxsize=_SELECTIONS)
def found(db: Database, asked: Conditions) -> tuple[Scenario, ...]:
    """Scenarios that meet some conditions."""
    areas = data.registry(db).areas

    def is_found(s: Scenario) -> bool:
        return search.has_all(_texts(db)[s.key], asked.text)

    return tuple(fitting(library(db), asked, areas, is_found))


@lru_cache(maxsize=_BUILDS)
def suggestions(db: Database) -> tuple[Pair, ...]:
    """Every suggested pair of a need and a capability, the best first."""
    areas = data.registry(db).areas
    items = [
        Item(s.key, s.name_zh, s.technologies, s.domain, areas[s.area_id].city_id,
             s.stage is Stage.DEMAND)
        for s in library(db)
    ]  # fmt: skip
    return tuple(matching.pairs(items, common_words()))


@lru_cache(maxsize=_SELECTIONS)
def figures(db: Database, scenarios: tuple[Scenario, ...]) -> tuple[Observation, ...]:
    """Figures that belong to some super scenarios."""
    areas = data.registry(db).areas
    own = {s.area_id for s in scenarios}
    wanted = tuple(a for a, area in areas.items() if a in own or area.parent_id in own)
    return tuple(super_figures(scenarios, data.of_areas(db, wanted)))


@lru_cache(maxsize=_BUILDS)
def announced(db: Database) -> Rows:
    """Evidence of super scenarios in areas of which no super scenario is named."""
    named = {s.area_id for s in library(db) if s.is_super}
    rows = facts.mechanisms_of(db, tuple(data.registry(db).areas))
    return [r for r in rows if r["mechanism_id"] == MECHANISM and r["area_id"] not in named]


@lru_cache(maxsize=_BUILDS)
def _texts(db: Database) -> dict[str, tuple[search.Text, ...]]:
    """What is searched of each scenario."""
    areas = data.registry(db).areas
    texts = {}
    for s in library(db):
        around = [areas[a] for a in dict.fromkeys((s.area_id, areas[s.area_id].city_id)) if a]
        places = [n for a in around for n in (a.short_zh, a.name_zh, a.name_en)]
        names = (s.name_zh, s.name_en, *s.owners, *s.technologies, *places)
        texts[s.key] = search.prepare(names, s.notes)
    return texts
