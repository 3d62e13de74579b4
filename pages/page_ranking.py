"""指标排行: one metric, ranked with its hedges, and its course over the years."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene import normalised
from cityscene.cards.ranking import RankingInput, ranking_card
from cityscene.cards.series import SeriesInput, has_course, series_card
from cityscene.comparable import PeriodClass, Selection, View, select
from cityscene.peers import Strategy
from cityscene.ratios import Per
from cityscene.schema import Basis, Level
from cityscene.ui import card, controls, data, frame
from cityscene.ui.context import Context, scope_name
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


def selected(context: Context, view: View) -> Selection:
    """Return the figures of a view; of a ratio also the totals that could not be divided."""
    members = None if context.peers == Strategy.ALL else context.members
    registry = context.registry

    def of(metric_id: str) -> Selection:
        asked = replace(view, metric_id=metric_id)
        figures = data.of_metric(context.db, metric_id)
        return select(figures, asked, registry.areas, registry.sources, members)

    total, per = normalised.split(view.metric_id, registry)
    own = of(view.metric_id)
    return own if per is Per.NONE else normalised.divided(of(total), own)


def show_series(context: Context, given: RankingInput) -> None:
    """Draw the course over the years, with national events behind it where asked for."""
    observations = data.of_metric(context.db, given.view.metric_id)
    if not has_course(observations, given):
        return
    label, help_text = context.t("ranking.marks"), context.t("ranking.marks_help")
    asked = controls.toggle(st.container(), "marks", label, help=help_text)
    national = data.national_marks(context.db) if asked else ()
    series = series_card(SeriesInput(observations, given, national))
    if series is not None:
        card.show(series, context)


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("ranking.title"))
    st.caption(context.t("ranking.intro"))
    metric_id = choose_ratio(context, choose_metric(context, DEFAULT_METRIC))
    view = choose_view(context, metric_id)
    selection = selected(context, view)
    if not selection.chosen:
        st.info(context.t("common.empty"))
    given = RankingInput(
        selection, view, context.registry, context.my_city, scope_name(context), context.lang,
        data.origins(context.db, metric_id),
    )  # fmt: skip
    card.show(ranking_card(given), context)
    if view.is_ranked:
        show_series(context, given)


show()
