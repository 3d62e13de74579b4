"""对标诊断: three sentences and four parts about my city in its group, with their evidence."""

from __future__ import annotations

import html as markup
import re

import pytest

from cityscene.texts import t
from tests.pages.reading import html, words

TEXTS = "cities-in-texts"


def sentences(app):
    """The three sentences as they are read, numbers and remarks included."""
    (block,) = (b.proto.body for b in app.get("html") if 'class="cs-said"' in b.proto.body)
    found = re.findall(r"<p>[^<]*</p><p>(.*?)</p>", block)
    return [markup.unescape(re.sub(r"<[^>]+>", "", s)) for s in found]


def headlines(app):
    return [m.value.removeprefix("### ") for m in app.markdown]


def part(app, title):
    """HTML of the rows under a heading of a table."""
    shown = html(app)
    start = shown.index(f">{title}</th>")
    return shown[start : shown.index("</tbody>", start)]


def test_opens_with_three_sentences_before_everything_else(open_either):
    app = open_either("benchmark")
    assert not app.exception
    assert app.title[0].value == "对标诊断：合肥"
    assert len(sentences(app)) == 3
    assert all(s.count("。") == 1 for s in sentences(app))
    kinds = [e.type for e in app.main if e.type in ("html", "markdown")]
    assert kinds[:3] == ["html"] * 3


def test_too_little_scenario_data_is_said_and_not_judged(open_real):
    first = sentences(open_real("benchmark"))[0]
    assert "可比的场景类数字不足 3 项（现有 0 项），不作强弱判断" in first
    assert "资料不足处不作判断" in first


def test_every_sentence_has_its_sources(open_real):
    for sentence in sentences(open_real("benchmark", city="成都", peers="near_gdp")):
        assert re.search(r"\[\d+(?:[–,]\d+)*\]", sentence), sentence


def test_the_peers_are_named_and_lead_to_their_profiles(open_real):
    shown = html(open_real("benchmark", peers=TEXTS))
    assert "对标组（五个文本中的城市）的 12 个城市：" in shown
    for city in ("北京", "无锡", "芜湖", "成都"):
        assert re.search(rf'href="/city\?[^"]*area=[^"]+"[^>]*>{city}</a>', shown), city


def test_hefei_has_what_no_other_city_of_the_texts_is_known_to_have(open_real):
    """txt-004: 国有企业场景创新联盟; txt-003: 六位一体工作体系."""
    app = open_real("benchmark", peers=TEXTS)
    assert "合肥有而对标组未见的" in sentences(app)[1]
    assert "国企场景创新联盟" in sentences(app)[1]
    rows = part(app, "合肥有，不到半数对标城市有")
    assert "国企场景创新联盟" in rows and "六位一体工作体系" in rows
    assert "0/11 个" in rows
    assert "cell=%E5%90%88%E8%82%A5%3Asoe_scenario_alliance" in rows


def test_of_hefei_no_use_first_pay_later_is_found_and_chengdu_has_it(open_real):
    """txt-002, line 59: 先用后付, 先投后股."""
    hefei = html(open_real("benchmark", peers=TEXTS))
    rest = hefei[hefei.index("对标组见到而未见合肥有的其余") :]
    for kind in ("use_first_pay_later", "invest_first_equity_later"):
        assert f"%E6%88%90%E9%83%BD%3A{kind}" in rest, kind
    chengdu = open_real("benchmark", city="成都", peers=TEXTS)
    rows = part(chengdu, "成都有，不到半数对标城市有")
    assert "先用后付" in rows and "先投后股" in rows
    assert "红星新闻" in rows and "第 59 行" in rows
    assert "先用后付" in sentences(chengdu)[1]


def test_two_cities_side_by_side_are_told_of_without_a_majority(open_real):
    app = open_real("benchmark", peers="custom", **{"with": "成都"})
    _, mechanisms, chain = sentences(app)
    assert "有机制资料的对标城市只有 1 个，不足 3 个，不说多数" in mechanisms
    assert "成都" in part(app, "对标组见到，未见合肥有")
    assert "use_first_pay_later" in html(app)
    assert "对标组其他城市不足 3 个" in chain


