"""Rules that hold on every page: nothing from elsewhere, names for all, one language at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest

from tests.browser.inspection import Inspection, inspect
from tests.browser.pages import LINKS, link
from tests.browser.view import HOST, View

CHINESE = r"[\u4e00-\u9fff]"
#: A word, as against an abbreviation: GDP, CSV, R&D, AI are said in Chinese, too.
ENGLISH = r"(?<![A-Za-z])(?!English|Language|DuckDB|README|Markdown|MB\b)[A-Za-z]?[a-z]{2,}"
#: A figure as its source prints it: 1400余项, 突破40亿元.
PRINTED = r"[\u4e00-\u9fff]*\d[\d,.]*[\u4e00-\u9fff]*"
#: The switch of languages names each in itself.
SWITCH = {"labels: 语言 / Language", "buttons: 中文"}


@dataclass(frozen=True)
class Seen:
    """A page in Chinese, the same after the switch to English, and all that was asked for."""

    zh: Inspection
    en: Inspection
    hosts: set[str]
    complaints: list[str]


@pytest.fixture(scope="module", params=LINKS)
def seen(request, server, window):
    view = View(window.new_page(), server)
    zh = inspect(view.follow(server + link(request.param)))
    view.press("English")
    en = inspect(view.settle())
    view.page.close()
    return Seen(zh, en, view.hosts, view.complaints)


def test_nothing_is_asked_of_another_host(seen):
    assert seen.hosts == {HOST}
    drawn_in = [*seen.zh.resources, *seen.en.resources]
    elsewhere = [url for url in drawn_in if not url.startswith((f"http://{HOST}:", "data:"))]
    assert elsewhere == []


def test_nothing_goes_wrong(seen):
    assert (seen.complaints, seen.zh.crashes, seen.en.crashes) == ([], [], [])


def test_the_first_heading_is_the_only_one_of_its_level(seen):
    for page in (seen.zh, seen.en):
        levels = [level for level, _ in page.headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(text for _, text in page.headings)


def test_no_level_of_headings_is_left_out_below_the_sections(seen):
    levels = [level for level, _ in seen.zh.headings][1:]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_charts_and_pictures_have_words(seen):
    for page in (seen.zh, seen.en):
        assert all(page.charts)
        assert all(page.pictures)


def test_everything_that_can_be_used_has_a_name(seen):
    assert seen.zh.unnamed == []
    assert seen.en.unnamed == []


def test_the_chinese_page_speaks_chinese(seen):
    assert seen.zh.saying(ENGLISH) == []


def test_the_english_page_speaks_english(seen):
    said = {re.sub(PRINTED, "", words) for words in seen.en.saying(CHINESE)}
    assert {words for words in said if re.search(CHINESE, words)} == SWITCH


def test_the_switch_of_languages_keeps_the_view(seen):
    assert seen.en.query == {**seen.zh.query, "lang": ["en"]}
    assert [level for level, _ in seen.en.headings] == [level for level, _ in seen.zh.headings]
    assert len(seen.en.charts) == len(seen.zh.charts)
    for kind in ("labels", "folds", "columns", "numbers"):
        assert len(seen.en.words[kind]) == len(seen.zh.words[kind]), kind
