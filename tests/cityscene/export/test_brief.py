"""The brief: the page's own words, every source in its list, nothing drawn in from outside."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from cityscene.export.brief import BRIEF_FILES, Brief, brief_html, brief_markdown
from cityscene.export.card_files import Origin
from cityscene.ui import benchmark, data
from cityscene.ui import context as shared

LINK = "http://localhost:8501/benchmark?city=%E6%88%90%E9%83%BD&peers=near_gdp"
#: Attributes that make a browser fetch something.
FETCHING = {"src", "srcset", "data", "poster", "background", "action", "formaction"}


class Reader(HTMLParser):
    """Take down tags, links, anchors and words."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.anchors, self.fetched, self.words = [], [], [], [], []
        self.open = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.open.append(tag)
        if "id" in found:
            self.anchors.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        self.fetched += [v for k, v in found.items() if k in FETCHING]

    def handle_endtag(self, tag):
        self.open.remove(tag)

    def handle_data(self, words):
        if "style" not in self.open:
            self.words.append(words)

    @property
    def text(self):
        return "".join(self.words)


def made(db, city, choice, lang="zh"):
    registry = data.registry(db)
    group = shared.peers.members(choice, city, registry.areas, registry.peer_groups, data.sizes(db))
    scope = shared.peer_name(registry, choice, lang)
    wanted = benchmark.Asked(city, tuple(sorted(group)), None, scope, (), lang)
    report = benchmark.diagnosis(db, wanted).report
    return Brief(report, Origin("165d865741249ea5", LINK, lang), "2026-03-01")


@pytest.fixture(
    params=[("340100", "all", "zh"), ("510100", "near_gdp", "zh"), ("310000", "all", "en")],
    ids=["hefei", "chengdu", "shanghai"],
)
def brief(request, real_db):
    return made(real_db, *request.param)


@pytest.fixture
def page(brief):
    reader = Reader()
    reader.feed(brief_html(brief).decode())
    assert not [t for t in reader.open if t not in ("meta",)]
    return reader


def test_every_number_leads_to_a_source_in_the_list(brief, page):
    numbers = [link for link in page.links if link.startswith("#")]
    assert len(numbers) >= 3
    assert {n.removeprefix("#") for n in numbers} <= set(page.anchors)
    listed = [a for a in page.anchors if a.startswith("source-")]
    assert listed == [f"source-{i}" for i in range(1, len(brief.report.cited) + 1)]


def test_nothing_is_drawn_in_from_outside(brief, page):
    html = brief_html(brief).decode()
    assert page.fetched == []
    assert not {"script", "link", "img", "iframe", "svg", "base", "object"} & set(page.tags)
    assert not re.search(r"url\(|@import", html)
    assert "default-src 'none'" in html


def test_its_only_addresses_are_sources_and_the_page(brief, page):
    addresses = {link for link in page.links if not link.startswith("#")}
    sources = {url for _, url in brief.report.cited if url}
    assert addresses == sources | {LINK}


def test_it_says_when_and_from_what_it_was_made(brief, page):
    for text in (page.text, brief_markdown(brief).decode()):
        assert "2026-03-01" in text
        assert "165d865741249ea5" in text
        assert LINK in text


def test_markdown_and_html_have_the_sentences_of_the_page(brief, page):
    plain = brief_markdown(brief).decode().replace("\\", "")
    assert len(brief.report.sentences) == 3
    for topic, line, remark in brief.report.sentences:
        assert line.text in plain and line.text in page.text
        assert f"**{topic}**" in plain and topic in page.text
        assert f"*{remark}*" in plain and remark in page.text


def test_markdown_and_html_say_everything_the_sections_say(brief, page):
    plain = brief_markdown(brief).decode().replace("\\", "")
    for section in brief.report.sections:
        words = [
            section.headline,
            section.small,
            *section.notes,
            *(x.text for x in section.lines()),
        ]
        assert [w for w in words if w not in plain] == []
        assert [w for w in words if w not in page.text] == []


def test_cited_numbers_are_the_same_in_both(brief, page):
    marks = re.compile(r"\[((?:\d+(?:–\d+)?,?)+)\]")
    assert marks.findall(page.text) == marks.findall(brief_markdown(brief).decode())


def test_the_same_brief_gives_the_same_bytes(brief):
    for kind in BRIEF_FILES:
        assert kind.make(brief) == kind.make(brief)


def test_it_prints_on_a4(brief):
    html = brief_html(brief).decode()
    assert "@page{size:A4" in html
    assert "@media print" in html


def test_marks_of_markdown_in_names_are_only_characters(fixture_db):
    text = brief_markdown(made(fixture_db, "340100", "all")).decode()
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 4
