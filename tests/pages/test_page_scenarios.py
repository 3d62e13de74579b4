"""场景库: search, conditions, views, and what stands there when nothing fits."""

from __future__ import annotations

import re
from html import unescape

import pytest

from cityscene import links
from tests.pages.reading import html, words

VIEWS = ["list", "heat", "super", "pairs"]


def headline(app):
    return next(m.value for m in app.markdown if m.value.startswith("### "))


def found(app):
    return int(re.search(r"### (\d+) ", headline(app)).group(1))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_in_both_languages(open_either, view, lang):
    app = open_either("scenarios", view=view, lang=lang)
    assert not app.exception
    assert not app.warning
    assert app.title[0].value == {"zh": "场景库", "en": "Scenarios"}[lang]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "jjyy"}, ["基于AI模型的锦江夜游智能导游"]),
        ({"q": "jinjiangyeyou"}, ["基于AI模型的锦江夜游智能导游"]),
        ({"q": "夜游"}, ["基于AI模型的锦江夜游智能导游"]),
        ({"q": "night tours"}, ["基于AI模型的锦江夜游智能导游"]),
        ({"q": "jzdd", "kind": "super"}, ["交子大道超级场景"]),
        ({"area": "无锡"}, ["无限锡引，能碳未来", "无限锡引，零动未来", "无限锡引，焕新未来"]),
        ({"tech": "量子加密"}, ["量子加密政务应用"]),
        ({"owner": "成都传媒产业集团"}, ["人工智能市民文明行为AI智能识别调度"]),
        ({"domain": "consumption", "stage": "demand", "area": "成都高新区"}, ["交子大道超级场景"]),
        ({"domain": "digital_infrastructure", "area": ["上海", "成都"]},
         ["低空基础设施建设", "模力盒", "临床试验数据跨境传输"]),
    ],
)  # fmt: skip
def test_a_link_opens_what_it_asks_for(open_real, query, names):
    app = open_real("scenarios", **query)
    assert not app.warning
    assert found(app) == len(names)
    assert all(name in html(app) for name in names)


def test_the_list_of_chengdu_enterprises(open_real):
    """48 scenarios stand in the list, 11 of them are named, by four owners."""
    owners = ["成都文旅集团", "成都轨道集团", "成都城投集团", "成都传媒产业集团"]
    assert [found(open_real("scenarios", owner=o)) for o in owners] == [3, 3, 4, 1]
    assert found(open_real("scenarios", owner=owners)) == 11


def test_two_prints_are_one_scenario(open_real):
    shown = html(open_real("scenarios", q="奇瑞智能中枢"))
    assert shown.count("<strong>奇瑞智能中枢</strong>") == 1
    assert "2 处来源" in shown


def test_conditions_are_written_into_the_widgets_and_search_narrows(open_real):
    app = open_real("scenarios")
    before = found(app)
    app.text_input[0].set_value("机器人").run()
    assert 0 < found(app) < before
    app.multiselect[0].set_value(["industry"]).run()
    assert headline(app) == "### 5 个具名场景，涉及 4 个城市"


def test_pages_follow_without_overlap(open_real):
    shown = [html(open_real("scenarios", page=str(n))) for n in (1, 2, 3, 4)]
    names = [re.findall(r"<tr><td><strong>(.*?)</strong>", page) for page in shown]
    assert [len(page) for page in names] == [20, 20, 20, found(open_real("scenarios")) - 60]


@pytest.mark.parametrize("key", sorted(set(links.PAGE_KEYS["scenarios"]) - {"q"}))
def test_unknown_values_of_a_link_are_named(open_fixture, key):
    view = {"view": "pairs"} if key in ("order", "cities") else {}
    app = open_fixture("scenarios", **{**view, key: "不存在"})
    assert not app.exception
    assert f"{key}=不存在" in app.warning[0].value


@pytest.mark.parametrize("q", ["'", "%", "<script>", "\\", "（", "a b c", "[x](y)", "𠀀"])
def test_odd_words_do_no_harm(open_fixture, q):
    app = open_fixture("scenarios", q=q)
    assert not app.exception
    assert "<script>" not in html(app)


def test_nothing_found_says_what_can_be_tried(open_real):
    app = open_real("scenarios", q="夜游", area="合肥")
    assert app.info[0].value.startswith("没有符合条件的场景")
    text = words(app).replace("\\", "")
    assert "只按文字查找：1 个" in text
    assert "不按文字、保留其他条件：2 个" in text
    assert "</scenarios?area=%E5%90%88%E8%82%A5>" in text


def test_counts_lead_to_their_scenarios(open_real):
    shown = unescape(html(open_real("scenarios", view="heat", city="成都")))
    cells = re.findall(r'href="/scenarios\?([^"]+)"[^>]*>(\d+)</a>', shown)
    assert len(cells) > 15
    assert all("domain=" in href and "area=" in href and "city=" in href for href, _ in cells)


def test_wuxi_super_scenarios_with_85_opportunities_and_192_capabilities(open_real):
    shown = html(open_real("scenarios", view="super"))
    assert ">85 项<" in shown
    assert ">192 项<" in shown
    assert "未来科技城超级场景" in shown
    only = html(open_real("scenarios", view="super", area="成都高新区"))
    assert "85 项" not in only and "1.7 公里" in only


def test_conditions_choose_the_needs_of_pairs(open_real):
    app = open_real("scenarios", view="pairs", q="燃气故障")
    assert "1 项具名需求中，1 项" in headline(app)
    assert "燃气AI工作质检" in html(app)
    assert "文字相近，不代表可行" in words(app)


def test_views_without_entries_say_so(open_real):
    assert "没有超级场景" in open_real("scenarios", view="super", area="合肥").info[0].value
    assert "需求牵引" in open_real("scenarios", view="pairs", area="合肥").info[0].value


def test_files_are_offered(open_real):
    for view in VIEWS:
        labels = [b.proto.label for b in open_real("scenarios", view=view).get("download_button")]
        assert labels == ["下载 CSV", "下载 XLSX"]
