"""The library of scenarios: list, counts, super scenarios and pairs, on the curated data."""

from __future__ import annotations

import re
from html import unescape

import pytest

from cityscene import matching
from cityscene.cards.scenario_pairs import Order, PairsInput, common_words, pairs_card
from cityscene.cards.scenarios import FILE_COLUMNS, LibraryInput, heat_card, list_card
from cityscene.cards.super_scenarios import SuperInput, super_card
from cityscene.scenarios import Conditions, Kind
from cityscene.schema import Domain
from cityscene.theme import Mode
from cityscene.ui import data
from cityscene.ui.profile import written
from cityscene.ui.scenarios import reads

CHENGDU, HEFEI, WUXI = "510100", "340100", "320200"


def library(db, mine=HEFEI, lang="zh", **asked):
    found = reads.found(db, Conditions(**asked))
    return LibraryInput(found, written(db, mine, (), lang), {}, "areas" not in asked)


def listed(db, start=0, length=200, **asked):
    return list_card(library(db, **asked), start, length)


def supers(db, lang="zh"):
    found = reads.found(db, Conditions(kind=Kind.SUPER))
    return super_card(
        SuperInput(
            found, reads.figures(db, found), reads.announced(db), written(db, HEFEI, (), lang)
        )
    )


def paired(db, mine=CHENGDU, order=Order.SCORE, lang="zh", across=False):
    found = [p for p in reads.suggestions(db) if p.is_across or not across]
    needs = sum(s.stage == "demand" for s in reads.library(db))
    given = PairsInput(
        matching.best(found), reads.by_key(db), needs, written(db, mine, (), lang), order
    )
    return pairs_card(given)


def drawn(card):
    return unescape(card.html(Mode.LIGHT))


def test_eleven_scenarios_of_the_list_of_chengdu_enterprises_are_named(real_db):
    owners = ("成都文旅集团", "成都轨道集团", "成都城投集团", "成都传媒产业集团")
    card = listed(real_db, areas=(CHENGDU,), owners=owners)
    assert card.headline == "11 个具名场景，涉及 1 个城市"
    assert card.table["单位"].value_counts().to_dict() == {
        "成都城投集团": 4,
        "成都文旅集团": 3,
        "成都轨道集团": 3,
        "成都传媒产业集团": 1,
    }
    assert set(card.source_ids) == {"txt-001"}


def test_two_prints_of_an_article_are_one_row_with_two_places(real_db):
    card = listed(real_db, areas=(WUXI,))
    assert len(card.table) == 3
    assert drawn(card).count("2 处来源") == 3
    assert len(card.data) == 6
    assert list(card.data.columns) == list(FILE_COLUMNS)


def test_every_row_of_the_data_is_in_the_file(real_db):
    card = listed(real_db)
    ids = card.data["scenario_id"]
    assert ids.is_unique
    assert len(ids) == data.counts(real_db)["scenarios"]
    assert len(card.table) < len(ids)
    assert card.data["source_id"].notna().all()


def test_a_row_names_place_owner_stage_and_source(real_db):
    html = drawn(listed(real_db, text="jjyy"))
    for words in ("基于AI模型的锦江夜游智能导游", "成都文旅集团", "需求牵引", "人工智能",
                  "第 6 行", "文旅消费方向"):  # fmt: skip
        assert words in html
    assert "/city?area=成都" in re.sub("%E6%88%90%E9%83%BD", "成都", html)


def test_pages_follow_without_gap_or_overlap(real_db):
    n = len(reads.library(real_db))
    seen = [
        name
        for start in range(0, n, 20)
        for name in re.findall(
            r"<tr><td><strong>(.*?)</strong>", drawn(listed(real_db, start=start, length=20))
        )
    ]
    assert len(seen) == n


def test_english_names_stand_before_the_chinese(real_db):
    html = drawn(listed(real_db, text="jjyy", lang="en"))
    assert html.index("AI-model guide") < html.index("锦江夜游")
    assert listed(real_db, text="metro", lang="en").table["Scenario"].str.contains("etro").all()


def test_scenarios_of_no_city_are_said_to_be_so(real_db):
    assert listed(real_db, areas=("100000",)).headline.endswith("来源未点明城市")
    assert "未点明城市" in listed(real_db).small


