"""Who is known to use what: cells by extent, the evidence shown first, lessons from peers."""

from __future__ import annotations

import pytest

from cityscene.mechanisms import Extent, best, count, distinctive, matrix, missing, since, wider
from cityscene.queries import facts
from cityscene.registry import load_registry
from cityscene.schema import Level, Tier
from tests.cityscene.builders import area, source
from tests.conftest import FIXTURE_DATA

HEFEI, WUXI, CHENGDU, HITECH = "340100", "320200", "510100", "zone-510100-hitech"
AREAS = {
    a.area_id: a
    for a in (
        area("me"), area("a"), area("b"), area("c"), area("silent"),
        area("zone", Level.ZONE, city_id="a"),
        area("province", Level.PROVINCE, city_id=None),
        area("works", Level.ORGANISATION, city_id=None),
    )
}  # fmt: skip
SOURCES = {"o": source("o"), "r": source("r", tier=Tier.REPOST)}


def row(area_id, kind, evidence_id="e1", source_id="o", since=None, name="甲"):
    """Return one piece of evidence."""
    return {"area_id": area_id, "mechanism_id": kind, "evidence_id": evidence_id, "since": since,
            "source_id": source_id, "name_zh": name}  # fmt: skip


def cells(rows, extent):
    return set(matrix(rows, AREAS, extent).cells)


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        (Extent.ROLLED, {("a", "loan"), ("a", "list"), ("b", "loan")}),
        (Extent.CITY, {("a", "list"), ("b", "loan")}),
        (Extent.ZONE, {("zone", "loan")}),
        (Extent.ANY, {("zone", "loan"), ("a", "list"), ("b", "loan")}),
        (Extent.DISTRICT, set()),
        (Extent.ORGANISATION, set()),
    ],
)
def test_a_column_is_what_the_extent_says(extent, expected):
    rows = [row("zone", "loan"), row("a", "list"), row("b", "loan"), row("province", "list"),
            row("works", "list")]  # fmt: skip
    assert cells(rows, extent) == expected


def test_what_belongs_to_no_city_stands_apart():
    rows = [row("zone", "loan"), row("province", "list"), row("works", "list")]
    assert [r["area_id"] for r in wider(rows, AREAS)] == ["province", "works"]


def test_a_part_of_a_matrix():
    whole = matrix([row("a", "list"), row("a", "loan"), row("b", "list")], AREAS, Extent.CITY)
    assert whole.narrowed({"a"}).kinds == {"a": {"list", "loan"}}
    assert whole.narrowed({"a", "b"}, {"list"}).holders == {"list": {"a", "b"}}


def test_two_sources_of_one_mechanism_are_one():
    assert count([row("a", "list"), row("a", "list", "e2", "r"), row("a", "list", name="乙")]) == 2


def test_the_earliest_printed_date_counts():
    assert since([row("a", "x", since="2024-06"), row("a", "x"), row("a", "x", since="2022")]) == (
        "2022"
    )
    assert since([row("a", "x")]) is None


def test_the_best_source_comes_first_then_a_date():
    rows = [
        row("a", "x", "e1", "r", "2020"), row("a", "x", "e2", "o"),
        row("a", "x", "e3", "o", "2024"), row("a", "x", "e4", "o", "2023"),
    ]  # fmt: skip
    assert best(rows, SOURCES)["evidence_id"] == "e4"
    assert best(rows[:2], SOURCES)["evidence_id"] == "e2"


USES = [
    row("me", "own"), row("me", "common"), row("a", "common"), row("b", "common"),
    row("a", "list", "e5", "r"), row("b", "list", "e6"), row("c", "list", "e7"), row("a", "loan"),
    row("c", "pair"), row("b", "pair"),
]  # fmt: skip
PEERS = ["me", "a", "b", "c", "silent"]


def test_missing_is_what_half_of_the_known_peers_have_with_their_best_evidence():
    found = missing("me", matrix(USES, AREAS, Extent.CITY), PEERS, SOURCES)
    assert [(x.gap.key, x.gap.n, x.gap.of) for x in found] == [("list", 3, 3), ("pair", 2, 3)]
    assert found[0].evidence["evidence_id"] == "e6"
    assert found[0].evidence["area_id"] == "b"


def test_distinctive_is_what_less_than_half_of_them_have_with_the_own_evidence():
    found = distinctive("me", matrix(USES, AREAS, Extent.CITY), PEERS, SOURCES)
    assert [(x.gap.key, x.gap.n, x.gap.of) for x in found] == [("own", 0, 3)]
    assert found[0].evidence["area_id"] == "me"


def test_fewer_than_three_known_peers_teach_nothing():
    known = matrix(USES, AREAS, Extent.CITY)
    peers = ["me", "a", "b", "silent"]
    assert missing("me", known, peers, SOURCES) == []
    assert distinctive("me", known, peers, SOURCES) == []


def test_the_evidence_of_the_fixture(fixture_db):
    registry = load_registry(FIXTURE_DATA)
    rows = facts.mechanisms(fixture_db)
    rolled = matrix(rows, registry.areas, Extent.ROLLED)
    assert rolled.kinds[CHENGDU] == {"scenario_loan", "super_scenario"}
    assert rolled.holders["scenario_loan"] == {HEFEI, CHENGDU}
    assert matrix(rows, registry.areas, Extent.CITY).kinds.keys() == {HEFEI, WUXI}
    assert matrix(rows, registry.areas, Extent.ZONE).kinds.keys() == {HITECH}


@pytest.mark.parametrize(
    ("area_id", "kinds"),
    [
        (HEFEI, {"six_in_one_system", "scenario_division", "scenario_working_group",
                 "scenario_company", "scenario_promotion_centre", "scenario_lab",
                 "scenario_partner", "soe_scenario_alliance", "city_alliance"}),
        ("110000", {"open_bidding", "scenario_action_plan", "demo_scenario_list"}),
        (CHENGDU, {"use_first_pay_later", "invest_first_equity_later", "science_vice_president"}),
        (WUXI, {"super_scenario"}),
        ("440300", {"city_scenario_opening"}),
    ],
)  # fmt: skip
def test_what_the_texts_say_is_in_the_matrix(real_db, area_id, kinds):
    registry = load_registry(FIXTURE_DATA.parents[2] / "data")
    known = matrix(facts.mechanisms(real_db), registry.areas, Extent.CITY)
    assert known.kinds[area_id] >= kinds


def test_wuxi_has_three_super_scenarios(real_db):
    registry = load_registry(FIXTURE_DATA.parents[2] / "data")
    known = matrix(facts.mechanisms(real_db), registry.areas, Extent.CITY)
    notes = [r["note"] for r in known.cells[WUXI, "super_scenario"]]
    assert notes
    assert all(note.startswith("三个") for note in notes)
