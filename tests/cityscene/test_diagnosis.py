"""The three sentences, rule by rule, on a handful of cities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cityscene.diagnosis import Confidence, Topic, sentences
from cityscene.findings import Material, find
from cityscene.mechanisms import Matrix
from cityscene.schema import Interval
from cityscene.standing import Field
from tests.cityscene.small_world import ME, PEERS, diagnosed

SURE, SEEN, WITHHELD = Confidence.SURE, Confidence.SEEN, Confidence.WITHHELD
FIRST, LAST, MIDDLE = (9, 4, 3, 2, 1), (0, 4, 3, 2, 1), (3, 4, 5, 2, 1)


def said(topic, figures=None, kinds=None, **options):
    """Return the clauses of one sentence as key -> clause."""
    found, _ = diagnosed(figures or {}, kinds, **options)
    sentence = sentences(found)[list(Topic).index(topic)]
    assert sentence.topic is topic
    return {c.key: c for c in sentence.clauses}


def named(clause):
    return [i.key for i in clause.values["items"]]


POSITION = {
    "nothing compares": ({}, ["few_scenario", "few_context"]),
    "two scenario metrics are too few": (
        {"s1": FIRST, "s2": FIRST}, ["few_scenario", "few_context"],
    ),
    "three are enough": (
        {"s1": FIRST, "s2": MIDDLE, "s3": LAST},
        ["comparable_scenario", "strong", "weak", "few_context"],
    ),
    "the background is judged apart": (
        {"c1": FIRST, "c2": MIDDLE, "c3": MIDDLE},
        ["few_scenario", "comparable_context", "strong", "no_weak"],
    ),
    "the middle is neither": (
        {"c1": MIDDLE, "c2": MIDDLE, "c3": MIDDLE},
        ["few_scenario", "comparable_context", "no_strong", "no_weak"],
    ),
    "a range that reaches out of the quarter is neither": (
        {"c1": (Interval(2.5, 9), 4, 3, 2, 1), "c2": MIDDLE, "c3": MIDDLE},
        ["few_scenario", "comparable_context", "no_strong", "no_weak"],
    ),
    "a range within the quarter is strong": (
        {"c1": (Interval(5, 9, "left"), 4, 3, 2, 1), "c2": MIDDLE, "c3": MIDDLE},
        ["few_scenario", "comparable_context", "strong", "no_weak"],
    ),
    "a field of fewer than half of the group says nothing": (
        {"c1": (9, 4, None, None, None), "c2": (9, 4, 3, None, None), "c3": MIDDLE, "c4": MIDDLE},
        ["few_scenario", "comparable_context", "strong", "no_weak"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", POSITION)
def test_position(case):
    figures, keys = POSITION[case]
    assert list(said(Topic.POSITION, figures)) == keys


def test_places_are_told_as_ranges_with_every_figure_they_rest_on():
    hedged = (Interval(2.5, 9), 4, 3, 2, 1)
    found = said(Topic.POSITION, {"c1": FIRST, "c2": hedged, "c3": MIDDLE})
    (item,) = found["strong"].values["items"]
    assert (item.key, item.rank.label, item.rank.n) == ("c1", "1", 5)
    assert found["strong"].observation_ids == tuple(f"c1-{c}" for c in (ME, *PEERS))
    assert found["strong"].confidence is SURE
    assert found["few_scenario"].confidence is WITHHELD


def test_three_are_named_and_all_are_counted():
    found = said(Topic.POSITION, {f"c{i}": FIRST for i in range(5)})
    assert found["strong"].values["n"] == 5
    assert len(named(found["strong"])) == 3


def test_a_figure_out_of_date_is_neither_strong_nor_weak():
    figures = {"c1": FIRST, "c2": LAST, "c3": MIDDLE}
    assert "strong" in said(Topic.POSITION, figures)
    found = said(Topic.POSITION, figures, dates={ME: date(2020, 12, 31)})
    assert list(found) == ["few_scenario", "comparable_context", "no_strong", "no_weak"]


def test_a_place_on_a_list_is_never_weak():
    found, names = diagnosed({"c1": LAST, "c2": MIDDLE, "c3": MIDDLE})
    assert [s.view.metric_id for s in found.context.weak] == ["c1"]
    listed = {m: replace(x, unit="rank") for m, x in names.metrics.items()}
    assert _judged(found, replace(names, metrics=listed)).weak == ()


def _judged(found, names):
    field = Field(found.context.standings)
    material = Material(field, Matrix({}), {}, {}, {m: [] for m in names.metrics})
    return find(ME, [ME], material, names).context


MECHANISMS = {
    "nothing is known": ({}, ["city_unseen", "few_known"]),
    "most have it": (
        {"k1": "abc", "k2": ["a", "b", "c", "d", ME]}, ["most", "no_only"],
    ),
    "half is most": ({"k1": "ab", "k2": ["c", "d", ME]}, ["most", "no_only"]),
    "one of three is not most": (
        {"k1": "a", "k2": ["b", "c", ME]}, ["no_most", "some", "no_only"],
    ),
    "only the city has it": (
        {"k1": [ME], "k2": "abc"}, ["most", "only"],
    ),
    "two known peers make no majority": (
        {"k1": "ab", "k2": [ME]}, ["few_known", "some", "only"],
    ),
    "one peer is told of as well": ({"k1": "a", "k2": [ME]}, ["few_known", "some", "only"]),
    "no peer is known": ({"k1": [ME]}, ["few_known"]),
    "of the city nothing is known": ({"k1": "abc"}, ["city_unseen", "most"]),
}  # fmt: skip


@pytest.mark.parametrize("case", MECHANISMS)
def test_mechanisms(case):
    kinds, keys = MECHANISMS[case]
    assert list(said(Topic.MECHANISMS, {}, kinds)) == keys


def test_a_mechanism_comes_with_a_peers_evidence_and_how_many_have_it():
    found = said(Topic.MECHANISMS, {}, {"k1": "abc", "k2": ["d", ME], "k3": [ME]})
    (item,) = found["most"].values["items"]
    assert (item.key, item.n, found["most"].values["of"]) == ("k1", 3, 4)
    assert found["most"].evidence_ids[0] in {"k1-a", "k1-b", "k1-c"}
    assert named(found["only"]) == ["k3"]
    assert found["only"].evidence_ids == ("k3-me",)
    assert {c.confidence for c in found.values()} == {SEEN}


def test_peers_of_whom_nothing_is_known_do_not_count():
    found = said(Topic.MECHANISMS, {}, {"k1": "ab", "k2": ["c", ME]})
    assert found["most"].values["of"] == 3


STAGES = ("demand", "capability", "matching", "testing", "landed", "money")
CHAIN = {
    "nothing is published by anyone": ({}, ["thin_alone", "no_unpublished"]),
    "a stage that peers have": (
        {"demand": (1, 1, 1, None, None), "money": (None, 1, None, None, None)},
        ["thin", "no_unpublished"],
    ),
    "half of the peers have a metric": (
        {"c1": (None, 1, 1, None, None)}, ["thin_alone", "unpublished"],
    ),
    "fewer than half have it": (
        {"c1": (None, 1, None, None, None)}, ["thin_alone", "no_unpublished"],
    ),
    "everything is published, nothing divides": (
        {stage: (1, 1, 1, 1, 1) for stage in STAGES}, ["no_thin", "no_unpublished"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHAIN)
def test_chain(case):
    figures, keys = CHAIN[case]
    assert list(said(Topic.CHAIN, figures)) == keys


def test_the_thin_stage_rests_on_what_peers_have_published():
    found = said(Topic.CHAIN, {"demand": (1, 1, 1, 1, 1), "money": (None, 1, 1, None, None)})
    assert dict(found["thin"].values) == {"stage": "money", "n": 2, "of": 4}
    assert found["thin"].observation_ids == ("money-a", "money-b")
    assert named(found["unpublished"]) == ["money"]
    assert found["unpublished"].observation_ids[0].startswith("money-")


def test_with_two_peers_nothing_is_said_of_what_most_publish():
    found = said(Topic.CHAIN, {"c1": (None, 1, 1, None, None)}, peers="ab")
    assert found["few_peers"].confidence is WITHHELD


def test_without_peers_every_sentence_says_so():
    found, _ = diagnosed({"c1": FIRST}, {"k1": "a"}, peers=())
    assert [[c.key for c in s.clauses] for s in sentences(found)] == [["no_peers"]] * 3


def test_a_share_is_told_beside_that_of_peers():
    figures = {"scenario_opportunities": (10, 10, None, None, None),
               "landed_scenarios": (5, 8, None, None, None)}  # fmt: skip
    found = said(Topic.CHAIN, figures)
    assert found["share_beside"].values["n"] == 1
    assert found["share_beside"].confidence is SURE
    assert len(found["share_beside"].observation_ids) == 4
    alone = {m: (v[0], None, 1, 1, 1) for m, v in figures.items()} | {"landed_scenarios": (5,)}
    assert "share" in said(Topic.CHAIN, alone)


def test_every_clause_that_claims_something_of_figures_names_them():
    figures = {"c1": FIRST, "c2": LAST, "c3": MIDDLE, "c4": (None, 1, 1, 1, 1)}
    found, _ = diagnosed(figures, {"k1": "abc", "k2": [ME]})
    for sentence in sentences(found):
        for clause in sentence.clauses:
            if "items" in clause.values:
                assert clause.observation_ids or clause.evidence_ids, clause.key
