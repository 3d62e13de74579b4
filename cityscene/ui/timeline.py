"""What the page of the time line shows, cached by build and by what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache, partial

from cityscene import links, timeline
from cityscene.cards import Card, DrawHtml
from cityscene.cards import timeline as cards
from cityscene.cards.timeline import TimelineInput
from cityscene.database import Database
from cityscene.peers import Strategy
from cityscene.timeline import Filter
from cityscene.ui import data, profile
from cityscene.ui.context import Context, scope_name

_VIEWS = 64
_NO_AREA = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks for; plain values, so that it can key a cache."""

    filter: Filter
    my_city: str
    scope: str
    shared: links.Shared
    lang: str


@dataclass(frozen=True)
class Parts:
    """The card, and the lists under it with their number of events."""

    card: Card
    n_undated: int
    n_dated: int
    undated: DrawHtml
    every: DrawHtml


def asked(
    context: Context, kinds: list[str], levels: list[str], clusters: list[str], areas: list[str]
) -> Asked:
    """Put the choices of a run together."""
    members = None if context.peers == Strategy.ALL else context.members
    chosen = Filter(
        tuple(kinds), tuple(levels), tuple(clusters), tuple(areas), members, context.year
    )
    return Asked(chosen, context.my_city, scope_name(context), context.shared, context.lang)


@lru_cache(maxsize=_VIEWS)
def parts(db: Database, wanted: Asked) -> Parts:
    """Build the card and the lists of a view."""
    areas = data.registry(db).areas
    found = [e for e in data.happenings(db) if timeline.fits(e, wanted.filter, areas)]
    given = TimelineInput(
        found, data.national_marks(db),
        profile.written(db, _NO_AREA, wanted.shared, wanted.lang), wanted.my_city, wanted.scope,
        wanted.filter.year, is_mine_unknown=not has_events(db, wanted.my_city),
    )  # fmt: skip
    return Parts(
        cards.timeline_card(given).kept(),
        len(given.undated),
        len(given.dated),
        cache(partial(cards.undated_list, given)),
        cache(partial(cards.full_list, given)),
    )


def has_events(db: Database, city_id: str) -> bool:
    """Whether any event of a city or of what lies in it is known."""
    return city_id in areas_with_events(db)


@lru_cache(maxsize=2)
def areas_with_events(db: Database) -> list[str]:
    """Areas that have events and their cities, in the order of the registry."""
    areas = data.registry(db).areas
    own = {e.area_id for e in data.happenings(db)}
    found = own | {areas[a].city_id for a in own}
    return [a for a in areas if a in found]


@lru_cache(maxsize=2)
def kinds(db: Database) -> list[str]:
    """Types of the events, the most frequent first."""
    counts: dict[str, int] = {}
    for e in data.happenings(db):
        counts[e.kind] = counts.get(e.kind, 0) + 1
    return sorted(counts, key=lambda kind: -counts[kind])
