"""The cards of the chain, built once for each view, and the thin stage for other pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from cityscene import links
from cityscene.cards import Card
from cityscene.cards.funnel import FunnelInput, chain_card
from cityscene.cards.funnel_rates import others_card, shares_card
from cityscene.cards.funnel_releases import releases_card
from cityscene.database import Database
from cityscene.funnel import Chain, Thin, chains, in_order, thin_stage
from cityscene.queries import facts
from cityscene.releases import Release, releases
from cityscene.schema import ChainStage
from cityscene.ui import data, profile
from cityscene.ui.context import Context

_BUILDS = 2
_VIEWS = 64
_YEARS = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the cards of a view depend on; plain values, so that it can key a cache.

    Without ``areas`` every area is shown, my city and its peers first.
    """

    areas: tuple[str, ...]
    my_city: str
    members: tuple[str, ...]
    lang: str
    shared: links.Shared
    year: int | None


@dataclass(frozen=True)
class Cards:
    """Cards of a view; one that has nothing to show is None."""

    chain: Card
    shares: Card | None
    others: Card | None
    releases: Card | None


def asked(context: Context, areas: Collection[str]) -> Asked:
    """Return what this run asks for."""
    return Asked(
        tuple(areas), context.my_city, tuple(sorted(context.members)), context.lang,
        context.shared, context.year,
    )  # fmt: skip


def areas_with_chain(db: Database) -> list[str]:
    """Areas that have published a figure of some stage, or a list with a date."""
    known = all_chains(db).keys() | all_releases(db).keys()
    return [a for a in data.registry(db).areas if a in known]


def thin(
    db: Database, area_id: str, members: Collection[str], year: int | None = None
) -> Thin | None:
    """Return the thin stage of an area beside some peers, as ``funnel.thin_stage`` does."""
    found = all_chains(db, year)
    nothing = {s: () for s in ChainStage}
    peers = [found.get(m) or Chain(m, nothing) for m in sorted(members)]
    return thin_stage(found.get(area_id) or Chain(area_id, nothing), peers)


@lru_cache(maxsize=_YEARS)
def all_chains(db: Database, year: int | None = None) -> dict[str, Chain]:
    """The chain of every area; of one year only where one is given."""
    registry = data.registry(db)
    metrics = [m.metric_id for m in registry.metrics.values() if m.chain_stage]
    figures = (o for m in metrics for o in data.of_metric(db, m))
    return chains(
        (o for o in figures if year is None or (o.as_of and o.as_of.year == year)), registry
    )


@lru_cache(maxsize=_BUILDS)
def all_releases(db: Database) -> dict[str, list[Release]]:
    """The dated releases of every area."""
    registry = data.registry(db)
    figures = (o for m in registry.metrics for o in data.of_metric(db, m))
    return releases(figures, facts.events_of(db, tuple(registry.areas)), registry)


@lru_cache(maxsize=_VIEWS)
def cards(db: Database, wanted: Asked) -> Cards:
    """Build the cards of a view; they keep what they have drawn."""
    registry = data.registry(db)
    found = all_chains(db, wanted.year)
    areas = wanted.areas or tuple(in_order(found, registry, wanted.my_city, wanted.members))
    given = FunnelInput(
        found, areas, profile.written(db, wanted.my_city, wanted.shared, wanted.lang),
        wanted.my_city, frozenset(wanted.members), is_chosen=bool(wanted.areas), year=wanted.year,
    )  # fmt: skip
    built = (shares_card(given), others_card(given), releases_card(all_releases(db), given))
    return Cards(chain_card(given).kept(), *(c.kept() if c else None for c in built))
