"""总览: what this is, what it holds, what is new, and which city has published what."""

from __future__ import annotations

import streamlit as st

from cityscene import sources
from cityscene.cards.overview import OverviewInput, coverage_card, tiles_card
from cityscene.schema import Observation
from cityscene.tables import period_text
from cityscene.ui import card, data, frame
from cityscene.ui.context import Context, area_writer

NATIONAL_METRIC = "cities_with_scenario_innovation"
FRESHEST = 8
ROOMS = (
    "benchmark", "ranking", "compare", "city", "funnel", "mechanisms", "scenarios", "timeline",
    "sources",
)  # fmt: skip
CHAIN = ("scenario_opportunities", "landed_scenarios")


def show_numbers(context: Context) -> None:
    """Draw the national figure and what the database holds."""
    counts = data.counts(context.db)
    national = data.freshest_of(context.db, NATIONAL_METRIC)
    boxes = st.container(horizontal=True, gap="large")
    if national is not None:
        boxes.metric(
            context.t("overview.national"), context.t("overview.cities", n=f"{national.value:g}"),
            help=source_help(context, national),
        )  # fmt: skip
    for name in ("cities", "metrics", "observations", "sources"):
        boxes.metric(context.t(f"overview.n_{name}"), f"{counts[name]:,}")
    if national is not None:
        st.caption(context.t("overview.national_source", source=source_help(context, national)))


def source_help(context: Context, o: Observation) -> str:
    """Return period and source of one figure."""
    shown = sources.used([o], context.registry.sources)
    return f"{period_text(o, context.lang)} · {sources.source_line(shown, context.lang)}"


def show_rooms(context: Context) -> None:
    """Draw what each page answers, with its link and one live figure."""
    counts = data.counts(context.db)
    city = context.name(context.my_city)
    lines = [
        context.t(
            "overview.room",
            name=context.t(f"nav.{room}"),
            link=context.link(room),
            answer=context.t(f"overview.room_{room}", city=city, chain=chain(context), **counts),
        )
        for room in ROOMS
    ]
    st.markdown("\n".join(lines))


def chain(context: Context) -> str:
    """Return the two ends of the chain of my city as printed, missing ones as missing."""
    own = [data.freshest_of(context.db, metric, context.my_city) for metric in CHAIN]
    return " → ".join(o.value_printed if o else context.t("common.missing") for o in own)


def show_freshest(context: Context) -> None:
    """Draw the latest figures, one line each, with the city and the source."""
    st.subheader(context.t("overview.freshest"))
    lines = [
        context.t(
            "overview.fresh_line",
            area=context.name(o.area_id),
            link=context.link("city", area=o.area_id),
            metric=context.registry.metric_name(o.metric_id, context.lang),
            printed=o.value_printed,
            period=period_text(o, context.lang),
            publisher=context.registry.sources[o.source_id].publisher,
        )
        for o in data.freshest(context.db, FRESHEST)
    ]
    st.markdown("\n".join(lines))


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("common.app_name"))
    st.markdown(context.t("overview.what"))
    show_numbers(context)
    show_rooms(context)
    show_freshest(context)
    write = area_writer(context.registry.areas)
    given = OverviewInput(
        data.theme_counts(context.db), context.registry, context.my_city,
        lambda a: context.link("city", area=write(a)), context.lang,
    )  # fmt: skip
    card.show(coverage_card(given), context)
    card.show(tiles_card(given), context)


show()
