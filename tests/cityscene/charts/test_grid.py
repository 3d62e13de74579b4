"""Matrices and tiles as HTML: escaped, linked, readable on every shade."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from cityscene.charts.grid import Row, Tile, ink_on, matrix, shade, tiles
from cityscene.theme import PALETTES, Mode, contrast


class Reader(HTMLParser):
    """Collects links and cell texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.cells: list[str] = []
        self._cell = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        self._cell = tag == "td"

    def handle_data(self, data):
        if self._cell:
            self.cells.append(data)


def test_cells_hold_the_counts_and_a_mark_for_none():
    read = Reader(
        matrix(["甲", "乙"], [Row("合肥", "/city?area=合肥", (3, 0))], "—", "c", Mode.LIGHT)
    )
    assert read.cells == ["3", "—"]
    assert read.links == ["/city?area=合肥"]


def test_names_from_data_are_escaped():
    page = matrix(["<b>"], [Row('<script>"', "/x?a=1&b=2", (1,))], "—", 'a"b', Mode.LIGHT)
    assert "<script>" not in page
    assert Reader(page).links == ["/x?a=1&b=2"]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("count", [1, 2, 4, 8, 16, 500])
def test_text_is_readable_on_every_shade(mode, count):
    ground = shade(count, PALETTES[mode])
    assert contrast(ink_on(ground, PALETTES[mode]), ground) >= 4.5


def test_more_is_never_lighter_in_light_mode():
    palette = PALETTES[Mode.LIGHT]
    steps = [contrast(shade(n, palette), palette.ground) for n in (0, 1, 2, 4, 8, 16)]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)


def test_counts_lead_on_where_links_are_given_and_nothing_leads_nowhere():
    row = Row("合肥", "/a", (3, 0), links=("/a?d=1&e=2", "/a?d=2"))
    read = Reader(matrix(["甲", "乙"], [row], "—", "c", Mode.LIGHT))
    assert read.links == ["/a", "/a?d=1&e=2"]


def test_tiles_are_grouped_and_titled():
    page = tiles(
        [("长三角", [("安徽", [Tile("合肥", "/city", 5, "合肥：5 条", True)])])], Mode.DARK
    )
    assert page.index("长三角") < page.index("安徽") < page.index(">合肥<")
    assert 'title="合肥：5 条"' in page
    assert PALETTES[Mode.DARK].accent in page
