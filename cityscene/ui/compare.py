"""The cards of the comparison page, built once for each view and shared by all sessions."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cityscene import links
from cityscene.cards import Card
from cityscene.cards.compare import compare_card, shown, singles_card
from cityscene.cards.compare_input import CompareInput
from cityscene.cards.compare_themes import parts, theme_card
from cityscene.database import Database
from cityscene.normalised import normalise
from cityscene.ratios import Per
from cityscene.ui import colours, data
from cityscene.ui.context import Context

_VIEWS = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the cards of a view depend on; plain values, so that it can key a cache."""

    areas: tuple[str, ...]
    themes: tuple[str, ...]
    per: Per
    gaps: bool
    year: int | None
    my_city: str
    lang: str
    slots: tuple[tuple[str, int], ...]
    shared: links.Shared

    def link(self, page: str, **params: str) -> str:
        """Return a link to a page that keeps the shared controls."""
        return links.url(page, {**dict(self.shared), **params})


@dataclass(frozen=True)
class Cards:
    """Cards of a view: the table, what only one area has, and the charts with their size."""

    table: Card
    singles: Card | None
    charts: tuple[tuple[int, Card], ...]


def asked(context: Context, areas: list[str], themes: list[str], per: Per, gaps: bool) -> Asked:
    """Return what this run asks for."""
    others = [a for a in areas if a != context.my_city]
    return Asked(
        tuple(areas), tuple(themes), per, gaps, context.year, context.my_city, context.lang,
        tuple(colours.slots(others).items()), context.shared,
    )  # fmt: skip


@st.cache_resource(max_entries=_VIEWS, show_spinner=False)
def offered(db: Database, areas: tuple[str, ...], themes: tuple[str, ...]) -> list[Per]:
    """What totals can be set against: the denominators that give two of the areas a ratio."""
    registry = data.registry(db)
    figures = data.of_areas(db, areas, derived=True)
    wanted = [o for o in figures if not themes or registry.metrics[o.metric_id].theme_id in themes]
    sizes = [per for per in Per if per is not Per.NONE]
    return [per for per in sizes if normalise(wanted, per, registry).metrics]


@st.cache_resource(max_entries=_VIEWS, show_spinner=False)
def cards(db: Database, wanted: Asked) -> Cards:
    """Build the cards of a view; their figures are drawn once for each ground."""
    registry = data.registry(db)
    comparison = data.comparison(db, wanted.areas, wanted.year, wanted.themes, wanted.per)
    origins = data.origins_of(db, shown(comparison.rows))
    given = CompareInput(
        comparison, registry, wanted.my_city, wanted.lang, wanted.link, dict(wanted.slots),
        wanted.gaps, origins,
    )  # fmt: skip
    charts = tuple((len(p.rows), theme_card(given, p).kept()) for p in parts(given))
    return Cards(compare_card(given).kept(), singles_card(given), charts)
