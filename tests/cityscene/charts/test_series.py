"""Lines: cut at breaks, labelled at their ends, hedges as error bars."""

from __future__ import annotations

import itertools
from datetime import date

from cityscene.charts.series import Break, Point, Reference, series_lines
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


def test_references_stand_in_the_band_of_their_year_behind_the_data():
    """The tick of a year is its middle: August lies right of it, by less than half a year."""
    reference = Reference(date(2022, 8, 12), date(2022, 8, 12), "六部门", "h")
    month = Reference(date(2023, 11, 1), date(2023, 11, 30), "国办", "h")
    figure = series_lines(
        {"a": points(2020, 2023)}, {"a": "#000000"}, Mode.LIGHT, (), [month, reference]
    )
    first, second = sorted(figure.layout.shapes, key=lambda s: s.x0, reverse=True)
    assert date(2022, 1, 1) < second.x0 == second.x1 < date(2022, 7, 1)
    assert (first.x1 - first.x0).days == 29
    assert {s.layer for s in figure.layout.shapes} == {"below"}
    assert figure.layout.xaxis.range[1] > first.x1
    labels = [a for a in figure.layout.annotations if a.yref == "paper"]
    assert [(a.text, a.xanchor) for a in labels] == [("六部门", "right"), ("国办", "right")]
    assert labels[0].yshift != labels[1].yshift


def test_without_references_the_axis_is_left_alone():
    figure = series_lines({"a": points(2022, 2023)}, {"a": "#000000"}, Mode.LIGHT)
    assert figure.layout.xaxis.range is None and not figure.layout.shapes
