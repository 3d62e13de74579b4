"""Ranks of figures known as intervals.

A rank is a range: the best place an area can hold given what every printed figure
allows, and the worst. Areas whose figures are the same point share a rank
("competition" ranking: 1, 2, 2, 4). Missing figures are never ranked.

An open end (突破40亿元) says nothing of how far beyond. Taken to infinity it would make any
city with such a figure a possible first. So ranks assume that it stays below ``OPEN_END`` times
the printed mark: whoever has passed twice the mark prints a larger one. The data keep the end
open; only ranks assume this, and every ranking that does says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cityscene.schema import Direction, Interval

OPEN_END = 2.0
BoolMatrix = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rank:
    """Place of one area among ``n``: ``best`` <= ``worst``, both from 1."""

    key: str
    best: int
    worst: int
    n: int
    tied_with: tuple[str, ...] = ()
    not_separable_from: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the printed figures allow one place only."""
        return self.best == self.worst

    @property
    def label(self) -> str:
        """The place as text: ``3`` or ``3–5``."""
        return str(self.best) if self.is_certain else f"{self.best}–{self.worst}"


def rank(
    intervals: Mapping[str, Interval],
    direction: Direction = Direction.HIGHER,
    *,
    open_end: float = OPEN_END,
) -> dict[str, Rank]:
    """Rank areas by what their figures allow.

    Args:
        intervals: one interval per area, in one unit.
        direction: ``lower`` ranks small figures first; ``neutral`` as ``higher``.
        open_end: an open upper end is taken to lie below this multiple of the lower end.

    Returns:
        One ``Rank`` per area, ordered by best place, worst place, then input order.
    """
    keys = list(intervals)
    values = [intervals[k] for k in keys]
    ahead = surely_ahead(values, direction, open_end=open_end)
    tied = _ties(values)
    best = 1 + ahead.sum(axis=0)
    worst = 1 + possibly_ahead(values, direction, open_end=open_end).sum(axis=0)
    ranks = [_rank_of(i, keys, best, worst, ahead, tied) for i in range(len(keys))]
    return {r.key: r for r in sorted(ranks, key=lambda r: (r.best, r.worst))}


def surely_ahead(
    intervals: Sequence[Interval], direction: Direction, *, open_end: float = OPEN_END
) -> BoolMatrix:
    """Matrix ``[i, j]``: whether i is ahead of j whatever the hedges hide.

    Shape (n, n). Touching ends separate only when one of them is excluded:
    [1500, 1500] is surely ahead of [1400, 1500).
    """
    low, high = _ends(intervals, open_end)
    low_in = np.array([v.includes_low for v in intervals], dtype=bool)
    high_in = np.array([v.includes_high for v in intervals], dtype=bool)
    touching = ~(low_in[:, None] & high_in[None, :])
    above: BoolMatrix = (low[:, None] > high[None, :]) | (
        (low[:, None] == high[None, :]) & touching & np.isfinite(low)[:, None]
    )
    np.fill_diagonal(above, False)
    if direction is Direction.LOWER:
        return above.T.copy()
    return above


def possibly_ahead(
    intervals: Sequence[Interval], direction: Direction, *, open_end: float = OPEN_END
) -> BoolMatrix:
    """Matrix ``[i, j]``: whether i may be ahead of j. Touching ends can tie, not pass.

    Shape (n, n). Not the mere opposite of ``surely_ahead``: of [5, 8] and [3, 5] neither is
    surely ahead, yet only the first may be.
    """
    low, high = _ends(intervals, open_end)
    above: BoolMatrix = high[:, None] > low[None, :]
    np.fill_diagonal(above, False)
    return above.T.copy() if direction is Direction.LOWER else above


def _ends(intervals: Sequence[Interval], open_end: float) -> tuple[Floats, Floats]:
    """Lower and upper ends, each of shape (n,); an open lower end is infinite."""
    low = [-math.inf if v.low is None else v.low for v in intervals]
    high = [_high(v, open_end) for v in intervals]
    return np.array(low, dtype=float), np.array(high, dtype=float)


def _high(interval: Interval, open_end: float) -> float:
    if interval.high is not None:
        return interval.high
    return interval.low * open_end if interval.low and interval.low > 0 else math.inf


def _ties(intervals: Sequence[Interval]) -> BoolMatrix:
    """Matrix of pairs that are the same point."""
    point = np.array([v.is_point for v in intervals], dtype=bool)
    value = np.array([v.low if v.is_point else math.nan for v in intervals], dtype=float)
    same: BoolMatrix = (value[:, None] == value[None, :]) & point[:, None] & point[None, :]
    np.fill_diagonal(same, False)
    return same


def _rank_of(
    i: int,
    keys: list[str],
    best: npt.NDArray[np.int_],
    worst: npt.NDArray[np.int_],
    ahead: BoolMatrix,
    tied: BoolMatrix,
) -> Rank:
    overlap = ~(ahead[i] | ahead[:, i] | tied[i])
    overlap[i] = False
    return Rank(
        key=keys[i],
        best=int(best[i]),
        worst=int(worst[i]),
        n=len(keys),
        tied_with=tuple(keys[j] for j in np.flatnonzero(tied[i])),
        not_separable_from=tuple(keys[j] for j in np.flatnonzero(overlap)),
    )
