"""Bars of numbers with names: from zero, on one scale."""

from __future__ import annotations

import re

from cityscene.charts.tally import Bar, tally
from cityscene.theme import Mode

BARS = [Bar("甲", 12, "<a>合肥</a>"), Bar("乙", 3, ""), Bar("丙", 0, "")]


def test_bars_are_as_long_as_their_numbers():
    widths = [float(w) for w in re.findall(r"width:([\d.]+)%", tally(BARS, "c", Mode.LIGHT))]
    assert widths == [80, 20, 0]


def test_labels_numbers_and_names_are_there():
    page = tally(BARS, 'a"b', Mode.DARK)
    assert "<p>甲</p>" in page and "<b>12</b>" in page and "<small><a>合肥</a></small>" in page
    assert 'aria-label="a&quot;b"' in page
    assert "height:22px" in page


def test_nothing_to_count_is_no_bar():
    assert "<i " not in tally([], "c", Mode.LIGHT)
