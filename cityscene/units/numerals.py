"""Printed figures: 突破40亿元, 近三分之一, 1400余项, over 1.2 million -> PrintedNumber.

A print is lead-ins and hedges, one number, a hedge of its own (余, 多), a counter with what
is counted, and perhaps a hedge after it (以上, 左右). Anything else is refused with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from cityscene.schema import Qualifier
from cityscene.units.magnitude import Magnitude, Unreadable, last_place, read_magnitude
from cityscene.units.vocabulary import (
    ENGLISH_PARTS,
    HEDGES_AFTER,
    HEDGES_BEFORE,
    LEAD,
    TAIL_HEDGE,
    alternatives,
    plain,
)

_HUNDREDTH = Decimal("0.01")
_WHOLE = r"[一二两三四五六七八九十百千]+|[1-9]\d*"
# 百分之五 is not here: a percentage in words keeps the places of its own digits.
_PARTS = re.compile(rf"\s*(?:({_WHOLE})分之({_WHOLE})(?![.\d])|(一半|半数|半$))")
_PART_WORDS = alternatives([word + end for word in ENGLISH_PARTS for end in ("", "s")])
_ENGLISH_PARTS = re.compile(rf"\s*(a|one|two|three|four)[\s-]({_PART_WORDS})", re.IGNORECASE)
_MORE_AT_END = re.compile(r"[多余]$")
_PLUS = re.compile(r"^\s*\+(?!\d)")
# Digits within a name (5G, AE200, m2) are no second figure.
_SECOND_NUMBER = re.compile(r"^\s*(?:[-~〜—–−+×/、]|至|到|或)|(?<![A-Za-z\d])\d+(?![A-Za-z\d])")


class NumeralError(ValueError):
    """A text that is not one printed number; the message is one sentence naming the text."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"Cannot read “{text}” as one printed number: {why}.")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One figure as a source prints it.

    ``value``, ``step`` (place of the last printed digit, 1 for plain integers) and
    ``last_nonzero_place`` have 万 and 亿 multiplied out and are in the unit of ``counter``
    (``units.measures.to_base`` goes on to the base unit). A verbal fraction is a percentage
    of two decimals with counter ``%``; its ``last_nonzero_place`` is one part (三分之一: 33.3).
    ``hedge_closed`` is true for 余 and 多, which also bound the figure from above.
    ``implied`` marks a hedge without a hedge word: 千架, 预计达3%.
    """

    text: str
    value: Decimal
    step: Decimal
    last_nonzero_place: Decimal
    decimals: int
    scaled: bool
    hedge: Qualifier
    hedge_closed: bool
    counter: str
    fraction: bool = False
    implied: bool = False

    @property
    def rounded(self) -> bool:
        """Whether the print may hide digits: it is scaled or has decimals."""
        return self.step != 1


@dataclass(slots=True)
class _Lead:
    end: int
    hedges: list[Qualifier]
    negative: bool = False
    expected: bool = False
    counter: str = ""


@dataclass(frozen=True, slots=True)
class _Tail:
    hedges: list[Qualifier]
    more: bool
    counter: str


def parse_printed(text: str) -> PrintedNumber:
    """Read one printed figure in Chinese (simplified, traditional), Japanese or English.

    Errors: NumeralError when there is no number, more than one, an indefinite one (数百) or a
    lead-in that is not known.
    """
    try:
        return _parse(text)
    except Unreadable as error:
        raise NumeralError(text, str(error)) from None


def _parse(text: str) -> PrintedNumber:
    line = plain(text)
    lead = _read_lead(line)
    part = _read_part(line, lead.end)
    magnitude, end = part or read_magnitude(line, lead.end)
    tail = _read_tail(line[end:])
    more = magnitude.more or tail.more
    hedges = {*lead.hedges, *tail.hedges} | ({Qualifier.OVER} if more else set())
    implied = not hedges and (magnitude.bare or lead.expected)
    return PrintedNumber(
        text=text,
        value=-magnitude.value if lead.negative else magnitude.value,
        step=magnitude.step,
        last_nonzero_place=_part_size(line, lead.end) if part else last_place(magnitude.value),
        decimals=magnitude.decimals,
        scaled=magnitude.scaled,
        hedge=Qualifier.ABOUT if implied else _combine(hedges),
        hedge_closed=more,
        counter="%" if part else lead.counter or tail.counter,
        fraction=part is not None,
        implied=implied,
    )


def _read_lead(line: str) -> _Lead:
    lead = _Lead(0, [])
    while match := LEAD.match(line, lead.end):
        lead.end = match.end()
        if match["magnitude"]:
            lead.hedges.append(Qualifier.OVER)
        elif hedge := match["hedge"]:
            lead.hedges.append(HEDGES_BEFORE[hedge.lower()])
        lead.negative |= bool(match["decline"])
        lead.expected |= bool(match["expected"])
        lead.counter = _lead_counter(match) or lead.counter
    return lead


def _lead_counter(match: re.Match[str]) -> str:
    if match["currency"]:
        return "元"
    return "%" if match["percent"] else match["foreign"] or ""


def _parts(line: str, start: int) -> tuple[Decimal, Decimal, int] | None:
    """Numerator, denominator and end of 三分之一, 一半 or two thirds at ``start``."""
    if match := _PARTS.match(line, start):
        if match[3]:
            return Decimal(1), Decimal(2), match.end()
        of, count = (read_magnitude(match[group], 0)[0].value for group in (1, 2))
        return count, of, match.end()
    if match := _ENGLISH_PARTS.match(line, start):
        count = Decimal(1) if match[1].lower() == "a" else read_magnitude(match[1], 0)[0].value
        word = match[2].lower()
        part = ENGLISH_PARTS.get(word) or ENGLISH_PARTS[word.removesuffix("s")]
        return count, Decimal(part), match.end()
    return None


def _read_part(line: str, start: int) -> tuple[Magnitude, int] | None:
    if not (parts := _parts(line, start)):
        return None
    count, of, end = parts
    exact = 100 * count / of
    value = exact.quantize(_HUNDREDTH)
    if value == exact:
        return Magnitude(value.normalize() + 0), end
    return Magnitude(value, _HUNDREDTH, decimals=2), end


def _part_size(line: str, start: int) -> Decimal:
    parts = _parts(line, start)
    assert parts is not None  # called only where a fraction has been read
    return 100 / parts[1]


def _read_tail(rest: str) -> _Tail:
    hedges = [HEDGES_AFTER[m.group().strip().lower()] for m in TAIL_HEDGE.finditer(rest)]
    counter = TAIL_HEDGE.sub("", rest)
    if _PLUS.match(counter):
        hedges.append(Qualifier.AT_LEAST)
        counter = _PLUS.sub("", counter)
    if _SECOND_NUMBER.search(counter):
        raise Unreadable("it prints more than one number")
    counter = counter.strip(" “”\"')(")
    more = bool(_MORE_AT_END.search(counter))
    return _Tail(hedges, more, _MORE_AT_END.sub("", counter))


def _combine(hedges: set[Qualifier]) -> Qualifier:
    """One qualifier for all hedge words; words that pull apart (近800余份) make about."""
    if not hedges:
        return Qualifier.EXACT
    if len(hedges) == 1:
        return next(iter(hedges))
    if hedges == {Qualifier.OVER, Qualifier.AT_LEAST}:
        return Qualifier.OVER
    if hedges == {Qualifier.NEARLY, Qualifier.AT_MOST}:
        return Qualifier.AT_MOST
    return Qualifier.ABOUT
