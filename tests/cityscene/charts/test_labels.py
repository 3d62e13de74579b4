"""Text widths and line breaks that leave room before a browser measures."""

from __future__ import annotations

import pytest

from cityscene.charts.labels import LATIN, width, wrap


def test_a_chinese_character_is_as_wide_as_the_type():
    assert width("合肥") == 2
    assert width("GDP") == pytest.approx(3 * LATIN)
    assert width("") == 0


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("合肥", 9, ["合肥"]),
        ("成都高新区", 3, ["成都高", "新区"]),
        ("Chengdu Hi-tech Zone", 9, ["Chengdu Hi-tech", "Zone"]),
        ("集群（2024年）", 3, ["集群", "（2024", "年）"]),
        ("Unbreakable", 2, ["Unbreakable"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_between_words_and_characters(text, most, lines):
    assert wrap(text, most) == lines


@pytest.mark.parametrize("most", [3, 5, 8, 13, 24])
def test_nothing_is_lost_and_no_line_is_too_wide(most):
    text = "WIPO百强创新集群位次（2024年及以前）High-value patents per 10,000 residents"
    lines = wrap(text, most)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= most or " " not in line.strip() for line in lines)
