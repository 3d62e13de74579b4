"""The comparison table as HTML: every figure opens its sources, nothing is trusted."""

from __future__ import annotations

import re

import pytest

from cityscene.charts.comparison import Cell, Head, Line, comparison_table
from cityscene.theme import PALETTES, Mode, area_colours


def head(**changes):
    given = {
        "metric": "指标",
        "verdict": "确定领先",
        "missing": "—",
        "apart": "不同层级",
        "areas": {"a": "合肥", "b": "无锡", "z": "园区"},
        "levels": {},
        "slots": {},
        "my_city": "a",
    }
    return Head(**given | changes)


LINE = Line(
    name="落地<项目>",
    link="/ranking?metric=x&city=合肥",
    about="项 · 年度",
    verdict="合肥",
    cells={"a": Cell("1400余", "2025", "<p>原文：1400余项</p>", leads=True)},
    apart=frozenset({"z"}),
)


def drawn(line=LINE, mode=Mode.LIGHT, **changes):
    return comparison_table(head(**changes), [("清单", [line])], "一句话", mode)


def cell(html, name):
    return re.search(f'<td[^>]*data-of="{name}">.*?</td>', html, re.S).group()


def test_a_figure_opens_its_sources():
    found = cell(drawn(), "合肥")
    assert "<summary><span>1400余</span><small>2025</small></summary>" in found
    assert "<div><p>原文：1400余项</p></div>" in found


def test_the_leader_is_marked_by_weight_and_named():
    html = drawn()
    assert "cs-first" in cell(html, "合肥")
    assert "<span>合肥</span>" in cell(html, "确定领先")
    assert ".cs-first summary span{font-weight:700}" in html


def test_missing_and_another_level_are_told_apart():
    html = drawn()
    assert ">—</td>" in cell(html, "无锡")
    assert ">不同层级</td>" in cell(html, "园区")


def test_data_are_escaped():
    html = drawn()
    assert "落地&lt;项目&gt;" in html
    assert "metric=x&amp;city" in html
    assert "<项目>" not in html
    nasty = drawn(areas={"a": '"><script>'})
    assert "<script>" not in nasty


def test_levels_stand_under_the_names():
    assert "<small>城市</small></th>" in drawn(levels={"a": "城市"})


@pytest.mark.parametrize("mode", Mode)
def test_areas_carry_their_colours(mode):
    colours = area_colours(["a", "b", "z"], "a", mode, {"b": 3, "z": 1})
    html = drawn(mode=mode, slots={"b": 3, "z": 1})
    assert colours["b"] == PALETTES[mode].series[3]
    assert all(f'style="background:{c}"' in html for c in colours.values())


def test_a_row_has_a_head_for_those_who_listen():
    html = drawn()
    assert 'aria-label="一句话"' in html
    assert html.count('scope="col"') == 5
    assert '<th scope="row">' in html
    assert '<th scope="rowgroup" class="cs-title" colspan="5">清单</th>' in html
