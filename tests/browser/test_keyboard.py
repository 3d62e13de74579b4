"""Everything can be reached and used without a mouse."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import expect

from cityscene.links import PAGE_KEYS
from cityscene.texts import t

FOCUSED = """() => {
    const e = document.activeElement;
    return e.getAttribute('aria-label') || e.innerText.trim();
}"""


def walk(view, steps):
    """Press the tabulator so often and return the names of what gets the focus."""
    names = []
    for _ in range(steps):
        view.page.keyboard.press("Tab")
        names.append(view.page.evaluate(FOCUSED))
    return names


def test_the_tabulator_reaches_menu_controls_and_downloads_in_order(view):
    view.open("/ranking", metric="gdp")
    names = walk(view, 32)
    menu = [t(f"nav.{page or 'overview'}", "zh") for page in PAGE_KEYS]
    places = [
        names.index(name)
        for name in ("我的城市", "对标组", "时期", *menu, "指标", "区域层级", "性质", "时期类型")
    ]
    assert places == sorted(places)
    assert any("数据表" in name for name in names[places[-1] :])
    assert t("card.download", "zh", kind="CSV") in names[places[-1] :]


def test_an_option_is_chosen_with_the_keyboard(view):
    view.open("/ranking", metric="gdp")
    view.box("我的城市").focus()
    view.page.keyboard.type("无锡")
    view.page.get_by_role("option", name="无锡").wait_for()
    view.page.keyboard.press("ArrowDown")
    view.page.keyboard.press("Enter")
    expect(view.page).to_have_url(f"{view.address}/ranking?city={quote('无锡')}&metric=gdp")
    assert view.settle().values()["我的城市"] == "无锡"


def test_a_page_is_turned_with_the_keyboard(view):
    view.open("/ranking", metric="gdp", city="无锡")
    view.menu("compare").focus()
    view.page.keyboard.press("Enter")
    expect(view.page).to_have_url(f"{view.address}/compare?city={quote('无锡')}")
    assert view.settle().title == "城市对比"


def test_a_folded_table_is_opened_with_the_keyboard(view):
    view.open("/ranking", metric="gdp")
    view.page.locator("summary").filter(has_text="数据表").first.focus()
    view.page.keyboard.press("Enter")
    expect(view.page.get_by_test_id("stDataFrame").first).to_be_visible()


def test_the_way_past_the_sidebar_is_the_first_stop(view):
    view.open("/ranking", metric="gdp")
    view.page.keyboard.press("Tab")
    view.page.keyboard.press("Enter")
    assert view.page.evaluate("document.activeElement.id") == "stMain"
