"""Whether a curated value is the figure its source prints."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cityscene.units.magnitude import last_place
from cityscene.units.measures import MeasureError, to_base
from cityscene.units.numerals import NumeralError, parse_printed

_RELATIVE = Decimal("1e-12")
# What has no finite decimals is curated with two: 三分之一 -> 33.33, 5个月 -> 0.42 years.
_CUT_SHORT = Decimal("0.01")
_FINEST_PLACE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Match:
    """Outcome of a check: true or false, and why not in one sentence (empty when true)."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        """The outcome itself, so that a match can stand in a condition."""
        return self.ok


def value_matches(value: float | Decimal, printed_text: str, unit: str) -> Match:
    """Compare ``value`` (in ``unit``, an id of the unit registry) with what the text prints.

    Never raises for bad data: an unreadable print, a counter that measures something else and
    a different figure are each a false ``Match`` with its reason.
    """
    curated = Decimal(str(value))
    if not curated.is_finite():
        return Match(False, f"The value {value} is not a finite number.")
    try:
        printed = parse_printed(printed_text)
        expected = to_base(printed, unit)
    except (NumeralError, MeasureError) as error:
        return Match(False, str(error))
    endless = printed.fraction or last_place(expected) < _FINEST_PLACE
    if abs(curated - expected) <= (_CUT_SHORT if endless else abs(expected) * _RELATIVE):
        return Match(True)
    return Match(
        False, f"“{printed_text}” is {_decimal(expected)} {unit}, not {_decimal(curated)}."
    )


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
