"""The time line as HTML: marks as wide as dates are inexact, none on top of another."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.charts.timeline import Event, Lane, Line, rows, timeline
from cityscene.theme import Mode


def event(place=0.5, length=0.0, precision="day", **changes):
    values = {"sign": "政", "title": "2025年 · 政策", "about": "<p>x</p>"} | changes
    return Event(place, length, precision, **values)


def drawn(*events, lines=(), mode=Mode.LIGHT, **lane):
    made = Lane("合肥", events, **lane)
    return timeline(["2024", "2025"], [made], lines, "时间线", mode)


spans = st.lists(st.tuples(st.floats(0, 900), st.floats(1, 300)).map(lambda p: (p[0], sum(p))))


@given(spans)
def test_nothing_in_a_row_overlaps(found):
    placed = rows(found)
    for row in set(placed):
        own = sorted(s for s, r in zip(found, placed, strict=True) if r == row)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(own))


@given(spans)
def test_rows_are_no_more_than_what_overlaps_at_once(found):
    most = max((sum(a <= x[0] < b for a, b in found) for x in found), default=0)
    assert len(set(rows(found))) == most


@pytest.mark.parametrize(("precision", "length"), [("day", 0.001), ("month", 0.04), ("year", 0.5)])
def test_a_mark_is_as_wide_as_its_date_is_inexact(precision, length):
    html = drawn(event(0.25, length, precision))
    assert f'class="cs-{precision}" style="--x:25.00%;--w:{100 * length:.2f}%' in html


def test_marks_that_meet_on_a_telephone_only_have_rows_of_their_own_there():
    html = drawn(event(0.50), event(0.55))
    assert re.findall(r"--a:(\d);--b:(\d)\">?<summary", html) == [("0", "0"), ("0", "1")]


def test_what_opens_and_what_is_read_out():
    html = drawn(event(title='<2025> "a"', about='<a href="/x">来源</a>'))
    assert 'aria-label="&lt;2025&gt; &quot;a&quot;"' in html
    assert '<div><a href="/x">来源</a></div></details>' in html


def test_a_line_through_all_lanes_has_its_label():
    html = drawn(event(), lines=[Line(0.2, 0.04, "国办意见"), Line(0.9, 0.04, "后")])
    assert '<i class="cs-early" style="--x:20.00%;--w:4.00%;--r:0"><b>国办意见</b></i>' in html
    assert '<i style="--x:90.00%;--w:4.00%;--r:1"><b>后</b></i>' in html


def test_heads_and_my_city_are_told_apart():
    html = drawn(event(), is_head=True, is_mine=True)
    assert 'class="cs-lane cs-head cs-mine"' in html
    assert 'class="cs-lane"' in drawn(event())


@pytest.mark.parametrize("mode", list(Mode))
def test_an_empty_lane_is_drawn(mode):
    assert "合肥" in drawn(mode=mode)
