"""城市画像: figures with their evidence, the position among peers, and what is missing."""

from __future__ import annotations

import re

import pytest

from cityscene import links
from tests.pages.reading import figures, html, words

SECTIONS = ["关键数字", "在同类中的位置", "分主题的数字", "机制", "事件", "命名场景", "未见公布"]


def headers(app):
    return [h.value for h in app.header]


def pick(app):
    return next(s for s in app.selectbox if s.label == "查看的区域")


def test_opens_on_my_city_with_every_section_in_order(open_either):
    app = open_either("city")
    assert not app.exception
    assert app.title[0].value == "合肥市"
    assert [h for h in headers(app) if h in SECTIONS] == SECTIONS


@pytest.mark.parametrize("key", links.PAGE_KEYS["city"])
def test_unknown_values_of_a_link_are_named(open_fixture, key):
    app = open_fixture("city", **{key: "不存在"})
    assert not app.exception
    if key == "area":
        assert "area=不存在" in app.warning[0].value


def test_hefei_has_its_printed_figures(open_real):
    """合肥 1400余项 and 1200余项, told by two of the texts."""
    shown = html(open_real("city"))
    assert "1400 余项" in shown
    assert "1200 余项" in shown
    assert "2 处来源" in shown
    assert "发展路径：研发与商业化闭环" in shown
    assert ">安徽</a>" in shown


def test_links_to_the_sections_count_figures_as_the_cards_do(open_fixture):
    app = open_fixture("city")
    own = int(re.search(r"自己的数字共 (\d+) 项", words(app)).group(1))
    inside = int(re.search(r"另有 (\d+) 项数字", words(app)).group(1))
    assert f">数字 {own + inside}</a>" in html(app)


def test_wuxi_cooperation_is_open_above(open_real):
    shown = html(open_real("city", area="无锡"))
    assert "&gt;40 亿元" in shown
    assert "原文：突破40亿元" in shown


def test_hitech_zone_has_193_capabilities_and_is_not_chengdu(open_real):
    zone = open_real("city", area="成都高新区")
    assert zone.title[0].value == "成都高新技术产业开发区"
    assert "193 项" in html(zone)
    assert ">成都</a>" in html(zone)


def test_figures_inside_chengdu_are_folded_under_their_own_area(open_real):
    blocks = [block.proto.body for block in open_real("city", area="成都").get("html")]
    own = [b for b in blocks if "<details" not in b]
    (inside,) = [b for b in blocks if "<summary>成都高新区（园区与功能区" in b]
    assert "193 项" in inside
    assert not any("193 项" in b for b in own)


def test_the_nation_has_83_cities_and_no_peers(open_real):
    app = open_real("city", area="全国")
    assert "83 个" in html(app)
    assert not figures(app)
    assert "没有可以排位的指标" in words(app)
    assert "对标组不足 3 个区域" in words(app)


def test_position_is_drawn_with_ranges(open_real):
    app = open_real("city")
    (figure,) = figures(app)
    own = figure["data"][3]
    assert len(own["x"]) == 12 * 3
    assert "可比的" in words(app)
    assert any("国家高新技术企业数" in a["text"] for a in figure["layout"]["annotations"])


def test_all_published_and_computed_metrics_on_request(open_real):
    ends, whole, computed = (
        len(figures(open_real("city", ranks=v))[0]["data"][3]["x"]) // 3
        for v in ("ends", "whole", "computed")
    )
    assert ends == 12
    assert ends < whole < computed


def test_peer_group_narrows_the_field(open_real):
    texts = [
        " ".join(a["text"] for a in figures(open_real("city", peers=p))[0]["layout"]["annotations"])
        for p in ("all", "same_cluster")
    ]
    assert "/ 39" in texts[0]
    assert "/ 39" not in texts[1]


def test_a_city_with_targets_only_looks_fine(open_real):
    app = open_real("city", area="中山")
    assert not app.exception
    assert "尚未收录该区域的实际数字" in words(app)
    assert "<em>目标</em>" in html(app)
    assert "未见该区域机制的公开资料" in words(app)
    assert "地区生产总值" in html(app)


@pytest.mark.parametrize("area", ["西部脑谷", "中央企业", "安徽", "江苏", "锦江区", "城市联盟"])
def test_any_level_of_area_opens(open_real, area):
    app = open_real("city", area=area)
    assert not app.exception
    assert not app.warning


def test_every_area_of_the_registry_opens(open_fixture):
    app = open_fixture("city")
    for option in pick(app).options:
        pick(app).select(option)
        app.run()
        assert not app.exception, option


def test_my_city_follows_the_sidebar_and_a_picked_area_stays(open_fixture):
    app = open_fixture("city")
    next(s for s in app.sidebar.selectbox if s.label == "我的城市").select("320200")
    app.run()
    assert app.title[0].value == "无锡市"
    pick(app).select("510100")
    next(s for s in app.sidebar.selectbox if s.label == "我的城市").select("340100")
    app.run()
    assert app.title[0].value == "成都市"


def test_missing_is_not_zero(open_fixture):
    app = open_fixture("city", area="芜湖")
    assert "未见公布不等于零" in words(app)
    assert "个中" in html(app)


def test_english(open_real):
    app = open_real("city", lang="en")
    assert app.title[0].value == "Hefei"
    assert "comparable metrics, Hefei is surely" in words(app)
    assert "1,400–1,500 items" in html(app)
    assert "关键数字" not in words(app)
