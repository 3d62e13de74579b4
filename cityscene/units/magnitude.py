"""The digits of a printed figure: Arabic, Chinese or English, with their scale words.

``read_magnitude`` knows nothing of hedges in words or of counters; it reads 1兆327億1千万,
1.35万亿, 二十三, 10余万, 1.2 million, twenty-three or 2nd from a given place on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import prod

from cityscene.units.vocabulary import (
    DIGITS,
    ENGLISH_NUMBERS,
    ENGLISH_ORDINALS,
    ENGLISH_SCALES,
    INDEFINITE,
    SCALES,
    alternatives,
)

_MYRIAD = Decimal(10_000)
_HUNDRED = Decimal(100)
_BEYOND = Decimal(10) ** 20  # decimal arithmetic stays exact well below its 28 digits

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# 百 of 百分点 and 百分之 is part of a unit, not a scale.
_TOKEN = re.compile(
    rf"\s*(?:(?P<arabic>{_ARABIC})|(?P<digit>[{''.join(DIGITS)}])"
    rf"|(?P<scale>[{''.join(SCALES)}](?!分[之点]))|(?P<more>[余多几]))"
)
_ENGLISH_SCALE = re.compile(rf"\s*({alternatives(ENGLISH_SCALES)})", re.IGNORECASE)
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD = alternatives([*ENGLISH_NUMBERS, *ENGLISH_SCALES, "hundred"])
_ENGLISH = re.compile(
    rf"\s*(?:an?\s+(?=hundred|thousand|million|billion))?(?:{_WORD})"
    rf"(?:(?:[\s-]+(?:and\s+)?)(?:{_WORD}))*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\s*({alternatives(ENGLISH_ORDINALS)})", re.IGNORECASE)


class Unreadable(ValueError):
    """Why a text is not one printed number; the message is a clause without the text."""


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A number as printed, before hedges in words and counters.

    ``step`` is the place of the last printed digit and 1 for plain integers. ``more`` is true
    for 余, 多 or 几 in or after the digits; ``bare`` for 百, 千, 万 without a digit before.
    """

    value: Decimal
    step: Decimal = Decimal(1)
    decimals: int = 0
    scaled: bool = False
    more: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    value: Decimal
    unit: Decimal = Decimal(1)
    is_scale: bool = False
    is_arabic: bool = False


def read_magnitude(text: str, start: int) -> tuple[Magnitude, int]:
    """The number at ``start`` and the place after it.

    Errors: Unreadable, when there is none or its digits contradict one another.
    """
    tokens, more, end = _scan(text, start)
    if tokens:
        return _arabic_or_chinese(text, tokens, more, end)
    for pattern, read in ((_ENGLISH, _read_words), (_ORDINAL, _read_ordinal)):
        if match := pattern.match(text, start):
            return read(match.group().strip().lower()), match.end()
    raise Unreadable(_why_none(text[start:]))


def _why_none(rest: str) -> str:
    if not rest:
        return "it has no number"
    if INDEFINITE.match(rest):
        return "it gives no definite number"
    return f"no number stands at “{rest}”"


def _scan(text: str, start: int) -> tuple[list[_Token], bool, int]:
    tokens: list[_Token] = []
    more, end = False, start
    while match := _TOKEN.match(text, end):
        if match["more"] and not tokens:
            break  # 几十, 多家: no definite number
        if more and not match["scale"]:
            break  # after 余 only a scale belongs to the number: 10余万
        more = more or bool(match["more"])
        tokens += _token(match)
        end = match.end()
    return tokens, more, end


def _token(match: re.Match[str]) -> Iterator[_Token]:
    if arabic := match["arabic"]:
        value = Decimal(arabic.replace(",", ""))
        yield _Token(value, unit=Decimal(1).scaleb(-_decimals(value)), is_arabic=True)
    elif digit := match["digit"]:
        yield _Token(DIGITS[digit])
    elif scale := match["scale"]:
        yield _Token(SCALES[scale], is_scale=True)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # a number matched by digits is finite
    return -exponent


def _arabic_or_chinese(
    text: str, tokens: list[_Token], more: bool, end: int
) -> tuple[Magnitude, int]:
    magnitude = replace(_assemble(tokens), more=more)
    if magnitude.value >= _BEYOND:
        raise Unreadable("it is larger than any figure")
    if not tokens[-1].is_arabic:
        return magnitude, end
    if match := _ENGLISH_SCALE.match(text, end):
        factor = ENGLISH_SCALES[match[1].lower()]
        scaled = replace(
            magnitude, value=magnitude.value * factor, step=magnitude.step * factor, scaled=True
        )
        return scaled, match.end()
    ordinal = _ORDINAL_ENDING.match(text, end)
    return magnitude, ordinal.end() if ordinal else end


