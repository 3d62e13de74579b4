"""The metric picker, grouped by theme, and the switch that sets a total against a size."""

from __future__ import annotations

import streamlit as st

from cityscene import normalised
from cityscene.ratios import Per
from cityscene.ui import controls, data, state
from cityscene.ui.context import Context


def choose_metric(context: Context, default: str) -> str:
    """Draw the picker and return a metric that has figures.

    Ratios do not stand in it: the switch of :func:`choose_ratio` leads to them, and a link
    that names one turns both controls to it.
    """
    _take_apart(context)
    areas = _areas_of_metrics(context)
    ratios = {m for m in areas if normalised.split(m, context.registry)[1] is not Per.NONE}
    options = [m for m in context.registry.metrics if m in areas and m not in ratios]
    names = {m: _option(context, m, areas[m]) for m in options}
    return controls.choose(
        st.container(), "metric", context.t("ranking.metric"), options,
        default if default in names else options[0], names.__getitem__,
        placeholder=context.t("common.search"),
    )  # fmt: skip


def choose_ratio(context: Context, metric_id: str) -> str:
    """Draw what a total can be set against, if anything; return the total or the ratio."""
    areas = _areas_of_metrics(context)
    asked = state.wanted("per")
    offered = {
        per: ratio
        for per, ratio in normalised.ratios(metric_id, context.registry).items()
        if areas.get(ratio, 0) >= (1 if per in asked else normalised.LEAST_AREAS)
    }
    if not offered:
        return metric_id
    chosen = choose_per(context, list(offered))
    return offered.get(chosen, metric_id)


def choose_per(context: Context, offered: list[Per]) -> Per:
    """Draw the row of buttons: as published, or divided by one of what is offered."""
    chosen = controls.choose_segment(
        st.container(), "per", context.t("per.label"), [Per.NONE, *offered], Per.NONE,
        lambda v: context.t(f"enum.per.{v}"), help=context.t("per.help"),
    )  # fmt: skip
    return Per(chosen)


def _take_apart(context: Context) -> None:
    """Read a link to a ratio as one to its total, divided."""
    for metric_id in state.wanted("metric"):
        total, per = normalised.split(metric_id, context.registry)
        if per is not Per.NONE:
            state.want("metric", [total])
            state.want("per", [per])


def _areas_of_metrics(context: Context) -> dict[str, int]:
    found = data.metric_coverage(context.db)["n_areas"]
    return {str(m): int(n) for m, n in found.items()}


def _option(context: Context, metric_id: str, n_areas: int) -> str:
    metric = context.registry.metrics[metric_id]
    theme = context.registry.theme_name(metric.theme_id, context.lang)
    name = context.t(
        "ranking.coverage_option", name=context.registry.metric_name(metric_id, context.lang),
        n=n_areas,
    )  # fmt: skip
    return f"{theme} · {name}"
