"""供需与落地: the chain from need to application, area by area, and what may be divided."""

from __future__ import annotations

import streamlit as st

from cityscene.cards.area import option_names
from cityscene.ui import card, controls, frame, funnel
from cityscene.ui.context import Context, area_lookup, area_writer


def choose_areas(context: Context) -> list[str]:
    """Draw the picker; nothing chosen means every area."""
    registry = context.registry
    known = funnel.areas_with_chain(context.db)
    options = known if context.my_city in known else [context.my_city, *known]
    names = option_names(registry, context.lang)
    return controls.choose_many(
        st.container(), "areas", context.t("funnel.areas"), options, [], names.__getitem__,
        lookup=area_lookup(registry.areas), write=area_writer(registry.areas),
        placeholder=context.t("funnel.areas_all"),
    )  # fmt: skip


def show() -> None:
    """Draw the page."""
    context = frame.current()
    st.title(context.t("funnel.title"))
    st.caption(context.t("funnel.intro"))
    areas = choose_areas(context)
    found = funnel.cards(context.db, funnel.asked(context, areas))
    card.show(found.chain, context)
    if not found.shares and not found.others:
        st.caption(context.t("funnel.no_rates"))
    for section, shown in (
        ("rates", (found.shares, found.others)),
        ("over_time", (found.releases,)),
    ):
        if any(shown):
            st.header(context.t(f"funnel.{section}"), anchor=section)
        for one in filter(None, shown):
            card.show(one, context)


show()
