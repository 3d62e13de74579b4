"""The matrix of mechanisms as a card: what is shown, in which order, on what evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cityscene import links
from cityscene.cards import families, mechanism_evidence, mechanisms
from cityscene.cards.mechanisms import BY_CATEGORY, BY_COUNT, BY_SIMILARITY, MechanismsInput
from cityscene.cards.profile import ProfileInput
from cityscene.export.card_files import CARD_FILES, Origin
from cityscene.mechanisms import Extent, matrix, wider
from cityscene.queries import facts
from cityscene.registry import load_registry
from cityscene.similarity import Clusters, clusters
from cityscene.theme import Mode
from tests.conftest import FIXTURE_DATA

HEFEI, WUXI, CHENGDU, HITECH = "340100", "320200", "510100", "zone-510100-hitech"
REAL_DATA = FIXTURE_DATA.parents[2] / "data"


def profile(data, area_id=HEFEI, lang="zh"):
    link = lambda page, **params: links.url(page, params)  # noqa: E731
    return ProfileInput(area_id, load_registry(data), link, lang)


def asked(db, data=FIXTURE_DATA, extent=Extent.ROLLED, mine=HEFEI, lang="zh", **changes):
    own = profile(data, mine, lang)
    areas = own.registry.areas
    whole = matrix(facts.mechanisms(db), areas, extent)
    thick = {a: k for a, k in whole.kinds.items() if len(k) >= 3}
    given = MechanismsInput(
        own, whole, frozenset(areas), extent, "全部城市",
        lambda area, kind: f"/mechanisms?cell={area}:{kind}",
        clusters(thick, families.FAMILY_SIMILARITY), clusters(whole.holders),
    )  # fmt: skip
    return replace(given, **changes)


def titles(card):
    """What each filled cell is, in the order of the table."""
    page = card.html(Mode.LIGHT)
    return [part.partition('"')[0] for part in page.split('summary title="')[1:]] + [
        part.partition('"')[0] for part in page.split('summary class="part" title="')[1:]
    ]


def test_every_cell_with_evidence_is_filled_and_no_other(fixture_db):
    card = mechanisms.matrix_card(asked(fixture_db))
    assert sorted(titles(card)) == [
        "合肥 · 场景贷", "合肥 · 机会清单与能力清单", "成都 · 场景贷", "成都 · 超级场景",
        "无锡 · 机会清单与能力清单",
    ]  # fmt: skip
    assert card.headline == "3 个城市共见 3 种机制，其中 1 种只见于一个城市；合肥见 2 种"


def test_what_only_a_zone_has_is_told_from_what_the_city_has(fixture_db):
    page = mechanisms.matrix_card(asked(fixture_db)).html(Mode.LIGHT)
    assert page.count('class="part"') == 2
    alone = mechanisms.matrix_card(asked(fixture_db, extent=Extent.CITY))
    assert "成都" not in alone.html(Mode.LIGHT)


def test_a_note_says_name_start_source_and_leads_to_all_evidence(fixture_db):
    page = mechanisms.matrix_card(asked(fixture_db)).html(Mode.LIGHT)
    assert "交子大道超级场景" in page and "自2022年" in page and "起始未注明" in page
    assert "示例日报" in page and "定期发布" in page
    assert f"/mechanisms?cell={CHENGDU}:super_scenario" in page


def test_my_city_has_a_column_even_when_nothing_is_known_of_it(fixture_db):
    given = asked(fixture_db, mine="340200")
    assert mechanisms.area_order(given)[0] != "340200"
    assert "340200" in mechanisms.area_order(given)
    assert mechanisms.matrix_card(given).headline.endswith("；芜湖未见公开资料")


def test_zones_have_columns_of_their_own_and_my_city_none(fixture_db):
    given = asked(fixture_db, extent=Extent.ZONE, mine=CHENGDU)
    assert mechanisms.area_order(given) == [HITECH]
    assert 'class="mine"' in mechanisms.matrix_card(given).html(Mode.LIGHT)


def test_orders_of_areas(fixture_db):
    by_count = mechanisms.area_order(asked(fixture_db))
    assert by_count == [HEFEI, CHENGDU, WUXI]
    order = Clusters((WUXI, CHENGDU, HEFEI))
    given = asked(fixture_db, areas=order, columns=BY_SIMILARITY)
    assert mechanisms.area_order(given) == [WUXI, CHENGDU, HEFEI]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (BY_CATEGORY, ["opportunity_capability_lists", "super_scenario", "scenario_loan"]),
        (BY_COUNT, ["opportunity_capability_lists", "scenario_loan", "super_scenario"]),
    ],
)
def test_orders_of_kinds(fixture_db, rows, expected):
    given = asked(fixture_db, rows=rows)
    assert mechanisms.kind_order(given.shown(), given) == expected


def test_kinds_by_similarity_are_the_order_of_the_clusters(real_db):
    given = asked(real_db, REAL_DATA, rows=BY_SIMILARITY)
    assert mechanisms.kind_order(given.shown(), given) == list(given.kinds.order)


def test_categories_and_the_least_number_narrow_the_rows(fixture_db):
    assert titles(mechanisms.matrix_card(asked(fixture_db, categories=("finance",)))) == [
        "合肥 · 场景贷", "成都 · 场景贷",
    ]  # fmt: skip
    common = mechanisms.matrix_card(asked(fixture_db, least=2))
    assert "超级场景" not in " ".join(titles(common))
    assert "至少见于 2 个区域" in common.small
    assert any("另有 1 种" in note for note in common.notes)


def test_peers_of_whom_nothing_is_known_are_named(fixture_db):
    notes = mechanisms.matrix_card(asked(fixture_db)).notes
    assert any("另有 2 个城市未见任何机制的公开资料，未列：上海、芜湖" in n for n in notes)


def test_the_table_is_the_list_of_evidence_and_the_file_has_identifiers(fixture_db):
    card = mechanisms.matrix_card(asked(fixture_db))
    assert len(card.table) == len(card.data) == len(card.source_ids) == 5
    assert set(card.data["evidence_id"]) == {f"me-00{i}" for i in range(1, 6)}
    assert {"area_id", "mechanism_id", "source_id", "tier", "locator"} <= set(card.data.columns)
    registry = load_registry(FIXTURE_DATA)
    csv = CARD_FILES[0].make(card, registry, Origin("b", "http://x/mechanisms", "zh"))
    assert b"me-003" in csv


def test_the_evidence_of_a_cell(fixture_db):
    rows = matrix(facts.mechanisms(fixture_db), load_registry(FIXTURE_DATA).areas,
                  Extent.ROLLED).cells[CHENGDU, "scenario_loan"]  # fmt: skip
    given = profile(FIXTURE_DATA, CHENGDU)
    card = mechanism_evidence.cell_card(CHENGDU, "scenario_loan", rows, given)
    assert card.headline == "成都 · 场景贷：1 项做法，1 处来源，自2025年"
    assert "银行为场景项目提供的专门贷款" in card.small
    assert "成都高新区" in card.html(Mode.LIGHT) and "示例日报" in card.html(Mode.LIGHT)


def test_nation_and_provinces_stand_apart(real_db):
    given = profile(REAL_DATA)
    rows = wider(facts.mechanisms(real_db), given.registry.areas)
    card = mechanism_evidence.wider_card(rows, given)
    page = card.html(Mode.LIGHT)
    for words in ("全国（全国", "安徽（省", "中央企业（机构", "容错激励", "跟踪评估"):
        assert words in page
    assert "100000" not in matrix(rows, given.registry.areas, Extent.ANY).kinds


def test_english(fixture_db):
    card = mechanisms.matrix_card(asked(fixture_db, lang="en"))
    assert card.headline == (
        "3 kinds of mechanisms are known of 3 cities, 1 of them of one of the cities only;"
        " 2 are known of Hefei"
    )
    assert "Chengdu · Super scenario" in titles(card)
