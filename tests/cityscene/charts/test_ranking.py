"""Bars: places by number, solid and hatched parts, open ends, targets and estimates."""

from __future__ import annotations

import pytest

from cityscene.charts.marks import Item
from cityscene.charts.ranking import ranking_bars
from cityscene.schema import Basis, Interval
from cityscene.theme import PALETTES, Mode


def item(key: str, low: float | None, high: float | None, **changes) -> Item:
    value = low if low is not None else high
    fields = {"key": key, "label": key, "value": value, "text": f"{value}", "hover": "h"}
    return Item(**(fields | {"interval": Interval(low, high, "left")} | changes))


def traces(figure, kind):
    return [t for t in figure.data if t.type == kind]


def test_area_codes_stay_names_and_rows_are_places():
    figure = ranking_bars([item("340100", 3, 3), item("110000", 2, 2)], Mode.LIGHT)
    assert list(traces(figure, "bar")[0].y) == [0, 1]
    assert list(figure.layout.yaxis.ticktext) == ["340100", "110000"]
    assert figure.layout.yaxis.range == (1.5, -0.5)


def test_solid_to_the_sure_part_and_hatched_to_the_possible_part():
    sure, possible = traces(ranking_bars([item("a", 1400, 1500)], Mode.LIGHT), "bar")
    assert list(sure.x) == [1400]
    assert (list(possible.base), list(possible.x)) == ([1400], [100])
    assert possible.marker.pattern.shape == "/"


def test_an_open_end_has_an_arrow_and_a_closed_one_has_none():
    figure = ranking_bars([item("a", 40, None), item("b", 30, 30)], Mode.LIGHT)
    arrows = [t for t in traces(figure, "scatter") if t.marker.symbol == "triangle-right"]
    assert list(arrows[0].y) == [0]


def test_an_open_lower_end_is_hatched_from_zero():
    sure, possible = traces(ranking_bars([item("a", None, 200)], Mode.LIGHT), "bar")
    assert list(sure.x) == [0]
    assert list(possible.x) == [200]


def test_targets_are_hollow_diamonds_without_bars():
    figure = ranking_bars([item("a", 100, 100, basis=Basis.TARGET)], Mode.LIGHT)
    assert traces(figure, "bar") == []
    assert traces(figure, "scatter")[0].marker.symbol == "diamond-open"


def test_estimates_are_hollow_bars():
    figure = ranking_bars([item("a", 5, 5, basis=Basis.ESTIMATE), item("b", 4, 4)], Mode.LIGHT)
    colours = traces(figure, "bar")[0].marker.color
    assert colours[0] == PALETTES[Mode.LIGHT].ground
    assert colours[1] == PALETTES[Mode.LIGHT].neutral


@pytest.mark.parametrize("mode", list(Mode))
def test_one_accent_for_my_city(mode):
    figure = ranking_bars([item("a", 5, 5, is_mine=True), item("b", 4, 4)], mode)
    assert list(traces(figure, "bar")[0].marker.color) == [
        PALETTES[mode].accent,
        PALETTES[mode].neutral,
    ]
    assert figure.layout.yaxis.ticktext[0] == "<b>a</b>"


def test_bars_begin_at_zero_and_falling_figures_lie_left_of_it():
    figure = ranking_bars([item("a", 5, 5), item("b", -2, -2)], Mode.LIGHT)
    low, high = figure.layout.xaxis.range
    assert low < -2
    assert high >= 5
    assert ranking_bars([item("a", 5, 5)], Mode.LIGHT).layout.xaxis.range[0] == 0


def test_rows_keep_their_height():
    heights = [ranking_bars([item(str(i), 1, 1) for i in range(n)], Mode.LIGHT).layout.height
               for n in (1, 11)]  # fmt: skip
    assert (heights[1] - heights[0]) / 10 >= 22 / 0.74
