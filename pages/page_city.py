"""城市画像: everything known of one area, where it stands, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cityscene.cards import area as area_cards
from cityscene.cards import instruments
from cityscene.charts import listing
from cityscene.charts.listing import Group
from cityscene.ui import card, controls, frame, profile
from cityscene.ui.context import Context, area_lookup, area_writer
from cityscene.ui.profile import Parts, View

MINE = "mine"
#: Sections of facts and their columns; the last column is always the evidence.
FACTS = {
    "mechanisms": ("mechanism", "since"),
    "events": ("event", "date"),
    "scenarios": ("scenario", "stage"),
}


def choose_area(context: Context) -> str:
    """Draw the picker; my city stands first and follows the sidebar."""
    areas = context.registry.areas
    labels = area_cards.option_names(context.registry, context.lang)
    labels[MINE] = context.t("city.mine", city=context.name(context.my_city))
    chosen = controls.choose(
        st.container(), "area", context.t("city.area"), [MINE, *areas], MINE, labels.__getitem__,
        lookup=area_lookup(areas), write=area_writer(areas),
        placeholder=context.t("common.search"),
    )  # fmt: skip
    return context.my_city if chosen == MINE else chosen


def section(context: Context, name: str) -> None:
    """Draw the heading of a section."""
    st.header(context.t(f"city.{name}"), anchor=name)


def show_header(context: Context, area_id: str) -> None:
    """Draw who the area is and what lies in it."""
    given = profile.input_of(context, area_id)
    st.title(area_cards.full_name(given), anchor=False)
    st.html(listing.lines(area_cards.about(given), context.mode))


def show_jumps(context: Context, parts: Parts) -> None:
    """Draw links to the sections, with how much each holds."""
    counts: dict[str, int | str] = {
        "standing": "", "figures": parts.n_figures,
        **{name: found.n for name, found in parts.facts.items()}, "missing": "",
    }  # fmt: skip
    names = (listing.link(context.t(f"city.jump_{k}", n=n), f"#{k}") for k, n in counts.items())
    st.html(listing.lines([" · ".join(names)], context.mode))


def show_key_figures(context: Context, parts: Parts) -> None:
    """Draw up to six figures."""
    section(context, "key_figures")
    if parts.boxes:
        st.html(listing.boxes(parts.boxes, context.mode))
    else:
        st.caption(context.t("city.key_empty"))


def show_standing(context: Context, area_id: str) -> None:
    """Draw the position among peers: both ends, or every metric."""
    section(context, "standing")
    members = profile.group_of(context, area_id)
    scope = profile.scope_of(context, area_id)
    field = profile.field(context.db, area_id, members, context.year)
    views = profile.views(field, context.registry)
    view = View.ENDS
    if len(views) > 1:
        chosen = controls.choose_segment(
            st.container(), "ranks", context.t("city.standing_view"), views, View.ENDS,
            lambda v: context.t(f"city.standing_{v}"),
        )  # fmt: skip
        view = View(chosen)
    found = profile.standing(context.db, area_id, members, context.year, scope, context.lang, view)
    if found is None:
        st.caption(context.t("city.standing_empty"))
    else:
        card.show(found, context)


def show_figures(context: Context, parts: Parts) -> None:
    """Draw the figures of the area itself, then those of the areas in it."""
    section(context, "figures")
    if parts.figures:
        card.show(parts.figures, context)
    else:
        st.caption(context.t("city.figures_empty"))
    if parts.inside:
        section(context, "inside_figures")
        card.show(parts.inside, context)


def show_facts(context: Context, parts: Parts) -> None:
    """Draw mechanisms, events and named scenarios; those of areas inside are folded."""
    for name, columns in FACTS.items():
        section(context, name)
        found = parts.facts[name]
        widths = (36, 20, 44)
        show_table(context, name, (*columns, "evidence"), widths, found.own)
        if found.inside:
            words = context.t("city.inside_facts", n=sum(len(g.rows) for g in found.inside))
            header = [context.t(f"city.column_{c}") for c in (*columns, "evidence")]
            table = listing.listing(words, header, widths, found.inside, context.mode)
            st.html(listing.folded(words, table, context.mode))


def show_table(
    context: Context, name: str, columns: Sequence[str], widths: Sequence[int],
    groups: Sequence[Group],
) -> None:  # fmt: skip
    """Draw a table of facts, or the sentence that there are none."""
    if not groups:
        st.caption(context.t(f"city.{name}_empty"))
        return
    header = [context.t(f"city.column_{c}") for c in columns]
    label = context.t(f"city.{name}")
    st.html(listing.listing(label, header, widths, groups, context.mode))


def show_missing(context: Context, area_id: str) -> None:
    """Draw what most peers have and this area has not."""
    section(context, "missing")
    st.caption(context.t("city.missing_intro", scope=profile.scope_of(context, area_id)))
    found = profile.missing(context.db, area_id, profile.group_of(context, area_id))
    if found is None:
        st.caption(context.t("city.missing_few"))
        return
    given = profile.input_of(context, area_id)
    metrics, kinds = found
    for name, column, groups in (
        ("missing_metrics", "metric", instruments.missing_metrics(metrics, given)),
        ("missing_mechanisms", "mechanism", instruments.missing_mechanisms(kinds, given)),
    ):
        st.subheader(context.t(f"city.{name}"), anchor=False)
        show_table(context, name, (column, "peers"), (60, 40), groups)


def show() -> None:
    """Draw the page."""
    context = frame.current()
    header = st.container()
    area_id = choose_area(context)
    with header:
        show_header(context, area_id)
    parts = profile.parts_of(context, area_id)
    show_jumps(context, parts)
    show_key_figures(context, parts)
    show_standing(context, area_id)
    show_figures(context, parts)
    show_facts(context, parts)
    show_missing(context, area_id)


show()
