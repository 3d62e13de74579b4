"""Blocks of text: links on the page and not on paper, numbers of sources, escaped data."""

from __future__ import annotations

import pytest

from cityscene.charts.places import PlaceRow, place_rows
from cityscene.charts.report import (
    Ground,
    Line,
    Numbers,
    Rows,
    Run,
    Words,
    blocks_html,
    line_html,
    sentences_html,
    sources_html,
)
from cityscene.charts.standing import Place, Strip
from cityscene.theme import Mode

LINES = [Line((Run("甲"),), ("s3", "s1")), Line((Run("乙"),), ("s1", "s2", "s5"))]
NUMBERS = Numbers(LINES)
PAGE, PAPER = Ground(Mode.LIGHT, NUMBERS), Ground(Mode.LIGHT, NUMBERS, is_paper=True)


def test_sources_are_numbered_as_they_are_first_cited():
    assert NUMBERS.sources == ("s3", "s1", "s2", "s5")


@pytest.mark.parametrize(
    ("cited", "spans"),
    [
        ((), []),
        (("s1",), [(2, 2)]),
        (("s2", "s1", "s3"), [(1, 3)]),
        (("s5", "s3", "s5"), [(1, 1), (4, 4)]),
    ],
)
def test_numbers_in_a_row_become_one_span(cited, spans):
    assert NUMBERS.spans(cited) == spans


def test_links_into_the_app_are_drawn_on_the_page_only():
    line = Line((Run("合肥 <b>", "/city?area=合肥"),), ("s1",))
    assert '<a href="/city?area=合肥" target="_self">合肥 &lt;b&gt;</a>' in line_html(line, PAGE)
    assert "/city" not in line_html(line, PAPER)
    assert "合肥 &lt;b&gt;" in line_html(line, PAPER)


def test_a_number_leads_to_the_list():
    listed = sources_html([("一", "https://example.org/1"), ("二 <i>", "")], PAGE)
    assert '<li id="source-1"><a href="https://example.org/1" target="_blank">一</a></li>' in listed
    assert '<li id="source-2">二 &lt;i&gt;</li>' in listed
    assert 'href="#source-2"' in line_html(LINES[1], PAPER)
    assert ">2–4<" in line_html(LINES[1], PAPER)


def test_long_lists_are_folded_on_the_page_and_open_on_paper():
    block = Words(Line((Run("甲、乙"),)), "其余 2 种", "：")
    assert "<details" in blocks_html("表", [block], PAGE)
    assert "<p>其余 2 种：甲、乙</p>" in blocks_html("表", [block], PAPER)


def test_tables_have_their_names_and_all_their_cells():
    cell = (Line((Run("名"),)), Line((Run("注"),), (), True))
    block = Rows(("列一", "列二"), (50, 50), (("组", ((cell, cell),)),))
    html = blocks_html("一张表", [block], PAGE)
    assert 'aria-label="一张表"' in html
    assert html.count("<small>注</small>") == 2
    assert [line.text for line in block.lines()] == ["名", "注", "名", "注"]


def test_sentences_have_their_subject_and_their_remark():
    html = sentences_html([("位置", LINES[0], "可断定")], PAGE)
    assert "<p>位置</p>" in html
    assert "<em>可断定</em>" in html


def test_places_are_dots_and_ranges():
    strip = Strip(
        ("甲",), "2–3 / 5", "", Place(0.25, 0.5, ""), (Place(0, 0, ""), Place(0.5, 1, ""))
    )
    html = place_rows([("组", [PlaceRow("甲", strip, "5 项")])], ("第一", "最后"), Mode.DARK)
    assert '<b style="left:25.0%;width:25.0%"></b>' in html
    assert '<i style="left:0.0%"></i>' in html
    assert '<u style="left:50.0%;width:50.0%"></u>' in html
    assert "<span>第一</span><span>最后</span>" in html
    assert "2–3 / 5" in html
