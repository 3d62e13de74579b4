"""What the profile of an area shows: figures, facts, standings and gaps, cached by build.

The parts of a page are built once for each build, area, language and set of shared links,
and nothing in them is changed afterwards. ``lru_cache`` and not Streamlit's cache: hashing
the arguments there costs more than reading the result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from cityscene import links, peers
from cityscene.cards import Card, instruments, profile
from cityscene.cards.area import areas_in
from cityscene.cards.city import StandingInput, is_long, standing_card
from cityscene.cards.profile import ProfileInput
from cityscene.charts.listing import Box, Group
from cityscene.database import Database
from cityscene.entries import entries
from cityscene.gaps import LEAST_PEERS, Gap, gaps
from cityscene.queries import facts
from cityscene.registry import Registry
from cityscene.schema import Level
from cityscene.standing import Field, standings
from cityscene.ui import context as shared_controls
from cityscene.ui import data
from cityscene.ui.context import Context, area_writer

_AREAS = 128
_BUILDS = 2

Members = tuple[str, ...]
Rows = list[dict[str, Any]]
Holders = dict[str, set[str]]


class View(StrEnum):
    """What the card of standings shows: both ends, every published metric, computed ones too."""

    ENDS = "ends"
    WHOLE = "whole"
    COMPUTED = "computed"


@dataclass(frozen=True)
class Facts:
    """Facts of one kind: those of the area itself, and those of areas in it."""

    own: list[Group]
    inside: list[Group]

    @property
    def n(self) -> int:
        """Number of rows."""
        return sum(len(g.rows) for g in (*self.own, *self.inside))


@dataclass(frozen=True)
class Parts:
    """The parts of a page that do not depend on the peer group.

    Attributes:
        given: how rows about the area are written.
        boxes: key figures.
        figures: own figures of the area, if there are any.
        inside: figures of areas in it, if there are any.
        facts: mechanisms, events and scenarios, by name of the section.
        n_figures: figures as a reader counts them, those of areas inside among them.
    """

    given: ProfileInput
    boxes: list[Box]
    figures: Card | None
    inside: Card | None
    facts: Mapping[str, Facts]
    n_figures: int


def input_of(context: Context, area_id: str) -> ProfileInput:
    """Return how rows about an area are written in this run."""
    return written(context.db, area_id, context.shared, context.lang)


def parts_of(context: Context, area_id: str) -> Parts:
    """Return the parts of the page of an area."""
    return _parts(context.db, area_id, context.shared, context.lang)


@lru_cache(maxsize=_AREAS)
def written(db: Database, area_id: str, shared: links.Shared, lang: str) -> ProfileInput:
    """Return how rows are written: names, and links that keep the shared controls."""
    registry = data.registry(db)
    write = area_writer(registry.areas)

    def link(page: str, **params: str) -> str:
        if "area" in params:
            params["area"] = write(params["area"])
        return links.url(page, {**dict(shared), **params})

    return ProfileInput(area_id, registry, link, lang)


@lru_cache(maxsize=_AREAS)
def _parts(db: Database, area_id: str, shared: links.Shared, lang: str) -> Parts:
    """A province and the nation leave the facts of their cities to the cities' own pages."""
    given = written(db, area_id, shared, lang)
    registry = given.registry
    small = (Level.DISTRICT, Level.ZONE, Level.ORGANISATION)
    within = tuple(a for a in areas_in(area_id, registry) if registry.areas[a].level in small)
    own, inside = data.of_areas(db, (area_id,)), data.of_areas(db, within)
    everything = (area_id, *within)
    return Parts(
        given,
        [profile.box(o, given) for o in profile.key_figures(own, registry)],
        profile.figures_card(own, given) if own else None,
        profile.inside_card(inside, given) if inside else None,
        {
            "mechanisms": _facts(
                facts.mechanisms_of(db, everything), instruments.mechanism_groups, given
            ),
            "events": _facts(facts.events_of(db, everything), instruments.event_groups, given),
            "scenarios": _facts(
                facts.scenarios_of(db, everything), instruments.scenario_groups, given
            ),
        },
        len(entries([*own, *inside], registry.sources)),
    )


