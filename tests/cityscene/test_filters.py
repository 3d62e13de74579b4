"""A filter in words, as it stands above a table and in the README of a download."""

from __future__ import annotations

from cityscene.filters import UNDATED, Filter, Kind, in_words, year_text
from tests.cityscene.builders import HEFEI, WUXI, area, registry, source

REGISTRY = registry([area(), area(WUXI)], [source(title="公报")])


def test_an_empty_filter_says_only_where_the_figures_come_from():
    assert in_words(Filter(), REGISTRY, "zh") == [("数的来历", "来源所载")]
    assert in_words(Filter(Kind.DERIVED), REGISTRY, "en") == [
        ("Origin of the figure", "Computed here")
    ]


def test_every_condition_is_named_in_order():
    chosen = Filter(
        areas=(HEFEI, WUXI),
        metrics=("landed_scenarios",),
        source="s1",
        tiers=("official",),
        qualifiers=("over", "nearly"),
        bases=("target",),
        periods=("year",),
        years=("2025", UNDATED),
        text="突破 40",
    )
    assert in_words(chosen, REGISTRY, "zh")[1:] == [
        ("区域", "340100、320200（含所辖）"),
        ("指标", "落地场景"),
        ("来源", "公报"),
        ("来源等级", "官方"),
        ("限定词", "超/余/多/突破、近"),
        ("性质", "目标"),
        ("时期类型", "年度"),
        ("年份", "2025、未注明"),
        ("查找文字", "突破 40"),
    ]


def test_the_extent_of_areas_is_said():
    chosen = Filter(areas=(HEFEI,), within=False)
    assert in_words(chosen, REGISTRY, "zh")[1] == ("区域", "340100（仅本级）")


def test_a_filter_can_key_a_cache():
    assert {Filter(areas=(HEFEI,)): 1}[Filter(areas=(HEFEI,))] == 1


def test_years():
    assert year_text("2024", "zh") == "2024"
    assert year_text(UNDATED, "en") == "not stated"
