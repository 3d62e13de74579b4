"""Mechanisms, events, scenarios and gaps as rows."""

from __future__ import annotations

import json

import pytest

from cityscene import links, paths
from cityscene.cards import instruments
from cityscene.cards.profile import ProfileInput
from cityscene.gaps import Gap
from cityscene.queries import facts
from cityscene.registry import load_registry
from tests.conftest import FIXTURE_DATA

HEFEI, CHENGDU, HITECH = "340100", "510100", "zone-510100-hitech"


@pytest.fixture(scope="module")
def given():
    known = load_registry(FIXTURE_DATA)
    return ProfileInput(CHENGDU, known, lambda page, **params: links.url(page, params), "zh")


def test_mechanisms_stand_by_category_with_since_and_source(fixture_db, given):
    rows = facts.mechanisms_of(fixture_db, [HEFEI])
    groups = instruments.mechanism_groups(rows, given)
    assert [g.title for g in groups] == ["清单", "资金"]
    name, since, evidence = groups[0].rows[0]
    assert "机会清单和能力清单" in name
    assert since == "自2022年"
    assert "示例日报" in evidence and "定期发布" in evidence
    assert groups[1].rows[0][1] == "—"


def test_facts_of_areas_inside_are_told_apart_and_named(fixture_db, given):
    rows = facts.mechanisms_of(fixture_db, [CHENGDU, HITECH])
    own, inside = instruments.apart(rows, CHENGDU)
    assert [len(own), len(inside)] == [0, 2]
    assert "成都高新区" in instruments.mechanism_groups(inside, given)[0].rows[0][0]


@pytest.mark.parametrize(
    ("area_id", "expected"),
    [
        (HITECH, "2025年11月28日"),
        (CHENGDU, "2019年3月"),
        ("310000", "2024年"),
        ("320200", "日期未注明"),
    ],
)
def test_dates_are_no_more_exact_than_known(fixture_db, given, area_id, expected):
    (group,) = instruments.event_groups(facts.events_of(fixture_db, [area_id]), given)
    assert group.rows[0][1] == expected


def test_events_come_newest_first(fixture_db, given):
    everywhere = [HITECH, CHENGDU, HEFEI, "310000", "320200"]
    (group,) = instruments.event_groups(facts.events_of(fixture_db, everywhere), given)
    assert [row[1] for row in group.rows] == [
        "2025年11月28日", "2025年5月27日", "2024年", "2019年3月", "日期未注明",
    ]  # fmt: skip


def test_super_scenarios_come_first(fixture_db, given):
    rows = facts.scenarios_of(fixture_db, [HITECH, HEFEI])
    groups = instruments.scenario_groups(rows, given)
    assert [g.title for g in groups] == ["超级场景", "社会", "城市"]
    name, stage, _ = groups[0].rows[0]
    assert "交子大道超级场景" in name and "人工智能、物联网" in name
    assert "需求牵引" in stage and "消费" in stage


def test_one_fact_of_two_sources_is_one_row(fixture_db, given):
    (row,) = facts.events_of(fixture_db, [HEFEI])
    twin = row | {"event_id": "x", "source_id": "txt-a", "locator": "9", "note": "另一处"}
    (group,) = instruments.event_groups([row, twin], given)
    assert len(group.rows) == 1
    assert "2 处来源" in group.rows[0][2] and "另一处" in group.rows[0][2]


def test_nothing_gives_no_group(given):
    assert instruments.mechanism_groups([], given) == []
    assert instruments.event_groups([], given) == []
    assert instruments.scenario_groups([], given) == []


def test_missing_metrics_stand_by_theme(given):
    groups = instruments.missing_metrics([Gap("gdp", 3, 4), Gap("retail_sales", 2, 4)], given)
    assert [g.title for g in groups] == ["经济与创新基础", "消费与首发"]
    assert groups[0].rows[0][1] == "4 个中 3 个有"
    assert "/ranking?metric=gdp" in groups[0].rows[0][0]


def test_missing_mechanisms_stand_by_category(given):
    gaps = [Gap("scenario_loan", 2, 4), Gap("opportunity_capability_lists", 3, 4)]
    groups = instruments.missing_mechanisms(gaps, given)
    assert [(g.title, g.rows[0][0]) for g in groups] == [
        ("清单", "机会清单与能力清单"), ("资金", "场景贷"),
    ]  # fmt: skip


def test_every_category_of_the_schema_has_its_place():
    descriptor = json.loads(paths.descriptor_file(FIXTURE_DATA).read_text(encoding="utf-8"))
    (kinds,) = [r for r in descriptor["resources"] if r["name"] == "mechanism_kinds"]
    (category,) = [f for f in kinds["schema"]["fields"] if f["name"] == "category"]
    assert set(instruments.CATEGORIES) == set(category["constraints"]["enum"])
