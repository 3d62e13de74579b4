"""How alike sets are: laws of the measure, the order and the families, and the contrast."""

from __future__ import annotations

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.similarity import (
    Contrast,
    clusters,
    contrast,
    mean_similarity,
    nearest,
    similarity,
)

SETS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2),
    st.frozensets(st.sampled_from("uvwxyz"), min_size=1),
    max_size=8,
)
ONE = st.frozensets(st.sampled_from("uvwxyz"))
TWINS = {"a": frozenset("xyz"), "b": frozenset("uv"), "c": frozenset("xyz"), "d": frozenset("uvw")}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("ab", "bc", 1 / 3), ("ab", "ab", 1), ("a", "b", 0), ("", "", 1), ("", "a", 0)],
)
def test_similarity_is_the_shared_part_of_either(one, other, expected):
    assert similarity(set(one), set(other)) == pytest.approx(expected)


@given(ONE, ONE)
def test_similarity_is_symmetric_and_one_for_equal_sets_only(one, other):
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert (similarity(one, other) == 1) == (one == other)


@given(SETS, st.randoms())
def test_no_result_depends_on_the_order_given(sets, random):
    shuffled = list(sets.items())
    random.shuffle(shuffled)
    assert clusters(dict(shuffled), 0.3) == clusters(sets, 0.3)
    for key in sets:
        assert nearest(key, dict(shuffled)) == nearest(key, sets)


@given(SETS)
def test_the_order_holds_every_key_once_and_families_follow_it(sets):
    found = clusters(sets, 0.3)
    assert sorted(found.order) == sorted(sets)
    places = {key: i for i, key in enumerate(found.order)}
    for family in found.families:
        start = places[family[0]]
        assert [places[key] for key in family] == list(range(start, start + len(family)))


@given(SETS)
def test_equal_sets_stand_side_by_side_and_are_one_family(sets):
    found = clusters(sets)
    for family in found.families:
        assert len({sets[key] for key in family}) == 1
    alone = set(found.order) - {key for family in found.families for key in family}
    assert len({sets[key] for key in alone}) == len(alone)


def test_like_stands_beside_like_and_the_larger_end_comes_first():
    found = clusters(TWINS, 0.5)
    assert found.order in (("a", "c", "b", "d"), ("a", "c", "d", "b"), ("c", "a", "b", "d"))
    assert {frozenset(f) for f in found.families} == {frozenset("ac"), frozenset("bd")}


@pytest.mark.parametrize("sets", [{}, {"a": frozenset("x")}])
def test_fewer_than_two_have_no_families(sets):
    assert clusters(sets).order == tuple(sets)
    assert clusters(sets).families == ()


def test_the_nearest_says_what_is_shared_and_what_is_not():
    first, *rest = nearest("d", TWINS)
    assert (first.key, first.shared, first.theirs, first.ours) == (
        "b", frozenset("uv"), frozenset(), frozenset("w"),
    )  # fmt: skip
    assert first.similarity == pytest.approx(2 / 3)
    assert [n.key for n in rest] == ["a", "c"]


@given(SETS)
def test_a_neighbour_splits_both_sets_into_three_parts(sets):
    for key, own in sets.items():
        for n in nearest(key, sets):
            assert n.shared | n.ours == own
            assert n.shared | n.theirs == sets[n.key]
            assert not n.ours & n.theirs


def test_means_need_a_pair():
    assert mean_similarity(["a"], TWINS) is None
    assert mean_similarity(["a", "c", "b"], TWINS) == pytest.approx(1 / 3)
    assert contrast({"a": "one", "b": "two"}, TWINS) is None
    assert contrast({"a": "one", "b": "one"}, TWINS) is None


def test_groups_that_are_alike_inside_are_as_clear_as_no_other_division():
    found = contrast({"a": "one", "c": "one", "b": "two", "d": "two"}, TWINS)
    assert found == Contrast(pytest.approx(5 / 6), 0, 2, 4, 1, 3)


GROUPS = {"a": "one", "b": "one", "c": "two", "d": "two", "e": "three"}


@given(st.fixed_dictionaries({key: ONE for key in GROUPS}))
def test_ways_are_counted_as_by_hand(sets):
    """Deal the five keys out in every order; 2! x 2! x 1! orders give one labelled division."""
    found = contrast(GROUPS, sets)
    divisions = {
        frozenset({frozenset(p[:2]), frozenset(p[2:4]), frozenset(p[4:])})
        for p in permutations(sorted(GROUPS))
    }

    def within(division):
        pairs = [sorted(group) for group in division if len(group) == 2]
        return fmean(similarity(sets[a], sets[b]) for a, b in pairs)

    own = within({frozenset("ab"), frozenset("cd"), frozenset("e")})
    assert found.ways == len(divisions) == 15
    assert found.as_clear == sum(within(d) >= own - 1e-9 for d in divisions)


def test_too_many_ways_are_not_counted_out():
    sets = {str(i): frozenset({str(i % 3)}) for i in range(30)}
    found = contrast({key: str(int(key) % 3) for key in sets}, sets)
    assert (found.within, found.between, found.as_clear) == (1, 0, 0)
