"""口径: what every metric counts, by theme, and the rules of the database."""

from __future__ import annotations

import streamlit as st

from cityscene.cards import definitions as cards
from cityscene.export.spreadsheet import csv_bytes
from cityscene.schema import Metric
from cityscene.ui import markdown
from cityscene.ui.context import Context
from cityscene.ui.sources import reads
from cityscene.ui.sources.conditions import choose_metrics


def show(context: Context) -> None:
    """Draw the definitions of all or of some metrics, then the method."""
    registry = context.registry
    chosen = choose_metrics(context, st.container(), None)
    wanted = chosen or list(registry.metrics)
    computed = [registry.metrics[m] for m in wanted if registry.is_derived(m)]
    read = cards.by_theme(registry, (m for m in wanted if not registry.is_derived(m)))
    n_read = sum(map(len, read.values()))
    st.subheader(context.t("sources.definitions_of", read=n_read, computed=len(computed)))
    for theme, metrics in read.items():
        _show_group(context, theme, registry.theme_name(theme, context.lang), metrics, bool(chosen))
    if computed:
        name = context.t("sources.kind_derived")
        _show_group(context, "computed", name, computed, bool(chosen))
    _download(context, [m for metrics in read.values() for m in metrics] + computed)
    st.subheader(context.t("sources.method_heading"))
    for title, text in cards.method(registry, context.lang):
        st.markdown(f"#### {title}\n\n{text}")


def _show_group(
    context: Context, key: str, name: str, metrics: list[Metric], is_open: bool
) -> None:
    """One theme, folded; its metrics are drawn only when it is opened."""
    folder = st.expander(
        context.t("sources.theme_count", name=name, n=len(metrics)), key=f"group_{key}_{is_open}",
        expanded=is_open, on_change="rerun",
    )  # fmt: skip
    if folder.open:
        folder.markdown("\n\n".join(_entry(context, m) for m in metrics))


def _entry(context: Context, metric: Metric) -> str:
    registry, lang = context.registry, context.lang
    links = (
        ("sources.to_ranking", context.link("ranking", metric=metric.metric_id)),
        ("sources.to_observations",
         context.link("sources", tab="observations", metric=metric.metric_id)),
    )  # fmt: skip
    lines = (
        f"**{markdown.escape(registry.metric_name(metric.metric_id, lang))}**"
        f"　`{metric.metric_id}`",
        markdown.escape(registry.metric_definition(metric.metric_id, lang)),
        markdown.escape(cards.facts_line(metric, registry, reads.coverage(context.db), lang)),
        " · ".join(markdown.link(context.t(key), address) for key, address in links),
    )
    return "  \n".join(lines)


def _download(context: Context, metrics: list[Metric]) -> None:
    st.download_button(
        context.t("sources.download_definitions"),
        data=lambda: csv_bytes(
            cards.definition_table(
                metrics, context.registry, reads.coverage(context.db), context.lang
            )
        ),
        file_name="cityscene-definitions.csv",
        mime="text/csv",
        on_click="ignore",
        key="definitions_csv",
    )
