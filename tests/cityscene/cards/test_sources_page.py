"""The tables of 数据与来源: figures, documents, differences, definitions, the build."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cityscene.cards import definitions, differences, documents, figures, release
from cityscene.differences import Kind, Pair
from cityscene.differences import differences as find
from cityscene.schema import Interval, Qualifier, Tier
from tests.cityscene.builders import area, observation, registry, source

TEXT = source("txt", file_name="a.txt", title="综述" * 40, tier=Tier.MAINSTREAM)
BOOK = source("book", published_date=None, url="https://example.org/book")
REGISTRY = registry([area(short_zh="合肥")], [TEXT, BOOK])
HEDGED = observation(
    "h", 300, value_printed="近300个", interval=Interval(270, 300, "left"),
    qualifier=Qualifier.NEARLY, source_id="txt", locator="3", note="推定",
)  # fmt: skip
PLAIN = observation("p", 320, value_printed="320个", source_id="book", locator="cell B2")


def test_every_row_shows_print_range_period_and_place():
    table = figures.figure_table([HEDGED, PLAIN], REGISTRY, "zh")
    assert list(table.columns) == [
        "区域", "指标", "原文数字", "可能范围", "性质", "时期", "时期依据", "来源", "来源等级",
        "出处", "说明",
    ]  # fmt: skip
    first, second = (list(row) for row in table.to_numpy())
    assert first[:7] == [
        "合肥", "落地场景", "近300个", "270–300 个", "实际", "截至2025年10月", "原文载明",
    ]  # fmt: skip
    assert first[8:] == ["主流媒体", "第 3 行", "推定"]
    assert second[8:] == ["官方", "cell B2", "—"]


def test_tables_keep_their_columns_without_rows():
    assert len(figures.figure_table([], REGISTRY, "en").columns) == 11
    assert documents.source_table([], {}, "zh").empty


def test_long_titles_are_cut_and_undated_sources_say_so():
    name = figures.source_name(TEXT, "zh")
    assert "…（2025-11-28）" in name
    assert figures.source_name(BOOK, "en").endswith("(undated)")


@pytest.mark.parametrize(
    ("locator", "where", "expected"),
    [
        ("3", TEXT, "第 3 行"),
        ("3", BOOK, "3"),
        ("C6", TEXT, "C6"),
        (None, TEXT, "—"),
        ("", BOOK, "—"),
    ],
)
def test_a_number_is_a_line_only_in_a_text(locator, where, expected):
    assert figures.locator_text(locator, where, "zh") == expected


def test_computed_figures_name_what_they_come_from():
    derived = observation("d", 6.67, value_printed="", derived_from=("p", "gone", "h"))
    table = figures.derived_table([derived], {"p": PLAIN, "h": HEDGED}, REGISTRY, "zh")
    assert (
        table["由来"][0] == "落地场景 320个（截至2025年10月）；落地场景 近300个（截至2025年10月）"
    )


def test_a_record_leaves_out_what_is_not_known():
    names = [name for name, _ in figures.record(PLAIN, REGISTRY, "zh")]
    assert "说明" not in names
    assert dict(figures.record(HEDGED, REGISTRY, "zh"))["限定词"] == "近"


def test_sources_are_listed_by_tier_then_by_use():
    use = documents.use_by_source(
        [{"source_id": "a", "kind": "observations", "n": 1},
         {"source_id": "b", "kind": "observations", "n": 5},
         {"source_id": "b", "kind": "events", "n": 2}]
    )  # fmt: skip
    listed = documents.ordered([source("a"), source("b"), source("c", tier=Tier.REPOST)], use)
    assert [s.source_id for s in listed] == ["b", "a", "c"]
    table = documents.source_table(listed, use, "zh")
    assert list(table["观测值"]) == [5, 1, 0]
    assert list(table["事件"]) == [2, 0, 0]


def test_the_record_of_a_source_holds_its_file():
    assert dict(documents.source_record(TEXT, "zh"))["文件名"] == "a.txt"
    assert dict(documents.source_record(BOOK, "zh"))["刊发日期"] == "日期未注明"


def a_difference():
    figures_ = {"h": HEDGED, "p": PLAIN}
    return find([Pair(Kind.CONFLICT, "h", "p")], figures_, REGISTRY.sources)[0]


def test_a_difference_says_how_far_and_which_is_used():
    found = a_difference()
    assert differences.headline(found, REGISTRY, "zh") == (
        "合肥 · 落地场景 · 截至2025年10月：相差 6.2%"
    )
    assert differences.place_text(found, PLAIN, "zh") == "图表采用"
    assert differences.place_text(found, HEDGED, "zh") == "另一来源"
    assert differences.rule_text(found, "zh") == "采用第一个数：来源等级较高。"
    assert dict(differences.evidence(HEDGED, REGISTRY, "zh"))["可能范围"] == "270–300 个"


def test_differences_as_a_file_have_a_row_for_every_figure_not_used():
    table = differences.difference_table([a_difference()], REGISTRY, "zh")
    assert list(table["采用的数"]) == ["320个"]
    assert list(table["另一个数"]) == ["近300个"]
    assert list(table["另一编号"]) == ["h"]


def test_definitions_count_figures_and_areas():
    coverage = {"landed_scenarios": {"n_observations": 12, "n_areas": 5}}
    metric = REGISTRY.metrics["landed_scenarios"]
    line = definitions.facts_line(metric, REGISTRY, coverage, "zh")
    assert "单位：项" in line
    assert "时期：时点、累计" in line
    assert "12 条观测值，5 个区域" in line
    table = definitions.definition_table([metric], REGISTRY, {}, "en")
    assert list(table["Figures"]) == [0]
    assert definitions.by_theme(REGISTRY, []) == {}


def test_the_method_lists_the_breaks_of_the_registry(real_db):
    from cityscene.ui import data

    found = data.registry(real_db)
    rules = dict(definitions.method(found, "zh"))
    assert rules["口径中断"].count("\n- ") == len(found.breaks)
    assert "1400余为 1400 至不足 1500" in rules["可能范围"]


RELEASE = release.Release("0123456789abcdef", datetime(2026, 11, 20, 8, tzinfo=UTC), "2026-03-01")


def test_the_citation_names_version_and_dates():
    text = release.own_citation(RELEASE, "zh")
    assert text.startswith("城市场景创新对比台")
    for part in ("01234567", "2026-11-20", "2026-03-01"):
        assert part in text
        assert part in release.own_citation(RELEASE, "en")


def test_findings_are_counted_by_kind_and_unknown_kinds_keep_their_name():
    rows = [
        {"kind": kind, "area_id": None, "metric_id": None, "obs_ids": [], "message": "m",
         "fact_file": "facts/a.csv", "fact_row": 7, "column_name": None}
        for kind in ("stale", "unused", "stale")
    ]  # fmt: skip
    counts = release.finding_counts(rows, "zh")
    assert list(counts["条数"]) == [2, 1]
    assert counts["发现"][1] == "unused"
    table = release.finding_table(rows, REGISTRY, "zh")
    assert list(table["位置"]) == ["facts/a.csv:7"] * 3
    assert list(table["区域"]) == ["—"] * 3


def test_corrections_show_their_state():
    rows = [{"fact_id": "x", "field": "value", "expected_old": "1", "new": "2", "reason": "r",
             "status": "applied"}]  # fmt: skip
    assert list(release.correction_table(rows, "zh")["状态"]) == ["已采用"]
    assert list(release.year_table([{"year": date(2025, 1, 1).year, "figures": 3, "areas": 2,
                                     "metrics": 1}], "zh")["观测值"]) == [3]  # fmt: skip
