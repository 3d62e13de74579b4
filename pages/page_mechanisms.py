"""机制矩阵: which area uses which kind of mechanism, each cell with its evidence."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.cards import Card
from cityscene.cards.instruments import CATEGORIES
from cityscene.cards.mechanisms import BY_CATEGORY, BY_COUNT, BY_SIMILARITY
from cityscene.charts import listing
from cityscene.mechanisms import Extent
from cityscene.ui import card, controls, frame, mechanisms
from cityscene.ui.context import Context

LEAST = ("1", "2", "3", "5")
NO_CELL = ""
SECTIONS = ("matrix", "evidence", "common", "similar", "families", "wider")


def choose_view(context: Context) -> mechanisms.Asked:
    """Draw what a column stands for, the two orders, and what kinds are shown."""
    places = st.columns(4)

    def order(value: str) -> str:
        return context.t(f"mechanisms.order.{value}")

    level = controls.choose(
        places[0], "level", context.t("mechanisms.level"), list(Extent), Extent.ROLLED,
        lambda value: context.t(f"mechanisms.extent.{value}"),
        placeholder=context.t("common.search"),
    )  # fmt: skip
    columns = controls.choose(
        places[1], "columns", context.t("mechanisms.columns"), [BY_COUNT, BY_SIMILARITY],
        BY_COUNT, order, placeholder=context.t("common.search"),
    )  # fmt: skip
    rows = controls.choose(
        places[2], "rows", context.t("mechanisms.rows"), [BY_CATEGORY, BY_COUNT, BY_SIMILARITY],
        BY_CATEGORY, order, placeholder=context.t("common.search"),
    )  # fmt: skip
    least = controls.choose(
        places[3], "least", context.t("mechanisms.least"), LEAST, LEAST[0],
        lambda n: context.t("mechanisms.least_option", n=n),
        placeholder=context.t("common.search"),
    )  # fmt: skip
    categories = controls.choose_many(
        st.container(), "category", context.t("mechanisms.category"), CATEGORIES, [],
        lambda category: context.t(f"enum.category.{category}"),
        placeholder=context.t("mechanisms.all_categories"),
    )  # fmt: skip
    return mechanisms.asked(context, level, columns, rows, categories, int(least))


def choose_cell(context: Context, names: Mapping[str, str]) -> str:
    """Draw the picker of a cell."""
    return controls.choose(
        st.container(), "cell", context.t("mechanisms.pick"), [NO_CELL, *names], NO_CELL,
        lambda text: names.get(text) or context.t("mechanisms.pick_none"),
        lookup=lambda text: mechanisms.settled(context, text),
        placeholder=context.t("common.search"),
    )  # fmt: skip


def show_section(context: Context, name: str, found: Card | None) -> None:
    """Draw a section: its heading, and its card or the sentence that there is none."""
    city = context.name(context.my_city)
    values = {"city": city} if name == "similar" else {}
    st.header(context.t(f"mechanisms.{name}", **values), anchor=name)
    if found is None:
        st.caption(context.t(f"mechanisms.{name}_empty", **values))
    else:
        card.show(found, context)


def show_evidence(context: Context, extent: str) -> str:
    """Draw the picker of a cell and its evidence; return the name of the cell, if one is open."""
    st.header(context.t("mechanisms.evidence"), anchor=mechanisms.ANCHOR)
    names = mechanisms.cell_names(context, extent)
    text = choose_cell(context, names)
    if text == NO_CELL:
        return ""
    found = mechanisms.cell_card(context, extent, text)
    if found is None:
        st.info(context.t("mechanisms.cell_empty", cell=names[text]))
    else:
        card.show(found, context)
    return names[text]


def show_jumps(context: Context, where: DeltaGenerator, opened: str) -> None:
    """Draw links to the sections, with the cell that is open."""
    names = {s: context.t(f"mechanisms.jump_{s}") for s in SECTIONS}
    if opened:
        names["evidence"] = context.t("mechanisms.jump_opened", cell=opened)
    found = (listing.link(words, f"#{section}") for section, words in names.items())
    where.html(listing.lines([" · ".join(found)], context.mode))


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("mechanisms.title"))
    st.caption(context.t("mechanisms.intro"))
    jumps = st.empty()
    wanted = choose_view(context)
    found = mechanisms.parts(context.db, wanted)
    show_section(context, "matrix", found.matrix)
    show_jumps(context, jumps, show_evidence(context, wanted.extent))
    show_section(context, "common", found.common)
    show_section(context, "similar", found.similar)
    show_section(context, "families", found.families)
    wider = mechanisms.wider_card(context)
    if wider is not None:
        st.header(context.t("mechanisms.wider"), anchor="wider")
        card.show(wider, context)


show()
