"""对标诊断 on a server nobody has visited: the link opens, the brief opens, and prints on A4."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cityscene.texts import t
from tests.browser.view import HOST

#: One page in a PDF; the tree of pages is another type.
PAGE = re.compile(rb"/Type\s*/Page\b")
#: A PDF names the fonts it holds; Chinese text needs one that has Chinese.
FONTS = re.compile(rb"/FontName\s*/[A-Z]+\+(\w+)")


def download(view, kind):
    button = t("benchmark.download", "zh", kind=kind)
    with view.page.expect_download() as started:
        view.page.get_by_role("button", name=button).click()
    return Path(started.value.path()), started.value.suggested_filename


def said(view):
    """The three sentences as they stand on the screen, without numbers and remarks."""
    return view.page.locator(".cs-said>div>p:last-child").evaluate_all(
        "es => es.map(e => [...e.childNodes].filter(n => n.nodeType === 3)"
        ".map(n => n.textContent).join('').trim())"
    )


def test_a_deep_link_opens_and_its_parts_lead_on(cold_server, visitor):
    view = visitor(cold_server).open("/benchmark", city="成都", peers="near_gdp")
    assert view.title == "对标诊断：成都"
    assert view.query == {"city": ["成都"], "peers": ["near_gdp"]}
    assert view.crashes() == [] and view.ignored() == ""
    assert len(said(view)) == 3
    view.page.locator(".cs-list").get_by_role("link", name="先用后付", exact=True).click()
    view.page.wait_for_url("**/mechanisms?*")
    assert view.settle().query["cell"] == ["成都:use_first_pay_later"]
    expect(view.page.get_by_text("成都 · 先用后付", exact=False).first).to_be_visible()


def test_the_downloaded_brief_says_what_the_page_says_and_prints_on_a4(server, visitor, chromium):
    view = visitor(server).open("/benchmark", peers="cities-in-texts")
    sentences, address = said(view), view.page.url
    assert len(sentences) == 3 and all(sentences)
    markdown, name = download(view, "Markdown")
    assert name == "cityscene-benchmark-340100.md"
    plain = markdown.read_text(encoding="utf-8").replace("\\", "")
    assert [s for s in sentences if s not in plain] == []
    assert address in plain
    page, name = download(view, "HTML")
    assert name == "cityscene-benchmark-340100.html"
    paper = chromium.new_page()
    asked: list[str] = []
    paper.on("request", lambda request: asked.append(request.url))
    paper.set_content(page.read_text(encoding="utf-8"), wait_until="load")
    assert asked == []
    text = paper.locator("main").inner_text()
    assert [s for s in sentences if s not in text] == []
    assert paper.get_by_role("link", name=address).count() == 1
    pdf = paper.pdf(prefer_css_page_size=True)
    paper.close()
    assert 1 <= len(PAGE.findall(pdf)) <= 3
    assert any(b"CJK" in name or b"Han" in name for name in FONTS.findall(pdf))


def test_the_longest_brief_still_fits_on_three_pages(server, visitor, chromium):
    view = visitor(server).open("/benchmark", city="上海", lang="en")
    with view.page.expect_download() as started:
        view.page.get_by_role("button", name=t("benchmark.download", "en", kind="HTML")).click()
    paper = chromium.new_page()
    paper.set_content(Path(started.value.path()).read_text(encoding="utf-8"))
    assert 1 <= len(PAGE.findall(paper.pdf(prefer_css_page_size=True))) <= 3
    paper.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_a_telephone(server, visitor, lang):
    view = visitor(server, 390, 844).open("/benchmark", city="成都", peers="near_gdp", lang=lang)
    expect(view.page.locator(".cs-place").first).to_be_visible()
    wide = view.page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain], .cs-said, .cs-places, .cs-list')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
    )
    assert wide == []
    assert view.hosts == {HOST}


def test_a_number_opens_the_list_of_sources(server, visitor):
    view = visitor(server).open("/benchmark", peers="cities-in-texts")
    expect(view.page.locator("#source-1")).to_be_hidden()
    view.page.locator(".cs-said sup a").first.click()
    expect(view.page.locator("#source-1")).to_be_visible()
