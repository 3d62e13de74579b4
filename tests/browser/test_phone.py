"""On a phone: one column, nothing to push aside, and the shared controls within reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages import LINKS, PAGES, link
from tests.browser.view import View

PHONE = {"width": 390, "height": 844}
WIDTHS = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const root = document.documentElement;
    const beyond = [...main.querySelectorAll('h1, h2, h3, p, button, input, summary, label')]
        .filter(e => e.checkVisibility() && !e.closest('table, svg, [data-testid=stDataFrame]'))
        .filter(e => e.getBoundingClientRect().right > main.clientWidth + 1)
        .map(e => e.outerHTML.slice(0, 120));
    return {page: root.scrollWidth - root.clientWidth, main: main.scrollWidth - main.clientWidth,
            beyond};
}"""


@pytest.fixture(scope="module")
def phone(chromium):
    with chromium.new_context(viewport=PHONE, has_touch=True, device_scale_factor=2) as window:
        yield window


@pytest.fixture
def on_phone(phone, server):
    view = View(phone.new_page(), server)
    yield view
    view.page.close()
    assert view.complaints == []


@pytest.mark.parametrize(
    "written", [*(link(p, "en") for p in LINKS), *(link(p, "zh") for p in PAGES)]
)
def test_nothing_is_wider_than_the_screen(written, on_phone):
    on_phone.follow(on_phone.address + written)
    assert on_phone.page.evaluate(WIDTHS) == {"page": 0, "main": 0, "beyond": []}


def test_menu_and_shared_controls_are_within_reach(on_phone):
    on_phone.open("/ranking", metric="gdp")
    expect(on_phone.box("我的城市")).not_to_be_in_viewport()
    on_phone.page.get_by_test_id("stExpandSidebarButton").click()
    expect(on_phone.box("我的城市")).to_be_in_viewport()
    on_phone.choose("我的城市", "无锡")
    on_phone.settle()
    assert on_phone.query == {"metric": ["gdp"], "city": ["无锡"]}
    on_phone.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(on_phone.menu("compare")).to_be_in_viewport()
    on_phone.turn_to("compare")
    on_phone.page.wait_for_url("**/compare?*")
    on_phone.settle()
    assert on_phone.query == {"city": ["无锡"]}
    expect(on_phone.page.locator("h1")).to_be_in_viewport()
