"""数据与来源: every figure with its evidence, sources, conflicts, definitions, downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from cityscene.cards.release import own_citation
from cityscene.ui import controls, frame, state
from cityscene.ui.context import Context
from cityscene.ui.sources import (
    conflicts,
    definitions,
    documents,
    downloads,
    figures,
    reads,
    release,
)
from cityscene.ui.sources.conditions import ALL

TABS: Mapping[str, Callable[[Context], None]] = {
    "observations": figures.show,
    "sources": documents.show,
    "conflicts": conflicts.show,
    "definitions": definitions.show,
    "download": downloads.show,
    "build": release.show,
}


def default_tab() -> str:
    """A link that names a source opens the page of that source, any other the figures."""
    linked = next(iter(state.wanted("source")), ALL)
    chosen = st.session_state.get(state.widget_key("source"), linked)
    return "observations" if chosen == ALL else "sources"


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("nav.sources"))
    st.caption(context.t("sources.intro"))
    st.caption(own_citation(reads.release(context.db), context.lang))
    tab = controls.choose_segment(
        st.container(), "tab", context.t("sources.tab_label"), list(TABS), default_tab(),
        lambda name: context.t(f"sources.tab_{name}"),
    )  # fmt: skip
    TABS[tab](context)


show()
