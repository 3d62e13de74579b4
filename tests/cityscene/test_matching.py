"""Suggested pairs: the laws they keep, and what they are on names of the texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.matching import MOST, THRESHOLD, Item, best, pairs
from cityscene.search import normal

COMMON = ["场景", "应用", "智能", "AI", "城市"]
TECHNOLOGIES = ["人工智能", "机器人", "无人机", "eVTOL"]


def item(key, name, *technologies, domain="city", city="510100", need=False):
    return Item(key, name, technologies, domain, city, need)


def need(key, name, *technologies, **changes):
    return item(key, name, *technologies, need=True, **changes)


items = st.lists(
    st.builds(
        Item,
        key=st.text("abcdef", min_size=1, max_size=4),
        name=st.text("燃气故障识别质检工作场景应用智能 机器人AIeVTOL（）12", max_size=12),
        technologies=st.lists(st.sampled_from(TECHNOLOGIES), unique=True, max_size=2).map(tuple),
        domain=st.sampled_from(["city", "industry"]),
        city=st.sampled_from(["510100", "340100", None]),
        is_need=st.booleans(),
    ),
    unique_by=lambda i: i.key,
    max_size=8,
)


@given(items)
def test_laws_of_pairs(given_items):
    found = pairs(given_items, COMMON)
    seen = {(p.need.key, p.answer.key) for p in found}
    assert len(seen) == len(found)
    for p in found:
        assert p.need.is_need and not p.answer.is_need
        assert p.need.key != p.answer.key
        assert (p.answer.key, p.need.key) not in seen
        assert THRESHOLD <= p.score <= 1.0001
        assert p.words or p.technologies
        assert p.has_one_domain or p.technologies


@given(items)
def test_what_is_shared_occurs_on_both_sides(given_items):
    for p in pairs(given_items, COMMON):
        for side in (p.need, p.answer):
            text = normal(" ".join((side.name, *side.technologies)))
            assert all(normal(s) in text for s in (*p.words, *p.technologies))
        assert not set(p.words) & {normal(c) for c in COMMON}


@given(items, st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(given_items, random):
    shuffled = list(given_items)
    random.shuffle(shuffled)
    assert pairs(shuffled, COMMON) == pairs(given_items, COMMON)


@given(items, st.integers(1, 3))
def test_the_best_of_each_need_are_kept_in_order(given_items, most):
    found = pairs(given_items, COMMON)
    kept = best(found, most)
    assert [p for p in found if p in kept] == kept
    for p in kept:
        own = [x for x in found if x.need.key == p.need.key]
        assert own.index(p) < most


def test_a_need_finds_the_team_that_works_on_it_elsewhere():
    found = pairs(
        [
            need("gas", "基于图片的燃气故障识别", "人工智能"),
            item("check", "燃气AI工作质检", "人工智能", city="340100"),
            item("desk", "智慧政务", city="320100"),
        ],
        COMMON,
    )
    (pair,) = found
    assert (pair.answer.key, pair.words, pair.technologies) == ("check", ("燃气",), ("人工智能",))
    assert pair.is_across
    assert pair.has_one_domain


@pytest.mark.parametrize(
    ("name", "technologies", "domain", "expected"),
    [
        ("燃气质检", (), "city", 1),  # a shared word in one domain
        ("燃气质检", (), "industry", 0),  # a shared word alone
        ("燃气质检", ("无人机",), "industry", 1),  # a shared word and technology
        ("水质", ("无人机",), "city", 1),  # one technology in one domain
        ("水质", ("无人机",), "industry", 0),  # one technology alone
        ("智能应用场景", (), "city", 0),  # common words only
    ],
)
def test_when_a_pair_is_suggested(name, technologies, domain, expected):
    wish = need("n", "智能应用场景燃气", "无人机")
    assert len(pairs([wish, item("a", name, *technologies, domain=domain)], COMMON)) == expected


def test_the_longest_shared_words_are_named():
    (pair,) = pairs([need("n", "慢病管理"), item("a", "AI慢病管理")], COMMON)
    assert pair.words == ("慢病管理",)


def test_a_technology_in_a_name_counts_as_one():
    (pair,) = pairs([need("n", "机器人巡检"), item("a", "清扫机器人", "机器人")], COMMON)
    assert (pair.words, pair.technologies) == ((), ("机器人",))


def test_neither_the_nation_nor_the_same_city_is_across():
    wish = need("n", "燃气故障")
    for city in ("510100", None):
        (pair,) = pairs([wish, item("a", "燃气质检", city=city)], COMMON)
        assert not pair.is_across


@pytest.mark.parametrize(
    "given_items", [[], [need("n", "燃气")], [item("a", "燃气")], [need("n", ""), item("a", "！")]]
)
def test_too_little_to_compare(given_items):
    assert pairs(given_items, COMMON) == []


def test_three_for_each_need():
    teams = [item(f"a{n}", f"燃气{n}号") for n in range(5)]
    assert len(best(pairs([need("n", "燃气"), *teams], COMMON))) == MOST
