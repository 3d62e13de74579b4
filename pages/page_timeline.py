"""政策时间线: events of all areas on one axis, as exact as their dates are known."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene.cards import DrawHtml
from cityscene.schema import Cluster, Level
from cityscene.ui import card, controls, frame, timeline
from cityscene.ui.context import Context, area_lookup, area_writer


def choose(
    context: Context,
    where: DeltaGenerator,
    key: str,
    options: list[str],
    show: Callable[[str], str],
) -> list[str]:
    """Draw one condition; nothing chosen does not restrict."""
    return controls.choose_many(
        where, key, context.t(f"timeline.{key}"), options, [], show,
        placeholder=context.t("timeline.any"),
    )  # fmt: skip


def choose_areas(context: Context, where: DeltaGenerator) -> list[str]:
    """Draw the choice of areas; a city stands for everything in it."""
    areas = context.registry.areas
    return controls.choose_many(
        where, "area", context.t("timeline.area"), list(areas), [],
        context.name, lookup=area_lookup(areas), write=area_writer(areas),
        placeholder=context.t("timeline.any"),
    )  # fmt: skip


def choose_events(context: Context) -> timeline.Asked:
    """Draw the conditions."""
    places = st.columns(4)

    def enum(name: str) -> Callable[[str], str]:
        return lambda value: context.t(f"enum.{name}.{value}")

    kinds = timeline.kinds(context.db)
    return timeline.asked(
        context,
        choose(context, places[0], "kind", kinds, enum("event_type")),
        choose(context, places[1], "level", list(Level), enum("level")),
        choose(context, places[2], "cluster", list(Cluster), enum("cluster")),
        choose_areas(context, places[3]),
    )


def show_list(context: Context, name: str, n: int, draw: DrawHtml) -> None:
    """Draw a list under its heading, with its number of events; nothing where it is empty."""
    if n:
        st.header(context.t(f"timeline.{name}"), anchor=name)
        st.caption(context.t(f"timeline.{name}_intro", n=n))
        st.html(draw(context.mode))


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("timeline.title"))
    st.caption(context.t("timeline.intro"))
    found = timeline.parts(context.db, choose_events(context))
    card.show(found.card, context)
    show_list(context, "undated", found.n_undated, found.undated)
    show_list(context, "every", found.n_dated, found.every)


show()
