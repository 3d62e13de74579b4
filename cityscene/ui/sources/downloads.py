"""下载: the selection as files, the whole database, what was corrected and left out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cityscene.cards import release as cards
from cityscene.ui.context import Context
from cityscene.ui.sources import reads
from cityscene.ui.sources.conditions import choose_filter
from cityscene.ui.sources.files import download_database, download_row


def show(context: Context) -> None:
    """Draw the files of a selection, the database file, the citation, and the exceptions."""
    st.subheader(context.t("sources.selection"))
    chosen = choose_filter(context)
    found = reads.count(context.db, chosen)
    st.markdown(context.t("sources.found", **found))
    if found["figures"]:
        download_row(context, chosen, "downloads")
    else:
        st.info(context.t("sources.none_fit"))
    st.caption(context.t("sources.files_help"))
    st.subheader(context.t("sources.whole_database"))
    st.markdown(context.t("sources.database_help"))
    download_database(context)
    _show_terms(context)
    _show_exceptions(context)


def _show_terms(context: Context) -> None:
    st.subheader(context.t("readme.citing"))
    release = reads.release(context.db)
    st.code(cards.own_citation(release, context.lang), language=None, wrap_lines=True)
    st.markdown(f"**{context.t('readme.terms')}**　{context.t('readme.terms_text')}")


def _show_exceptions(context: Context) -> None:
    """Corrections and left-out rows: what was changed or not taken over, and why."""
    books = reads.books(context.db)
    st.subheader(context.t("sources.exceptions"))
    _table(
        context.t("sources.corrections", n=len(books["corrections"])),
        cards.correction_table(books["corrections"], context.lang),
        context.t("sources.no_corrections"),
    )
    _table(
        context.t("sources.left_out", n=len(books["left_out"])),
        cards.left_out_table(books["left_out"], context.lang),
        context.t("sources.no_left_out"),
    )


def _table(title: str, frame: pd.DataFrame, when_empty: str) -> None:
    st.markdown(f"#### {title}")
    if frame.empty:
        st.caption(when_empty)
    else:
        st.dataframe(frame, hide_index=True)
