"""观测值: every figure with its evidence, a page at a time."""

from __future__ import annotations

from typing import cast

import streamlit as st

from cityscene import filters
from cityscene.cards import figures as cards
from cityscene.filters import Filter, Kind, Order
from cityscene.schema import Observation
from cityscene.tables import period_text
from cityscene.ui import controls, markdown
from cityscene.ui.context import Context
from cityscene.ui.sources import reads
from cityscene.ui.sources.conditions import choose_filter
from cityscene.ui.sources.files import download_row
from cityscene.ui.sources.paging import choose_page

TABLE, LIST = "table", "list"


def show(context: Context) -> None:
    """Draw conditions, count, one page of figures, and the files of the selection."""
    chosen = choose_filter(context)
    found = reads.count(context.db, chosen)
    if not found["figures"]:
        st.info(context.t("sources.none_fit"))
        return
    st.subheader(context.t("sources.found", **found))
    st.caption(_in_words(context, chosen))
    order, form, number = _choose_view(context, chosen, found["figures"])
    shown = reads.page(context.db, chosen, order, number)
    st.caption(_position(context, number, len(shown), found["figures"]))
    if form == LIST:
        st.markdown(_as_list(context, shown))
    else:
        _as_table(context, chosen, shown, f"{chosen}{order}{number}")
    st.caption(context.t("sources.columns_help"))
    download_row(context, chosen, "figures")


def _in_words(context: Context, chosen: Filter) -> str:
    pairs = filters.in_words(chosen, context.registry, context.lang)
    words = (context.t("sources.condition", name=n, value=v) for n, v in pairs)
    return markdown.escape(context.t("sources.condition_separator").join(words))


def _choose_view(context: Context, chosen: Filter, n: int) -> tuple[Order, str, int]:
    columns = st.columns([2, 2, 1])
    order = controls.choose_segment(
        columns[0], "sort", context.t("sources.sort"), list(Order), Order.METRIC,
        lambda v: context.t(f"sources.sort_{v}"),
    )  # fmt: skip
    form = controls.choose_segment(
        columns[1], "form", context.t("sources.form"), [TABLE, LIST], TABLE,
        lambda v: context.t(f"sources.form_{v}"),
    )  # fmt: skip
    number = choose_page(context, columns[2], "page", (chosen, order), n, reads.PAGE_LENGTH)
    return Order(order), form, number


def _position(context: Context, number: int, shown: int, n: int) -> str:
    start = (number - 1) * reads.PAGE_LENGTH
    return context.t("sources.position", first=start + 1, last=start + shown, n=n)


def _as_table(context: Context, chosen: Filter, shown: list[Observation], selection: str) -> None:
    """Draw the page as a table; a row that is picked is told in full below."""
    if chosen.kind is Kind.DERIVED:
        frame = cards.derived_table(shown, _origins(context, shown), context.registry, context.lang)
    else:
        frame = cards.figure_table(shown, context.registry, context.lang)
    event = st.dataframe(
        frame, hide_index=True, on_select="rerun", selection_mode="single-row",
        height="content", key=f"figures_{hash(selection)}",
    )  # fmt: skip
    picked = [i for i in cast(dict[str, dict[str, list[int]]], event)["selection"]["rows"]
              if i < len(shown)]  # fmt: skip
    if picked:
        _in_full(context, shown[picked[0]])
    else:
        st.caption(context.t("sources.pick_row"))


def _in_full(context: Context, o: Observation) -> None:
    """Draw everything about one figure, with the ways on from it."""
    registry = context.registry
    with st.container(border=True, key="figure_in_full"):
        st.markdown(f"#### {markdown.escape(_name(context, o))}")
        st.markdown(markdown.lines(cards.record(o, registry, context.lang)))
        st.markdown(
            markdown.lines([(context.t("sources.column.definition"),
                             registry.metric_definition(o.metric_id, context.lang))])
        )  # fmt: skip
        if o.derived_from:
            origins = _origins(context, [o])
            words = cards.origins_text(o, origins, registry, context.lang)
            st.markdown(markdown.lines([(context.t("sources.column.derived_from"), words)]))
        st.markdown(_ways_on(context, o))


def _ways_on(context: Context, o: Observation) -> str:
    """Links to the source, its original, the ranking of the metric and the area."""
    url = context.registry.sources[o.source_id].url
    ways = [
        ("sources.to_source", context.link("sources", source=o.source_id)),
        ("sources.to_ranking", context.link("ranking", metric=o.metric_id)),
        ("sources.to_area", context.link("city", area=o.area_id)),
        ("sources.to_series", context.link("sources", area=o.area_id, metric=o.metric_id)),
    ]
    if url:
        ways.append(("sources.to_original", url))
    return " · ".join(markdown.link(context.t(key), address) for key, address in ways)


def _as_list(context: Context, shown: list[Observation]) -> str:
    """The page one by one, for narrow screens and for reading notes."""
    origins = _origins(context, shown)
    return "\n\n".join(_entry(context, o, origins) for o in shown)


def _entry(context: Context, o: Observation, origins: dict[str, Observation]) -> str:
    registry, lang = context.registry, context.lang
    facts = (
        context.t(f"enum.basis.{o.basis}"),
        context.t("sources.range_of", range=cards.range_text(o, registry, lang)),
        context.t("sources.period_of", period=period_text(o, lang),
                  how=context.t(f"enum.period_source.{o.period_source}")),
    )  # fmt: skip
    lines = [
        f"**{markdown.escape(_name(context, o))}**",
        markdown.escape(" · ".join(facts)),
        markdown.escape(cards.origins_text(o, origins, registry, lang))
        if o.derived_from
        else _source_link(context, o),
    ]
    if o.note:
        lines.append(markdown.escape(context.t("sources.note_of", note=o.note)))
    return "  \n".join(lines)


def _source_link(context: Context, o: Observation) -> str:
    """The source with its tier and the place in it, leading to the page of the source."""
    source = context.registry.sources[o.source_id]
    name = cards.source_name(source, context.lang)
    parts = [context.t(f"enum.tier.{source.tier}")]
    if o.locator:
        parts.append(cards.locator_text(o.locator, source, context.lang))
    link = markdown.link(name, context.link("sources", source=o.source_id))
    return " · ".join([link, *map(markdown.escape, parts)])


def _name(context: Context, o: Observation) -> str:
    return context.t(
        "sources.figure_name",
        area=context.name(o.area_id),
        metric=context.registry.metric_name(o.metric_id, context.lang),
        printed=o.value_printed or cards.value_text(o, context.registry, context.lang),
    )


def _origins(context: Context, shown: list[Observation]) -> dict[str, Observation]:
    return reads.origins(context.db, tuple(sorted({k for o in shown for k in o.derived_from})))
