"""The cards of the comparison page, built once for each view and shared by all sessions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import streamlit as st

from cityscene import links
from cityscene.cards import Card
from cityscene.cards.compare import compare_card, singles_card
from cityscene.cards.compare_input import CompareInput
from cityscene.cards.compare_themes import parts, theme_card
from cityscene.database import Database
from cityscene.ui import colours, data
from cityscene.ui.context import Context

_VIEWS = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the cards of a view depend on; plain values, so that it can key a cache."""

    areas: tuple[str, ...]
    themes: tuple[str, ...]
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


def asked(context: Context, areas: list[str], themes: list[str], gaps: bool) -> Asked:
    """Return what this run asks for."""
    others = [a for a in areas if a != context.my_city]
    return Asked(
        tuple(areas), tuple(themes), gaps, context.year, context.my_city, context.lang,
        tuple(colours.slots(others).items()), context.shared,
    )  # fmt: skip


@st.cache_resource(max_entries=_VIEWS, show_spinner=False)
def cards(db: Database, wanted: Asked) -> Cards:
    """Build the cards of a view; their figures are drawn once for each ground."""
    registry = data.registry(db)
    comparison = data.comparison(db, wanted.areas, wanted.year, wanted.themes)
    given = CompareInput(
        comparison, registry, wanted.my_city, wanted.lang, wanted.link, dict(wanted.slots),
        wanted.gaps,
    )  # fmt: skip
    charts = tuple((len(p.rows), _kept(theme_card(given, p))) for p in parts(given))
    return Cards(_kept(compare_card(given)), singles_card(given), charts)


def _kept(card: Card) -> Card:
    """A card that keeps what it has drawn."""
    return replace(
        card,
        draw=cache(card.draw) if card.draw else None,
        html=cache(card.html) if card.html else None,
    )
