"""Back and forward restore what was there, within a page and across pages."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from cityscene.texts import t
from tests.browser.view import View

FIRMS = "国家高新技术企业数"


def test_back_and_forward_within_a_page(view):
    seen = [view.open("/ranking", metric="gdp").seen()]
    for label, option in (("我的城市", "无锡"), ("指标", FIRMS), ("对标组", "同城市群")):
        view.choose(label, option)
        seen.append(view.settle().seen())
    assert len({str(s["query"]) for s in seen}) == len(seen)
    for before in reversed(seen[:-1]):
        assert view.back().seen() == before
    for after in seen[1:]:
        assert view.forward().seen() == after


def test_back_and_forward_across_pages(view):
    seen = [view.open("/ranking", metric="gdp", city="无锡").seen()]
    for page in ("compare", "city", "", "sources"):
        view.turn_to(page)
        expect(view.page).to_have_url(f"{view.address}/{page}?city=%E6%97%A0%E9%94%A1")
        seen.append(view.settle().seen())
    for before in reversed(seen[:-1]):
        assert view.back().seen() == before
    for after in seen[1:]:
        assert view.forward().seen() == after


def test_one_step_back_undoes_one_choice(view):
    view.open("/ranking")
    length = view.page.evaluate("history.length")
    view.choose("我的城市", "无锡")
    view.settle()
    view.turn_to("compare")
    view.settle()
    view.choose("对标组", "同城市群")
    view.settle()
    assert view.page.evaluate("history.length") == length + 3


def test_a_choice_after_going_back_starts_from_there(view):
    view.open("/ranking", metric="gdp")
    view.choose("我的城市", "无锡")
    view.settle()
    view.back()
    view.choose("对标组", "同城市群")
    view.settle()
    assert view.query == {"metric": ["gdp"], "peers": ["same_cluster"]}
    assert view.values()["我的城市"] == "合肥"


def test_back_restores_the_language(view):
    zh = view.open("/ranking", metric="gdp").seen()
    view.press("English")
    en = view.settle().seen()
    assert en["title"] == "Ranking"
    assert view.back().seen() == zh
    assert view.forward().seen() == en


def test_shared_controls_survive_the_menu(view):
    view.open("/ranking", city="无锡", peers="same_cluster", year="2023", lang="en")
    for page in ("compare", "city", "sources", ""):
        view.turn_to(page, "en")
        view.page.wait_for_url(f"**/{page}?*")
        view.settle()
        assert view.path == f"/{page}"
        assert view.query == {
            "city": ["无锡"], "peers": ["same_cluster"], "year": ["2023"], "lang": ["en"],
        }  # fmt: skip
        assert view.values()["My city"] == "Wuxi"
        assert view.values()["Period"] == "2023"


def test_a_page_keeps_its_own_choices_to_itself_until_one_returns(view):
    ranking = view.open("/ranking", metric="gdp", basis="actual").seen()
    assert ranking["query"] == {"metric": ["gdp"]}
    view.turn_to("sources")
    view.page.wait_for_url("**/sources")
    view.settle()
    assert (view.query, view.ignored()) == ({}, "")
    view.turn_to("ranking")
    view.page.wait_for_url("**/ranking?*")
    assert view.settle().seen() == ranking


def test_the_menu_can_be_opened_in_another_tab(view, tab):
    view.open("/ranking", metric="gdp", city="无锡", lang="en")
    address = view.menu("compare", "en").evaluate("link => link.href")
    other = tab().follow(address)
    assert other.path == "/compare"
    assert other.query == {"city": ["无锡"], "lang": ["en"]}
    own = {p: view.menu(p, "en").evaluate("link => link.href") for p in ("", "ranking")}
    assert urlsplit(own[""]).path == "/"
    assert parse_qs(urlsplit(own["ranking"]).query) == view.query


def test_the_menu_on_the_page_itself_changes_nothing(view):
    before = view.open("/ranking", metric="gdp", city="无锡").seen()
    view.turn_to("ranking")
    assert view.settle().seen() == before
    view.choose("指标", FIRMS)
    view.settle()
    view.turn_to("ranking")
    view.settle()
    assert view.query == {"metric": ["national_hightech_firms"], "city": ["无锡"]}


def test_links_in_the_text_open_a_tab_that_keeps_the_shared_controls(view):
    view.open("/", city="无锡", peers="same_cluster")
    link = view.page.locator('[data-testid="stMarkdownContainer"] a[href^="/city?"]').last
    with view.page.context.expect_page() as opened:
        link.click()
    other = View(opened.value, view.address).settle()
    assert (other.query["city"], other.query["peers"]) == (["无锡"], ["same_cluster"])
    assert len(other.query["area"]) == 1
    assert other.values()["我的城市"] == "无锡"


def test_cells_of_the_coverage_map_lead_to_the_city(view):
    view.open("/", lang="en")
    link = view.page.locator('[class*="st-key-card_"] a[href*="/city"]').first
    link.click()
    view.page.wait_for_url("**/city?*")
    view.settle()
    assert view.query["lang"] == ["en"]
    assert "area" in view.query
    assert view.back().title == t("common.app_name", "en")
