"""What most peers have and an area has not, and the reverse. Not published is not zero."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

LEAST_PEERS = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Something ``n`` of ``of`` peers have and the area has not, or, of leads, the reverse."""

    key: str
    n: int
    of: int


def gaps(
    area_id: str,
    holders: Mapping[str, Collection[str]],
    peers: Iterable[str],
    share: float = 0.5,
    least: int = LEAST_PEERS,
) -> list[Gap]:
    """Return what at least ``share`` of the peers hold and the area does not.

    Args:
        area_id: the area asked for; it is no peer of itself.
        holders: for every metric or kind of mechanism, the areas that have it.
        peers: the peer group.
        share: least part of the peers, from 0 to 1.
        least: fewest peers that anything is said of.

    Returns:
        Gaps in the order of ``holders``; none where there are fewer peers than ``least``.
    """
    counted = _counted(area_id, holders, peers, least)
    return [g for g, is_held in counted if not is_held and g.n and g.n >= share * g.of]


def leads(
    area_id: str,
    holders: Mapping[str, Collection[str]],
    peers: Iterable[str],
    share: float = 0.5,
    least: int = LEAST_PEERS,
) -> list[Gap]:
    """Return what the area holds and fewer than ``share`` of the peers do, as :func:`gaps` does."""
    counted = _counted(area_id, holders, peers, least)
    return [g for g, is_held in counted if is_held and g.n < share * g.of]


def _counted(
    area_id: str, holders: Mapping[str, Collection[str]], peers: Iterable[str], least: int
) -> Iterator[tuple[Gap, bool]]:
    """Yield how many peers hold each thing, and whether the area does."""
    group = frozenset(peers) - {area_id}
    if len(group) < least:
        return
    for key, have in holders.items():
        yield Gap(key, len(group & frozenset(have)), len(group)), area_id in have
