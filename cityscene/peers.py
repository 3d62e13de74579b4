"""Peer groups: areas a city is compared with, each a named strategy."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from enum import StrEnum

from cityscene.schema import Area, Cluster, Level

NEAREST = 10


class Strategy(StrEnum):
    """How peers are found; hand-picked groups are named by their own id instead."""

    ALL = "all"
    SAME_CLUSTER = "same_cluster"
    SAME_PROVINCE = "same_province"
    NEAR_GDP = "near_gdp"
    NEAR_POPULATION = "near_population"


def members(
    choice: str,
    city_id: str,
    areas: Mapping[str, Area],
    groups: Mapping[str, Collection[str]],
    sizes: Mapping[str, Mapping[str, float]],
) -> frozenset[str]:
    """Return the cities of a peer group, the city itself always among them.

    Args:
        choice: a ``Strategy`` or the id of a hand-picked group.
        city_id: the city whose peers are asked for.
        areas: the registry.
        groups: hand-picked groups, id to member area ids.
        sizes: ``{"gdp": {area_id: CNY}, "population": {area_id: persons}}``.

    Raises:
        KeyError: the choice is neither a strategy nor a known group.
    """
    cities = {a.area_id for a in areas.values() if a.level is Level.CITY}
    if choice in groups:
        return frozenset(groups[choice]) | {city_id}
    if choice not in set(Strategy):
        raise KeyError(choice)
    found = _BY_STRATEGY[Strategy(choice)](city_id, areas, sizes)
    return frozenset(found & cities) | {city_id}


def _everyone(
    city_id: str, areas: Mapping[str, Area], sizes: Mapping[str, Mapping[str, float]]
) -> set[str]:
    return set(areas)


def _same_cluster(
    city_id: str, areas: Mapping[str, Area], sizes: Mapping[str, Mapping[str, float]]
) -> set[str]:
    own = areas[city_id].cluster
    if own in (None, Cluster.OTHER):  # outside the clusters: no cluster of their own
        return set()
    return {k for k, a in areas.items() if a.cluster == own}


def _same_province(
    city_id: str, areas: Mapping[str, Area], sizes: Mapping[str, Mapping[str, float]]
) -> set[str]:
    return {k for k, a in areas.items() if a.province_id == areas[city_id].province_id}


def _near_gdp(
    city_id: str, areas: Mapping[str, Area], sizes: Mapping[str, Mapping[str, float]]
) -> set[str]:
    return nearest(city_id, _of_cities(sizes.get("gdp", {}), areas))


def _near_population(
    city_id: str, areas: Mapping[str, Area], sizes: Mapping[str, Mapping[str, float]]
) -> set[str]:
    return nearest(city_id, _of_cities(sizes.get("population", {}), areas))


def _of_cities(size: Mapping[str, float], areas: Mapping[str, Area]) -> dict[str, float]:
    """Sizes of cities only: a province or a district must not take a neighbour's place."""
    return {k: v for k, v in size.items() if k in areas and areas[k].level is Level.CITY}


_BY_STRATEGY = {
    Strategy.ALL: _everyone,
    Strategy.SAME_CLUSTER: _same_cluster,
    Strategy.SAME_PROVINCE: _same_province,
    Strategy.NEAR_GDP: _near_gdp,
    Strategy.NEAR_POPULATION: _near_population,
}


def nearest(city_id: str, size: Mapping[str, float], n: int = NEAREST) -> set[str]:
    """Return the ``n`` areas whose size is nearest by ratio; empty when the own size is unknown."""
    own = size.get(city_id)
    if not own or own <= 0:
        return set()
    distance = {k: abs(math.log(v / own)) for k, v in size.items() if v > 0 and k != city_id}
    return set(sorted(distance, key=lambda k: (distance[k], k))[:n])
