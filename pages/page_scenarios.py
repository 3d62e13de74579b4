"""场景库: every named scenario, to be searched, counted and matched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from cityscene.scenarios import Conditions
from cityscene.ui import controls, frame, markdown
from cityscene.ui.context import Context
from cityscene.ui.scenarios import conditions, reads, views

VIEWS: Mapping[str, Callable[[Context, Conditions], None]] = {
    "list": views.show_list,
    "heat": views.show_heat,
    "super": views.show_super,
    "pairs": views.show_pairs,
}


def show_nothing_found(context: Context, asked: Conditions) -> None:
    """Say that nothing fits, and what can be tried: the words alone, the conditions alone."""
    st.info(context.t("scenarios.empty"))
    only_words, no_words = Conditions(text=asked.text), replace(asked, text="")
    ways = [
        (context.t(f"scenarios.{key}", n=n), conditions.address(context, less))
        for key, less in (("empty_words", only_words), ("empty_conditions", no_words))
        if less not in (asked, Conditions()) and (n := len(reads.found(context.db, less)))
    ]
    ways.append((context.t("scenarios.empty_all"), context.link("scenarios")))
    st.markdown("\n".join(f"- {markdown.link(text, href)}" for text, href in ways))


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("nav.scenarios"))
    st.caption(context.t("scenarios.intro"))
    asked = conditions.choose(context)
    view = controls.choose_segment(
        st.container(), "view", context.t("scenarios.view"), list(VIEWS), "list",
        lambda name: context.t(f"scenarios.view_{name}"),
    )  # fmt: skip
    if reads.found(context.db, asked):
        VIEWS[view](context, asked)
    else:
        show_nothing_found(context, asked)


show()
