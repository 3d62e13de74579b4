"""Dates of reduced precision and period labels."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.schema import PeriodType
from cityscene.units import (
    PeriodError,
    Precision,
    date_label,
    months_between,
    parse_date,
    period_label,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2025-11", date(2025, 11, 1), date(2025, 11, 30), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-11-28", date(2025, 11, 28), date(2025, 11, 28), "day"),
    ],
)
def test_parse_date(text: str, first: date, last: date, precision: str) -> None:
    assert parse_date(text) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-1", "2025/11", "2025-11-28T00:00", " 2025", "2025年", "２０２５"]
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match=f"^“{text}” is not a date written as 2025, 2025-11 or"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "2025-02-29", "2025-04-31", "0000"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match=f"^“{text}” names a day that does not exist.$"):
        parse_date(text)


A, Y, T = PeriodType.AS_OF, PeriodType.YEAR, PeriodType.YTD
C, E = PeriodType.CUMULATIVE, PeriodType.EVENT
LABELS = [
    # type, start, end, as of, precision, zh, en
    (A, "", "", "2025-11-30", "month", "截至2025年11月", "as of Nov 2025"),
    (A, "", "", "2025-11-28", "day", "截至2025年11月28日", "as of 28 Nov 2025"),
    (A, "", "", "2025-12-31", "year", "截至2025年", "as of 2025"),
    (A, "", "", "", "day", "时期未注明", "period not stated"),
    (Y, "2025-01-01", "2025-12-31", "", "year", "2025年", "2025"),
    (Y, "2024-01-01", "2026-12-31", "", "year", "2024—2026年", "2024–2026"),
    (Y, "", "2025-12-31", "", "month", "2025年", "2025"),
    (T, "2025-01-01", "2025-10-31", "", "month", "2025年1—10月", "Jan–Oct 2025"),
    (T, "2025-01-01", "2025-01-31", "", "month", "2025年1月", "Jan 2025"),
    (T, "2024-07-01", "2025-06-30", "", "month", "2024年7月—2025年6月", "Jul 2024–Jun 2025"),
    (T, "2025-01-01", "2025-12-02", "", "day", "2025年1月1日—12月2日", "1 Jan–2 Dec 2025"),
    (C, "2019-03-01", "2025-10-31", "", "month", "累计至2025年10月（自2019年3月）",
     "cumulative to Oct 2025 (since Mar 2019)"),
    (C, "", "2025-10-31", "", "month", "累计至2025年10月", "cumulative to Oct 2025"),
    (C, "2019-03-01", "", "", "month", "自2019年3月起累计", "cumulative since Mar 2019"),
    (C, "", "", "", "month", "时期未注明", "period not stated"),
    (E, "2024-07-26", "2024-07-26", "", "day", "2024年7月26日（单次）",
     "26 Jul 2024 (single event)"),
    (E, "2024-07-26", "2024-07-28", "", "day", "2024年7月26—28日（单次）",
     "26–28 Jul 2024 (single event)"),
    (E, "", "2021-10-31", "", "month", "2021年10月（单次）", "Oct 2021 (single event)"),
    (E, "", "", "", "day", "时期未注明", "period not stated"),
]  # fmt: skip


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("kind", "start", "end", "as_of", "precision", "zh", "en"), LABELS)
def test_period_label(
    kind: PeriodType, start: str, end: str, as_of: str, precision: str, zh: str, en: str
) -> None:
    dates = day(start), day(end), day(as_of)
    assert period_label(kind, *dates, precision, "zh") == zh
    assert period_label(kind, *dates, precision, "en") == en


def test_unknown_precision_and_language_are_named() -> None:
    with pytest.raises(PeriodError, match="“week” is not one of year, month, day"):
        period_label(A, None, None, None, "week", "zh")
    with pytest.raises(PeriodError, match="“de” is not one of zh, en"):
        period_label(A, None, None, None, "day", "de")


dates = st.dates(date(1978, 1, 1), date(2099, 12, 30))


@given(dates, st.sampled_from([("%Y", "year"), ("%Y-%m", "month"), ("%Y-%m-%d", "day")]))
def test_a_written_date_covers_its_day_and_no_neighbour(one: date, form: tuple[str, str]) -> None:
    written, precision = form
    span = parse_date(one.strftime(written))
    assert span.first <= one <= span.last
    assert span.precision is Precision(precision)
    for outside in (span.first - timedelta(days=1), span.last + timedelta(days=1)):
        assert outside.strftime(written) != one.strftime(written)


@given(dates, dates, dates)
def test_months_add_up_and_turn_round(first: date, second: date, third: date) -> None:
    there = months_between(first, second)
    assert there == -months_between(second, first)
    assert there + months_between(second, third) == months_between(first, third)


@given(st.sampled_from(list(PeriodType)), dates, dates, st.sampled_from(list(Precision)))
def test_every_label_names_the_last_year(
    kind: PeriodType, one: date, other: date, precision: Precision
) -> None:
    start, end = sorted((one, other))
    for lang in ("zh", "en"):
        assert str(end.year) in period_label(kind, start, end, end, precision, lang)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2025-11", "2025年11月", "Nov 2025"),
        ("2025-11-28", "2025年11月28日", "28 Nov 2025"),
    ],
)
def test_a_date_is_no_more_exact_than_written(text: str, zh: str, en: str) -> None:
    assert (date_label(text, "zh"), date_label(text, "en")) == (zh, en)


@pytest.mark.parametrize(("text", "lang"), [("2025年", "zh"), ("", "zh"), ("2025", "fr")])
def test_other_dates_and_languages_are_errors(text: str, lang: str) -> None:
    with pytest.raises(PeriodError):
        date_label(text, lang)
