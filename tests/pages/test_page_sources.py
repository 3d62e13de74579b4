"""数据与来源 as a reader meets it: on the fixture, whose rows are known, and on the real data."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import OpenPage

TABS = ["observations", "sources", "conflicts", "definitions", "download", "build"]


def words(app: AppTest) -> str:
    """Everything the page says outside its tables."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.code, *app.info]
    return "\n".join(str(part.value) for part in parts)


def column(app: AppTest, name: str, table: int = 0) -> list[Any]:
    return list(app.dataframe[table].value[name])


def labels(app: AppTest) -> list[str]:
    return [str(button.proto.label) for button in app.get("download_button")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("tab", TABS)
def test_every_section_opens_in_both_languages(open_either: OpenPage, tab: str, lang: str):
    app = open_either("sources", tab=tab, lang=lang)
    assert not app.exception
    assert not app.warning
    assert app.title[0].value == {"zh": "数据与来源", "en": "Data and sources"}[lang]
    assert app.subheader


def test_all_figures_are_listed_with_print_range_date_and_place(open_fixture: OpenPage):
    app = open_fixture("sources", metric="scenario_opportunities", area="合肥")
    assert app.subheader[0].value == "共 3 条观测值，涉及 1 个区域、1 个指标、3 个来源"
    assert column(app, "原文数字") == ["1400余项", "1400余项", "1450项"]
    assert column(app, "可能范围") == ["1400–1500 项", "1400–1500 项", "1450 项"]
    assert column(app, "时期") == ["累计至2025年11月"] * 3
    assert column(app, "时期依据") == ["据上下文推得", "据上下文推得", "原文载明"]
    assert column(app, "出处") == ["第 3 行", "第 2 行", "—"]
    assert column(app, "来源等级") == ["主流媒体", "转载", "转载"]
    assert column(app, "说明")[0] == "按文中会议时间推定截至2025年11月"


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({}, 37),
        ({"source": "txt-b"}, 1),
        ({"tier": "repost"}, 7),
        ({"basis": "target"}, 2),
        ({"qualifier": ["nearly", "about"]}, 3),
        ({"years": "undated"}, 1),
        ({"years": ["2027", "2026"]}, 2),
        ({"area": "成都"}, 11),
        ({"area": "成都", "within": "only"}, 8),
        ({"q": "突破"}, 2),
        ({"q": "合肥 1400余"}, 2),
        ({"q": "合肥 1400余 转载文本"}, 1),
        ({"q": "100%_'"}, 0),
    ],
)
def test_conditions_of_a_link_choose_the_figures(open_fixture: OpenPage, query: dict, n: int):
    app = open_fixture("sources", tab="observations", **query)
    assert not app.exception
    assert not app.warning
    if n:
        assert app.subheader[0].value.startswith(f"共 {n} 条")
    else:
        assert app.info[0].value.startswith("没有符合条件的观测值")


def test_unknown_values_of_a_link_are_named(open_fixture: OpenPage):
    app = open_fixture("sources", tab="observations", metric="nope", source="zzz", page="99")
    assert "metric=nope" in app.warning[0].value
    assert "source=zzz" in app.warning[0].value
    assert "page=99" in app.warning[0].value


def test_pages_follow_one_another_without_gap_or_overlap(open_fixture: OpenPage):
    first = open_fixture("sources")
    second = open_fixture("sources", page="2")
    assert "第 1–25 条，共 37 条" in words(first)
    assert "第 26–37 条，共 37 条" in words(second)
    seen = [tuple(row) for app in (first, second) for row in app.dataframe[0].value.to_numpy()]
    assert len(seen) == len(set(seen)) == 37


def test_another_selection_starts_at_its_first_page(open_real: OpenPage):
    app = open_real("sources", page="3")
    assert app.number_input[0].value == 3
    app.text_input[0].set_value("合肥").run()
    assert app.number_input[0].value == 1


def test_choosing_a_source_narrows_the_figures_and_stays_with_them(open_fixture: OpenPage):
    app = open_fixture("sources")
    source = next(box for box in app.selectbox if box.label == "来源")
    source.set_value("txt-a").run()
    assert app.subheader[0].value.startswith("共 10 条观测值")


def test_turning_back_from_a_source_shows_the_list(open_fixture: OpenPage):
    app = open_fixture("sources", source="txt-a")
    app.button[0].click().run()
    assert not app.exception
    assert app.subheader[0].value == "来源清单（5 个）"


def test_the_list_shows_notes_and_leads_to_the_source(open_fixture: OpenPage):
    app = open_fixture("sources", form="list", q="fx-001")
    entry = next(m.value for m in app.markdown if "1400余项" in m.value)
    assert "可能范围 1400–1500 项" in entry.replace("\\", "")
    assert "/sources?source=txt-a" in entry
    assert "第 3 行" in entry
    assert "按文中会议时间推定" in entry


