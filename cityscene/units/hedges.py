"""What a printed figure allows: hedge words and printed rounding as intervals.

With v the printed figure, s the place of its last printed digit and p the place of its last
digit that is not zero (all in the base unit):

============  ===========================================================================
exact         [v - s/2, v + s/2) where the print is scaled or has decimals; else v itself
over          [v, v + p) for 余 and 多 (1400余 -> [1400, 1500)); else [v, open)
at_least      [v, open)
at_most       (open, v]
nearly        [the greater of 0.9 v and v - p/2, v)
about         v -+ the smaller of 0.1 v and p/2, both ends included
============  ===========================================================================

The upper end of a rounded figure is left out because figures round half up: 43.5亿 and 43.6亿
share no value, so the two can be told apart. A verbal fraction has p = one part (三分之一:
33.3). Hedges speak of size: for a negative figure the interval is mirrored, so that 下降超5%
is at most -5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cityscene.schema import Interval, Qualifier
from cityscene.units.measures import base_factor, times
from cityscene.units.numerals import PrintedNumber

_TENTH = Decimal("0.1")
_MIRRORED = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class _Bounds:
    low: Decimal | None
    high: Decimal | None
    closed: str


def interval(printed: PrintedNumber, qualifier: Qualifier, unit: str) -> Interval:
    """The values a figure allows, in ``unit`` (an id of the unit registry).

    ``qualifier`` is the curated one and decides the rule; the print gives the places.
    Errors: MeasureError when the printed counter does not measure ``unit``.
    """
    factor = base_factor(printed, unit)
    bounds = _RULES[qualifier](printed)
    if printed.value < 0:
        bounds = _mirrored(bounds)
    return Interval(_scaled(bounds.low, factor), _scaled(bounds.high, factor), bounds.closed)


def qualifier_agrees(printed: PrintedNumber, qualifier: Qualifier) -> bool:
    """Whether the curated qualifier is what the print says.

    Where the hedge is only implied (千架, 预计达3%), exact and about both agree.
    """
    if printed.implied and qualifier is Qualifier.EXACT:
        return True
    return printed.hedge == qualifier


def _exact(printed: PrintedNumber) -> _Bounds:
    size = abs(printed.value)
    if not printed.rounded:
        return _Bounds(size, size, "both")
    half = printed.step / 2
    return _Bounds(size - half, size + half, "left" if size else "neither")


def _over(printed: PrintedNumber) -> _Bounds:
    size = abs(printed.value)
    top = size + printed.last_nonzero_place if printed.hedge_closed else None
    return _Bounds(size, top, "left")


def _at_least(printed: PrintedNumber) -> _Bounds:
    return _Bounds(abs(printed.value), None, "left")


def _at_most(printed: PrintedNumber) -> _Bounds:
    return _Bounds(None, abs(printed.value), "right")


def _nearly(printed: PrintedNumber) -> _Bounds:
    size = abs(printed.value)
    return _Bounds(size - _slack(printed), size, "left" if size else "both")


def _about(printed: PrintedNumber) -> _Bounds:
    size = abs(printed.value)
    return _Bounds(size - _slack(printed), size + _slack(printed), "both")


def _slack(printed: PrintedNumber) -> Decimal:
    return min(abs(printed.value) * _TENTH, printed.last_nonzero_place / 2)


_RULES: dict[Qualifier, Callable[[PrintedNumber], _Bounds]] = {
    Qualifier.EXACT: _exact,
    Qualifier.OVER: _over,
    Qualifier.AT_LEAST: _at_least,
    Qualifier.AT_MOST: _at_most,
    Qualifier.NEARLY: _nearly,
    Qualifier.ABOUT: _about,
}


def _mirrored(bounds: _Bounds) -> _Bounds:
    low = None if bounds.high is None else -bounds.high
    high = None if bounds.low is None else -bounds.low
    return _Bounds(low, high, _MIRRORED.get(bounds.closed, bounds.closed))


def _scaled(end: Decimal | None, factor: Fraction) -> float | None:
    return None if end is None else float(times(end, factor))
