"""供需与落地 on a server nobody has visited: the link opens, links lead on, a download opens."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from cityscene.texts import t
from tests.browser.view import BARS


def test_a_deep_link_opens_and_leads_on(cold_server, visitor):
    view = visitor(cold_server).open("/funnel", areas=["无锡", "成都高新区"])
    assert view.title == "供需与落地"
    assert view.query == {"areas": ["无锡", "成都高新区"]}
    assert view.crashes() == []
    expect(view.page.get_by_text("不相除").first).to_be_visible()
    expect(view.page.locator(BARS).first).to_be_attached()
    with view.page.expect_download() as started:
        view.page.get_by_role("button", name=t("card.download", "zh", kind="CSV")).first.click()
    assert "193项" in Path(started.value.path()).read_text(encoding="utf-8")
    view.page.locator(".cs-chain").get_by_role("link", name="成都高新区").first.click()
    view.page.wait_for_url("**/city?*")
    assert view.settle().query["area"] == ["成都高新区"]


def test_nothing_is_wider_than_a_telephone(server, visitor):
    view = visitor(server, 390, 844).open("/funnel")
    expect(view.page.locator(".cs-chain section").first).to_be_visible()
    wide = view.page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain], .cs-chain, .cs-spans, .cs-list')]"
        ".every(e => e.scrollWidth <= e.clientWidth + 1)"
    )
    assert wide
