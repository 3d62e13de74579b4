"""Events in time: one event told twice is one, and no date is taken for more than is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene import timeline
from cityscene.schema import Cluster, Level
from cityscene.timeline import Axis, Filter, Happening
from cityscene.units import parse_date
from tests.cityscene.builders import HEFEI, SHANGHAI, area

NATION, DISTRICT = "100000", "340104"
AREAS = {
    a.area_id: a
    for a in (
        area(NATION, Level.NATIONAL, province_id=None, cluster=None),
        area("340000", Level.PROVINCE, province_id="340000", parent_id=NATION, cluster=None),
        area(SHANGHAI),
        area(HEFEI),
        area(DISTRICT, Level.DISTRICT, city_id=HEFEI, parent_id=HEFEI, cluster=None),
        area("org-100000-x", Level.ORGANISATION, parent_id=NATION, province_id=None, cluster=None),
    )
}


def row(event_id, when, **changes):
    span = parse_date(when) if when else None
    return {
        "event_id": event_id, "area_id": HEFEI, "event_date": when,
        "date_precision": str(span.precision) if span else "unknown", "name_zh": event_id,
        "name_en": event_id, "event_type": "list_published", "source_id": "s1", "locator": None,
        "note": None, "same_as": None, "mark_zh": None, "mark_en": None,
        "first_day": span.first if span else None, "last_day": span.last if span else None,
    } | changes  # fmt: skip


def event(event_id, when, **changes) -> Happening:
    return Happening((row(event_id, when, **changes),))


def test_two_prints_of_one_event_are_one_with_two_sources():
    found = timeline.happenings([
        row("b", "2025-11", source_id="s2", same_as="a", name_zh="印发意见"),
        row("a", "2025-11", name_zh="印发的意见"),
    ])  # fmt: skip
    assert [(e.name("zh"), e.source_ids) for e in found] == [("印发的意见", ["s1", "s2"])]


def test_the_first_report_gives_the_date():
    rough, exact = row("b", "2025-05", same_as="a"), row("a", "2025-05-27")
    (found,) = timeline.happenings([rough, exact])
    assert (found.precision, found.start) == ("day", date(2025, 5, 27))


def test_alike_reports_are_one_event_without_being_told():
    twin = row("b", "2025-05", name_zh="a", source_id="s2")
    assert len(timeline.happenings([row("a", "2025-05"), twin])) == 1
    assert len(timeline.happenings([row("a", "2025-05"), twin | {"event_date": "2025-06"}])) == 2


def test_a_report_whose_first_is_not_among_the_rows_stands_for_itself():
    (found,) = timeline.happenings([row("b", "2025", same_as="a")])
    assert found.name("zh") == "b"


@pytest.mark.parametrize(("text", "length"), [("2025-07-02", 1), ("2025-07", 31), ("2025", 365)])
def test_a_date_is_as_long_on_the_axis_as_it_is_inexact(text, length):
    axis = timeline.axis([event("a", "2024"), event("b", "2026")])
    span = parse_date(text)
    place, found = axis.span(span.first, span.last)
    assert axis.n == 3
    assert found == pytest.approx(length / 365 / 3)
    assert place == pytest.approx((1 + (span.first - date(2025, 1, 1)).days / 365) / 3)


@given(st.dates(date(2018, 1, 1), date(2026, 12, 31)), st.integers(0, 400))
def test_places_keep_the_order_of_days(day, later):
    axis = Axis(tuple(date(y, 1, 1) for y in range(2018, 2028)))
    after = min(day + timedelta(days=later), date(2027, 12, 31))
    assert 0 <= axis.place(day) <= axis.place(after) <= 1


def test_one_year_is_shown_by_months():
    axis = timeline.axis([event("a", "2025-03")], 2025)
    assert axis.n == 12
    assert axis.span(date(2025, 3, 1), date(2025, 3, 31)) == pytest.approx((2 / 12, 1 / 12))


def test_after_is_claimed_only_where_no_day_overlaps():
    opinion = event("o", "2025-11")
    others = [event("before", "2025-10-31"), event("same", "2025-11-28"), event("year", "2025"),
              event("after", "2025-12"), event("undated", None), opinion]  # fmt: skip
    found = timeline.since(others, opinion)
    assert (found.surely, found.perhaps) == (1, 2)


def test_the_peak_needs_one_year_ahead_of_all_others():
    events = [event("a", "2024"), event("b", "2025-01"), event("c", "2025", event_type="forum")]
    assert timeline.peak(events) == (2025, 2)
    assert timeline.peak(events, "list_published") is None
    assert timeline.peak([]) is None


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (Filter(), "abcdef"),
        (Filter(kinds=("forum",)), "b"),
        (Filter(levels=("district",)), "b"),
        (Filter(clusters=(Cluster.YANGTZE_DELTA,)), "abd"),
        (Filter(areas=(HEFEI,)), "ab"),
        (Filter(areas=("340000",)), "c"),
        (Filter(members=frozenset({HEFEI})), "abcef"),
        (Filter(members=frozenset({SHANGHAI})), "def"),
        (Filter(year=2025), "ab"),
    ],
)
def test_conditions(asked, kept):
    events = [
        event("a", "2025-03"),
        event("b", "2025", area_id=DISTRICT, event_type="forum"),
        event("c", "2024", area_id="340000"),
        event("d", "2024", area_id=SHANGHAI),
        event("e", None, area_id=NATION),
        event("f", "2023", area_id="org-100000-x"),
    ]
    assert "".join(e.name("zh") for e in events if timeline.fits(e, asked, AREAS)) == kept


def test_my_city_stands_first_then_the_nation_then_the_most_events():
    events = [
        event("a", "2025", area_id=SHANGHAI),
        event("b", "2024", area_id=SHANGHAI),
        event("c", "2024", area_id="340000"),
        event("d", "2024", area_id="org-100000-x"),
        event("e", "2024", area_id=DISTRICT),
        event("f", "2024", area_id=HEFEI),
    ]
    found = timeline.groups(events, AREAS, HEFEI)
    assert [(g.key, [a for a, _ in g.lanes], g.n) for g in found] == [
        (HEFEI, [HEFEI, DISTRICT], 2),
        (NATION, ["org-100000-x"], 1),
        (SHANGHAI, [SHANGHAI], 2),
        ("340000", ["340000"], 1),
    ]


def test_marks_are_written_in_both_languages():
    found = event("a", "2025-11", mark_zh="国办意见", mark_en="Opinion")
    assert (found.mark("zh"), found.mark("en")) == ("国办意见", "Opinion")
    assert event("b", "2025").mark("zh") == ""
