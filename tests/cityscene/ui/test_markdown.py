"""Names and notes inside Markdown come out as they went in."""

from __future__ import annotations

import pytest

from cityscene.ui.markdown import escape, lines, link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1400余项", "1400余项"),
        ("a*b_c", r"a\*b\_c"),
        ("[综述](x)", r"\[综述\]\(x\)"),
        ("$40 ~ $50", r"\$40 \~ \$50"),
        (":red[x]", r"\:red\[x\]"),
        ("<b>", r"\<b\>"),
        ("a|b", r"a\|b"),
        ("# 一\n- 二", r"\# 一 \- 二"),
        ("", ""),
    ],
)
def test_escape(text, expected):
    assert escape(text) == expected


def test_a_link_cannot_be_left_by_its_address():
    assert link("a]b", "https://example.org/x>(y)") == r"[a\]b](<https://example.org/x%3E(y)>)"


def test_lines_stand_below_one_another():
    assert lines([("出处", "第 3 行"), ("说明", "*")]) == "**出处**　第 3 行  \n**说明**　\\*"