def _assemble(tokens: list[_Token]) -> Magnitude:
    bare = all(token.is_scale for token in tokens) and tokens[0].value >= _HUNDRED
    if not any(token.is_scale for token in tokens) and len(tokens) > 1:
        return _positional(tokens)
    spelled = _short_last_digit(_with_implied_ones(tokens))
    last = max(i for i, token in enumerate(spelled) if not token.is_scale)
    decimals = max(_decimals(token.unit) for token in spelled if not token.is_scale)
    scaled = bare or _is_scaled(spelled)
    step = spelled[last].unit * prod(token.value for token in spelled[last + 1 :])
    if not scaled and not decimals:
        step = Decimal(1)
    return Magnitude(_fold(spelled), step, decimals, scaled, bare=bare)


def _positional(tokens: list[_Token]) -> Magnitude:
    """二〇二五. Two digits side by side without a zero (两三) are a range, not a number."""
    if any(token.is_arabic for token in tokens) or all(token.value for token in tokens):
        raise Unreadable("two numbers stand side by side")
    return Magnitude(Decimal("".join(str(token.value) for token in tokens)))


def _with_implied_ones(tokens: list[_Token]) -> list[_Token]:
    """Chinese leaves out a leading 一: 十, 千, 一百十."""
    result: list[_Token] = []
    for token in tokens:
        before = result[-1] if result else None
        if token.is_scale and (before is None or (before.is_scale and token.value < before.value)):
            result.append(_Token(Decimal(1)))
        elif before is not None and not _may_follow(before, token):
            raise Unreadable("its digits and scale words do not form one number")
        result.append(token)
    return result


def _may_follow(before: _Token, token: _Token) -> bool:
    if token.is_scale:
        return not before.is_scale or (token.value >= _MYRIAD and token.value != before.value)
    return before.is_scale or (not before.value and not before.is_arabic and not token.is_arabic)


def _short_last_digit(tokens: list[_Token]) -> list[_Token]:
    """一百二 is 120 and 三万五 is 35000: the last digit takes the next place down."""
    if len(tokens) < 2 or not tokens[-2].is_scale or tokens[-1].is_scale:
        return tokens
    place = tokens[-2].value / 10
    if tokens[-1].is_arabic or place < 10:
        return tokens
    return [*tokens[:-1], _Token(tokens[-1].value * place, unit=place)]


def _is_scaled(tokens: list[_Token]) -> bool:
    """Whether 万 or above is printed, or Arabic digits before 百 or 千 (3千)."""
    pairs = pairwise(tokens)
    return any(token.is_scale and token.value >= _MYRIAD for token in tokens) or any(
        first.is_arabic and second.is_scale for first, second in pairs
    )


def _fold(tokens: list[_Token]) -> Decimal:
    total = section = digit = Decimal(0)
    for token in tokens:
        if not token.is_scale:
            digit = token.value
        elif token.value < _MYRIAD:
            section, digit = section + digit * token.value, Decimal(0)
        else:
            total = _close_group(total, section + digit, token.value)
            section = digit = Decimal(0)
    return total + section + digit


def _close_group(total: Decimal, group: Decimal, scale: Decimal) -> Decimal:
    """1.35万亿 multiplies what stands before 亿; 1兆327億 adds to it."""
    return (total + group) * scale if total < scale else total + group * scale


def _read_words(words: str) -> Magnitude:
    total = section = Decimal(0)
    scaled = False
    for word in re.findall(r"[a-z]+", words):
        if word == "hundred":
            section = (section or Decimal(1)) * _HUNDRED
        elif word in ENGLISH_SCALES:
            total += (section or Decimal(1)) * ENGLISH_SCALES[word]
            section, scaled = Decimal(0), scaled or word != "thousand"
        else:
            section += ENGLISH_NUMBERS.get(word, Decimal(0))
    value = total + section
    return Magnitude(value, last_place(value) if scaled else Decimal(1), scaled=scaled)


def _read_ordinal(word: str) -> Magnitude:
    return Magnitude(ENGLISH_ORDINALS[word])


def last_place(value: Decimal) -> Decimal:
    """The place of the last non-zero digit: 1400 -> 100, 4.35 -> 0.01; 0 -> 1."""
    return Decimal(1).scaleb(-_decimals(value.normalize())) if value else Decimal(1)
