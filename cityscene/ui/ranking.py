"""The cards of the ranking page, cached by build and by what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cityscene import normalised
from cityscene.cards import Card
from cityscene.cards.ranking import RankingInput, ranking_card
from cityscene.cards.series import SeriesInput, has_course, series_card
from cityscene.comparable import Selection, View, select
from cityscene.database import Database
from cityscene.peers import Strategy
from cityscene.ratios import Per
from cityscene.ui import data
from cityscene.ui.context import Context, scope_name

_VIEWS = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks for; plain values, so that it can key a cache."""

    view: View
    members: frozenset[str] | None
    my_city: str
    scope: str
    lang: str


@dataclass(frozen=True)
class Ranked:
    """The ranking, and whether there is anything in it and a course over the years to draw."""

    card: Card
    is_empty: bool
    has_course: bool


def asked(context: Context, view: View) -> Asked:
    """Put the choices of a run together."""
    members = None if context.peers == Strategy.ALL else context.members
    return Asked(view, members, context.my_city, scope_name(context), context.lang)


@lru_cache(maxsize=_VIEWS)
def ranked(db: Database, wanted: Asked) -> Ranked:
    """Build the ranking of a view; its figure is drawn once for each ground."""
    given = _input(db, wanted)
    figures = data.of_metric(db, wanted.view.metric_id)
    course = wanted.view.is_ranked and has_course(figures, given)
    return Ranked(ranking_card(given).kept(), not given.selection.chosen, course)


@lru_cache(maxsize=_VIEWS)
def series(db: Database, wanted: Asked, marked: bool) -> Card | None:
    """Build the course over the years, with national events behind it where asked for."""
    figures = data.of_metric(db, wanted.view.metric_id)
    national = data.national_marks(db) if marked else ()
    found = series_card(SeriesInput(figures, _input(db, wanted), national))
    return found.kept() if found else None


def _input(db: Database, wanted: Asked) -> RankingInput:
    return RankingInput(
        selected(db, wanted), wanted.view, data.registry(db), wanted.my_city, wanted.scope,
        wanted.lang, data.origins(db, wanted.view.metric_id),
    )  # fmt: skip


def selected(db: Database, wanted: Asked) -> Selection:
    """Return the figures of a view; of a ratio also the totals that could not be divided."""
    registry = data.registry(db)

    def of(metric_id: str) -> Selection:
        view = replace(wanted.view, metric_id=metric_id)
        figures = data.of_metric(db, metric_id)
        return select(figures, view, registry.areas, registry.sources, wanted.members)

    total, per = normalised.split(wanted.view.metric_id, registry)
    own = of(wanted.view.metric_id)
    return own if per is Per.NONE else normalised.divided(of(total), own)
