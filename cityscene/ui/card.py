"""The one function that draws a chart card on a page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cityscene import sources
from cityscene.cards import Card
from cityscene.export.card_files import CARD_FILES, Origin, file_name
from cityscene.tables import left_out_table
from cityscene.ui import data, state
from cityscene.ui.context import Context

_CHART_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


def show(card: Card, context: Context, *, table_height: int | None = None) -> None:
    """Draw a card: headline, small line, chart, source line, notes, table, downloads."""
    with st.container(border=True, key=f"card_{card.card_id}"):
        st.markdown(f"### {card.headline}")
        st.caption(card.small)
        if card.html is not None:
            st.html(card.html(context.mode))
        elif card.draw is not None:
            _chart(card, context)
        shown = sources.by_use(card.cited, context.registry.sources)
        st.caption(sources.source_line(shown, context.lang) if shown else _own_counts(context))
        _details(card, context, table_height)
        _downloads(card, context)


def _chart(card: Card, context: Context) -> None:
    assert card.draw is not None
    st.plotly_chart(
        card.draw(context.mode),
        theme=None,
        width="stretch",
        key=f"chart_{card.card_id}",
        config=_CHART_CONFIG,
        alt=card.alt or card.headline,
    )


def _own_counts(context: Context) -> str:
    return context.t("common.source_own", build=data.build(context.db)["build_id"][:8])


def _details(card: Card, context: Context, table_height: int | None) -> None:
    """Notes in plain sight, table and left-outs one click away and drawn only when opened."""
    for note in card.notes:
        st.caption(note)
    table = st.expander(
        context.t("card.table", n=len(card.table)), key=f"table_{card.card_id}",
        on_change="rerun", expanded=card.draw is None and card.html is None,
    )  # fmt: skip
    if table.open:
        table.dataframe(card.table, hide_index=True, height=table_height or "auto")
    if card.left_out:
        left = st.expander(
            context.t("card.left_out", n=len(card.left_out)), key=f"left_{card.card_id}",
            on_change="rerun",
        )  # fmt: skip
        if left.open:
            left.dataframe(
                left_out_table(card.left_out, context.registry, context.lang), hide_index=True
            )


def _downloads(card: Card, context: Context) -> None:
    """One button a format; the bytes are made when the button is pressed."""
    origin = Origin(data.build(context.db)["build_id"], state.link(), context.lang)
    row = st.container(horizontal=True, gap="small")
    for kind in CARD_FILES:
        row.download_button(
            context.t("card.download", kind=kind.name),
            data=partial(kind.make, card, context.registry, origin),
            file_name=file_name(card, kind.ending),
            mime=kind.mime,
            on_click="ignore",
            key=f"{kind.ending}_{card.card_id}",
        )
