"""Strips of places: where dots and ranges lie, and that nothing is cut."""

from __future__ import annotations

import pytest

from cityscene.charts.standing import Place, Strip, standing_strips, text_width
from cityscene.theme import PALETTES, Mode

ENDS = ("第一", "最后")
CERTAIN = Strip(("场景机会",), "1 / 3", "", Place(0.0, 0.0, "合肥"),
                (Place(0.5, 0.5, "上海"), Place(1.0, 1.0, "无锡")))  # fmt: skip
OPEN = Strip(("国家高新技术", "企业数"), "1–2 / 3", "2023年", Place(0.0, 0.5, "合肥"),
             (Place(0.0, 0.5, "上海"), Place(1.0, 1.0, "无锡")))  # fmt: skip
REMARK = Strip(("居中的 9 项从略",))


def traces(*strips, mode=Mode.LIGHT):
    fig = standing_strips(strips, ENDS, mode)
    return fig, dict(zip(("scales", "ranges", "dots", "own"), fig.data, strict=True))


def test_own_place_is_a_bar_from_best_to_worst():
    _, found = traces(CERTAIN, OPEN)
    assert list(found["own"].x) == [0.0, 0.0, None, 0.0, 0.5, None]
    assert found["own"].line.color == PALETTES[Mode.LIGHT].accent


def test_peers_are_dots_and_uncertain_ones_lines():
    _, found = traces(CERTAIN, OPEN)
    assert list(found["dots"].x) == [0.5, 1.0, 0.25, 1.0]
    assert list(found["ranges"].x) == [0.0, 0.5, None]
    assert list(found["dots"].customdata) == ["上海", "无锡", "上海", "无锡"]


def test_rows_do_not_overlap():
    fig, found = traces(CERTAIN, REMARK, OPEN)
    first, second = found["own"].y[0], found["own"].y[3]
    assert second - first >= CERTAIN.height
    assert fig.layout.height >= CERTAIN.height + REMARK.height + OPEN.height


def test_texts_stand_beside_and_above_the_strips():
    fig, _ = traces(CERTAIN, REMARK, OPEN)
    texts = [a.text for a in fig.layout.annotations]
    assert texts[0] == "1 / 3"
    assert texts[1].startswith("1–2 / 3<br>")
    assert {"场景机会", "居中的 9 项从略", "国家高新技术<br>企业数", *ENDS} <= set(texts)


def test_the_margin_holds_the_longest_text():
    fig, _ = traces(CERTAIN, OPEN)
    assert fig.layout.margin.r > text_width("1–2 / 3") + 14


@pytest.mark.parametrize("mode", Mode)
def test_ground_and_accent_follow_the_mode(mode):
    fig, found = traces(CERTAIN, mode=mode)
    assert found["own"].marker.color == PALETTES[mode].accent
    assert fig.layout.template.layout.paper_bgcolor == PALETTES[mode].ground


def test_axes_cannot_be_dragged():
    fig, _ = traces(CERTAIN)
    assert fig.layout.xaxis.fixedrange and fig.layout.yaxis.fixedrange
