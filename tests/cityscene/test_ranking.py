"""Ranks against their definition: all worlds that the printed figures allow, enumerated."""

from __future__ import annotations

import math
import random
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.ranking import OPEN_END, Rank, rank
from cityscene.schema import Direction, Interval
from tests.cityscene.worlds import LARGEST, MOST, intervals, mirrored, worlds

#: Ranks that assume nothing of an open end: the definition, world by world.
strictly = partial(rank, open_end=math.inf)

LAW = settings(deadline=None, max_examples=150)

groups = st.lists(intervals(), min_size=1, max_size=MOST)
points = st.lists(st.integers(-5, 5).map(lambda v: Interval(v, v)), min_size=1, max_size=12)
directions = st.sampled_from(Direction)


def named(values: list[Interval]) -> dict[str, Interval]:
    return {f"area{i}": v for i, v in enumerate(values)}


def places(ranks: dict[str, Rank]) -> dict[str, tuple[int, int]]:
    return {k: (r.best, r.worst) for k, r in ranks.items()}


def competition(values: np.ndarray, direction: Direction) -> np.ndarray:
    """Place of every area in every world: one more than the number of areas ahead."""
    ahead = values[:, None] > values[None, :]
    if direction is Direction.LOWER:
        ahead = values[:, None] < values[None, :]
    in_front: np.ndarray = ahead.sum(axis=0)
    return 1 + in_front


def exactly(value: float) -> Interval:
    return Interval(value, value)


def over(value: float) -> Interval:
    return Interval(value, None, "left")


def at_most(value: float) -> Interval:
    return Interval(None, value, "right")


def within(low: float, high: float) -> Interval:
    """What 余 allows: the lower end is possible, the upper is not."""
    return Interval(low, high, "left")


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([exactly(7)], ["1"], id="alone"),
        pytest.param([exactly(v) for v in (9, 5, 5, 1)], ["1", "2", "2", "4"], id="tie"),
        pytest.param([exactly(1500), within(1400, 1500)], ["1", "2"], id="touching, end excluded"),
        pytest.param(
            [exactly(1400), within(1400, 1500)], ["1–2", "1"], id="touching, end included"
        ),
        pytest.param([Interval(3, 5), Interval(5, 8)], ["1–2", "1"], id="closed ends touch: a tie"),
        pytest.param([over(40), exactly(43.5)], ["1–2", "1–2"], id="open upper end"),
        pytest.param([over(40), exactly(40)], ["1", "1–2"], id="over its own lower end"),
        pytest.param([over(40), exactly(39)], ["1", "2"], id="open end above all"),
        pytest.param([at_most(10), exactly(10)], ["1–2", "1"], id="open lower end"),
        pytest.param([at_most(10), exactly(11)], ["2", "1"], id="open end below all"),
        pytest.param([over(1), over(2)], ["1–2", "1–2"], id="two open ends"),
        pytest.param([over(2), over(2)], ["1–2", "1–2"], id="same hedge is no tie"),
        pytest.param(
            [within(100, 200), within(150, 250), exactly(300)], ["2–3", "2–3", "1"], id="overlap"
        ),
        pytest.param(
            [Interval(0, 9), exactly(1), exactly(2), exactly(2), exactly(8)],
            ["1–5", "4–5", "2–3", "2–3", "1–2"],
            id="one wide among points",
        ),
    ],
)
def test_places(values, labels):
    ranks = strictly(named(values))
    assert [ranks[k].label for k in named(values)] == labels


def test_order_is_best_place_then_worst_then_input():
    ranks = strictly({"a": exactly(1), "b": Interval(0, 9), "c": exactly(5), "d": exactly(1)})
    assert list(ranks) == ["c", "b", "a", "d"]


def test_names_of_ties_and_of_what_cannot_be_separated():
    ranks = strictly({"a": exactly(5), "b": exactly(5), "c": within(4, 6), "d": exactly(1)})
    assert ranks["a"].tied_with == ("b",)
    assert ranks["a"].not_separable_from == ("c",)
    assert ranks["c"].not_separable_from == ("a", "b")
    assert ranks["d"].tied_with == ranks["d"].not_separable_from == ()
    assert {r.n for r in ranks.values()} == {4}


@LAW
@given(groups, directions)
def test_range_is_the_best_and_worst_place_of_all_worlds(values, direction):
    place = competition(worlds(values), direction)
    expected = {f"area{i}": (int(row.min()), int(row.max())) for i, row in enumerate(place)}
    assert places(strictly(named(values), direction)) == expected


