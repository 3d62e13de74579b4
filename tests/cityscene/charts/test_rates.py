"""Shares on one scale: to the whole at least, names above their bars."""

from __future__ import annotations

import pytest

from cityscene.charts.marks import Item
from cityscene.charts.rates import rate_bars
from cityscene.schema import Interval
from cityscene.theme import PALETTES, Mode

HEFEI = Item("a", "合肥 · 落地／机会", 80, Interval(80, 93, "neither"), "80–93%", "", is_mine=True)
CHENGDU = Item("b", "成都 · 成果合作／发布成果", 10, Interval(10, None, "left"), ">10%", "")
OVER = Item("c", "无锡", 110, Interval(110, 130), "110–130%", "")


def annotation(fig, text):
    return next(a for a in fig.layout.annotations if text in a.text)


def test_the_scale_reaches_to_the_whole_and_beyond_it_where_needed():
    assert rate_bars([HEFEI], Mode.LIGHT).layout.xaxis.range[1] == 100
    assert rate_bars([OVER], Mode.LIGHT).layout.xaxis.range[1] == 130


def test_a_line_marks_the_whole_behind_the_labels():
    fig = rate_bars([HEFEI], Mode.LIGHT)
    (line,) = fig.layout.shapes
    assert (line.x0, line.x1, line.layer) == (100, 100, "below")
    assert annotation(fig, "80–93%").bgcolor == PALETTES[Mode.LIGHT].ground


def test_solid_to_the_sure_part_and_hatched_to_the_possible_end():
    sure, possible, *_ = rate_bars([HEFEI], Mode.LIGHT).data
    assert list(sure.x) == [80]
    assert (list(possible.base), list(possible.x)) == ([80], [13])
    assert possible.marker.pattern.shape == "/"


def test_names_stand_above_their_bars():
    fig = rate_bars([HEFEI, CHENGDU], Mode.LIGHT)
    assert fig.layout.yaxis.showticklabels is False
    hefei, chengdu = annotation(fig, "落地／机会"), annotation(fig, "成果合作")
    assert hefei.text.startswith("<b>") and hefei.font.color == PALETTES[Mode.LIGHT].accent
    assert -1 < hefei.y < 0 < chengdu.y < 1
    assert (chengdu.x, chengdu.xanchor, chengdu.yanchor) == (0, "left", "bottom")


@pytest.mark.parametrize("n", [1, 4])
def test_every_bar_has_its_room(n):
    fig = rate_bars([HEFEI] * n, Mode.DARK)
    low, high = sorted(fig.layout.yaxis.range)
    row = fig.layout.height / (high - low)
    assert low < -0.5 and high > n - 1
    assert row > 40


def test_a_long_name_takes_two_lines():
    long = Item("d", "Hefei SOE Alliance for Scenario Innovation · in use / needs", 13,
                Interval(13, 20), "13–20%", "")  # fmt: skip
    assert "<br>" in annotation(rate_bars([long], Mode.LIGHT), "Alliance").text
