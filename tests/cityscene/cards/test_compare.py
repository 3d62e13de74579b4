"""The comparison cards: the sentence, the table, what stands behind a cell, the left-outs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cityscene.cards.compare import compare_card, singles_card
from cityscene.cards.compare_input import CompareInput
from cityscene.cards.compare_themes import MOST_PANELS, Part, parts, theme_card
from cityscene.comparable import Reason
from cityscene.comparison import compare
from cityscene.links import url
from cityscene.queries import observations
from cityscene.theme import PALETTES, Mode
from cityscene.ui import data

HEFEI, WUXI, CHENGDU, WUHU, SHANGHAI = "340100", "320200", "510100", "340200", "310000"
HITECH, JINJIANG = "zone-510100-hitech", "510104"


def given(db, *areas, lang="zh", gaps=False, my_city=HEFEI, year=None):
    registry = data.registry(db)
    comparison = compare(observations.of_areas(db, areas), areas, registry, year)
    return CompareInput(
        comparison, registry, my_city, lang, lambda page, **p: url(page, p), {}, gaps
    )


@pytest.fixture
def cities(fixture_db):
    return given(fixture_db, HEFEI, WUXI, CHENGDU)


def line(card, metric):
    """One row of the table by its metric."""
    name = card.table.columns[1]
    return card.table[card.table[name] == metric].iloc[0]


def cell(card, metric, area):
    """HTML of one cell."""
    row = re.search(
        f"<tr>(?:(?!</tr>).)*>{metric}</a>.*?</tr>", card.html(Mode.LIGHT), re.S
    ).group()
    return re.search(f'<td[^>]*data-of="{area}">.*?</td>', row, re.S).group()


def test_headline_counts_only_rows_where_an_order_is_judged(cities):
    """合肥 leads in 场景机会 (1400余 over 约500), 成都 in GDP; nothing else allows an order."""
    card = compare_card(cities)
    assert card.headline == "在可判先后的 2 项可比指标中，合肥有 1 项确定领先"
    assert "确定领先 1 项" in card.notes[0]
    assert "合肥 1 项" in card.notes[0] and "成都 1 项" in card.notes[0]


def test_yearly_figures_are_of_one_year_in_one_unit(cities):
    row = line(compare_card(cities), "地区生产总值")
    assert row["单位与时期类型"] == "亿元 · 年度"
    assert list(row[["合肥", "无锡", "成都"]]) == [
        "12,673.8（2023）", "15,456.19（2023）", "22,074.7（2023）",
    ]  # fmt: skip
    assert row["确定领先"] == "成都"


def test_hedges_stand_with_the_number(cities):
    row = line(compare_card(cities), "场景机会")
    assert (row["合肥"], row["成都"], row["无锡"]) == ("1400余（2025）", "约500（2025）", "—")


def test_differences_are_points_for_exact_and_ranges_for_hedged_figures(fixture_db):
    card = compare_card(given(fixture_db, HEFEI, WUXI, CHENGDU, gaps=True))
    gdp = line(card, "地区生产总值")
    assert gdp["合肥"] == "−9400.9（−42.6%）"
    assert gdp["成都"] == "22,074.7（2023）"
    opportunities = line(card, "场景机会")
    assert opportunities["成都"] == "−1050 至 −850（−70 至 −60.7%）"


def test_every_cell_opens_its_sources(cities):
    found = cell(compare_card(cities), "地区生产总值", "合肥")
    assert "原文：12673.8亿元" in found
    assert "另有更新的数：13507.7亿元（2024年）" in found
    assert "cell C2" in found
    assert "/sources?area=340100&amp;metric=gdp" in found


def test_several_sources_of_a_figure_are_all_named(cities):
    found = cell(compare_card(cities), "场景机会", "合肥")
    assert "3 处来源" in found
    assert found.count("原文：1400余项") == 2
    assert "原文：1450项" in found


def test_different_years_are_shown_and_no_leader_is_named(cities):
    card = compare_card(cities)
    row = line(card, "地区生产总值增速")
    assert row["合肥"] == "6.1（2024）"
    assert row["成都"] == "−0.3（2022，较旧）"
    assert row["确定领先"] == "不判：时期不同"
    assert any("较旧" in note for note in card.notes)


def test_metrics_that_only_one_area_has_are_a_card_of_their_own(cities):
    card = singles_card(cities)
    assert card is not None
    found = dict(zip(card.table["指标"], card.table["区域"], strict=True))
    assert found["场景合作金额"] == "无锡"
    assert "只有一个公布" in card.headline
    assert singles_card(replace(cities, comparison=replace(cities.comparison, singles=()))) is None


def test_figures_of_another_level_are_left_out_and_it_is_said(fixture_db):
    card = compare_card(given(fixture_db, HEFEI, CHENGDU, JINJIANG))
    reasons = {(x.observation.area_id, x.reason) for x in card.left_out}
    assert (JINJIANG, Reason.LEVEL) in reasons
    assert "锦江区（区县）" in " ".join(card.notes)
    assert line(card, "地区生产总值")["锦江区（区县）"] == "不同层级"
    assert "锦江区（区县）" in card.table.columns


def test_a_figure_without_a_date_is_left_out(fixture_db):
    card = compare_card(given(fixture_db, HEFEI, WUHU))
    reasons = {(x.observation.area_id, x.observation.metric_id): x.reason for x in card.left_out}
    assert reasons[WUHU, "landed_scenarios"] is Reason.PERIOD_UNKNOWN


def test_targets_are_compared_with_targets_and_lead_nothing(fixture_db):
    card = compare_card(given(fixture_db, CHENGDU, SHANGHAI, my_city=HEFEI))
    row = line(card, "场景机会")
    assert "目标" in row["单位与时期类型"]
    assert (row["成都"], row["上海"]) == ("600（2027）", "≥60（2026）")
    assert row["确定领先"] == "不判：目标或预计"
    assert card.headline == "成都与所选区域有 1 项可比指标，均不能判先后"


def test_nothing_comparable_is_a_sentence(fixture_db):
    card = compare_card(given(fixture_db, HEFEI, HITECH))
    assert card.headline == "合肥、成都高新区之间没有可比的指标"
    assert card.html is None
    assert card.table.empty
    assert card.observations == ()


def test_a_chosen_year_takes_figures_of_that_year_only(fixture_db):
    card = compare_card(given(fixture_db, HEFEI, WUXI, year=2024))
    assert line(card, "地区生产总值")["合肥"] == "13,507.7（2024）"
    assert "2024 年" in card.small


def test_the_source_line_rests_on_what_is_shown(cities):
    card = compare_card(cities)
    shown = {(o.area_id, o.metric_id) for o in card.observations}
    assert (HEFEI, "gdp") in shown
    assert all(o.metric_id != "cooperation_value" for o in card.observations)


def test_english(fixture_db):
    card = compare_card(given(fixture_db, HEFEI, WUXI, CHENGDU, lang="en"))
    assert card.headline == (
        "Hefei surely leads in 1 of the 2 comparable metrics on which an order can be judged"
    )
    assert "bn CNY" in " ".join(card.table.iloc[:, 2])
    assert "项" not in "".join(card.table.iloc[:, 2])


def test_theme_card_draws_a_panel_for_each_row(cities):
    found = {part.theme_id: theme_card(cities, part) for part in parts(cities)}
    card = found["foundation"]
    assert card.headline.startswith("经济与创新基础：")
    figure = card.draw(Mode.LIGHT).to_plotly_json()
    assert len(figure["layout"]["annotations"]) == len(card.table)
    assert "12,673.8" in str(figure["data"])
    assert PALETTES[Mode.LIGHT].accent in str(figure["layout"]["yaxis"]["ticktext"])
    assert "地区生产总值: 合肥 12,673.8（2023）" in card.alt


def test_panels_have_lanes_of_their_own_level_only(fixture_db):
    mixed = given(fixture_db, HEFEI, CHENGDU, JINJIANG)
    figure = theme_card(mixed, parts(mixed)[-1]).draw(Mode.LIGHT).to_plotly_json()
    assert "锦江区" not in str(figure["layout"]["yaxis"]["ticktext"])


def test_long_themes_are_cut_into_parts_of_like_size(cities):
    row = cities.comparison.rows[-1]
    many = replace(cities, comparison=replace(cities.comparison, rows=(row,) * 13))
    found = parts(many)
    assert [len(p.rows) for p in found] == [5, 5, 3]
    assert all(len(p.rows) <= MOST_PANELS for p in found)
    assert found[1] == Part(found[0].theme_id, (row,) * 5, 2, 3)
    assert "（2/3）" in theme_card(many, found[1]).headline
