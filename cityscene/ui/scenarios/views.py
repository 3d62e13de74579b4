"""The four views of the page 场景库, each one card, cached by what it is made from."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from cityscene import links, matching
from cityscene.cards import Card
from cityscene.cards.scenario_pairs import Order, PairsInput, pairs_card
from cityscene.cards.scenarios import LibraryInput, heat_card, list_card
from cityscene.cards.super_scenarios import SuperInput, super_card
from cityscene.database import Database
from cityscene.scenarios import Conditions
from cityscene.schema import Stage
from cityscene.ui import card, controls
from cityscene.ui.context import Context
from cityscene.ui.profile import written
from cityscene.ui.scenarios import reads
from cityscene.ui.scenarios.conditions import params
from cityscene.ui.sources.paging import choose_page

PAGE_LENGTH = 20
ALL, ACROSS = "all", "across"

_CARDS = 64


def show_list(context: Context, asked: Conditions) -> None:
    """Draw one page of the scenarios, and its number below."""
    n = len(reads.found(context.db, asked))
    above = st.container()
    _, below = st.columns([3, 1])
    number = choose_page(context, below, "page", asked, n, PAGE_LENGTH)
    start = (number - 1) * PAGE_LENGTH
    with above:
        card.show(_list(context.db, asked, *_reader(context), start), context)


def show_heat(context: Context, asked: Conditions) -> None:
    """Draw the counts by city and domain."""
    card.show(_heat(context.db, asked, *_reader(context)), context)


def show_super(context: Context, asked: Conditions) -> None:
    """Draw super scenarios with their figures."""
    found = _super(context.db, asked, *_reader(context))
    if found is None:
        st.info(context.t("scenarios.super_empty"))
    else:
        card.show(found, context)


def show_pairs(context: Context, asked: Conditions) -> None:
    """Draw needs beside capabilities that read alike."""
    left, right = st.columns(2)
    order = controls.choose_segment(
        left, "order", context.t("scenarios.order"), list(Order), Order.SCORE,
        lambda v: context.t(f"scenarios.order_{v}", city=context.name(context.my_city)),
    )  # fmt: skip
    cities = controls.choose_segment(
        right, "cities", context.t("scenarios.cities"), [ALL, ACROSS], ALL,
        lambda v: context.t(f"scenarios.cities_{v}"),
    )  # fmt: skip
    found = _pairs(context.db, asked, *_reader(context), Order(order), cities == ACROSS)
    if found is None:
        st.info(context.t("scenarios.pairs_empty"))
    else:
        card.show(found, context)


def _reader(context: Context) -> tuple[str, links.Shared, str]:
    """What cards depend on beside the conditions: my city, the shared links, the language."""
    return context.my_city, context.shared, context.lang


def _input(
    db: Database, asked: Conditions, mine: str, shared: links.Shared, lang: str
) -> LibraryInput:
    found = reads.found(db, asked)
    return LibraryInput(found, written(db, mine, shared, lang), params(asked), not asked.areas)


@lru_cache(maxsize=_CARDS)
def _list(
    db: Database, asked: Conditions, mine: str, shared: links.Shared, lang: str, start: int
) -> Card:
    return list_card(_input(db, asked, mine, shared, lang), start, PAGE_LENGTH)


@lru_cache(maxsize=_CARDS)
def _heat(db: Database, asked: Conditions, mine: str, shared: links.Shared, lang: str) -> Card:
    return heat_card(_input(db, asked, mine, shared, lang))


@lru_cache(maxsize=_CARDS)
def _super(
    db: Database, asked: Conditions, mine: str, shared: links.Shared, lang: str
) -> Card | None:
    found = tuple(s for s in reads.found(db, asked) if s.is_super)
    if not found:
        return None
    announced = [] if params(asked) != params(Conditions()) or asked.areas else reads.announced(db)
    return super_card(
        SuperInput(found, reads.figures(db, found), announced, written(db, mine, shared, lang))
    )


@lru_cache(maxsize=_CARDS)
def _pairs(
    db: Database, asked: Conditions, mine: str, shared: links.Shared, lang: str, order: Order,
    is_across: bool,
) -> Card | None:  # fmt: skip
    """Conditions choose the needs; None where there is none among the scenarios."""
    needs = {s.key for s in reads.found(db, asked) if s.stage is Stage.DEMAND}
    if not needs:
        return None
    pairs = [p for p in reads.suggestions(db) if p.need.key in needs]
    pairs = matching.best(p for p in pairs if p.is_across or not is_across)
    return pairs_card(
        PairsInput(pairs, reads.by_key(db), len(needs), written(db, mine, shared, lang), order)
    )
