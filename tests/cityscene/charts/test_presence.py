"""Who has what as HTML: signs, notes that open, names escaped, one's own column told apart."""

from __future__ import annotations

import re

import pytest

from cityscene.charts.presence import NONE, Band, Column, Filled, Line, Words, presence
from cityscene.theme import PALETTES, Mode

WORDS = Words('持有"表', ("种数", "路径"), ("图例",))
COLUMNS = (
    Column("合肥", "/city?area=合肥&x=1", ("19", "①"), "合肥：未见公开资料"),
    Column("成都", "/city?area=成都", ("56", "")),
)


def drawn(cells, title="", mode=Mode.LIGHT, **line):
    values = {"name": "场景贷", "title": "专项信贷", "note": "", "n": 1} | line
    band = Band(title, [Line(cells=tuple(cells), **values)])
    return presence(COLUMNS, [band], WORDS, mode)


def body(page):
    return page.partition("</thead>")[2]


def test_a_filled_cell_opens_its_note_and_an_empty_one_holds_nothing():
    page = body(drawn([None, Filled("成都 · 场景贷", ('<a href="/x">依据</a>',))]))
    assert page.count("<details") == 1
    assert "<summary" in page and ">■</summary>" in page
    assert '<p><strong>成都 · 场景贷</strong></p><p><a href="/x">依据</a></p>' in page
    assert re.search(r'<td class="mine" data-unseen="合肥：未见公开资料"></td>', page)


def test_what_only_a_part_has_is_an_open_sign():
    assert ">□</summary>" in drawn([Filled("甲", (), is_part=True), None])


def test_empty_cells_have_a_muted_sign():
    style = drawn([None, None]).partition("</style>")[0]
    rule = f'td:empty::before{{content:"{NONE}";color:{PALETTES[Mode.LIGHT].muted}}}'
    assert rule in style


def test_heads_lead_on_and_bear_their_marks():
    head = drawn([None, None]).partition("</thead>")[0]
    assert 'href="/city?area=合肥&amp;x=1"' in head
    assert "<small>19</small><small>①</small>" in head
    assert "<small>种数</small><small>路径</small>" in head
    assert head.count('class="mine"') == 1


def test_rows_say_their_number_and_stand_under_their_heading():
    page = body(drawn([None, None], title="资金", note="政策", n=7))
    assert page.index("<b>资金</b>") < page.index("场景贷")
    assert "<small>政策</small>" in page and "<i>7</i>" in page
    assert "rowgroup" not in body(drawn([None, None]))


def test_names_from_data_are_escaped():
    page = drawn([Filled('<script>"', ()), None], name="<b>", title='"><i>')
    assert "<script>" not in page and "&lt;b&gt;" in page
    assert 'aria-label="持有&quot;表"' in page


@pytest.mark.parametrize("mode", list(Mode))
def test_colours_are_those_of_the_ground(mode):
    page = drawn([None, None], mode=mode)
    assert PALETTES[mode].accent in page and PALETTES[mode].ground in page


def test_on_a_telephone_only_the_box_may_scroll():
    style = drawn([None, None]).partition("</style>")[0]
    assert ".cs-box{max-height:82vh;overflow:auto" in style
    assert "max-width:640px" in style