def test_the_chain_of_hefei_as_the_texts_have_it(open_real):
    """1400余 opportunities, 1200余 in use: 80 to 93 of a hundred; no figure for capabilities."""
    app = open_real("benchmark", peers=TEXTS)
    chain = sentences(app)[2]
    assert "最薄的是技术能力：未见合肥的公开结果" in chain
    assert "落地／机会为 80–93%" in chain
    shown = html(app)
    assert "1400 余项" in shown and "1200 余项" in shown
    assert shown.count("未见公开结果") == 3


def test_what_most_peers_have_published_comes_with_an_example(open_real):
    app = open_real("benchmark", city="成都", peers="near_gdp")
    rows = part(app, "至少半数对标城市已公布")
    assert "研发经费投入强度" in rows and "5/10 个" in rows
    assert "/ranking?" in rows


def test_standings_are_ranges_that_lead_to_their_ranking(open_real):
    app = open_real("benchmark", peers=TEXTS)
    shown = html(app)
    assert shown.count('class="cs-place"') == 10
    assert re.search(r"\d–\d / 12", shown)
    assert re.search(r'href="/ranking\?[^"]*metric=gdp_growth[^"]*period=year', shown)
    assert "居中的" in shown


def test_numbers_of_sources_lead_to_the_list_at_the_end(open_real):
    shown = html(open_real("benchmark", peers=TEXTS))
    wanted = set(re.findall(r'href="#(source-\d+)"', shown))
    assert wanted and wanted <= set(re.findall(r'id="(source-\d+)"', shown))


def test_headlines_count_what_the_sentences_count(open_real):
    app = open_real("benchmark", city="成都", peers="near_gdp")
    position, mechanisms, _ = sentences(app)
    strong = re.search(r"确在前四分之一的有 (\d+) 项", position)[1]
    weak = re.search(r"确在后四分之一的有 (\d+) 项", position)[1]
    assert f"{strong} 项确在前四分之一，{weak} 项确在后四分之一" in headlines(app)[0]
    most = re.search(r"机制 (\d+) 种", mechanisms)[1]
    assert f"未见成都有的机制 {most} 种" in headlines(app)[1]


def test_the_brief_can_be_downloaded_in_both_formats(open_fixture):
    app = open_fixture("benchmark")
    labels = [b.proto.label for b in app.get("download_button")]
    assert labels[:2] == ["下载简报 HTML", "下载简报 Markdown"]


def test_a_group_without_other_cities_is_a_sentence(open_real):
    app = open_real("benchmark", peers="custom")
    assert not app.exception
    assert "对标组里没有其他城市" in html(app)
    assert all("不作比较" in s for s in sentences(app))
    assert headlines(app) == []


@pytest.mark.parametrize("peers", ["all", "same_cluster", "same_province", "near_population"])
@pytest.mark.parametrize("city", ["中山", "保定", "唐山", "北京"])
def test_any_city_in_any_group_opens(open_real, city, peers):
    app = open_real("benchmark", city=city, peers=peers)
    assert not app.exception
    assert len(sentences(app)) == 3


def test_one_year_only(open_real):
    first, _, third = sentences(open_real("benchmark", year="2024"))
    assert "只用 2024 年的数" in first and "只用 2024 年的数" in third
    assert "不论年份" in third


def test_what_a_link_does_not_know_is_named_and_the_rest_works(open_fixture):
    app = open_fixture("benchmark", city="亚特兰蒂斯", metric="gdp")
    assert not app.exception
    assert "city=亚特兰蒂斯" in app.warning[0].value
    assert "metric=gdp" in app.warning[0].value
    assert len(sentences(app)) == 3


def test_english(open_real):
    app = open_real("benchmark", lang="en", peers=TEXTS)
    assert app.title[0].value == t("benchmark.title", "en", city="Hefei")
    for sentence in sentences(app):
        assert not re.search("[\u4e00-\u9fff]", sentence)
    assert "SOE scenario alliance" in sentences(app)[1]
    assert "关键" not in words(app)
