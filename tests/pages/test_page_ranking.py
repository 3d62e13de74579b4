"""指标排行: ranks with hedges, what is left out, side by side where no rank is claimed."""

from __future__ import annotations

from tests.pages.reading import figures, words


def test_opens(open_either):
    app = open_either("ranking")
    assert not app.exception
    assert app.title[0].value == "指标排行"
    assert figures(app)


def labels(figure):
    return dict(zip(figure["layout"]["yaxis"]["ticktext"],
                    [a["text"] for a in figure["layout"]["annotations"]], strict=True))  # fmt: skip


def test_scenario_opportunities_stand_side_by_side_without_ranks(open_real):
    """合肥 1400余项 is a running total, 无锡 85 one release: no rank may be claimed."""
    app = open_real("ranking", metric="scenario_opportunities")
    shown = labels(figures(app)[0])
    assert shown["<b>合肥（累计）</b>"] == "1400余"
    assert shown["无锡（单次）"] == "85"
    assert shown["成都高新区（累计）"] == "90"
    assert "不排名" in words(app)


def test_hatched_part_is_what_the_hedge_allows(open_real):
    """1400余项 -> solid to 1400, hatched to 1500."""
    figure = figures(open_real("ranking", metric="scenario_opportunities"))[0]
    sure, possible = figure["data"][0], figure["data"][1]
    assert sure["x"][0] == 1400
    assert possible["base"][0] == 1400
    assert possible["x"][0] == 100


def test_money_is_shown_in_yi_and_an_open_end_has_an_arrow(open_real):
    """无锡 合作金额 突破40亿元."""
    app = open_real("ranking", metric="cooperation_value")
    figure = figures(app)[0]
    assert "超40" in "".join(a["text"] for a in figure["layout"]["annotations"])
    assert "亿元" in words(app)
    arrows = [t for t in figure["data"] if t.get("marker", {}).get("symbol") == "triangle-right"]
    assert arrows and len(arrows[0]["x"]) == 1


def test_my_city_is_placed_in_the_headline(open_real):
    app = open_real("ranking", metric="gdp", city="无锡", year="2023")
    assert "无锡列第" in words(app)
    assert "上海的地区生产总值居首" in words(app)


def test_peer_group_narrows_the_ranking_and_lists_the_rest(open_real):
    app = open_real("ranking", metric="gdp", peers="same_cluster")
    shown = "".join(labels(figures(app)[0]))
    assert "上海" in shown
    assert "北京" not in shown
    assert any("未纳入比较" in e.label for e in app.expander)


def test_targets_are_hollow_diamonds_and_never_with_actuals(open_real):
    app = open_real("ranking", metric="ai_application_scenarios")
    symbols = {t.get("marker", {}).get("symbol") for t in figures(app)[0]["data"]}
    assert "diamond-open" in symbols
    assert not any(t["type"] == "bar" for t in figures(app)[0]["data"])


def test_a_break_in_the_series_is_not_crossed(open_real):
    app = open_real("ranking", metric="gdp")
    series = figures(app)[1]
    spans = [(t["x"][0][:4], t["x"][-1][:4]) for t in series["data"] if t["name"] == "合肥"]
    assert not any(first <= "2023" < last for first, last in spans)
    assert "口径中断" in words(app)


def test_unknown_values_of_a_link_are_named_and_the_rest_works(open_real):
    app = open_real("ranking", metric="gdp", city="不存在市", colour="red")
    assert not app.exception
    assert "city=不存在市" in app.warning[0].value
    assert "colour=red" in app.warning[0].value
    assert "地区生产总值" in words(app)


def test_an_empty_selection_is_a_sentence(open_real):
    app = open_real("ranking", metric="scenario_opportunities", year="2018")
    assert not app.exception
    assert "没有符合条件的数据" in app.info[0].value


def test_english(open_real):
    app = open_real("ranking", metric="gdp", lang="en")
    assert "Shanghai leads in" in words(app)
    assert "bn CNY" in words(app)


def test_a_total_can_be_set_against_residents(open_real):
    """合肥 8406 家 of 2023 over 985.3万人 of 2023: 8.53 per 10,000 residents."""
    app = open_real("ranking", metric="national_hightech_firms", per="residents", year="2023")
    said = words(app)
    assert "国家高新技术企业数（每万人）" in app.markdown[0].value
    assert "分母：常住人口（2023 年）" in said
    assert "所用分母为 2023 年" in said and "分母来源：国家统计局" in said
    shown = labels(figures(app)[0])
    assert next(text for name, text in shown.items() if "合肥" in name) == "8.53"
    hovers = "".join(str(t.get("customdata", "")) for t in figures(app)[0]["data"])
    assert "国家高新技术企业数 8406个（2023年）；常住人口" in hovers


def test_an_older_link_to_a_ratio_turns_both_controls(open_real):
    for old, per in (("per_1e8_cny_gdp", "gdp"), ("per_10k_persons", "residents")):
        app = open_real("ranking", metric=f"national_hightech_firms_{old}")
        assert not app.exception and not app.warning
        assert dict(app.query_params) == {"metric": "national_hightech_firms", "per": per}


def test_ratios_do_not_stand_in_the_picker_and_growth_does(open_real):
    app = open_real("ranking")
    picker = next(box for box in app.selectbox if box.label == "指标")
    assert any("国家高新技术企业数（38 个区域）" in text for text in picker.options)
    assert not any("（每万" in text and "个区域" in text for text in picker.options)
    assert any("比上年变化" in text for text in picker.options)


def test_what_cannot_be_divided_is_not_offered(open_real):
    app = open_real("ranking", metric="gdp_growth", per="gdp")
    assert "per=gdp" in app.warning[0].value
    assert "每万亿元GDP" not in app.markdown[0].value


def test_national_documents_stand_behind_the_course_on_demand(open_real):
    plain = figures(open_real("ranking", metric="gdp"))[1]
    app = open_real("ranking", metric="gdp", marks="on")
    marked = figures(app)[1]
    assert len(marked["layout"]["shapes"]) == len(plain["layout"]["shapes"]) + 2
    said = [a["text"] for a in marked["layout"]["annotations"]]
    assert "六部门AI场景意见" in said and "国办场景意见" in said
    assert "只表示时间，不表示因果" in words(app)


def test_a_ratio_breaks_where_its_denominator_does(open_real):
    app = open_real("ranking", metric="national_hightech_firms", per="gdp")
    assert "口径中断" in words(app)
    assert "口径中断" not in words(open_real("ranking", metric="national_hightech_firms"))
