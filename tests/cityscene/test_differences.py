"""Figures of several sources for one thing: the order, the rule that decided, the spread."""

from __future__ import annotations

from datetime import date

import pytest

from cityscene.differences import Kind, Pair, Rule, differences
from cityscene.schema import Tier
from tests.cityscene.builders import observation, source

SOURCES = {
    s.source_id: s
    for s in (
        source("official", published_date="2025"),
        source("official_later", published_date="2025-11-28"),
        source("press", tier=Tier.MAINSTREAM, published_date="2026-01"),
        source("press_twin", tier=Tier.MAINSTREAM, published_date="2026-01"),
    )
}


def found(*figures, kinds=(Kind.CONFLICT,)):
    """Differences among figures, each paired with the next."""
    pairs = [
        Pair(kind, a.obs_id, b.obs_id)
        for kind, a, b in zip(kinds, figures, figures[1:], strict=False)
    ]
    return differences(pairs, {o.obs_id: o for o in figures}, SOURCES)


@pytest.mark.parametrize(
    ("shown", "other", "rule"),
    [
        ("official", "press", Rule.TIER),
        ("official_later", "official", Rule.PUBLISHED),
        ("press", "press_twin", Rule.IDENTIFIER),
    ],
)
def test_the_rule_that_decided_is_named(shown, other, rule):
    a = observation("a", 100, source_id=shown)
    b = observation("b", 110, source_id=other)
    for figures in ((a, b), (b, a)):
        (one,) = found(*figures)
        assert one.shown is a
        assert one.rule is rule


def test_three_sources_of_one_thing_are_one_difference():
    figures = [
        observation("a", 100, source_id="press"),
        observation("b", 104, source_id="official"),
        observation("c", 120, source_id="press_twin"),
    ]
    (one,) = found(*figures, kinds=(Kind.VARIANT, Kind.CONFLICT))
    assert one.kind is Kind.CONFLICT
    assert [o.obs_id for o in one.figures] == ["b", "a", "c"]
    assert one.spread == pytest.approx(100 * 20 / 104)


def test_conflicts_come_first_and_the_widest_apart_before_others():
    near = [observation("a", 100), observation("b", 101, source_id="s2")]
    far = [
        observation("c", 100, as_of=date(2024, 12, 31)),
        observation("d", 150, source_id="s2", as_of=date(2024, 12, 31)),
    ]
    variant = [
        observation("e", 100, as_of=date(2023, 12, 31)),
        observation("f", 900, source_id="s2", as_of=date(2023, 12, 31)),
    ]
    pairs = [
        Pair(Kind.VARIANT, "e", "f"), Pair(Kind.CONFLICT, "a", "b"), Pair(Kind.CONFLICT, "c", "d"),
    ]  # fmt: skip
    figures = {o.obs_id: o for o in (*near, *far, *variant)}
    listed = differences(pairs, figures, {"s1": source(), "s2": source("s2")})
    assert [d.figures[0].obs_id for d in listed] == ["c", "a", "e"]


def test_nothing_differs():
    assert differences([], {}, {}) == []


def test_a_spread_from_zero_is_no_division_by_zero():
    (one,) = found(
        observation("a", 0, source_id="official"), observation("b", 5, source_id="press")
    )
    assert one.spread == 0.0
