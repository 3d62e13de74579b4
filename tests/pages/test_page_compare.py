"""城市对比: areas side by side, sure leaders only, each figure with its source."""

from __future__ import annotations

import re

import pytest

from tests.pages.reading import figures, html, words

CITIES = ["合肥", "无锡", "成都"]


def areas_of(app):
    """The picker of areas."""
    return app.multiselect[0]


def opened(app, key):
    """Open a fold and run the page again."""
    app.session_state[key] = True
    return app.run()


def cell(app, metric, area):
    """HTML of one cell of the table."""
    row = re.search(f">{metric}</a>.*?</tr>", html(app), re.S).group()
    return re.search(f'<td[^>]*data-of="{area}">.*?</td>', row, re.S).group()


def test_opens_with_my_city_and_peers(open_either):
    app = open_either("compare")
    assert not app.exception
    assert app.title[0].value == "城市对比"
    areas = areas_of(app).value
    assert areas[0] == "340100"
    assert 2 <= len(areas) <= 4
    assert "可比指标" in app.markdown[0].value
    assert figures(app)
    assert "数据来源：" in words(app)


def test_a_cell_shows_figure_year_and_what_is_behind_it(open_fixture):
    """合肥 12673.8亿元 in 2023, the latest year all three have; 2024 is one click away."""
    found = cell(open_fixture("compare", areas=CITIES), "地区生产总值", "合肥")
    assert "<span>12,673.8</span><small>2023</small>" in found
    assert "原文：12673.8亿元" in found
    assert "13507.7亿元（2024年）" in found


def test_the_sure_leader_is_bold_and_named(open_fixture):
    app = open_fixture("compare", areas=CITIES)
    assert "cs-first" in cell(app, "地区生产总值", "成都")
    assert "cs-first" not in cell(app, "地区生产总值", "合肥")
    assert "成都" in cell(app, "地区生产总值", "确定领先")


def test_differences_on_demand(open_fixture):
    app = open_fixture("compare", areas=CITIES, cells="gap")
    assert "<span>−9400.9</span><small>−42.6%</small>" in cell(app, "地区生产总值", "合肥")
    next(w for w in app.segmented_control if w.label == "单元格显示").set_value("value")
    assert "<span>12,673.8</span>" in cell(app.run(), "地区生产总值", "合肥")


def test_a_running_total_and_one_release_are_not_compared(open_real):
    """合肥 1400余项 is a total to date, 无锡 85个 one release; 高新区 193 项 is of a zone."""
    app = open_real("compare", areas=["合肥", "无锡", "成都高新区"])
    assert ">场景机会" not in re.sub("<details.*?</details>", "", html(app))
    left = opened(app, "left_compare_table").dataframe[-1].value
    reasons = dict(
        zip(zip(left["区域"], left["原文数字"], strict=True), left.iloc[:, 2], strict=True)
    )
    assert "时期类型不同" in reasons["合肥", "1400余项"]
    assert "层级不同" in reasons["成都高新区", "193项"]
    assert "层级不同" in words(app)


def test_what_only_one_area_has_is_folded_with_its_name(open_real):
    """无锡 合作金额 突破40亿元."""
    app = opened(open_real("compare", areas=["合肥", "无锡"]), "fold_singles")
    assert not app.exception
    table = app.dataframe[-1].value
    row = table[table["原文数字"] == "突破40亿元"].iloc[0]
    assert row["区域"] == "无锡"


def test_equal_figures_share_the_first_place(open_real):
    """北京 and 深圳 both print 1027 有效期内小巨人."""
    app = open_real("compare", areas=["北京", "深圳"])
    assert "北京、深圳并列" in html(app)


def test_rows_without_a_direction_have_no_leader(open_real):
    found = cell(open_real("compare", areas=["合肥", "无锡"]), "常住人口", "确定领先")
    assert "不判：无优劣方向" in found


def test_themes_filter(open_real):
    app = open_real("compare", areas=["合肥", "无锡"], themes="talent")
    assert "人才与科教" in html(app)
    assert "地区生产总值" not in html(app)


def test_charts_beyond_a_dozen_metrics_wait_in_a_fold(open_real):
    app = open_real("compare", areas=["合肥", "南京"])
    drawn = figures(app)
    assert sum(len(f["layout"]["annotations"]) for f in drawn) <= 12
    more = figures(opened(app, "fold_themes"))
    assert len(more) > len(drawn)


@pytest.mark.parametrize("areas", [["合肥"], ["合肥", "不存在市"]])
def test_fewer_than_two_areas_is_a_sentence(areas, open_real):
    app = open_real("compare", areas=areas)
    assert not app.exception
    assert "至少选择两个区域" in app.info[0].value
    assert not html(app)


def test_unknown_values_and_a_seventh_area_are_named(open_real):
    seven = ["合肥", "无锡", "成都", "北京", "上海", "深圳", "芜湖"]
    app = open_real("compare", areas=seven, themes="nothing")
    assert len(areas_of(app).value) == 6
    assert "areas=芜湖" in app.warning[0].value
    assert "themes=nothing" in app.warning[0].value


def test_the_areas_follow_my_city_until_they_are_chosen(open_real):
    app = open_real("compare")
    app.selectbox[0].set_value("320200")
    app.run()
    assert areas_of(app).value[0] == "320200"
    areas_of(app).set_value(["320200", "340100"])
    app.run()
    app.selectbox[0].set_value("340100")
    app.run()
    assert areas_of(app).value == ["320200", "340100"]


def test_a_year_without_figures_is_a_sentence(open_fixture):
    app = open_fixture("compare", areas=["合肥", "芜湖"], year="2022")
    assert not app.exception
    assert "没有可比的指标" in app.markdown[0].value


def test_english(open_real):
    app = open_real("compare", areas=["合肥", "无锡"], lang="en")
    assert "surely leads in" in app.markdown[0].value
    assert "Gross regional product" in html(app)
    assert "bn CNY" in html(app)


def test_rows_can_be_set_against_a_size(open_real):
    """合肥 8406 家 over 12673.8亿元 of 2023: 6632.5 a trillion; both sources are behind it."""
    app = open_real("compare", areas=["合肥", "南京"], per="gdp")
    found = cell(app, "国家高新技术企业数（每万亿元GDP）", "合肥")
    assert "<span>6632.5</span><small>2023</small>" in found
    assert found.count("原文：") == 2
    assert "metric=national_hightech_firms&amp;per=gdp" in html(app)
    assert "行已按“每万亿元GDP”折算" in words(app)
    assert "分母：地区生产总值" in words(app)


def test_rates_and_ranks_stay_as_published_beside_ratios(open_real):
    app = open_real("compare", areas=["合肥", "南京"], per="residents")
    assert "（每万人）" not in cell(app, "地区生产总值增速", "合肥")
    assert cell(app, "地区生产总值（每万人）", "南京")


def test_only_what_two_areas_can_be_set_against_is_offered(open_fixture):
    app = open_fixture("compare", areas=CITIES, per="firms")
    assert "per=firms" in app.warning[0].value
    assert not app.exception
