"""Named scenarios: two prints are one, conditions, areas and the figures printed beside."""

from __future__ import annotations

import pytest

from cityscene.scenarios import (
    Conditions,
    Kind,
    belongs,
    city_of,
    counted,
    fitting,
    merged,
    printed_beside,
)
from cityscene.schema import Domain, Level, PeriodType, Stage
from tests.cityscene.builders import area, observation

AREAS = {
    a.area_id: a
    for a in (
        area("340100"),
        area("510100", province_id="510000"),
        area("510104", Level.DISTRICT, parent_id="510100", city_id="510100", province_id="510000"),
        area("z1", Level.ZONE, parent_id="510104", city_id="510100", province_id="510000"),
        area("510000", Level.PROVINCE, parent_id="100000", province_id="510000"),
        area("100000", Level.NATIONAL, province_id=None),
    )
}


def row(scenario_id="s1", **changes):
    plain = {
        "scenario_id": scenario_id,
        "area_id": "510100",
        "name_zh": "车站智能客服机器人",
        "name_en": "Service robot in stations",
        "owner": "成都轨道集团",
        "is_super": False,
        "domain": "city",
        "technology": "机器人|人工智能",
        "stage": "demand",
        "source_id": "a",
        "locator": "6",
        "note": "首批",
    }
    return plain | changes


def ask(rows, **conditions):
    found = fitting(merged(rows), Conditions(**conditions), AREAS, lambda s: "机器" in s.name_zh)
    return [s.key for s in found]


def test_two_prints_are_one_scenario_with_two_places():
    rows = [row("s1"), row("s2", source_id="b", note="次批", owner="成都轨道集团|成都市")]
    (scenario,) = merged(rows)
    assert scenario.key == "s1"
    assert [p.source_id for p in scenario.places] == ["a", "b"]
    assert scenario.notes == ("首批", "次批")
    assert scenario.owners == ("成都轨道集团", "成都市")
    assert scenario.technologies == ("机器人", "人工智能")


@pytest.mark.parametrize("changes", [{"area_id": "340100"}, {"name_zh": "其他"},
                                     {"stage": "landed"}])  # fmt: skip
def test_another_area_name_or_stage_is_another_scenario(changes):
    assert len(merged([row("s1"), row("s2", **changes)])) == 2


def test_nothing_is_lost_and_the_order_is_domain_super_chain():
    rows = [
        row("a", name_zh="1", stage="landed"),
        row("b", name_zh="2", domain="industry"),
        row("c", name_zh="3", is_super=True),
        row("d", name_zh="4", owner=None, technology=None, note=None),
        row("e", name_zh="4", source_id="b"),
    ]
    found = merged(rows)
    assert [s.key for s in found] == ["b", "c", "d", "a"]
    assert sorted(p.scenario_id for s in found for p in s.places) == list("abcde")
    assert (found[1].domain, found[3].stage) == (Domain.CITY, Stage.LANDED)


@pytest.mark.parametrize(
    ("area_id", "to", "expected"),
    [
        ("510104", "510104", True),
        ("510104", "510100", True),
        ("z1", "510104", True),
        ("z1", "510000", True),
        ("510100", "510104", False),
        ("510100", "100000", False),
        ("510000", "100000", False),
        ("100000", "100000", True),
        ("100000", "510100", False),
    ],
)
def test_what_belongs_to_an_area(area_id, to, expected):
    assert belongs(area_id, to, AREAS) is expected


def test_counts_are_of_cities_and_of_areas_that_belong_to_none():
    rows = [row("a", area_id="z1"), row("b"), row("c", area_id="100000", domain="society")]
    assert counted(merged(rows), AREAS) == {
        ("510100", Domain.CITY): 2,
        ("100000", Domain.SOCIETY): 1,
    }
    assert city_of("z1", AREAS) == "510100"


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["a", "b", "c"]),
        ({"domains": ("city",)}, ["a", "b"]),
        ({"stages": ("landed",)}, ["c"]),
        ({"stages": ("landed", "demand")}, ["a", "c"]),
        ({"technologies": ("人工智能",)}, ["a"]),
        ({"owners": ("成都城投集团", "无锡市")}, ["b"]),
        ({"kind": Kind.SUPER}, ["b"]),
        ({"kind": Kind.PLAIN}, ["a", "c"]),
        ({"areas": ("510100",)}, ["a", "b"]),
        ({"areas": ("510104", "340100")}, ["b", "c"]),
        ({"text": "x"}, ["a"]),
        ({"text": "x", "domains": ("society",)}, []),
    ],
)
def test_conditions_choose(conditions, expected):
    rows = [
        row("a"),
        row("b", name_zh="乙", area_id="z1", is_super=True, owner="无锡市", technology="物联网",
            stage="testing"),
        row("c", name_zh="丙", area_id="340100", domain="society", stage="landed",
            technology=None, owner=None),
    ]  # fmt: skip
    assert sorted(ask(rows, **conditions)) == expected


def test_figures_of_a_batch_in_the_same_place_belong_to_a_scenario():
    (scenario,) = merged([row(area_id="340100", source_id="s1", locator="7")])
    event = {"period_type": PeriodType.EVENT}
    figures = [
        observation("same", **event),
        observation("total"),
        observation("other line", locator="8", **event),
        observation("other text", source_id="s2", **event),
        observation("other area", area_id="510100", **event),
    ]
    assert [o.obs_id for o in printed_beside([scenario], figures)] == ["same"]


def test_a_scenario_without_a_place_has_no_figures():
    (scenario,) = merged([row(area_id="340100", source_id="s1", locator=None)])
    figure = observation("o", locator=None, period_type=PeriodType.EVENT)
    assert printed_beside([scenario], [figure]) == []
