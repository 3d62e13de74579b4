"""Page numbers of long lists: kept by a link, started anew by another selection."""

from __future__ import annotations

import math

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.ui import controls, state
from cityscene.ui.context import Context


def choose_page(
    context: Context, where: DeltaGenerator, key: str, selection: object, n: int, length: int
) -> int:
    """Draw the page number of a list of ``n`` entries and return it, from 1.

    Args:
        context: the run.
        where: container to draw into.
        key: key of the URL.
        selection: what the list is of; when it changes, the list starts at its first page.
        n: number of entries.
        length: entries of a page.
    """
    pages = max(math.ceil(n / length), 1)
    _start_anew(key, selection)
    if pages == 1 and key not in state.read_url():
        return 1
    return controls.page_number(where, key, context.t("sources.page", pages=pages), pages)


def _start_anew(key: str, selection: object) -> None:
    widget, seen = state.widget_key(key), f"selection_of_{key}"
    changed = st.session_state.get(seen, selection) != selection
    st.session_state[seen] = selection
    # A link that was opened just now names its page itself: no widget holds one yet.
    linked = widget not in st.session_state and key in state.read_url()
    if changed and not linked:
        st.session_state[widget] = 1
