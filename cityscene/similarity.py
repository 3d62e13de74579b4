"""How alike sets are: nearest ones, an order that puts like beside like, and families.

Similarity is Jaccard's: what two sets share, as a part of what either of them has. Sets are
named, and no result depends on the order they are given in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from math import comb, factorial, prod
from statistics import fmean

Sets = Mapping[str, AbstractSet[str]]

#: More ways to divide than this are not counted out.
MOST_WAYS = 20_000
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another set beside one's own: what both have, what only the other or only the own has."""

    key: str
    similarity: float
    shared: frozenset[str]
    theirs: frozenset[str]
    ours: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Keys so ordered that like stands beside like, and the families among them."""

    order: tuple[str, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """Whether given groups are alike inside: mean similarity of pairs within and between them.

    Attributes:
        within: mean of the pairs of one group.
        between: mean of the pairs of two groups.
        n_within: number of the former.
        n_between: number of the latter.
        as_clear: ways to divide the same sets into groups of the same sizes that come out at
            least as clear, the given one among them; 0 where they were not counted.
        ways: all such ways.
    """

    within: float
    between: float
    n_within: int
    n_between: int
    as_clear: int
    ways: int


def similarity(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return the shared part of what either set has, from 0 to 1; two empty sets are equal."""
    either = len(one | other)
    return len(one & other) / either if either else 1.0


def nearest(key: str, sets: Sets) -> list[Neighbour]:
    """Return all other sets, the most alike first, then by key."""
    own = frozenset(sets[key])
    found = (
        Neighbour(k, similarity(own, s), own & s, frozenset(s - own), own - s)
        for k, s in sets.items()
        if k != key
    )
    return sorted(found, key=lambda n: (-n.similarity, n.key))


def clusters(sets: Sets, least: float = 1.0) -> Clusters:
    """Cluster sets by average linkage, with the leaves in their best order.

    Args:
        sets: at least one item in each.
        least: mean similarity that two branches must have to be one family.

    Returns:
        The order begins at the end where the larger set stands; families have two members or
        more and follow the order.
    """
    keys = sorted(sets)
    if len(keys) < 2:
        return Clusters(tuple(keys))
    from scipy.cluster.hierarchy import fcluster, leaves_list, linkage

    distances = [1.0 - similarity(sets[a], sets[b]) for a, b in combinations(keys, 2)]
    tree = linkage(distances, method="average", optimal_ordering=True)
    order = _directed([keys[i] for i in leaves_list(tree)], sets)
    branch = dict(zip(keys, fcluster(tree, 1.0 - least + _ROUNDING, "distance"), strict=True))
    families: dict[int, list[str]] = {}
    for key in order:
        families.setdefault(int(branch[key]), []).append(key)
    return Clusters(tuple(order), tuple(tuple(f) for f in families.values() if len(f) > 1))


def mean_similarity(keys: Sequence[str], sets: Sets) -> float | None:
    """Return the mean over all pairs; None for fewer than two keys."""
    pairs = [similarity(sets[a], sets[b]) for a, b in combinations(keys, 2)]
    return fmean(pairs) if pairs else None


def contrast(groups: Mapping[str, str], sets: Sets) -> Contrast | None:
    """Compare pairs of one group with pairs of two groups.

    Args:
        groups: key to group.
        sets: at least the keys of the groups.

    Returns:
        None where there is no pair of the one or of the other kind.
    """
    keys = sorted(groups)
    alike = {pair: similarity(*(sets[k] for k in pair)) for pair in combinations(keys, 2)}
    within = [s for (a, b), s in alike.items() if groups[a] == groups[b]]
    between = [s for (a, b), s in alike.items() if groups[a] != groups[b]]
    if not within or not between:
        return None
    sizes = [list(groups.values()).count(g) for g in sorted(set(groups.values()))]
    ways = _ways(sizes)
    as_clear = _as_clear(keys, sizes, alike, sum(within)) if ways <= MOST_WAYS else 0
    return Contrast(fmean(within), fmean(between), len(within), len(between), as_clear, ways)


def _directed(order: list[str], sets: Sets) -> list[str]:
    """An order of leaves is as good backwards: begin with the larger set."""
    first, last = ((-len(sets[k]), k) for k in (order[0], order[-1]))
    return order if first <= last else order[::-1]


def _ways(sizes: Sequence[int]) -> int:
    """Number of ways to divide as many things as the sizes add up to."""
    left, named = sum(sizes), 1
    for size in sizes:
        named *= comb(left, size)
        left -= size
    return named // _alike_sizes(sizes)


def _alike_sizes(sizes: Sequence[int]) -> int:
    """How often each division is met when groups of one size are told apart."""
    return prod(factorial(sizes.count(size)) for size in set(sizes))


def _as_clear(
    keys: Sequence[str], sizes: Sequence[int], alike: Mapping[tuple[str, str], float], own: float
) -> int:
    """Count divisions whose pairs within groups are together at least as similar.

    The number of pairs is the same in each, so the sum tells what the difference of means would.
    """
    found = 0
    for groups in _divisions(tuple(keys), tuple(sizes)):
        together = sum(alike[pair] for group in groups for pair in combinations(group, 2))
        found += together >= own - _ROUNDING
    return found // _alike_sizes(sizes)


def _divisions(
    keys: tuple[str, ...], sizes: tuple[int, ...]
) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield all divisions into groups of these sizes; groups of one size are told apart."""
    if not sizes:
        yield ()
        return
    for group in combinations(keys, sizes[0]):
        rest = tuple(k for k in keys if k not in group)
        for others in _divisions(rest, sizes[1:]):
            yield (group, *others)