def test_computed_figures_stand_apart_and_say_what_they_come_from(open_fixture: OpenPage):
    app = open_fixture("sources", kind="derived", metric="gdp_yoy", area="合肥")
    assert column(app, "算法") == ["比上年增减"]
    (origin,) = column(app, "由来")
    assert origin == "地区生产总值 12673.8亿元（2023年）；地区生产总值 12013.1亿元（2022年）"


def test_a_link_to_a_source_opens_its_page_with_all_that_rests_on_it(open_fixture: OpenPage):
    app = open_fixture("sources", source="txt-a")
    assert app.subheader[0].value == "[场景创新综述]"
    assert app.code[0].value == "示例日报．[场景创新综述]．日期未注明"
    headings = [m.value for m in app.markdown if m.value.startswith("### ")]
    assert headings[0] == "### 观测值（10 条）"
    assert [h.split("（")[0] for h in headings] == [
        "### 观测值", "### 机制", "### 事件", "### 具名场景",
    ]  # fmt: skip


def test_the_list_of_sources_counts_what_rests_on_each(open_fixture: OpenPage):
    app = open_fixture("sources", tab="sources")
    counts = dict(zip(column(app, "题名"), column(app, "观测值"), strict=True))
    assert counts["[场景创新综述]"] == 10
    assert counts["[场景创新综述转载]"] == 1
    assert sum(counts.values()) == 37


def test_conflicts_stand_side_by_side_with_the_rule_that_picks(open_fixture: OpenPage):
    app = open_fixture("sources", tab="conflicts")
    text = words(app).replace("\\", "")
    assert "合肥 · 落地场景项目 · 累计至2025年11月：相差 6.7%" in text
    used = next(m.value for m in app.markdown if m.value.startswith("图表采用"))
    other = next(m.value for m in app.markdown if m.value.startswith("另一来源"))
    assert "**近300个**" in used
    assert "270–300 个" in used
    assert "**320个**" in other
    assert "采用第一个数：来源等级较高。" in text


def test_definitions_name_unit_direction_and_how_much_is_known(open_fixture: OpenPage):
    app = open_fixture("sources", tab="definitions", metric="cooperation_value")
    text = words(app).replace("\\", "")
    assert "单位：元" in text
    assert "2 条观测值，1 个区域" in text
    assert "超、突破、逾、以上" in text


def test_corrections_and_left_out_rows_are_in_plain_sight(open_fixture: OpenPage):
    app = open_fixture("sources", tab="download")
    assert column(app, "更正为") == ["cell C6", "2020-12-31"]
    assert column(app, "状态") == ["已采用", "待核"]
    assert column(app, "原因", table=1) == ["指标含义不清", "只有匿名转载"]
    assert labels(app)[:3] == ["下载所选 CSV", "下载所选 XLSX", "下载所选 ZIP"]
    assert any("DuckDB" in label for label in labels(app))


def test_the_build_says_what_it_was_made_from(open_fixture: OpenPage):
    app = open_fixture("sources", tab="build")
    rows = next(d.value for d in app.dataframe if "读入" in d.value)
    assert (rows["读入"] == rows["收录"] + rows["拒收"]).all()
    assert dict(zip(rows["文件"], rows["读入"], strict=True))["facts/observations.csv"] == 17


@pytest.mark.parametrize(
    ("query", "printed", "allowed"),
    [
        ({"metric": "scenario_opportunities", "area": "合肥", "within": "only"},
         "1400余项", "1400–1500 项"),
        ({"metric": "cooperation_value", "area": "无锡"}, "突破40亿元", "≥40 亿元"),
        ({"metric": "scenario_capabilities", "area": "成都高新区"}, "193项", "193 项"),
        ({"metric": "cities_with_scenario_innovation"}, "83", "83"),
    ],
)  # fmt: skip
def test_figures_a_person_read_in_the_texts(
    open_real: OpenPage, query: dict, printed: str, allowed: str
):
    app = open_real("sources", tab="observations", **query)
    found = list(zip(column(app, "原文数字"), column(app, "可能范围"), strict=True))
    assert any(printed in str(p) and str(r).startswith(allowed) for p, r in found)


def test_real_conflicts_are_shown(open_real: OpenPage):
    app = open_real("sources", tab="conflicts", area="宁波", metric="gdp")
    text = words(app).replace("\\", "")
    assert "宁波 · 地区生产总值 · 2020年" in text
    assert "**12409亿元**" in text
    assert "**1.31万亿元**" in text
