"""Intervals by definition: every number a printed figure allows, on a small grid.

Ends are small integers; between two of them lie ``STEP - 1`` further points, as many as the
most intervals a test compares, so that each can take a place of its own inside an open gap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from cityscene.schema import Interval

STEP = 5
MOST = STEP - 1
LARGEST = 2


def allowed(interval: Interval) -> list[int]:
    """Grid points of an interval, in steps; an open end runs one unit past all others."""
    points = range(-STEP, (LARGEST + 1) * STEP + 1)
    return [x for x in points if _above_low(x, interval) and _below_high(x, interval)]


def _above_low(x: int, interval: Interval) -> bool:
    if interval.low is None:
        return True
    low = interval.low * STEP
    return x > low or (x == low and interval.closed in ("both", "left"))


def _below_high(x: int, interval: Interval) -> bool:
    if interval.high is None:
        return True
    high = interval.high * STEP
    return x < high or (x == high and interval.closed in ("both", "right"))


def worlds(intervals: Sequence[Interval]) -> np.ndarray:
    """All combinations of allowed values: shape (areas, worlds)."""
    grid = np.meshgrid(*(allowed(v) for v in intervals), indexing="ij")
    return np.stack(grid).reshape(len(intervals), -1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval with ends in 0, 1, 2 or open."""
    low = draw(st.none() | st.integers(0, LARGEST))
    high = draw(st.none() | st.integers(low or 0, LARGEST))
    if low is not None and low == high:
        return Interval(low, high)
    return Interval(low, high, draw(st.sampled_from(["both", "left", "right", "neither"])))


def mirrored(interval: Interval) -> Interval:
    """The interval of the negated figure."""
    closed = {"left": "right", "right": "left"}.get(interval.closed, interval.closed)
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, closed)
