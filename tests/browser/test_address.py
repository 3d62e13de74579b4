"""The address follows what is chosen, says nothing else, and opens the same view elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cityscene.texts import t

FIRMS = "国家高新技术企业数"


def test_a_choice_is_written_and_its_undoing_removed(view):
    view.open("/ranking")
    view.choose("我的城市", "无锡")
    view.settle()
    assert view.query == {"city": ["无锡"]}
    view.choose("指标", FIRMS)
    view.settle()
    assert view.query == {"city": ["无锡"], "metric": ["national_hightech_firms"]}
    assert "无锡" in view.headlines()[0]
    view.choose("我的城市", "合肥")
    view.settle()
    assert view.query == {"metric": ["national_hightech_firms"]}


def test_another_metric_is_shown_from_its_own_best_side(view):
    view.open("/ranking")
    assert view.values()["区域层级"] != "城市"
    view.choose("指标", FIRMS)
    view.settle()
    assert (view.values()["区域层级"], view.values()["时期类型"]) == ("城市", "年度")


def test_two_quick_choices_both_survive(view):
    view.open("/ranking", metric="gdp")
    view.choose("我的城市", "无锡")
    view.choose("对标组", "同城市群")
    view.settle()
    assert view.query == {"metric": ["gdp"], "city": ["无锡"], "peers": ["same_cluster"]}
    assert (view.values()["我的城市"], view.values()["对标组"]) == ("无锡", "同城市群")


def test_a_choice_and_its_quick_undoing_leave_the_address_alone(view):
    view.open("/ranking", metric="gdp")
    view.choose("我的城市", "无锡")
    view.choose("我的城市", "合肥")
    view.settle()
    assert view.query == {"metric": ["gdp"]}
    assert view.values()["我的城市"] == "合肥"


def test_a_choice_survives_a_quick_click_elsewhere(view):
    view.open("/ranking", metric="gdp")
    view.choose("我的城市", "成都")
    view.unfold("数据表")
    view.settle()
    assert view.values()["我的城市"] == "成都"
    assert view.query == {"metric": ["gdp"], "city": ["成都"]}


def test_a_choice_survives_a_quick_turn_of_the_page(view):
    view.open("/ranking", metric="gdp")
    view.choose("我的城市", "成都")
    view.turn_to("compare")
    expect(view.page).to_have_title(f"城市对比 · {t('common.app_name', 'zh')}")
    view.settle()
    assert view.path == "/compare"
    assert view.values()["我的城市"] == "成都"
    assert view.query == {"city": ["成都"]}


def test_a_choice_survives_a_quick_change_of_language(view):
    view.open("/ranking", metric="gdp")
    view.choose("我的城市", "成都")
    view.press("English")
    view.settle()
    assert view.query == {"metric": ["gdp"], "city": ["成都"], "lang": ["en"]}
    assert view.values()["My city"] == "Chengdu"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", {"city": "成都", "lang": "en"}),
        ("/ranking", {"metric": "gdp", "city": "无锡", "peers": "near_gdp", "year": "2023"}),
        ("/compare", {"areas": ["合肥", "成都", "无锡"], "cells": "gap"}),
        ("/compare", {"areas": ""}),
        ("/city", {"area": "无锡", "peers": "same_cluster", "ranks": "whole"}),
        ("/sources", {"area": "合肥", "basis": "target", "q": "场景"}),
        ("/sources", {"page": "3", "sort": "freshest", "form": "list"}),
        ("/sources", {"source": "txt-003"}),
    ],
)
def test_a_link_is_kept_as_it_is_and_opens_the_same_view_twice(path, query, view, tab):
    view.open(path, **query)
    assert view.ignored() == ""
    given = {k: v if isinstance(v, list) else [v] for k, v in query.items()}
    assert (view.path, view.query) == (path, given)
    assert tab().follow(view.page.url).seen() == view.seen()


def test_the_address_of_a_chosen_view_opens_it_in_another_browser(view, visitor, server):
    view.open("/ranking")
    view.choose("指标", FIRMS)
    view.choose("我的城市", "苏州")
    view.choose("对标组", "同城市群")
    view.choose("时期", "2024")
    view.settle()
    assert "苏州" in view.headlines()[0]
    assert visitor(server).follow(view.page.url).seen() == view.seen()


def test_several_areas_are_written_in_the_order_of_choice(view):
    view.open("/compare", areas=["成都", "合肥"])
    view.page.get_by_role("button", name="Remove 成都").click()
    view.settle()
    assert view.query == {"areas": ["合肥"]}
    assert t("compare.few", "zh") in view.notices()
    box = view.box(t("compare.areas", "zh"))
    box.click()
    box.fill("无锡")
    view.page.get_by_role("option", name="无锡", exact=True).click()
    view.settle()
    assert view.query == {"areas": ["合肥", "无锡"]}


def test_unknown_parts_of_a_link_are_named_and_the_rest_works(view):
    view.open("/ranking", metric="gdp", city="无锡", peers="atlantis", year="1066", colour="blue")
    for part in ("peers=atlantis", "year=1066", "colour=blue"):
        assert part in view.ignored()
    assert "metric" not in view.ignored()
    assert "city" not in view.ignored()
    assert view.query == {"metric": ["gdp"], "city": ["无锡"]}
    assert "无锡" in view.headlines()[0]
    view.choose("对标组", "同城市群")
    view.settle()
    assert view.ignored() == ""


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        ("/", {"metric": "gdp"}, "metric=gdp"),
        ("/ranking", {"city": "成都高新区"}, "city=成都高新区"),
        ("/ranking", {"city": ["成都", "无锡"]}, "city=无锡"),
        ("/ranking", {"with": "成都"}, "with=成都"),
        ("/compare", {"areas": ["合肥", "成都", "亚特兰蒂斯"]}, "areas=亚特兰蒂斯"),
        ("/city", {"area": "亚特兰蒂斯"}, "area=亚特兰蒂斯"),
        ("/sources", {"tab": "nonsense"}, "tab=nonsense"),
        ("/sources", {"page": "100000"}, "page=100000"),
    ],
)
def test_what_a_page_cannot_use_is_named(path, query, named, view):
    view.open(path, **query)
    assert named in view.ignored()
    assert view.crashes() == []
    assert named not in view.page.url


def test_a_link_may_name_an_area_in_any_way_it_is_called(view):
    assert view.open("/", city="chengdu").values()["我的城市"] == "成都"
    assert view.open("/", city="510100").values()["我的城市"] == "成都"
    assert view.open("/", city="成都市").query == {"city": ["成都"]}
    assert view.ignored() == ""
