"""From the counter a source prints to the base unit of the registry (公里 -> km, 元 -> CNY)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from cityscene.units.numerals import PrintedNumber

# Measured units and the counters that stand for them, with what one counter is in the unit.
# A unit without a table (count, firms, persons, rank ...) takes any counter that is no measure.
_COUNTERS: dict[str, tuple[tuple[str, Fraction], ...]] = {
    "CNY": ((r"元|圆|人民币|yuan|RMB|CNY", Fraction(1)),),
    "percent": (
        (r"%|个?百分点|per ?cent|percentage points?|pp\b", Fraction(1)),
        (r"‰", Fraction(1, 10)),
        (r"成(?![果员功立都本])", Fraction(10)),
    ),
    "km": (
        (r"公里|千米|km\b|kilomet(?:re|er)s?", Fraction(1)),
        (r"米|m\b|met(?:re|er)s?\b", Fraction(1, 1000)),
    ),
    "km2": (
        (r"平方公里|平方千米|km2|sq(?:uare|\.)? ?k(?:m|ilomet)", Fraction(1)),
        (r"公顷|hectares?", Fraction(1, 100)),
        (r"亩|mu\b", Fraction(1, 1500)),
        (r"平方米|平米|m2|sq(?:uare|\.)? ?m", Fraction(1, 1_000_000)),
    ),
    "years": ((r"周?年|岁|years?\b", Fraction(1)), (r"个?月|months?\b", Fraction(1, 12))),
    "TB": (
        (r"TB|terabytes?", Fraction(1)),
        (r"PB|petabytes?", Fraction(1000)),
        (r"GB|gigabytes?", Fraction(1, 1000)),
    ),
}
_COUNTERS["m2"] = tuple((pattern, one * 1_000_000) for pattern, one in _COUNTERS["km2"])
_FOREIGN = re.compile(
    r"[美欧日港澳英韩]元|円|US\$|\$|€|USD|EUR|dollars?|euros?|倍|times\b", re.IGNORECASE
)


class MeasureError(ValueError):
    """A counter that does not measure the unit asked for; one sentence naming both."""


def base_factor(printed: PrintedNumber, unit: str) -> Fraction:
    """What one of the printed counter is in ``unit`` (an id of the unit registry).

    A print without a counter is taken to be in the unit already.
    Errors: MeasureError when the counter measures something else.
    """
    if not printed.counter:
        return Fraction(1)
    if unit in _COUNTERS:
        factor = _factor(printed.counter, unit)
        if factor is not None:
            return factor
    elif not _is_measure(printed.counter):
        return Fraction(1)
    raise MeasureError(f"“{printed.text}” prints {printed.counter}, which is not a {unit} figure.")


def to_base(printed: PrintedNumber, unit: str) -> Decimal:
    """The printed figure in ``unit``: 1500万平方米 as km2 -> 15, 3‰ as percent -> 0.3.

    Errors: MeasureError when the counter measures something else.
    """
    return times(printed.value, base_factor(printed, unit))


def times(value: Decimal, factor: Fraction) -> Decimal:
    """The product, exact wherever it has a finite decimal expansion."""
    return value * factor.numerator / factor.denominator


def _factor(counter: str, unit: str) -> Fraction | None:
    for pattern, one in _COUNTERS[unit]:
        if re.match(pattern, counter, re.IGNORECASE):
            return one
    return None


def _is_measure(counter: str) -> bool:
    known = any(_factor(counter, unit) is not None for unit in _COUNTERS)
    return known or _FOREIGN.match(counter) is not None
