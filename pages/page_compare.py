"""城市对比: two to six areas side by side, and what can honestly be said of who leads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.cards import Card
from cityscene.comparison import LEAST_AREAS, most_in_common
from cityscene.ratios import Per
from cityscene.schema import Level
from cityscene.ui import card, compare, controls, data, frame
from cityscene.ui.context import Context, area_lookup, area_writer
from cityscene.ui.metrics import choose_per

MOST_AREAS = 6
PEERS = 3
OPEN_PANELS = 12
WORDS = 3  # what a card holds besides its panels, as tall as so many of them
CELLS = ("value", "gap")


def choose_areas(context: Context) -> list[str]:
    """Draw the picker: at first my city and the peers that have most figures in common."""
    kinds = data.published_kinds(context.db)
    areas = context.registry.areas
    options = [
        a for a in areas
        if a == context.my_city or (a in kinds and areas[a].level is not Level.NATIONAL)
    ]  # fmt: skip
    peers = [a for a in options if a in context.members]
    return controls.choose_many(
        st.container(), "areas", context.t("compare.areas"), options,
        [context.my_city, *most_in_common(context.my_city, peers, kinds, PEERS)],
        lambda a: area_label(context, a), lookup=area_lookup(areas), write=area_writer(areas),
        placeholder=context.t("common.search"), most=MOST_AREAS,
    )  # fmt: skip


def area_label(context: Context, area_id: str) -> str:
    """Return the name of an area, with its level where it is no city."""
    level = context.registry.areas[area_id].level
    if level is Level.CITY:
        return context.name(area_id)
    return context.t(
        "compare.area_option", name=context.name(area_id), level=context.t(f"enum.level.{level}")
    )


def choose_themes(context: Context, where: DeltaGenerator) -> list[str]:
    """Draw the theme filter; nothing chosen means all."""
    return controls.choose_many(
        where, "themes", context.t("compare.themes"), list(context.registry.themes), [],
        lambda theme: context.registry.theme_name(theme, context.lang),
        placeholder=context.t("compare.themes_all"),
    )  # fmt: skip


def choose_cells(context: Context, where: DeltaGenerator) -> str:
    """Draw what the cells show."""
    return controls.choose_segment(
        where, "cells", context.t("compare.cells"), CELLS, CELLS[0],
        lambda value: context.t(f"compare.cells_option.{value}"),
    )  # fmt: skip


def choose_ratio(context: Context, areas: Sequence[str], themes: Sequence[str]) -> Per:
    """Draw what totals are set against, where two of the areas have the denominator."""
    offered = compare.offered(context.db, tuple(areas), tuple(themes))
    return choose_per(context, offered) if offered else Per.NONE


def show_singles(single: Card | None, context: Context) -> None:
    """Draw what only one area has published, folded."""
    if single is None:
        return
    label = context.t("compare.singles", n=len(single.observations))
    fold = st.expander(label, key="fold_singles", on_change="rerun")
    if fold.open:
        with fold:
            card.show(single, context)


def show_charts(charts: Sequence[tuple[int, Card]], context: Context) -> None:
    """Draw the charts theme by theme; beyond the first dozen metrics they are folded."""
    sizes = accumulate(size for size, _ in charts)
    n = max(sum(size <= OPEN_PANELS for size in sizes), min(len(charts), 1))
    if not n:
        return
    st.subheader(context.t("compare.theme_charts"))
    show_columns(charts[:n], context)
    folded = charts[n:]
    if folded:
        label = context.t("compare.more", n=sum(size for size, _ in folded))
        fold = st.expander(label, key="fold_themes", on_change="rerun")
        if fold.open:
            with fold:
                show_columns(folded, context)


def show_columns(charts: Sequence[tuple[int, Card]], context: Context) -> None:
    """Draw cards in up to two columns, each card where there is more room."""
    columns = st.columns(min(len(charts), 2))
    heights = [0] * len(columns)
    for size, chart in charts:
        shorter = heights.index(min(heights))
        heights[shorter] += size + WORDS
        with columns[shorter]:
            card.show(chart, context)


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("compare.title"))
    st.caption(context.t("compare.intro"))
    areas = choose_areas(context)
    columns = st.columns([2, 1])
    themes = choose_themes(context, columns[0])
    cells = choose_cells(context, columns[1])
    if len(areas) < LEAST_AREAS:
        st.info(context.t("compare.few"))
        return
    per = choose_ratio(context, areas, themes)
    wanted = compare.asked(context, areas, themes, per, cells == "gap")
    found = compare.cards(context.db, wanted)
    card.show(found.table, context)
    show_singles(found.singles, context)
    show_charts(found.charts, context)


show()
