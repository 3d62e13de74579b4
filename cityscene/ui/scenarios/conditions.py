"""The controls that choose scenarios; every one of them lives in the URL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.scenarios import Conditions, Kind
from cityscene.schema import Domain, Stage
from cityscene.ui import controls
from cityscene.ui.context import Context, area_lookup, area_writer
from cityscene.ui.scenarios import reads

_MORE = ("tech", "owner", "kind")


def choose(context: Context) -> Conditions:
    """Draw the controls and return the conditions they stand for."""
    with st.container(border=True, key="scenario_conditions"):
        text = controls.search_text(
            st.container(), "q", context.t("scenarios.search"),
            context.t("scenarios.search_placeholder"),
        )  # fmt: skip
        first = st.columns(3)
        opened = controls.opened_with("scenarios_more", _MORE)
        more = st.expander(context.t("scenarios.more"), key="scenarios_more", expanded=opened)
        second = more.columns(3)
        return Conditions(
            text=text,
            domains=_choose(context, first[0], "domain", list(Domain), _enum(context, "domain")),
            stages=_choose(context, first[1], "stage", list(Stage), _enum(context, "stage")),
            areas=_choose_areas(context, first[2]),
            technologies=_choose_counted(context, second[0], "tech", reads.technologies),
            owners=_choose_counted(context, second[1], "owner", reads.owners),
            kind=_choose_kind(context, second[2]),
        )


def params(asked: Conditions) -> dict[str, Any]:
    """Return conditions as parameters of a link, areas aside."""
    return {
        "q": asked.text,
        "domain": list(asked.domains),
        "stage": list(asked.stages),
        "tech": list(asked.technologies),
        "owner": list(asked.owners),
        "kind": "" if asked.kind is Kind.ANY else str(asked.kind),
    }


def address(context: Context, asked: Conditions) -> str:
    """Return the link that asks for the same scenarios."""
    write = area_writer(context.registry.areas)
    return context.link("scenarios", **params(asked), area=[write(a) for a in asked.areas])


def _enum(context: Context, name: str) -> controls.Format:
    return lambda value: context.t(f"enum.{name}.{value}")


def _choose(
    context: Context, where: DeltaGenerator, key: str, options: list[str], show: controls.Format
) -> tuple[str, ...]:
    chosen = controls.choose_many(
        where, key, context.t(f"scenarios.filter_{key}"), options, [], show,
        placeholder=context.t("scenarios.any"),
    )  # fmt: skip
    return tuple(chosen)


def _choose_counted(
    context: Context,
    where: DeltaGenerator,
    key: str,
    read: Callable[..., dict[str, int]],
) -> tuple[str, ...]:
    """Draw a choice among names of the data, each with its number of scenarios."""
    counts = read(context.db)
    return _choose(
        context, where, key, list(counts),
        lambda name: context.t("scenarios.group", name=name, n=counts[name]),
    )  # fmt: skip


def _choose_areas(context: Context, where: DeltaGenerator) -> tuple[str, ...]:
    areas = context.registry.areas
    chosen = controls.choose_many(
        where, "area", context.t("scenarios.filter_area"), list(areas), [], context.name,
        lookup=area_lookup(areas), write=area_writer(areas),
        placeholder=context.t("scenarios.any"),
    )  # fmt: skip
    return tuple(chosen)


def _choose_kind(context: Context, where: DeltaGenerator) -> Kind:
    chosen = controls.choose_segment(
        where, "kind", context.t("scenarios.filter_kind"), list(Kind), Kind.ANY,
        lambda k: context.t(f"scenarios.kind_{k}"),
    )  # fmt: skip
    return Kind(chosen)
