"""What most peers have and an area has not."""

from __future__ import annotations

import pytest

from cityscene.gaps import Gap, gaps, leads

PEERS = ["me", "a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        ({"gdp": {"a", "b"}}, [Gap("gdp", 2, 4)]),
        ({"gdp": {"a"}}, []),
        ({"gdp": {"a", "b", "c", "d", "me"}}, []),
        ({"gdp": {"a", "x", "y", "z"}}, []),
        ({"gdp": set()}, []),
        ({"b": {"a", "b", "c"}, "a": {"a", "d"}}, [Gap("b", 3, 4), Gap("a", 2, 4)]),
    ],
)
def test_half_of_the_others_is_enough(holders, expected):
    assert gaps("me", holders, PEERS) == expected


def test_share_can_be_raised():
    assert gaps("me", {"gdp": {"a", "b"}}, PEERS, share=0.6) == []


def test_fewer_than_three_peers_say_nothing():
    assert gaps("me", {"gdp": {"a", "b"}}, ["me", "a", "b"]) == []


def test_fewer_peers_can_be_asked_for():
    assert gaps("me", {"gdp": {"a"}}, ["me", "a"], least=1) == [Gap("gdp", 1, 1)]
    assert leads("me", {"gdp": {"me"}}, ["me", "a"], least=1) == [Gap("gdp", 0, 1)]
    assert gaps("me", {"gdp": {"a"}}, ["me"], least=1) == []


def test_an_area_is_no_peer_of_itself():
    assert gaps("me", {"gdp": {"a", "b"}}, PEERS) == gaps("me", {"gdp": {"a", "b"}}, PEERS[1:])


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        ({"gdp": {"me", "a"}}, [Gap("gdp", 1, 4)]),
        ({"gdp": {"me"}}, [Gap("gdp", 0, 4)]),
        ({"gdp": {"me", "a", "b"}}, []),
        ({"gdp": {"a"}}, []),
        ({"gdp": {"me", "x", "y"}}, [Gap("gdp", 0, 4)]),
    ],
)
def test_leads_are_the_reverse(holders, expected):
    assert leads("me", holders, PEERS) == expected


def test_a_lead_also_needs_three_peers():
    assert leads("me", {"gdp": {"me"}}, ["me", "a", "b"]) == []
