"""Most common kinds, similar cities, and paths beside families."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cityscene import paths
from cityscene.cards import families
from cityscene.cards.mechanisms import PATHS
from cityscene.mechanisms import Extent, Matrix
from cityscene.similarity import Clusters
from cityscene.theme import Mode
from tests.cityscene.cards.test_mechanisms import CHENGDU, HEFEI, REAL_DATA, WUXI, asked


@pytest.fixture(scope="module")
def real(real_db):
    return asked(real_db, REAL_DATA)


def test_the_most_common_names_who_has_it_my_city_first(fixture_db):
    card = families.common_card(asked(fixture_db, mine=WUXI))
    assert "3 个城市中 2 个有公开资料" in card.headline
    page = card.html(Mode.LIGHT)
    assert page.index(">无锡<") < page.index(">合肥<")
    assert "<em>无锡未见</em>" in page
    assert list(card.table.iloc[:, 2]) == [2, 2, 1]


def test_nothing_in_common_is_no_card(fixture_db):
    assert families.common_card(asked(fixture_db, extent=Extent.ZONE)) is None
    assert families.similar_card(asked(fixture_db)) is None


def test_the_alliance_is_the_most_common(real):
    card = families.common_card(real)
    assert "场景创新城市联盟" in card.headline
    assert card.table.iloc[0, 2] >= 12
    assert "“人工智能+”" in card.table.iloc[1, 0]
    assert list(card.table.iloc[:, 2]) == sorted(card.table.iloc[:, 2], reverse=True)


def test_similar_cities_share_what_is_said(real):
    card = families.similar_card(real)
    assert "与合肥最接近的是" in card.headline
    similarities = list(card.table.iloc[:, 1])
    assert similarities == sorted(similarities, reverse=True)
    kinds = real.whole.kinds
    rows = card.table.set_index(card.table.columns[0])
    for name, area_id in (("成都", CHENGDU), ("无锡", WUXI)):
        shared = kinds[HEFEI] & kinds[area_id]
        assert rows.loc[name].iloc[0] == round(len(shared) / len(kinds[HEFEI] | kinds[area_id]), 3)
        assert all(real.kind_name(k) in rows.loc[name].iloc[1] for k in shared)
    assert "机会清单+能力清单" in rows.loc["无锡"].iloc[1]


def test_only_areas_with_enough_kinds_are_compared(real):
    names = set(families.similar_card(real).table.iloc[:, 0])
    assert "厦门" not in names and "芜湖" in names


def test_paths_stand_beside_families_with_numbers(real):
    card = families.families_card(real)
    assert "（5 对）" in card.headline and "（16 对）" in card.headline
    page = card.html(Mode.LIGHT)
    for path in ("研发与商业化闭环", "大规模开放与全链条服务", "本地优势产业垂直场景"):
        assert path in page
    assert "A 类" in page
    cells = {row[1]: row[2] for row in card.table.itertuples(index=False)}
    assert set(cells["研发与商业化闭环"].split("、")) == {"北京", "合肥", "无锡"}
    assert set(cells["大规模开放与全链条服务"].split("、")) == {"上海", "深圳"}
    assert set(cells["本地优势产业垂直场景"].split("、")) == {"芜湖", "厦门"}


def test_few_data_are_admitted(real):
    card = families.families_card(real)
    assert "现有资料还看不出机制组合随路径而分" in card.headline
    assert any("105 种分法中有" in note for note in card.notes)
    assert any("厦门已知的机制不足 3 种" in note for note in card.notes)


def test_paths_that_do_differ_are_said_to(real):
    kinds = list(real.registry.mechanism_kinds)
    areas = real.registry.areas
    known = {a: areas[a].development_path for a in real.whole.kinds if areas[a].development_path}
    places = {path: 3 * i for i, path in enumerate(sorted(set(known.values())))}
    cells = {(a, k): () for a, p in known.items() for k in kinds[places[p] : places[p] + 3]}
    apart = replace(real, whole=Matrix(cells), areas=Clusters())
    assert "同路径的城市更相近" in families.families_card(apart).headline


@pytest.mark.parametrize("extent", [Extent.ZONE, Extent.DISTRICT, Extent.ORGANISATION])
def test_paths_are_of_cities_only(real_db, extent):
    card = families.families_card(asked(real_db, REAL_DATA, extent=extent))
    assert card is None or "发展路径" not in card.headline


def test_every_path_of_the_schema_has_its_place():
    descriptor = json.loads(paths.descriptor_file(REAL_DATA).read_text(encoding="utf-8"))
    (areas,) = [r for r in descriptor["resources"] if r["name"] == "areas"]
    (path,) = [f for f in areas["schema"]["fields"] if f["name"] == "development_path"]
    assert set(PATHS) == set(path["constraints"]["enum"])
