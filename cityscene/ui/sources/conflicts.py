"""冲突: two sources, two figures for the same thing, side by side with the rule that picks."""

from __future__ import annotations

import streamlit as st

from cityscene.cards import differences as cards
from cityscene.cards.figures import source_name
from cityscene.differences import Difference, Kind
from cityscene.export.spreadsheet import csv_bytes
from cityscene.schema import Observation
from cityscene.ui import controls, markdown
from cityscene.ui.context import Context
from cityscene.ui.sources import reads
from cityscene.ui.sources.conditions import choose_areas, choose_metrics
from cityscene.ui.sources.paging import choose_page

PAGE_LENGTH = 10


def show(context: Context) -> None:
    """Draw the rule, the conditions and the differences that fit them."""
    st.subheader(context.t("sources.conflict_heading"))
    st.markdown(context.t("sources.conflict_intro"))
    st.markdown(f"**{context.t('sources.rule_heading')}**　{context.t('sources.method.pick.text')}")
    every = reads.all_differences(context.db)
    kind = _choose_kind(context, every)
    st.caption(context.t(f"sources.finding_{kind}"))
    left, right = st.columns(2)
    areas = choose_areas(context, left)
    metrics = choose_metrics(context, right, None)
    found = [d for d in every if d.kind == kind and _fits(d, areas, metrics)]
    if not found:
        st.info(context.t("sources.no_difference"))
        return
    selection = (kind, tuple(areas), tuple(metrics))
    where = st.columns([1, 3])[0]
    number = choose_page(context, where, "part", selection, len(found), PAGE_LENGTH)
    for d in found[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]:
        _show_one(context, d)
    _download(context, found)


def _choose_kind(context: Context, every: list[Difference]) -> str:
    counts = {kind: sum(d.kind == kind for d in every) for kind in Kind}
    return controls.choose_segment(
        st.container(), "finding", context.t("sources.finding"), list(Kind), Kind.CONFLICT,
        lambda k: context.t(f"sources.count_{k}", n=counts[Kind(k)]),
    )  # fmt: skip


def _fits(found: Difference, areas: list[str], metrics: list[str]) -> bool:
    o = found.shown
    return (not areas or o.area_id in areas) and (not metrics or o.metric_id in metrics)


def _show_one(context: Context, found: Difference) -> None:
    """Draw one difference: a column a source, one below the other on a phone."""
    with st.container(border=True, key=f"difference_{found.shown.obs_id}"):
        st.markdown(
            f"#### {markdown.escape(cards.headline(found, context.registry, context.lang))}"
        )
        columns = st.columns(len(found.figures))
        for column, o in zip(columns, found.figures, strict=True):
            column.markdown(_figure(context, found, o))
        st.caption(cards.rule_text(found, context.lang))


def _figure(context: Context, found: Difference, o: Observation) -> str:
    """One figure: whether it is used, as printed, its source, what else is known."""
    source = source_name(context.registry.sources[o.source_id], context.lang)
    return "\n\n".join(
        (
            f"{markdown.escape(cards.place_text(found, o, context.lang))}　"
            f"**{markdown.escape(o.value_printed)}**",
            markdown.link(source, context.link("sources", source=o.source_id)),
            markdown.lines(cards.evidence(o, context.registry, context.lang)),
        )
    )


def _download(context: Context, found: list[Difference]) -> None:
    st.download_button(
        context.t("card.download", kind="CSV"),
        data=lambda: csv_bytes(cards.difference_table(found, context.registry, context.lang)),
        file_name="cityscene-differences.csv",
        mime="text/csv",
        on_click="ignore",
        key="differences_csv",
    )
