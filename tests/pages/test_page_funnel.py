"""供需与落地: stages by area, rates that may be claimed, releases over time."""

from __future__ import annotations

from tests.pages.reading import figures, html, words


def test_opens_with_my_city_and_says_what_is_not_found(open_real):
    app = open_real("funnel")
    assert not app.exception
    assert app.title[0].value == "供需与落地"
    assert "合肥公布了 6 个环节中的 3 个" in app.markdown[0].value
    assert html(app).count("<section") > 5
    assert "未见公布" in html(app)
    assert "数据来源：" in words(app)


def test_opens_on_either_build(open_either):
    app = open_either("funnel")
    assert not app.exception
    assert "合肥" in app.markdown[0].value


def test_figures_of_the_texts_are_there(open_real):
    """合肥 1400余/1200余, 国企联盟 200多/480多/39, 无锡 85/192/超100/40亿, 高新区 90/193/16/1亿."""
    shown = html(open_real("funnel"))
    wanted = ("1400 余项", "1200 余项", "200 余项", "480 余家", "39 项", "85 项", "192 项", "90 项",
              "&gt;100 个", "&gt;40 亿元", "193 项", "16 项", "&gt;1 亿元")  # fmt: skip
    for figure in wanted:
        assert f"<strong>{figure}</strong>" in shown, figure


def test_only_areas_asked_for_are_shown(open_real):
    app = open_real("funnel", areas=["无锡", "成都高新区"])
    assert html(app).count("<section") == 2
    assert "合肥" not in app.markdown[0].value
    assert "不相除" in html(app)
    (chart,) = figures(app)
    labels = " ".join(a["text"] for a in chart["layout"]["annotations"])
    assert "17.8%" in labels and "无锡" not in labels


def test_shares_are_drawn_from_zero_to_the_whole(open_real):
    (chart,) = figures(open_real("funnel"))
    assert chart["layout"]["xaxis"]["range"] == [0, 100]
    assert any("80–93%" in a["text"] for a in chart["layout"]["annotations"])


def test_releases_of_chengdu_and_its_zone(open_real):
    shown = html(open_real("funnel", areas=["成都", "成都高新区"]))
    for figure in ("450 条", "764 条", "&lt;3000 条", "8 批", "11 批", "144 项"):
        assert f"<strong>{figure}</strong>" in shown, figure


def test_an_area_without_rates_gets_a_sentence(open_real):
    app = open_real("funnel", areas="惠州")
    assert not app.exception
    assert "没有可以放在一起相除的数" in words(app)
    assert not figures(app)


def test_a_year_without_figures_is_a_sentence(open_real):
    app = open_real("funnel", year="2015")
    assert not app.exception
    assert "2015年的数：合肥的 6 个环节均未见公开数字" in app.markdown[0].value


def test_unknown_areas_are_named_and_the_rest_works(open_real):
    app = open_real("funnel", areas=["无锡", "亚特兰蒂斯"])
    assert "areas=亚特兰蒂斯" in app.warning[0].value
    assert "无锡" in app.markdown[0].value


def test_the_tables_open_with_all_figures(open_real):
    app = open_real("funnel", areas=["合肥国企联盟"])
    app.session_state["table_funnel_chain"] = True
    app.run()
    assert list(app.dataframe[0].value["原文数字"]) == ["200多个", "480多家", "39个"]


def test_english(open_real):
    app = open_real("funnel", lang="en", areas=["无锡"])
    assert not app.exception
    assert "4 of 6 stages" in app.markdown[0].value
    assert "not divided" in html(app)


def test_peers_come_before_the_others(open_real):
    shown = html(open_real("funnel", city="成都", peers="near_gdp"))
    assert shown.index(">成都</a>") < shown.index(">合肥</a>")
