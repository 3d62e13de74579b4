"""机制矩阵 in a browser: a deep link on a cold server, a cell that opens, a file that leaves."""

from __future__ import annotations

from playwright.sync_api import expect

CELL = "成都 · 科技副总"


def test_a_deep_link_opens_the_evidence_of_a_cell(cold_server, visitor):
    view = visitor(cold_server).open("/mechanisms", cell="成都:science_vice_president")
    assert view.title == "机制矩阵"
    assert view.ignored() == ""
    assert any(headline.startswith(CELL) for headline in view.headlines())
    assert view.query == {"cell": ["成都:science_vice_president"]}
    assert view.crashes() == []


def test_a_cell_opens_in_place_and_leads_to_all_its_evidence(view):
    view.open("/mechanisms", category="talent")
    cell = view.page.locator(f'summary[title="{CELL}"]')
    note = view.page.get_by_text("计划选派500位")
    expect(note).to_be_hidden()
    cell.click()
    expect(note).to_be_visible()
    view.page.locator(".cs-has [open] a").last.click()
    view.page.wait_for_url("**cell=*")
    view.settle()
    assert view.query == {"category": ["talent"], "cell": ["成都:science_vice_president"]}
    assert any(headline.startswith(CELL) for headline in view.headlines())


def test_the_evidence_leaves_as_a_file(view):
    view.open("/mechanisms")
    with view.page.expect_download() as leaving:
        view.page.locator(".st-key-card_mechanisms").get_by_text("下载 CSV").click()
    assert leaving.value.suggested_filename == "cityscene-mechanisms.csv"
    text = leaving.value.path().read_text(encoding="utf-8-sig")
    assert "t004-m03" in text and "open_bidding" in text


def test_on_a_telephone_the_page_does_not_scroll_sideways(visitor, server):
    view = visitor(server, 390, 844).open("/mechanisms")
    view.page.locator(f'summary[title="{CELL}"]').click()
    expect(view.page.get_by_text("计划选派500位")).to_be_visible()
    assert view.page.evaluate("document.documentElement.scrollWidth") == 390
    assert view.page.evaluate("document.querySelector('.cs-box').scrollWidth") <= 390
