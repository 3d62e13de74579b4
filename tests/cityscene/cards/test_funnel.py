"""The cards of the chain: sentences, panels, rates and what is not divided, releases."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cityscene import links
from cityscene.cards.chain_words import percent, rate_text, thin_text, why_text
from cityscene.cards.funnel import FunnelInput, chain_card, has_panel
from cityscene.cards.funnel_rates import others_card, shares_card
from cityscene.cards.funnel_releases import releases_card
from cityscene.cards.profile import ProfileInput
from cityscene.funnel import chains, in_order, thin_stage
from cityscene.queries import facts, observations
from cityscene.releases import releases
from cityscene.schema import ChainStage, Interval
from cityscene.theme import Mode
from cityscene.ui import data

HEFEI, WUXI, CHENGDU, WUHU = "340100", "320200", "510100", "340200"
HITECH, SOE = "zone-510100-hitech", "org-340100-soe-alliance"
ALL = frozenset({HEFEI, WUXI, CHENGDU})


@pytest.fixture(scope="module")
def world(real_db):
    """Registry, chains and releases of the real data."""
    registry = data.registry(real_db)
    areas = list(registry.areas)
    figures = observations.of_areas(real_db, areas)
    events = facts.events_of(real_db, areas)
    return registry, chains(figures, registry), releases(figures, events, registry)


@pytest.fixture(scope="module")
def given(world):
    registry, found, _ = world

    def make(*areas, my_city=HEFEI, lang="zh", year=None):
        written = ProfileInput(my_city, registry, lambda p, **q: links.url(p, q), lang)
        order = areas or tuple(in_order(found, registry, my_city, ALL))
        return FunnelInput(found, order, written, my_city, ALL, bool(areas), year)

    return make


def panel(card, area):
    """HTML of one panel by the name of its area."""
    return re.search(
        f"<section[^>]*><p><a [^>]*>{area}</a>.*?</section>", card.html(Mode.LIGHT), re.S
    ).group()


def stage(card, area, name):
    """HTML of one line of a panel."""
    return re.search(
        f'<th scope="row">{name}</th><td>.*?</td></tr>', panel(card, area), re.S
    ).group()


def test_the_headline_names_what_my_city_has_and_what_is_not_found(given):
    card = chain_card(given())
    assert card.headline == "合肥公布了 6 个环节中的 3 个，技术能力、场景验证、资金未见公布"
    assert "没有一个" in card.notes[1]


def test_a_city_without_any_figure_is_said_to_have_none(given):
    card = chain_card(given(my_city=WUHU))
    assert card.headline == "芜湖的 6 个环节均未见公开数字"
    assert panel(card, "芜湖").count("未见公布") == 6


def test_other_areas_speak_for_themselves_where_my_city_is_not_asked_for(given):
    card = chain_card(given(HITECH))
    assert card.headline.startswith("成都高新区公布了 6 个环节中的 4 个")
    assert chain_card(given(HITECH, year=2025)).headline.startswith("2025年的数：成都高新区")


def test_a_panel_has_every_stage_with_hedges_and_sources(given):
    card = chain_card(given())
    assert "1400 余项" in stage(card, "合肥", "需求牵引")
    assert "2 处来源" in stage(card, "合肥", "需求牵引")
    assert "未见公布" in stage(card, "合肥", "资金")
    assert "80–93%" in stage(card, "合肥", "产业应用")
    assert "&gt;1 亿元" in stage(card, "成都高新区", "资金")
    assert "193 项" in stage(card, "成都高新区", "技术能力")
    assert "每项机会对应的能力 2.14" in stage(card, "成都高新区", "技术能力")


def test_wuxi_claims_no_conversion_and_says_why(given):
    line = stage(chain_card(given()), "无锡", "供需对接")
    assert "&gt;100 个" in line
    assert "合作／机会：不相除" in line
    assert "一个是单次发布，一个是累计" in line and "多于前一环节" in line
    assert "%" not in re.sub(r'(href|title)="[^"]*"', "", line)


def test_what_lies_in_a_city_is_named_where_the_city_has_nothing(given):
    line = stage(chain_card(given()), "成都", "产业应用")
    assert "未见公布（辖内已公布：" in line and "成都高新区" in line


def test_areas_of_one_stage_are_folded(given):
    card = chain_card(given())
    folded = card.html(Mode.LIGHT).partition('<details class="cs-fold">')[2]
    assert "惠州" in folded and "目标" in folded
    assert not has_panel("441300", given())
    assert "cs-fold" not in chain_card(given(HEFEI, "441300")).html(Mode.LIGHT)


def test_the_table_holds_every_figure_with_its_stage(given):
    table = chain_card(given(SOE)).table
    assert list(table["环节"]) == ["需求牵引", "供需对接", "产业应用"]
    assert list(table["原文数字"]) == ["200多个", "480多家", "39个"]


def test_shares_stand_on_one_scale_without_an_order(given):
    card = shares_card(given())
    assert card.headline == "合肥的“落地／机会”为 80–93%（1200余项对1400余项）"
    shown = dict(zip(card.table["区域"], card.table["结果"], strict=True))
    assert shown == {
        "合肥": "80–93%", "成都高新区": "17.8%", "合肥国企联盟": "13–20%",
        "成都": ">10%（上限不明）",
    }  # fmt: skip
    notes = " ".join(card.notes)
    assert "不构成名次" in notes
    assert "成都：分子只印下限" in notes
    assert "无锡" not in card.alt
    assert len(card.observations) == 8
    assert card.draw(Mode.LIGHT).data


def test_what_is_not_divided_stands_beside_what_each_one_has(given):
    card = others_card(given())
    found = card.table.set_index(["区域", "比"])
    assert found.loc[("无锡", "合作／机会"), "结果"] == "—"
    assert "不是同一批" in found.loc[("无锡", "合作／机会"), "不相除的原因"]
    assert "只有下限" in found.loc[("无锡", "每个合作项目的金额"), "不相除的原因"]
    assert found.loc[("泉州", "每项机会对应的能力"), "结果"] == "0.76"
    assert found.loc[("北京", "每个揭榜场景的预算"), "结果"] == "875–959 万元"
    assert found.loc[("合肥国企联盟", "每项机会对接的企业"), "结果"] == "1.6–2.45"
    html = card.html(Mode.LIGHT)
    assert html.index("每一项对应多少") < html.index("不能相除的")


def test_without_rates_there_are_no_such_cards(given):
    huizhou = given("441300")
    assert shares_card(huizhou) is None
    assert others_card(huizhou) is None


def test_releases_are_told_with_their_caveat(given, world):
    card = releases_card(world[2], given())
    assert card.headline == "成都有条数可查的清单发布 3 次，最早2019年3月，最近2024年4月7日"
    assert any("重新起算" in note for note in card.notes)
    rows = card.table[card.table["区域"] == "成都高新区"]
    assert list(rows["性质"]) == ["一次发布", "累计"]
    assert "场景需求清单批次 8 批" in rows.iloc[1]["数字"]
    html = card.html(Mode.LIGHT)
    assert "累计至2025年 <strong>90 项</strong>" in html
    assert "2024年4月8日 成都公示29个拟备案" in html
    assert set(card.source_ids) <= set(given().registry.sources)


def test_releases_of_areas_that_have_none(given, world):
    assert releases_card(world[2], given(WUHU)) is None
    few = releases_card(world[2], given(HEFEI))
    assert few.headline == "1 个区域有可查日期的清单数字"


def test_english(given, world):
    english = given(lang="en")
    cards = (chain_card(english), shares_card(english), others_card(english),
             releases_card(world[2], english))  # fmt: skip
    for card in cards:
        assert not re.search("[\u4e00-\u9fff]", re.sub(r"\(.*\)", "", card.headline + card.small))
    assert "3 of 6 stages" in cards[0].headline
    assert "No public figure found" in cards[0].html(Mode.DARK)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Interval(1200 / 1500, 1300 / 1400, "neither"), Interval(80, 93, "neither")),
        (Interval(0.13, 0.195, "right"), Interval(13, 20, "right")),
        (Interval(0.001, 0.0125), Interval(0.1, 1.3)),
        (Interval(0.0, 0.5), Interval(0, 50)),
        (Interval(0.1, None, "neither"), Interval(10, None, "neither")),
    ],
)
def test_ends_are_rounded_outwards(share, shown):
    assert percent(share) == shown


def test_words_of_rates(given):
    wanted = given()
    by_name = {(r.part.area_id, r.pair.key): r for a in wanted.areas for r in wanted.chain(a).rates}
    wuxi = by_name[WUXI, "scenario_cooperations__scenario_opportunities"]
    assert "；" in why_text(wuxi, "zh") and ";" in why_text(wuxi, "en")
    chengdu = by_name[CHENGDU, "achievement_cooperations__research_achievements_listed"]
    assert rate_text(chengdu, wanted.registry, "en") == ">10% (no upper end)"


def test_words_of_the_thin_stage(given):
    wanted = given()
    own = wanted.chain(HEFEI)
    peers = [wanted.chain(a) for a in ALL]
    said = thin_text(thin_stage(own, peers), own, wanted.registry, "zh")
    assert said == (
        "从公开数字看，合肥最薄的一环是技术能力：未见公布，而对标组其他 2 个区域中有 2 个已公布"
    )
    alone = thin_text(thin_stage(own), own, wanted.registry, "zh")
    assert "其他区域也未见公布" in alone or "对标组" not in alone
    full = replace(own, steps={s: own.steps[ChainStage.DEMAND] for s in ChainStage})
    full = replace(full, steps=full.steps | {ChainStage.LANDED: own.steps[ChainStage.LANDED]})
    said = thin_text(thin_stage(full), full, wanted.registry, "zh")
    assert "比率最低的是产业应用：落地／机会 80–93%" in said
