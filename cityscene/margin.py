"""How far one figure is above another, or how much per one, given what both hedges allow."""

from __future__ import annotations

from cityscene.schema import Interval, Observation, Qualifier

#: Units whose figures have no percentage of their own.
_NO_SHARE = ("percent", "rank")


def difference(o: Observation, reference: Observation) -> Interval:
    """What a figure is above another, in the base unit: a point for two exact figures."""
    if _both_exact(o, reference):
        gap = o.value - reference.value
        return Interval(gap, gap)
    a, b = o.interval, reference.interval
    return _interval(
        None if a.low is None or b.high is None else a.low - b.high,
        None if a.high is None or b.low is None else a.high - b.low,
        a.includes_low and b.includes_high,
        a.includes_high and b.includes_low,
    )


def relative_difference(o: Observation, reference: Observation) -> Interval | None:
    """What a figure is above another, in percent of it; None where that says nothing.

    A share, a growth rate or a rank has no percentage of its own, nor has a figure that may
    be zero or less.
    """
    a, b = o.interval, reference.interval
    if o.unit in _NO_SHARE or not b.low or b.low <= 0 or a.low is None or a.low < 0:
        return None
    if _both_exact(o, reference):
        share = 100 * (o.value / reference.value - 1)
        return Interval(share, share)
    return _interval(
        None if b.high is None else 100 * (a.low / b.high - 1),
        None if a.high is None else 100 * (a.high / b.low - 1),
        a.includes_low and b.includes_high,
        a.includes_high and b.includes_low,
    )


def quotient(part: Interval, whole: Interval) -> Interval:
    """What there is of one figure for each one of another; neither is below zero.

    (100, open) for each of [50, 60] is (1.67, open); where the other may be zero, or its own
    upper end is open, the end it decides is open or falls to zero.
    """
    low, high = part.low or 0.0, part.high
    return _interval(
        low / whole.high if whole.high else 0.0,
        None if high is None or not whole.low else high / whole.low,
        (part.includes_low or part.low is None) and (whole.includes_high or not low),
        part.includes_high and (whole.includes_low or not high),
    )


def _both_exact(a: Observation, b: Observation) -> bool:
    return a.qualifier == b.qualifier == Qualifier.EXACT


def _interval(low: float | None, high: float | None, with_low: bool, with_high: bool) -> Interval:
    closed = {(True, True): "both", (True, False): "left", (False, True): "right"}
    ends = (with_low and low is not None, with_high and high is not None)
    return Interval(low, high, closed.get(ends, "neither"))
