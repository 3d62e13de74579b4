"""指标排行: one metric, ranked with its hedges, and its course over the years."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.cards.ranking import RankingInput, ranking_card
from cityscene.cards.series import SeriesInput, series_card
from cityscene.comparable import PeriodClass, View, select
from cityscene.peers import Strategy
from cityscene.schema import Basis, Level
from cityscene.ui import card, controls, data, frame
from cityscene.ui.context import Context, scope_name
from cityscene.ui.metrics import choose_metric

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


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("ranking.title"))
    st.caption(context.t("ranking.intro"))
    metric_id = choose_metric(context, DEFAULT_METRIC)
    view = choose_view(context, metric_id)
    members = None if context.peers == Strategy.ALL else context.members
    observations = data.of_metric(context.db, metric_id)
    registry = context.registry
    selection = select(observations, view, registry.areas, registry.sources, members)
    if not selection.chosen:
        st.info(context.t("common.empty"))
    scope = scope_name(context)
    mine = context.my_city
    given = RankingInput(selection, view, registry, mine, scope, context.lang)
    card.show(ranking_card(given), context)
    if not view.is_ranked:
        return
    series = series_card(SeriesInput(observations, given))
    if series is not None:
        card.show(series, context)


show()
