"""Differences to another figure: points for exact figures, ranges for hedged ones."""

from __future__ import annotations

import pytest
from hypothesis import given

from cityscene.margin import difference, quotient, relative_difference
from cityscene.schema import Interval, Qualifier
from tests.cityscene.builders import observation
from tests.cityscene.worlds import STEP, allowed, intervals


def figure(value, interval=None, **changes):
    hedge = {"qualifier": Qualifier.OVER} if interval else {}
    given = {"interval": interval or Interval(value, value)}
    return observation(value=value, **given, **hedge, **changes)


def test_exact_figures_differ_by_their_printed_values():
    rounded = observation(value=43.5, interval=Interval(43.45, 43.55))
    assert difference(rounded, figure(40.0)) == Interval(3.5, 3.5)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (Interval(1400, 1500, "left"), Interval(2000, 2000), Interval(-600, -500, "left")),
        (Interval(10, 10), Interval(40, None, "left"), Interval(None, -30, "right")),
        (Interval(50, None, "neither"), Interval(40, 40), Interval(10, None, "neither")),
    ],
)
def test_hedged_figures_differ_by_a_range(one, two, expected):
    assert difference(figure(0.0, one), figure(0.0, two)) == expected


@given(intervals(), intervals())
def test_a_difference_holds_every_difference_of_allowed_values(one, two):
    found = difference(figure(0.0, one), figure(0.0, two))
    for x in allowed(one):
        for y in allowed(two):
            gap = (x - y) / STEP
            assert found.low is None or gap >= found.low - 1e-9
            assert found.high is None or gap <= found.high + 1e-9


def test_percent_of_the_other_figure():
    assert relative_difference(figure(75.0), figure(100.0)) == Interval(-25, -25)
    share = relative_difference(figure(10.0), figure(40.0, Interval(40, None, "left")))
    assert share == Interval(None, -75, "right")


@pytest.mark.parametrize(
    ("one", "two", "unit"),
    [
        (6.1, 5.0, "percent"),
        (15.0, 13.0, "rank"),
        (5.0, 0.0, "count"),
        (-5.0, 10.0, "count"),
        (5.0, -10.0, "count"),
    ],
)
def test_no_percentage_where_it_says_nothing(one, two, unit):
    assert relative_difference(figure(one, unit=unit), figure(two, unit=unit)) is None


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (Interval(16, 16), Interval(90, 90), Interval(16 / 90, 16 / 90)),
        (Interval(1200, 1300, "left"), Interval(1400, 1500, "left"),
         Interval(1200 / 1500, 1300 / 1400, "neither")),
        (Interval(100, None, "left"), Interval(85, 85), Interval(100 / 85, None, "left")),
        (Interval(4e9, None, "left"), Interval(100, None, "left"), Interval(0, None, "neither")),
        (Interval(5, 5), Interval(None, 10, "right"), Interval(0.5, None, "left")),
        (Interval(5, 5), Interval(0, 10), Interval(0.5, None, "left")),
    ],
)  # fmt: skip
def test_a_quotient_has_the_ends_that_both_figures_leave(part, whole, expected):
    assert quotient(part, whole) == expected


@given(intervals(), intervals())
def test_a_quotient_holds_every_quotient_of_allowed_values(one, two):
    found = quotient(one, two)
    for x in allowed(one):
        for y in allowed(two):
            if x >= 0 and y > 0:
                assert found.low is None or x / y >= found.low
                assert found.high is None or x / y <= found.high
                assert found.includes_low or x / y != found.low
                assert found.includes_high or x / y != found.high
