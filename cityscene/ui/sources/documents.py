"""来源: the list of documents, and the page of one with everything that rests on it."""

from __future__ import annotations

from typing import cast

import pandas as pd
import streamlit as st

from cityscene import sources
from cityscene.cards import documents as cards
from cityscene.cards.figures import column_name, figure_table
from cityscene.database import Database
from cityscene.filters import Filter
from cityscene.queries import browse
from cityscene.schema import Source, Tier
from cityscene.ui import controls, data, markdown, state
from cityscene.ui.context import Context
from cityscene.ui.sources import reads
from cityscene.ui.sources.conditions import ALL, choose_source
from cityscene.ui.sources.files import download_row

_LIST_KEY = "source_list"
_LONG_TABLE = 910  # pixels
_TABLES = {
    "mechanisms": cards.mechanism_table,
    "events": cards.event_table,
    "scenarios": cards.scenario_table,
}


def show(context: Context) -> None:
    """Draw one document where one is chosen, else the list of all."""
    chosen = choose_source(context, st.container())
    if chosen is None:
        _show_list(context)
    else:
        st.button(context.t("sources.back_to_list"), on_click=_choose, args=(ALL,))
        _show_one(context, context.registry.sources[chosen])


def _choose(source_id: str) -> None:
    """Turn to a document, or to the list; called before the next run begins."""
    st.session_state[state.widget_key("source")] = source_id


def _show_list(context: Context) -> None:
    tiers = controls.choose_many(
        st.container(), "tier", context.t("sources.filter_tier"), list(Tier), [],
        lambda v: context.t(f"enum.tier.{v}"), placeholder=context.t("sources.any"),
    )  # fmt: skip
    use = reads.use(context.db)
    listed = cards.ordered(
        (s for s in context.registry.sources.values() if not tiers or s.tier in tiers), use
    )
    st.subheader(context.t("sources.n_sources", n=len(listed)))
    st.caption(context.t("sources.tier_meaning"))
    frame = cards.source_table(listed, use, context.lang)
    address = frame.columns[-1]
    st.dataframe(
        frame, hide_index=True, height=560, key=_LIST_KEY, selection_mode="single-row",
        on_select=lambda: _choose_row(listed),
        column_config={address: st.column_config.LinkColumn(display_text=context.t("sources.open")),
                       frame.columns[0]: st.column_config.TextColumn(width="medium")},
    )  # fmt: skip
    st.caption(context.t("sources.pick_source"))


def _choose_row(listed: list[Source]) -> None:
    event = cast(dict[str, dict[str, list[int]]], st.session_state[_LIST_KEY])
    for i in event["selection"]["rows"]:
        if i < len(listed):
            _choose(listed[i].source_id)


def _show_one(context: Context, source: Source) -> None:
    """Draw citation and particulars of a document, and all facts that rest on it."""
    st.subheader(source.title)
    st.code(sources.citation(source, context.lang), language=None, wrap_lines=True)
    st.markdown(markdown.lines(cards.source_record(source, context.lang)))
    if source.url:
        st.markdown(markdown.link(context.t("sources.to_original"), source.url))
    use = reads.use(context.db).get(source.source_id, {})
    if not use:
        st.info(context.t("sources.nothing_rests"))
    _show_figures(context, source, use.get("observations", 0))
    for kind, rows in reads.facts_from(context.db, source.source_id).items():
        if rows:
            st.markdown(f"### {context.t(f'sources.resting_{kind}', n=len(rows))}")
            frame = _TABLES[kind](rows, context.registry, context.lang)
            st.dataframe(frame, hide_index=True, height="content")


def _show_figures(context: Context, source: Source, n: int) -> None:
    if not n:
        return
    st.markdown(f"### {context.t('sources.resting_observations', n=n)}")
    st.dataframe(
        _figures_of(context.db, source.source_id, context.lang), hide_index=True,
        height="content" if n <= reads.PAGE_LENGTH else _LONG_TABLE,
    )  # fmt: skip
    st.markdown(
        markdown.link(
            context.t("sources.to_figures"),
            context.link("sources", tab="observations", source=source.source_id),
        )
    )
    download_row(context, Filter(source=source.source_id), "document")


@st.cache_resource(max_entries=64, show_spinner=False)
def _figures_of(db: Database, source_id: str, lang: str) -> pd.DataFrame:
    """All figures of a source as a table, without the columns that are the same for all."""
    shown = browse.all_of(db, Filter(source=source_id))
    known = [column_name(name, lang) for name in ("source", "tier")]
    return figure_table(shown, data.registry(db), lang).drop(columns=known)
