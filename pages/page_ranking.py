"""指标排行: one metric, ranked with its hedges, and its course over the years."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.comparable import PeriodClass, View
from cityscene.schema import Basis, Level
from cityscene.ui import card, controls, data, frame, ranking
from cityscene.ui.context import Context
from cityscene.ui.metrics import choose_metric, choose_ratio

DEFAULT_METRIC = "scenario_opportunities"


def choose_view(context: Context, metric_id: str) -> View:
    """Draw level, basis and kind of period; only what the metric has can be chosen."""
    found = data.metric_facets(context.db, metric_id)
    columns = st.columns(3)
    level = choose_facet(context, columns[0], "level", found.levels, found.level)
    basis = choose_facet(context, columns[1], "basis", found.bases, found.basis)
    period = choose_facet(context, columns[2], "period", found.periods, found.period)
    return View(
        metric_id,
        None if level == data.ANY else Level(level),
        Basis(basis),
        None if period == data.ANY else PeriodClass(period),
        context.year,
    )


def choose_facet(
    context: Context, where: DeltaGenerator, key: str, options: list[str], default: str
) -> str:
    """Draw one of the three choices of a view."""
    texts = {"level": "level", "basis": "basis", "period": "period_class"}[key]
    return controls.choose(
        where, key, context.t(f"ranking.{key}"), options, default,
        lambda v: context.t("ranking.any" if v == data.ANY else f"enum.{texts}.{v}"),
        placeholder=context.t("common.search"),
    )  # fmt: skip


def show_series(context: Context, wanted: ranking.Asked) -> None:
    """Draw the course over the years, with national events behind it where asked for."""
    label, help_text = context.t("ranking.marks"), context.t("ranking.marks_help")
    marked = controls.toggle(st.container(), "marks", label, help=help_text)
    found = ranking.series(context.db, wanted, marked)
    if found is not None:
        card.show(found, context)


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("ranking.title"))
    st.caption(context.t("ranking.intro"))
    metric_id = choose_ratio(context, choose_metric(context, DEFAULT_METRIC))
    wanted = ranking.asked(context, choose_view(context, metric_id))
    found = ranking.ranked(context.db, wanted)
    if found.is_empty:
        st.info(context.t("common.empty"))
    card.show(found.card, context)
    if found.has_course:
        show_series(context, wanted)


show()