@LAW
@given(groups)
def test_pairs_are_separable_tied_or_neither_as_the_worlds_say(values):
    world = worlds(values)
    ranks = strictly(named(values))
    for i in range(len(values)):
        others = [j for j in range(len(values)) if j != i]
        tied = [j for j in others if (world[i] == world[j]).all()]
        open_order = [
            j
            for j in others
            if j not in tied and not ((world[i] > world[j]).all() or (world[i] < world[j]).all())
        ]
        assert ranks[f"area{i}"].tied_with == tuple(f"area{j}" for j in tied)
        assert ranks[f"area{i}"].not_separable_from == tuple(f"area{j}" for j in open_order)


@LAW
@given(groups, directions)
def test_best_is_never_behind_worst(values, direction):
    for r in strictly(named(values), direction).values():
        assert 1 <= r.best <= r.worst <= r.n == len(values)
        assert r.is_certain == (r.best == r.worst)


@LAW
@given(points, directions)
def test_points_give_competition_ranking(values, direction):
    sign = -1 if direction is Direction.LOWER else 1
    figures = [sign * v.low for v in values]
    expected = {f"area{i}": 1 + sum(x > own for x in figures) for i, own in enumerate(figures)}
    ranks = strictly(named(values), direction)
    assert places(ranks) == {k: (place, place) for k, place in expected.items()}


@LAW
@given(groups, directions, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(values, direction, chance: random.Random):
    given_order = named(values)
    shuffled = list(given_order.items())
    chance.shuffle(shuffled)
    one, two = strictly(given_order, direction), strictly(dict(shuffled), direction)
    assert places(one) == places(two)
    for key in one:
        assert set(one[key].tied_with) == set(two[key].tied_with)
        assert set(one[key].not_separable_from) == set(two[key].not_separable_from)


@LAW
@given(groups, st.data())
def test_widening_a_figure_never_narrows_any_range(values, data):
    which = data.draw(st.integers(0, len(values) - 1))
    before = places(strictly(named(values)))
    after = places(
        strictly(named([*values[:which], widened(values[which], data), *values[which + 1 :]]))
    )
    for key, (best, worst) in before.items():
        assert after[key][0] <= best
        assert after[key][1] >= worst


def widened(interval: Interval, data: st.DataObject) -> Interval:
    """Move an end outwards, open it, or include it."""
    low = data.draw(st.sampled_from([None, interval.low]))
    high = data.draw(st.sampled_from([None, interval.high]))
    if low is not None:
        low = data.draw(st.integers(0, int(low)))
    if high is not None:
        high = data.draw(st.integers(int(high), LARGEST))
    return Interval(low, high, "both")


@LAW
@given(groups)
def test_lower_is_the_mirror_of_higher(values):
    lower = strictly(named(values), Direction.LOWER)
    higher = strictly(named([mirrored(v) for v in values]), Direction.HIGHER)
    assert lower == higher


@LAW
@given(groups)
def test_no_direction_is_shown_like_higher(values):
    assert strictly(named(values), Direction.NEUTRAL) == strictly(named(values), Direction.HIGHER)


@LAW
@given(groups)
def test_someone_may_always_be_first(values):
    assert min(best for best, _ in places(strictly(named(values))).values()) == 1


def test_an_open_end_is_taken_to_stay_below_twice_the_mark():
    """超1.3万亿 cannot be told from 2 trillion, but stays behind 4.7 trillion."""
    found = rank(
        {
            "郑州": Interval(1.3e12, None, "left"),
            "上海": Interval(4.7e12, 4.7e12),
            "苏州": Interval(2.4e12, 2.4e12),
        }
    )
    assert (found["上海"].best, found["上海"].worst) == (1, 1)
    assert (found["郑州"].best, found["郑州"].worst) == (2, 3)


def test_without_that_assumption_an_open_end_reaches_the_top():
    intervals = {"a": Interval(10, None, "left"), "b": Interval(1000, 1000)}
    assert rank(intervals, open_end=float("inf"))["a"].best == 1
    assert rank(intervals)["a"].best == 2


@LAW
@given(groups, directions)
def test_the_assumption_is_the_definition_with_open_ends_closed(values, direction):
    assert rank(named(values), direction) == strictly(named(list(map(closed, values))), direction)


def closed(interval: Interval) -> Interval:
    """Put the excluded end that ranks assume where a figure above zero has none."""
    if interval.high is not None or not interval.low:
        return interval
    return Interval(
        interval.low, OPEN_END * interval.low, "left" if interval.includes_low else "neither"
    )
