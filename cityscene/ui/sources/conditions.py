"""The controls that choose figures; every one of them lives in the URL."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.cards.figures import source_name
from cityscene.database import Database
from cityscene.filters import UNDATED, Filter, Kind, year_text
from cityscene.schema import Basis, PeriodType, Qualifier, Tier
from cityscene.texts import t
from cityscene.ui import controls, data
from cityscene.ui.context import Context, area_lookup, area_writer
from cityscene.ui.sources import reads

ALL = "all"
WITHIN, ONLY = "within", "only"
_MORE = ("source", "tier", "qualifier", "basis", "period", "years")


def choose_filter(context: Context) -> Filter:
    """Draw the controls and return the filter they stand for."""
    with st.container(border=True, key="conditions"):
        kind, text = _draw_first_row(context)
        areas, within, metrics = _draw_second_row(context, Kind(kind))
        more = st.expander(
            context.t("sources.more_conditions"),
            key="more_conditions",
            expanded=controls.opened_with("sources", _MORE),
        )
        left, right = more.columns(2)
        return Filter(
            kind=Kind(kind),
            areas=tuple(areas),
            within=within == WITHIN,
            metrics=tuple(metrics),
            source=choose_source(context, left),
            tiers=_choose(context, right, "tier", list(Tier), "enum.tier"),
            bases=_choose(context, left, "basis", list(Basis), "enum.basis"),
            qualifiers=_choose(context, right, "qualifier", list(Qualifier), "enum.qualifier"),
            periods=_choose(context, left, "period", list(PeriodType), "enum.period_type"),
            years=_choose_years(context, right),
            text=text,
        )


def choose_source(context: Context, where: DeltaGenerator) -> str | None:
    """Draw the choice of one source and return it; None stands for all of them."""
    names = source_names(context.db, context.lang)
    chosen = controls.choose(
        where, "source", context.t("sources.filter_source"), list(names), ALL,
        names.__getitem__, placeholder=context.t("common.search"),
    )  # fmt: skip
    return None if chosen == ALL else chosen


def choose_areas(context: Context, where: DeltaGenerator) -> list[str]:
    """Draw the choice of areas of every level."""
    areas = context.registry.areas
    return controls.choose_many(
        where, "area", context.t("sources.filter_area"), list(areas), [], context.name,
        lookup=area_lookup(areas), write=area_writer(areas),
        placeholder=context.t("sources.any"),
    )  # fmt: skip


def choose_metrics(context: Context, where: DeltaGenerator, kind: Kind | None) -> list[str]:
    """Draw the choice of metrics that have figures of a kind."""
    registry, counted = context.registry, reads.coverage(context.db)
    derived = kind is Kind.DERIVED
    options = [
        m
        for m in registry.metrics
        if m in counted and (kind is None or registry.is_derived(m) == derived)
    ]
    return controls.choose_many(
        where, "metric", context.t("sources.filter_metric"), options, [],
        lambda m: registry.metric_name(m, context.lang), placeholder=context.t("sources.any"),
    )  # fmt: skip


@st.cache_resource(max_entries=8, show_spinner=False)
def source_names(db: Database, lang: str) -> dict[str, str]:
    """Labels of all sources for a choice, those most used first; the first stands for all."""
    registry, use = data.registry(db), reads.use(db)
    ranked = sorted(
        registry.sources.values(),
        key=lambda s: (-use.get(s.source_id, {}).get("observations", 0), s.source_id),
    )
    every = {ALL: t("sources.all_sources", lang)}
    return every | {s.source_id: source_name(s, lang) for s in ranked}


def _draw_first_row(context: Context) -> tuple[str, str]:
    left, right = st.columns(2)
    text = controls.search_text(
        left, "q", context.t("sources.filter_text"), context.t("sources.text_placeholder")
    )
    kind = controls.choose_segment(
        right, "kind", context.t("sources.filter_kind"), list(Kind), Kind.PUBLISHED,
        lambda k: context.t(f"sources.kind_{k}"),
    )  # fmt: skip
    return kind, text


def _draw_second_row(context: Context, kind: Kind) -> tuple[list[str], str, list[str]]:
    left, right = st.columns(2)
    areas = choose_areas(context, left)
    metrics = choose_metrics(context, right, kind)
    within = _choose_extent(context, left) if areas else WITHIN
    return areas, within, metrics


def _choose_extent(context: Context, where: DeltaGenerator) -> str:
    return controls.choose_segment(
        where, "within", context.t("sources.within"), [WITHIN, ONLY], WITHIN,
        lambda w: context.t(f"sources.within_{w}"),
    )  # fmt: skip


def _choose(
    context: Context, where: DeltaGenerator, key: str, options: list[str], family: str
) -> tuple[str, ...]:
    chosen = controls.choose_many(
        where, key, context.t(f"sources.filter_{key}"), options, [],
        lambda v: context.t(f"{family}.{v}"), placeholder=context.t("sources.any"),
    )  # fmt: skip
    return tuple(chosen)


def _choose_years(context: Context, where: DeltaGenerator) -> tuple[str, ...]:
    chosen = controls.choose_many(
        where, "years", context.t("sources.filter_years"), [*reads.years(context.db), UNDATED], [],
        lambda y: year_text(y, context.lang), placeholder=context.t("sources.any"),
    )  # fmt: skip
    return tuple(chosen)
