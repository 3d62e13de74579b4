"""Periods: the date fields of a figure must fit its period type.

Few combinations of type and dates occur, so each is judged once, and only the rows with a
bad one are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cityscene.schema import PeriodSource, PeriodType
from etl.problems import Kind, Problem, Severity
from etl.read import ROW
from etl.validate.dates import first_and_last
from etl.workspace import Workspace

_COLUMNS = "period_type, period_start, period_end, as_of, period_source"

Finding = tuple[str, Kind, str]


@dataclass(frozen=True, slots=True)
class Period:
    """The period cells of a figure, as text; None where empty."""

    period_type: str | None
    start: str | None
    end: str | None
    as_of: str | None
    source: str | None

    @property
    def is_dated(self) -> bool:
        """Whether any date is given."""
        return bool(self.start or self.end or self.as_of)


def check(work: Workspace) -> Iterator[Problem]:
    """Judge every combination that occurs and report its rows."""
    for values in work.rows(f"SELECT DISTINCT {_COLUMNS} FROM in_fact"):
        for column, kind, message in judge(Period(*values)):
            for file, row in _rows_with(work, values):
                yield Problem(file, row, column, kind, message)
    yield from _later_than_source(work)


def judge(period: Period) -> Iterator[Finding]:
    """Yield what is wrong with one period: column, kind and message."""
    yield from _order(period)
    if period.source == PeriodSource.UNKNOWN and period.is_dated:
        message = "is unknown, but a date is given"
        yield "period_source", Kind.PERIOD_FIELDS, message
    elif rule := _RULES.get(period.period_type or ""):
        yield from rule(period)
        if period.source != PeriodSource.UNKNOWN and not period.is_dated:
            message = "no date is given; then period_source is unknown"
            yield "period_source", Kind.PERIOD_FIELDS, message


def _order(period: Period) -> Iterator[Finding]:
    start, end = first_and_last(period.start), first_and_last(period.end)
    if start and end and end[1] < start[0]:
        message = f"the period ends ({period.end}) before it starts ({period.start})"
        yield "period_end", Kind.PERIOD_ORDER, message


def _as_of(period: Period) -> Iterator[Finding]:
    for column, text in (("period_start", period.start), ("period_end", period.end)):
        if text:
            yield column, Kind.PERIOD_FIELDS, "as_of periods fill as_of only"


def _spanning(period: Period) -> Iterator[Finding]:
    if period.as_of:
        yield "as_of", Kind.PERIOD_FIELDS, f"{period.period_type} periods leave as_of empty"
    if period.start and not period.end:
        yield "period_end", Kind.PERIOD_FIELDS, "a period with a start has an end"


def _year(period: Period) -> Iterator[Finding]:
    yield from _spanning(period)
    for column, text in (("period_start", period.start), ("period_end", period.end)):
        if text and len(text) != 4:
            yield column, Kind.PERIOD_FIELDS, f"a year is written YYYY, not {text}"
    if period.end and (period.start or "")[:4] != period.end[:4]:
        yield "period_start", Kind.PERIOD_FIELDS, "a year starts and ends in the same year"


def _ytd(period: Period) -> Iterator[Finding]:
    yield from _spanning(period)
    start, end = period.start or "", period.end or ""
    if period.end and (start[:4] != end[:4] or start[4:] not in ("-01", "-01-01")):
        message = f"a year to date starts in January of its year: {end[:4]}-01"
        yield "period_start", Kind.PERIOD_FIELDS, message
    if len(end) == 4:
        yield "period_end", Kind.PERIOD_FIELDS, "a year to date ends with a month or day"


def _event(period: Period) -> Iterator[Finding]:
    yield from _spanning(period)
    if period.end and not period.start:
        yield "period_start", Kind.PERIOD_FIELDS, "an event has a start and an end"


_RULES: dict[str, Callable[[Period], Iterator[Finding]]] = {
    PeriodType.AS_OF: _as_of,
    PeriodType.YEAR: _year,
    PeriodType.YTD: _ytd,
    PeriodType.CUMULATIVE: _spanning,  # its start may be unknown
    PeriodType.EVENT: _event,
}


def _rows_with(work: Workspace, values: tuple[object, ...]) -> list[tuple[str, int]]:
    same = " AND ".join(f"{c} IS NOT DISTINCT FROM ?" for c in _COLUMNS.split(", "))
    return work.rows(f"SELECT _file, {ROW} FROM in_fact WHERE {same}", values)


def _later_than_source(work: Workspace) -> Iterator[Problem]:
    """A result cannot be known before its period begins: one of the two dates is off."""
    found = work.rows(
        f"""SELECT f._file, f.{ROW}, coalesce(f.as_of, f.period_start, f.period_end),
                   s.published_date
            FROM in_fact f
            JOIN in_sources s ON s.source_id = f.source_id
            JOIN iso_date published ON published.text = s.published_date
            JOIN iso_date period ON period.text = coalesce(f.as_of, f.period_start, f.period_end)
            WHERE f.basis = 'actual' AND period.first_day > published.last_day"""
    )
    for file, row, period, published in found:
        message = f"a result of {period} in a source of {published}"
        yield Problem(file, row, "basis", Kind.LATER_THAN_SOURCE, message, Severity.WARNING)
