"""The metric picker: searchable, grouped by theme, with the coverage of each metric."""

from __future__ import annotations

import streamlit as st

from cityscene.ui import controls, data
from cityscene.ui.context import Context


def choose_metric(context: Context, default: str) -> str:
    """Draw the picker and return a metric that has figures."""
    coverage = data.metric_coverage(context.db)
    areas = coverage["n_areas"].to_dict()
    options = [m for m in context.registry.metrics if m in areas]
    names = {m: _option(context, m, areas[m]) for m in options}
    return controls.choose(
        st.container(), "metric", context.t("ranking.metric"), options,
        default if default in names else options[0], names.__getitem__,
        placeholder=context.t("common.search"),
    )  # fmt: skip


def _option(context: Context, metric_id: str, n_areas: int) -> str:
    metric = context.registry.metrics[metric_id]
    theme = context.registry.theme_name(metric.theme_id, context.lang)
    name = context.t(
        "ranking.coverage_option", name=context.registry.metric_name(metric_id, context.lang),
        n=n_areas,
    )  # fmt: skip
    return f"{theme} · {name}"
