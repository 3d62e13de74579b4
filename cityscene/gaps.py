"""What most peers have and an area has not. Not published is not zero."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

LEAST_PEERS = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Something ``n`` of ``of`` peers have and the area has not."""

    key: str
    n: int
    of: int


def gaps(
    area_id: str, holders: Mapping[str, Collection[str]], peers: Iterable[str], share: float = 0.5
) -> list[Gap]:
    """Return what at least ``share`` of the peers hold and the area does not.

    Args:
        area_id: the area asked for; it is no peer of itself.
        holders: for every metric or kind of mechanism, the areas that have it.
        peers: the peer group.
        share: least part of the peers, from 0 to 1.

    Returns:
        Gaps in the order of ``holders``; none where there are fewer than three peers.
    """
    group = frozenset(peers) - {area_id}
    if len(group) < LEAST_PEERS:
        return []
    found = (
        Gap(key, len(group & frozenset(have)), len(group))
        for key, have in holders.items()
        if area_id not in have
    )
    return [g for g in found if g.n and g.n >= share * g.of]
