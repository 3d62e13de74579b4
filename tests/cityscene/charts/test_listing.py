"""Facts as HTML: escaped, labelled, with links that stay in the tab unless they leave."""

from __future__ import annotations

import re

import pytest

from cityscene.charts import listing
from cityscene.charts.listing import Box, Group
from cityscene.theme import PALETTES, Mode

GROUPS = [Group("清单与供需", [["场景机会", "1400 余项"], ["场景能力", "193 项"]])]


def table(mode=Mode.LIGHT):
    return listing.listing("数字", ["指标", "数字"], (60, 40), GROUPS, mode)


def test_a_table_has_a_name_headers_and_groups():
    html = table()
    assert 'aria-label="数字"' in html
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', html) == ["指标", "数字"]
    assert re.findall(r'<th scope="rowgroup"[^>]*>([^<]*)', html) == ["清单与供需"]
    assert html.count("<tr>") == 4


def test_cells_name_their_column_for_narrow_screens():
    assert '<td data-column="数字"><div>1400 余项</div></td>' in table()


def test_a_section_puts_its_parts_under_its_heading():
    html = listing.section("<b>无锡</b>", ["<p>1</p>", "<p>2</p>"])
    assert html.index("无锡") < html.index("<p>1</p>") < html.index("<p>2</p>")
    assert html.count("<section") == html.count("</section>") == 1


def test_a_group_without_heading_has_no_heading_row():
    html = listing.listing("x", ["a"], (100,), [Group("", [["1"]])], Mode.LIGHT)
    assert "rowgroup" not in html


@pytest.mark.parametrize("mode", Mode)
def test_colours_follow_the_mode(mode):
    assert PALETTES[mode].hairline in table(mode)
    assert PALETTES[mode].ink in table(mode)


def test_data_are_escaped():
    assert listing.text("<script>") == "&lt;script&gt;"
    html = listing.link('a"<b>', '/x?q="', title='"t"')
    assert "<b>" not in html
    assert '/x?q=&quot;"' in html
    assert 'title="&quot;t&quot;"' in html


@pytest.mark.parametrize(
    ("href", "target"),
    [("/city?area=x", "_self"), ("#figures", "_self"), ("https://example.org/", "_blank")],
)
def test_only_links_that_leave_open_a_new_tab(href, target):
    assert f'target="{target}"' in listing.link("x", href)


def test_boxes_hold_one_figure_each():
    html = listing.boxes([Box("场景机会", "1400 余项", "2025年"), Box("a", "b", "c")], Mode.DARK)
    assert html.count("<strong>") == 2
    assert "1400 余项" in html


def test_folded_parts_are_closed_unless_told():
    assert "<details" in listing.folded("更多", table(), Mode.LIGHT)
    assert " open>" not in listing.folded("更多", table(), Mode.LIGHT)
    assert " open>" in listing.folded("更多", table(), Mode.LIGHT, is_open=True)


def test_small_is_nothing_without_words():
    assert listing.small("") == ""