def test_counts_of_the_matrix_are_those_of_its_links(real_db):
    card = heat_card(library(real_db))
    table = card.table.set_index("区域")
    assert table["合计"].sum() == len(reads.library(real_db))
    areas = {a.short_zh: a.area_id for a in data.registry(real_db).areas.values()}
    names = {"产业": Domain.INDUSTRY, "消费": Domain.CONSUMPTION, "社会": Domain.SOCIETY,
             "城市": Domain.CITY, "数字基础设施": Domain.DIGITAL_INFRASTRUCTURE}  # fmt: skip
    for name, row in table.iterrows():
        for column, domain in names.items():
            asked = Conditions(areas=(areas[str(name)],), domains=(domain,))
            assert len(reads.found(real_db, asked)) == row[column]
    assert "view=" not in card.html(Mode.LIGHT)
    assert "domain=society" in card.html(Mode.LIGHT)


def test_my_city_stands_in_the_matrix_even_with_nothing(real_db):
    table = heat_card(library(real_db, mine="330200")).table
    assert table[table["区域"] == "宁波"]["合计"].tolist() == [0]
    narrowed = heat_card(library(real_db, mine="330200", areas=(CHENGDU,))).table
    assert narrowed["区域"].tolist() == ["成都"]


def test_county_level_cities_are_said_to_count_for_their_city(real_db):
    assert "义乌（金华）" in heat_card(library(real_db)).notes[1]


def test_super_scenarios_of_wuxi_come_with_what_they_opened(real_db):
    card = supers(real_db)
    figures = {(o.area_id, o.metric_id): o.value for o in card.observations}
    assert figures[WUXI, "scenario_opportunities"] == 85
    assert figures[WUXI, "scenario_capabilities"] == 192
    assert figures[WUXI, "super_scenarios"] == 3
    assert (WUXI, "cooperation_value") not in figures  # a total of the city, in the same line
    assert figures["zone-510100-jiaozi-avenue", "super_scenario_street_length"] == 1.7
    assert ("zone-510100-hitech", "scenario_capabilities") not in figures


def test_super_scenarios_are_named_with_figures_and_sources(real_db):
    html = drawn(supers(real_db))
    for words in ("无限锡引，零动未来", "无限锡引，焕新未来", "无限锡引，能碳未来",
                  "交子大道超级场景", "新川科技园超级场景", "未来科技城超级场景",
                  "85 项", "192 项", "1.7 公里", "超级场景清单"):  # fmt: skip
        assert words in html
    assert html.count("85 项") == 1  # two prints, one figure
    assert "/sources?source=txt-003" in html and "/sources?source=txt-004" in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pairs_show_score_and_what_is_shared(real_db, lang):
    card = paired(real_db, lang=lang)
    html = drawn(card)
    assert "燃气" in html and "0.15" in html
    frame = card.data.set_index(["need_name_zh", "answer_name_zh"])
    gas = frame.loc[("基于图片的燃气故障识别", "燃气AI工作质检")]
    assert gas["shared_words"] == "燃气"
    assert gas["shared_technologies"] == "人工智能"
    assert bool(gas["other_city"]) is True
    assert (frame["need_stage"] == "demand").all()
    assert (frame["answer_stage"] != "demand").all()


def test_pairs_say_what_they_do_not_say(real_db):
    notes = " ".join(paired(real_db).notes)
    assert "文字相近，不代表可行" in notes
    assert all(word in notes for word in common_words())
    assert "0.10" in paired(real_db).small


def test_needs_of_my_city_stand_first(real_db):
    html = drawn(paired(real_db, mine=CHENGDU, order=Order.MINE))
    assert html.index("成都的需求") < html.index("其他区域")
    assert "成都的需求" not in drawn(paired(real_db, mine=CHENGDU))


def test_a_city_without_needs_sees_what_it_has_to_offer(real_db):
    card = paired(real_db, mine=HEFEI, order=Order.MINE)
    assert drawn(card).index("合肥的能力或案例") < drawn(card).index("其他区域")
    assert "合肥未见具名的需求" in card.notes[0]


def test_at_most_three_for_a_need_and_only_other_cities_when_asked(real_db):
    card = paired(real_db, across=True)
    assert card.data["need_scenario_id"].value_counts().max() <= 3
    assert card.data["other_city"].all()
    assert len(card.data) >= 5
