"""Figures as text for people: scale, rounding, grouping, hedge marks, missing mark.

A figure is shown in the largest of 万亿, 亿, 万 (trillion, bn, million) that loses less than one
part in 100,000 of it within three decimals: 25000 becomes 2.5 万, 12345 stays 12,345. One
that would take more than seven digits so takes the largest scale that fits, three decimals.
Rounding is half up on the decimal digits, never on binary ones; zeros at the end are dropped.
Chinese numbers are grouped from five digits on, English ones from four.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeVar

from cityscene.schema import Basis, Interval, Qualifier, Unit

MISSING = "—"
_T = TypeVar("_T")

_SCALED_DECIMALS = 3
_VISIBLE_LOSS = Decimal("1e-5")
_MOST_DIGITS = 7
_TENTH = Decimal("0.1")
_TEN = Decimal(10)
_MILLION = Decimal(1_000_000)

_SCALES = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, "trillion"), (10**9, "bn"), (10**6, "million")),
}
# On an axis English also counts people and things in thousands.
_AXIS_SCALES = {"zh": _SCALES["zh"], "en": (*_SCALES["en"], (10**3, "thousand"))}
_GROUP_FROM = {"zh": 10_000, "en": 1_000}

_MARKS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.OVER: ">",
    Qualifier.NEARLY: "<",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
}
_TURNED = str.maketrans("<>≤≥", "><≥≤")
_BASIS = {
    "zh": {Basis.ACTUAL: "", Basis.TARGET: "（目标）", Basis.ESTIMATE: "（预计）"},
    "en": {Basis.ACTUAL: "", Basis.TARGET: " (target)", Basis.ESTIMATE: " (estimate)"},
}


class DisplayScale(NamedTuple):
    """What a column or axis divides its values by, and the unit it then states once."""

    divisor: int
    label: str


def display_scale(
    values: Iterable[float | None], unit: Unit, lang: str, counter: str | None = None
) -> DisplayScale:
    """One scale for all values (base unit; missing ones are passed over).

    The largest value keeps two to six digits before the point; the smallest stays readable:
    at least 0.1, or 1 for units shown without decimals. ``counter`` replaces the unit's name
    in the label (亿元, 万人, 项; bn CNY, million persons) and stands before that of a ratio
    (家（每万人）, firms per 10k residents). Errors: ValueError for the language.
    """
    sizes = [abs(value) for value in (_present(v) for v in values) if value]
    if unit.scaled and sizes:
        for divisor, word in _fitting(min(sizes), max(sizes), unit, lang):
            return DisplayScale(divisor, _label(word, unit, lang, counter))
    return DisplayScale(1, _label("", unit, lang, counter))


def format_scaled(value: float | None, scale: DisplayScale, unit: Unit, lang: str) -> str:
    """The bare number of a cell or tick whose header states ``scale.label``; MISSING for none."""
    present = _present(value)
    if present is None:
        return MISSING
    if scale.divisor == 1:
        return _number(present, _decimals(present, unit), lang)
    return _number(present / scale.divisor, 2, lang)


def format_value(value: float | None, unit: Unit, lang: str, counter: str | None = None) -> str:
    """A figure (base unit) with its unit: 43.5 亿元, 336.69%, 1027 家, 4 bn CNY.

    ``counter`` replaces the unit's name; an empty one leaves it out. None, NaN and infinity
    give MISSING.
    Errors: ValueError for a language other than zh and en.
    """
    present = _present(value)
    if present is None:
        return MISSING
    divisor, word = _scale_for([present], unit, lang)
    number = _text(present, divisor, _decimals(present, unit), lang)
    return _with_unit(number, word, unit, lang, counter)


def format_interval(interval: Interval, unit: Unit, lang: str, counter: str | None = None) -> str:
    """The values a figure allows: 1400–1500 项, ≥40 亿元, <200 个; MISSING without any end."""
    low, high = _present(interval.low), _present(interval.high)
    if low is None and high is None:
        return MISSING
    if low is None or high is None:
        end = interval.high if low is None else interval.low
        return _end_mark(interval) + format_value(end, unit, lang, counter)
    if low == high:
        return format_value(interval.low, unit, lang, counter)
    divisor, word = _scale_for([low, high], unit, lang)
    # Half a printed place needs one decimal more than the figure itself.
    ends = [_text(end, divisor, _decimals(end, unit, printed=3), lang) for end in (low, high)]
    both = _dash(low, lang).join(dict.fromkeys(ends))  # ends that read the same, once
    return _with_unit(both, word, unit, lang, counter)


def format_observed(
    value: float | None,
    interval: Interval,
    qualifier: Qualifier,
    basis: Basis,
    unit: Unit,
    lang: str,
    counter: str | None = None,
) -> str:
    """A figure with its hedge and basis: >40 亿元, 1400 余项, ≈200 个, ≥60 个（目标）.

    Marks: ≈ about, > over, < nearly, ≥ at least, ≤ at most. A figure over something that is
    also bounded above (余, 多) reads 1400 余项 in Chinese and as its range in English.
    """
    present = _present(value)
    if present is None:
        return MISSING
    if qualifier is Qualifier.OVER and interval.low is not None and interval.high is not None:
        text = _format_more(value, interval, unit, lang, counter)
    else:
        text = hedge_mark(qualifier, present) + format_value(value, unit, lang, counter)
    return text + _of(_BASIS, lang)[basis]


def hedge_mark(qualifier: Qualifier, value: float | Decimal) -> str:
    """The mark before a figure: ≈ > < ≥ ≤, none for exact.

    Hedges speak of size, so the mark of a negative figure points the other way.
    """
    mark = _MARKS[qualifier]
    return mark.translate(_TURNED) if value < 0 else mark


def _format_more(
    value: float | None, interval: Interval, unit: Unit, lang: str, counter: str | None
) -> str:
    name = _unit_name(unit, lang, counter)
    if lang == "zh" and name and name[0].isalpha() and unit.dimension not in ("rank", "ratio"):
        number, _, rest = format_value(value, unit, lang, counter).partition(" ")
        scale = rest.removesuffix(name)
        return f"{number} {scale}余{name}"
    return format_interval(interval, unit, lang, counter)


def _of(table: dict[str, _T], lang: str) -> _T:
    if lang not in table:
        raise ValueError(f"The language “{lang}” is not one of {', '.join(table)}.")
    return table[lang]


def _present(value: float | None) -> Decimal | None:
    """The decimal a float prints as, so that 2.675 is 2.675; None for None, NaN and infinity."""
    if value is None or not math.isfinite(value):
        return None
    return Decimal(str(value)) + 0  # makes a negative zero a plain one


def _unit_name(unit: Unit, lang: str, counter: str | None) -> str:
    name = _of({"zh": unit.name_zh, "en": unit.name_en}, lang)
    return name if counter is None else counter


def _label(word: str, unit: Unit, lang: str, counter: str | None) -> str:
    """Scale and unit of an axis; a ratio names what is counted and what it is divided by."""
    if unit.dimension != "ratio" or not counter:
        return _scale_label(word, _unit_name(unit, lang, counter), lang)
    counted = _scale_label(word, counter, lang)
    return f"{counted}（{unit.name_zh}）" if lang == "zh" else f"{counted} {unit.name_en}"


def _scale_label(word: str, name: str, lang: str) -> str:
    return (f"{word}{name}" if lang == "zh" else f"{word} {name}").strip()


def _fitting(smallest: Decimal, largest: Decimal, unit: Unit, lang: str) -> list[tuple[int, str]]:
    """Scales of an axis, the best first; empty when the base unit serves best."""
    scales = [s for s in _of(_AXIS_SCALES, lang) if _TEN <= largest / s[0] < _MILLION]
    readable = Decimal(1) if unit.decimals == 0 else _TENTH
    good = [s for s in scales if smallest / s[0] >= readable]
    # The base unit is the way out only while its own numbers stay short enough to read.
    return good if good or largest < _MILLION else scales[-1:]


def _scale_for(values: list[Decimal], unit: Unit, lang: str) -> tuple[int, str]:
    """Divisor and word of the scale that suits every value; (1, "") for the base unit."""
    top = max(abs(value) for value in values)
    scales = [s for s in _of(_SCALES, lang) if unit.scaled and top >= s[0]]
    for divisor, word in [*scales, (1, "")]:
        if all(_fits(value, divisor, unit, lang) for value in values):
            return divisor, word
    return scales[0] if scales else (1, "")


def _fits(value: Decimal, divisor: int, unit: Unit, lang: str) -> bool:
    decimals = _decimals(value, unit) if divisor == 1 else _SCALED_DECIMALS
    shown = _rounded(value / divisor, decimals)
    digits = sum(char.isdigit() for char in _number(shown, decimals, lang))
    loses = abs(shown * divisor - value) > abs(value) * _VISIBLE_LOSS
    return digits <= _MOST_DIGITS and not (loses and divisor > 1)


def _text(value: Decimal, divisor: int, decimals: int, lang: str) -> str:
    return _number(value / divisor, decimals if divisor == 1 else _SCALED_DECIMALS, lang)


def _decimals(value: Decimal, unit: Unit, printed: int = 2) -> int:
    """Decimals of the unit, or ``printed`` ones where the figure has just these: 136.95 件."""
    return max(unit.decimals, printed) if value == _rounded(value, printed) else unit.decimals


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _number(value: Decimal, decimals: int, lang: str) -> str:
    shown = _rounded(value, decimals)
    if value and (not shown or abs(value) < _TENTH):  # a small figure is not nothing
        shown = _rounded(value, 1 - value.adjusted())
    grouping = "," if abs(shown) >= _of(_GROUP_FROM, lang) else ""
    text = f"{shown:{grouping}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def _with_unit(number: str, word: str, unit: Unit, lang: str, counter: str | None) -> str:
    name = _unit_name(unit, lang, counter)
    if unit.dimension == "rank" and counter is None:
        return f"第{number}名" if lang == "zh" else f"#{number}"
    if unit.dimension == "ratio" and counter != "":
        # 每万人 names the base, not the thing counted, so it stands before the figure.
        counted = f"{number} {_scale_label(word, counter or '', lang)}".strip()
        return f"{unit.name_zh} {counted}" if lang == "zh" else f"{counted} {unit.name_en}"
    if name == "%":
        return f"{number}%"
    if lang == "en" and number == "1" and not word and counter is None:
        name = name.removesuffix("s")
    return f"{number} {_scale_label(word, name, lang)}".strip()


def _end_mark(interval: Interval) -> str:
    if interval.low is None:
        return "≤" if interval.includes_high else "<"
    return "≥" if interval.includes_low else ">"


def _dash(low: Decimal, lang: str) -> str:
    """A dash between two ends, a word where a minus sign would run into it."""
    if low >= 0:
        return "–"
    return " 至 " if lang == "zh" else " to "
