"""数据版本: how fresh the data are, what went into the build, what looks odd in it."""

from __future__ import annotations

import streamlit as st

from cityscene.cards import release as cards
from cityscene.ui import data, markdown
from cityscene.ui.context import Context
from cityscene.ui.sources import reads

_COUNTS = ("observations", "derived", "metrics", "areas", "sources", "mechanisms", "events",
           "scenarios")  # fmt: skip


def show(context: Context) -> None:
    """Draw identity, counts, freshness, files and findings of the build."""
    build, books = data.build(context.db), reads.books(context.db)
    st.subheader(context.t("sources.release_heading"))
    st.markdown(markdown.lines(_identity(context, build)))
    _show_counts(context)
    st.subheader(context.t("sources.freshness"))
    st.caption(context.t("sources.freshness_help", date=str(build["data_date"])))
    st.dataframe(
        cards.year_table(books["years"], context.lang), hide_index=True, height="content",
        column_config={
            context.t("sources.column.year"): st.column_config.NumberColumn(format="%d")
        },
    )  # fmt: skip
    st.subheader(context.t("sources.files_read"))
    st.caption(context.t("sources.files_read_help"))
    st.dataframe(cards.file_table(books["files"], context.lang), hide_index=True, height="content")
    _show_findings(context, books["findings"])


def _identity(context: Context, build: dict[str, object]) -> list[tuple[str, str]]:
    pairs = (
        ("build_id", build["build_id"]),
        ("created_at", f"{build['created_at']:%Y-%m-%d %H:%M} UTC"),
        ("data_date", build["data_date"]),
        ("input_sha256", build["input_sha256"]),
        ("code_sha256", build["code_sha256"]),
    )
    return [(context.t(f"sources.column.{name}"), str(value)) for name, value in pairs]


def _show_counts(context: Context) -> None:
    counts = data.counts(context.db)
    row = st.container(horizontal=True, gap="large")
    for name in _COUNTS:
        row.metric(context.t(f"sources.count_{name}"), f"{counts[name]:,}")


def _show_findings(context: Context, rows: reads.Rows) -> None:
    """Counts by kind in plain sight; the findings themselves when they are opened."""
    st.subheader(context.t("sources.findings", n=len(rows)))
    st.caption(context.t("sources.findings_help"))
    if not rows:
        return
    st.dataframe(cards.finding_counts(rows, context.lang), hide_index=True)
    folder = st.expander(
        context.t("sources.findings_list", n=len(rows)), key="findings", on_change="rerun"
    )
    if folder.open:
        folder.dataframe(cards.finding_table(rows, context.registry, context.lang), hide_index=True)
