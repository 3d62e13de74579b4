"""Dates of reduced precision and the words for a figure's period."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cityscene.schema import PeriodType

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# Not calendar.month_abbr: that one follows the machine's locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNSTATED = {"zh": "时期未注明", "en": "period not stated"}


class PeriodError(ValueError):
    """A date, precision or language that is not known; one sentence naming it."""


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class DateSpan(NamedTuple):
    """First and last day that a date of reduced precision covers."""

    first: date
    last: date
    precision: Precision


def parse_date(text: str) -> DateSpan:
    """Read 2025, 2025-11 or 2025-11-28 (ISO 8601, reduced precision).

    Errors: PeriodError for any other form and for days that do not exist.
    """
    match = _DATE.fullmatch(text) if text.isascii() else None
    if match is None:
        raise PeriodError(f"“{text}” is not a date written as 2025, 2025-11 or 2025-11-28.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _span(year or 0, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise PeriodError(f"“{text}” names a day that does not exist.") from None


def _span(year: int, month: int | None, day: int | None) -> DateSpan:
    if month is None:
        return DateSpan(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return DateSpan(date(year, month, 1), date(year, month, last), Precision.MONTH)
    return DateSpan(date(year, month, day), date(year, month, day), Precision.DAY)


def months_between(earlier: date, later: date) -> int:
    """Calendar months from one date to another, days disregarded; negative when reversed."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def period_label(
    period_type: PeriodType,
    start: date | None,
    end: date | None,
    as_of: date | None,
    precision: str,
    lang: str,
) -> str:
    """The period of a figure in words, to ``precision`` (year, month or day).

    zh: 截至2025年11月, 2025年, 2025年1—10月, 累计至2025年10月（自2019年3月）,
    2024年7月26日（单次）, 时期未注明. en: as of Nov 2025, 2025, Jan–Oct 2025,
    cumulative to Oct 2025 (since Mar 2019), 26 Jul 2024 (single event), period not stated.
    Errors: PeriodError for an unknown precision or language.
    """
    known = _precision(precision)
    if lang not in _UNSTATED:
        raise PeriodError(f"The language “{lang}” is not one of {', '.join(_UNSTATED)}.")
    if period_type is PeriodType.AS_OF:
        return _as_of(as_of or end, known, lang)
    if period_type is PeriodType.CUMULATIVE:
        return _cumulative(start, end, known, lang)
    if period_type is PeriodType.YEAR:
        return _range(start, end, Precision.YEAR, lang)
    text = _range(start, end, known, lang)
    if period_type is PeriodType.EVENT and (start or end):
        return text + ("（单次）" if lang == "zh" else " (single event)")
    return text


def date_label(text: str, lang: str) -> str:
    """A date of reduced precision in words, no more exact than it is: 2025年11月, Nov 2025.

    Errors: PeriodError for any other form, and for an unknown language.
    """
    if lang not in _UNSTATED:
        raise PeriodError(f"The language “{lang}” is not one of {', '.join(_UNSTATED)}.")
    span = parse_date(text)
    return _date(span.first, span.precision, lang)


def _precision(precision: str) -> Precision:
    try:
        return Precision(precision)
    except ValueError:
        allowed = ", ".join(Precision)
        raise PeriodError(f"The precision “{precision}” is not one of {allowed}.") from None


def _as_of(day: date | None, precision: Precision, lang: str) -> str:
    if day is None:
        return _UNSTATED[lang]
    return ("截至" if lang == "zh" else "as of ") + _date(day, precision, lang)


def _cumulative(start: date | None, end: date | None, precision: Precision, lang: str) -> str:
    since = _date(start, precision, lang) if start else ""
    until = _date(end, precision, lang) if end else ""
    if lang == "zh":
        if until:
            return f"累计至{until}" + (f"（自{since}）" if since else "")
        return f"自{since}起累计" if since else _UNSTATED[lang]
    if until:
        return f"cumulative to {until}" + (f" (since {since})" if since else "")
    return f"cumulative since {since}" if since else _UNSTATED[lang]


def _date(day: date, precision: Precision, lang: str) -> str:
    if lang == "zh":
        return f"{day.year}年" + _within_year(day, precision)
    month = "" if precision is Precision.YEAR else f"{_MONTHS[day.month - 1]} "
    number = f"{day.day} " if precision is Precision.DAY else ""
    return f"{number}{month}{day.year}"


def _within_year(day: date, precision: Precision) -> str:
    month = "" if precision is Precision.YEAR else f"{day.month}月"
    return month + (f"{day.day}日" if precision is Precision.DAY else "")


def _range(start: date | None, end: date | None, precision: Precision, lang: str) -> str:
    """One date, or two with what they share said once: 2025年1—10月, 26–28 Jul 2024."""
    if start is None or end is None:
        only = start or end
        return _date(only, precision, lang) if only else _UNSTATED[lang]
    first, last = _date(start, precision, lang), _date(end, precision, lang)
    if first == last:
        return first
    join = _range_zh if lang == "zh" else _range_en
    return join(start, end, precision)


def _range_zh(start: date, end: date, precision: Precision) -> str:
    if precision is Precision.YEAR:
        return f"{start.year}—{end.year}年"
    if start.year != end.year:
        return f"{_date(start, precision, 'zh')}—{_date(end, precision, 'zh')}"
    if precision is Precision.MONTH:
        return f"{start.year}年{start.month}—{end.month}月"
    if start.month == end.month:
        return f"{start.year}年{start.month}月{start.day}—{end.day}日"
    return f"{_date(start, precision, 'zh')}—{_within_year(end, precision)}"


def _range_en(start: date, end: date, precision: Precision) -> str:
    last = _date(end, precision, "en")
    if precision is Precision.YEAR or start.year != end.year:
        return f"{_date(start, precision, 'en')}–{last}"
    if precision is Precision.DAY and start.month == end.month:
        return f"{start.day}–{last}"
    return f"{_date(start, precision, 'en').removesuffix(f' {start.year}')}–{last}"
