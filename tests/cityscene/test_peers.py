"""Peer groups: who is compared with a city."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.peers import NEAREST, Strategy, members, nearest
from cityscene.schema import Cluster, Level
from tests.cityscene.builders import area

LAW = settings(deadline=None, max_examples=150)

AREAS = {
    a.area_id: a
    for a in (
        area("100000", Level.NATIONAL, cluster=None),
        area("340000", Level.PROVINCE),
        area("340100"),
        area("340200"),
        area("340104", Level.DISTRICT),
        area("310000"),
        area("440300", cluster=Cluster.GREATER_BAY),
        area("350200", cluster=Cluster.OTHER),
        area("210100", cluster=Cluster.OTHER),
        area("620100", cluster=None),
    )
}
CITIES = {"340100", "340200", "310000", "440300", "350200", "210100", "620100"}
GROUPS = {"pilot": {"340100", "440300"}}
SIZES = {"gdp": {"340100": 100.0, "310000": 400.0, "340200": 30.0, "340000": 101.0}}


def of(choice, city="340100", sizes=SIZES):
    return members(choice, city, AREAS, GROUPS, sizes)


@pytest.mark.parametrize(
    ("choice", "city", "expected"),
    [
        ("all", "340100", CITIES),
        ("same_cluster", "340100", {"340100", "340200", "310000"}),
        ("same_cluster", "440300", {"440300"}),
        pytest.param("same_cluster", "350200", {"350200"}, id="outside the clusters"),
        pytest.param("same_cluster", "620100", {"620100"}, id="cluster not known"),
        ("same_province", "340100", {"340100", "340200"}),
        ("same_province", "310000", {"310000"}),
        ("near_gdp", "340100", {"340100", "310000", "340200"}),
        pytest.param("near_gdp", "440300", {"440300"}, id="own size not known"),
        pytest.param("near_population", "340100", {"340100"}, id="no sizes at all"),
        ("pilot", "340100", {"340100", "440300"}),
        pytest.param("pilot", "310000", {"310000", "340100", "440300"}, id="not in the group"),
    ],
)
def test_members(choice, city, expected):
    assert of(choice, city) == expected


@pytest.mark.parametrize("choice", ["ALL", "none", "gdp"])
def test_an_unknown_choice_is_an_error(choice):
    with pytest.raises(KeyError, match=choice):
        of(choice)


@pytest.mark.parametrize("choice", [*Strategy, *GROUPS])
@pytest.mark.parametrize("city", sorted(CITIES))
def test_the_city_is_always_among_its_peers_and_all_are_cities(choice, city):
    found = of(choice, city)
    assert city in found
    assert found <= CITIES


def test_areas_of_another_level_take_no_city_s_place():
    provinces = {f"{n}0000": area(f"{n}0000", Level.PROVINCE) for n in range(41, 41 + NEAREST)}
    sizes = {"gdp": {"340100": 100.0, "310000": 900.0} | dict.fromkeys(provinces, 100.0)}
    found = members("near_gdp", "340100", AREAS | provinces, {}, sizes)
    assert found == {"340100", "310000"}


@pytest.mark.parametrize(
    ("sizes", "n", "expected"),
    [
        pytest.param({"own": 10, "half": 5, "more": 16}, 1, {"more"}, id="by ratio up"),
        pytest.param({"own": 10, "half": 5, "more": 21}, 1, {"half"}, id="by ratio down"),
        pytest.param({"own": 10, "half": 5, "double": 20}, 1, {"double"}, id="even: identifier"),
        pytest.param({"own": 10, "none": 0, "debt": -3}, 2, set(), id="only positive sizes"),
        pytest.param({"own": 0, "a": 1}, 1, set(), id="own size zero"),
        pytest.param({"a": 1}, 1, set(), id="own size missing"),
        pytest.param({"own": 1, "a": 1}, 0, set(), id="none asked for"),
    ],
)
def test_nearest(sizes, n, expected):
    assert nearest("own", sizes, n) == expected


@LAW
@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 1000), max_size=25),
    st.integers(1, 1000),
    st.integers(0, 12),
)
def test_nobody_left_out_is_nearer(others, own, n):
    found = nearest("own", others | {"own": own}, n)
    assert len(found) == min(n, len(others))

    def ratio(size):
        return max(size / own, own / size)

    left_out = set(others) - found
    for inside in found:
        for outside in left_out:
            assert ratio(others[inside]) <= ratio(others[outside]) * (1 + 1e-12)


@LAW
@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(1, 99)), st.integers(2, 9)
)
def test_the_scale_of_sizes_does_not_matter(sizes, factor):
    sizes["own"] = 50
    scaled = {k: v * 2**factor for k, v in sizes.items()}
    assert nearest("own", sizes, 3) == nearest("own", scaled, 3)
