"""Lines: cut at breaks, labelled at their ends, hedges as error bars."""

from __future__ import annotations

import itertools
from datetime import date

from cityscene.charts.series import Break, Point, series_lines
from cityscene.schema import Interval
from cityscene.theme import Mode


def points(*years: int) -> list[Point]:
    return [Point(date(y, 1, 1), float(y), Interval(y, y + 5.0, "left"), "h") for y in years]


def test_a_break_cuts_the_line_in_two():
    breaks = [Break(date(2023, 7, 1), "census")]
    figure = series_lines(
        {"a": points(2022, 2023, 2024, 2025)}, {"a": "#000000"}, Mode.LIGHT, breaks
    )
    assert [len(t.x) for t in figure.data] == [2, 2]
    assert len(figure.layout.shapes) == 1


def test_without_a_break_the_line_is_whole():
    figure = series_lines({"a": points(2022, 2023)}, {"a": "#000000"}, Mode.LIGHT)
    assert [len(t.x) for t in figure.data] == [2]


def test_hedges_are_error_bars():
    figure = series_lines({"a": points(2022)}, {"a": "#000000"}, Mode.LIGHT)
    assert list(figure.data[0].error_y.array) == [5]
    assert list(figure.data[0].error_y.arrayminus) == [0]


def test_every_year_is_named_once():
    figure = series_lines({"a": points(2021, 2023)}, {"a": "#000000"}, Mode.LIGHT)
    assert list(figure.layout.xaxis.ticktext) == ["2021", "2023"]


def test_labels_at_the_ends_do_not_meet():
    series = {"a": points(2023), "b": points(2023), "c": points(2023)}
    colours = dict.fromkeys(series, "#000000")
    places = [a.y for a in series_lines(series, colours, Mode.LIGHT).layout.annotations]
    assert all(later - earlier > 50 for earlier, later in itertools.pairwise(places))
