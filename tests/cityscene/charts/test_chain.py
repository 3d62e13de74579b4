"""Panels of stages: a line a stage, missing ones said so, shares on one scale."""

from __future__ import annotations

import re

import pytest

from cityscene.charts.chain import Panel, Step, chain_panels, remark_line, share_line
from cityscene.schema import Interval
from cityscene.theme import PALETTES, Mode

PANELS = [
    Panel("<a>合肥</a>", "城市", [Step("需求牵引", "1400 余项"), Step("资金", "未见公布", True)],
          "合肥", is_mine=True),
    Panel("<a>无锡</a>", "城市", [Step("需求牵引", "85 项")], "无锡"),
]  # fmt: skip


def widths(html):
    return [float(w) for w in re.findall(r"width:([\d.]+)%", html)]


def test_every_stage_is_a_line_of_its_panel():
    html = chain_panels(PANELS, Mode.LIGHT)
    assert html.count("<section") == 2
    assert re.findall(r'<th scope="row">([^<]*)', html) == ["需求牵引", "资金", "需求牵引"]
    assert 'aria-label="合肥"' in html


def test_a_missing_stage_is_a_line_that_says_so():
    html = chain_panels(PANELS, Mode.LIGHT)
    assert '<tr class="cs-none"><th scope="row">资金</th><td>未见公布</td></tr>' in html


def test_my_city_is_marked():
    assert chain_panels(PANELS, Mode.LIGHT).count('class="cs-mine"') == 1


@pytest.mark.parametrize("mode", list(Mode))
def test_both_grounds_have_their_colours(mode):
    html = chain_panels(PANELS, mode)
    assert PALETTES[mode].ink in html and PALETTES[mode].accent in html


@pytest.mark.parametrize(
    ("share", "sure", "possible"),
    [
        (Interval(0.8, 0.93), 80.0, 13.0),
        (Interval(0.178, 0.178), 17.8, 0.0),
        (Interval(0.9, 1.2), 90.0, 10.0),
        (Interval(None, 0.5, "right"), 0.0, 50.0),
    ],
)
def test_a_share_is_solid_to_the_sure_part_and_hatched_for_the_rest(share, sure, possible):
    assert widths(share_line("落地／机会", share, "")) == [sure, possible]


def test_an_open_end_runs_to_the_end_of_the_scale_and_is_marked():
    html = share_line("合作", Interval(0.1, None, "left"), ">10%（上限不明）")
    assert widths(html) == [10.0, 90.0]
    assert "cs-open" in html and "上限不明" in html.replace("&gt;", ">")


def test_names_and_texts_are_escaped():
    assert "&lt;b&gt;" in share_line("<b>", Interval(0, 1), "")
    assert remark_line("<a>x</a>") == '<p class="cs-remark"><a>x</a></p>'