def _facts(rows: Rows, groups_of: instruments.GroupsOf, given: ProfileInput) -> Facts:
    own, inside = instruments.apart(rows, given.area_id)
    return Facts(groups_of(own, given), groups_of(inside, given))


def group_of(context: Context, area_id: str) -> Members | None:
    """Peers of an area by the shared choice; None, which is every area of its level, if no city."""
    if context.registry.areas[area_id].level is not Level.CITY:
        return None
    if context.peers == shared_controls.CUSTOM:
        return tuple(sorted(context.members | {area_id}))
    found = peers.members(
        context.peers, area_id, context.registry.areas, context.registry.peer_groups,
        data.sizes(context.db),
    )  # fmt: skip
    return tuple(sorted(found))


def scope_of(context: Context, area_id: str) -> str:
    """Name of the peer group of an area."""
    level = context.registry.areas[area_id].level
    if level is not Level.CITY:
        return context.t("city.scope_level", level=context.t(f"enum.level.{level}"))
    name = shared_controls.peer_name(context.registry, context.peers, context.lang)
    if context.peers in (peers.Strategy.ALL, *context.registry.peer_groups):
        return name
    return context.t("common.scope", peers=name, city=context.name(area_id))


@lru_cache(maxsize=_AREAS)
def field(db: Database, area_id: str, members: Members | None, year: int | None) -> Field:
    """Standings of an area on every metric it has a figure of, computed ones included."""
    metrics = dict.fromkeys(o.metric_id for o in data.of_areas(db, (area_id,), derived=True))
    by_metric = {m: data.of_metric(db, m) for m in metrics}
    return standings(area_id, by_metric, data.registry(db), members, year)


def views(found: Field, registry: Registry) -> list[View]:
    """Views that differ: the ends of a short list are the whole of it."""
    published = found.published(registry)
    return [
        View.ENDS,
        *([View.WHOLE] if is_long(published) else []),
        *([View.COMPUTED] if len(found.standings) > len(published.standings) else []),
    ]


@lru_cache(maxsize=_AREAS)
def standing(
    db: Database,
    area_id: str,
    members: Members | None,
    year: int | None,
    scope: str,
    lang: str,
    view: View,
) -> Card | None:
    """The card of standings in one view; its figure is built once for each ground."""
    registry = data.registry(db)
    found = field(db, area_id, members, year)
    if view is not View.COMPUTED:
        found = found.published(registry)
    ranked = (o for s in found.standings for o in s.selection.chosen.values())
    given = StandingInput(
        area_id, found, registry, scope, lang, view is not View.ENDS, data.origins_of(db, ranked)
    )
    card = standing_card(given)
    return replace(card, draw=cache(card.draw)) if card and card.draw else card


@lru_cache(maxsize=_AREAS)
def missing(
    db: Database, area_id: str, members: Members | None
) -> tuple[list[Gap], list[Gap]] | None:
    """Metrics and mechanisms that half of the peers have and the area has not.

    None where there are too few peers to say so.
    """
    registry = data.registry(db)
    level = registry.areas[area_id].level
    group = members or tuple(a for a, x in registry.areas.items() if x.level is level)
    if len(set(group) - {area_id}) < LEAST_PEERS:
        return None
    have, use = metric_holders(db), _mechanism_holders(db)
    metrics = {m: have.get(m, set()) for m in registry.metrics}
    kinds = {k: use.get(k, set()) for k in registry.mechanism_kinds}
    return gaps(area_id, metrics, group), gaps(area_id, kinds, group)


@lru_cache(maxsize=_BUILDS)
def metric_holders(db: Database) -> Holders:
    """Areas with a figure, by metric."""
    return _collect((r["metric_id"], (r["area_id"],)) for r in facts.metric_holders(db))


@lru_cache(maxsize=_BUILDS)
def _mechanism_holders(db: Database) -> Holders:
    """Areas that use an instrument, and the cities they belong to, by kind of instrument."""
    rows = facts.mechanism_holders(db)
    return _collect((r["mechanism_id"], {r["area_id"], r["city_id"] or r["area_id"]}) for r in rows)


def _collect(pairs: Iterable[tuple[str, Collection[str]]]) -> Holders:
    found: Holders = {}
    for key, areas in pairs:
        found.setdefault(key, set()).update(areas)
    return found
