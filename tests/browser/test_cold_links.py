"""A link to a sub-page is the first thing that a fresh server, and a fresh browser, ever sees."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cityscene.links import PAGE_KEYS
from cityscene.texts import t
from tests.browser.view import BARS


def test_ranking(cold_server, visitor):
    view = visitor(cold_server).open(
        "/ranking", metric="national_hightech_firms", city="无锡", peers="same_cluster"
    )
    assert view.title == "指标排行"
    assert view.values() == {
        "我的城市": "无锡",
        "对标组": "同城市群",
        "时期": "各地最新",
        "指标": view.box("指标").input_value(),
        "区域层级": "城市",
        "性质": "实际",
        "时期类型": "年度",
    }
    assert "国家高新技术企业数" in view.box("指标").input_value()
    assert "无锡" in view.headlines()[0]
    expect(view.page.locator(BARS).first).to_be_attached()
    assert set(view.query) == {"metric", "city", "peers"}
    assert_framed(view)


def test_compare(cold_server, visitor):
    view = visitor(cold_server).open("/compare", areas=["合肥", "成都"])
    assert view.title == "城市对比"
    assert view.chips() == ["合肥", "成都"]
    assert "合肥" in view.headlines()[0]
    expect(view.page.locator("th").filter(has_text="成都").first).to_be_visible()
    expect(view.page.locator('[data-testid="stPlotlyChart"] svg').first).to_be_attached()
    assert view.query == {"areas": ["合肥", "成都"]}
    assert_framed(view)


def test_city(cold_server, visitor):
    view = visitor(cold_server).open("/city", area="成都高新区")
    assert view.title == "成都高新技术产业开发区"
    assert view.box(t("city.area", "zh")).input_value().startswith("成都高新区")
    expect(view.page.get_by_text("193 项").first).to_be_attached()
    assert view.query == {"area": ["成都高新区"]}
    assert_framed(view)


def test_sources(cold_server, visitor):
    view = visitor(cold_server).open("/sources", tab="definitions", metric="gdp")
    assert view.title == "数据与来源"
    assert "口径" in view.chosen()[1]
    assert view.chips() == ["地区生产总值"]
    assert view.query == {"tab": ["definitions"], "metric": ["gdp"]}
    assert_framed(view)


def test_overview(cold_server, visitor):
    view = visitor(cold_server).open("/", city="成都", lang="en")
    assert view.title == "City Scenario Comparison"
    assert view.box("My city").input_value() == "Chengdu"
    expect(view.page.get_by_text(t("overview.cities", "en", n="83")).first).to_be_visible()
    assert view.query == {"city": ["成都"], "lang": ["en"]}
    assert_framed(view, "en")


@pytest.mark.parametrize("page", list(PAGE_KEYS))
def test_a_bare_link_opens_a_page_and_stays_bare(page, view):
    view.open(f"/{page}")
    assert (view.path, view.query) == (f"/{page}", {})
    assert view.ignored() == ""
    assert_framed(view)


def assert_framed(view, lang="zh"):
    """The menu is there, with its shared controls and the data date, and nothing crashed."""
    for page in PAGE_KEYS:
        expect(view.menu(page, lang)).to_be_visible()
    sidebar = view.page.locator('[data-testid="stSidebar"]')
    expect(sidebar.get_by_role("combobox")).to_have_count(3)
    words = {"zh": "数据版本", "en": "data version"}[lang]
    expect(sidebar.get_by_text(words)).to_be_visible()
    assert view.crashes() == []
