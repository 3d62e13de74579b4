"""Dates of reduced precision: each distinct text is read once, into the table ``iso_date``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cityscene.units import DateSpan, PeriodError, parse_date
from etl.descriptor import Resource
from etl.problems import Kind, Problem
from etl.read import ROW
from etl.workspace import DATE_PATTERN, Workspace, date_columns, literal


def check(work: Workspace) -> Iterator[Problem]:
    """Fill ``iso_date(text, first_day, last_day, precision)`` and report impossible days."""
    work.run(
        """CREATE OR REPLACE TEMP TABLE iso_date (
             text VARCHAR, first_day DATE, last_day DATE, precision VARCHAR)"""
    )
    spans = {text: _span(text) for text in _texts(work)}
    good = ((text, *span) for text, span in spans.items() if span)
    work.insert("iso_date", good)
    impossible = [text for text, span in spans.items() if not span]
    for resource in work.descriptor.resources if impossible else ():
        for column in date_columns(resource):
            yield from _impossible(work, resource, column, impossible)
    yield from _event_precision(work)


def _texts(work: Workspace) -> list[str]:
    """Distinct texts with the form of a date; others have a problem of their form already."""
    parts = [
        f"SELECT {column} AS text FROM in_{resource.name}"
        for resource in work.descriptor.resources
        for column in date_columns(resource)
    ]
    form = literal(DATE_PATTERN)
    sql = f"""SELECT DISTINCT text FROM ({" UNION ALL ".join(parts)})
              WHERE regexp_full_match(text, {form}) ORDER BY text"""
    return [text for (text,) in work.rows(sql)]


def _span(text: str) -> DateSpan | None:
    try:
        return parse_date(text)
    except PeriodError:
        return None


def _impossible(
    work: Workspace, resource: Resource, column: str, texts: list[str]
) -> Iterator[Problem]:
    marks = ", ".join("?" for _ in texts)
    sql = f"SELECT {ROW}, {column} FROM in_{resource.name} WHERE {column} IN ({marks})"
    for row, text in work.rows(sql, texts):
        yield Problem(resource.path, row, column, Kind.DATE, f"{text!r} is no day of the calendar")


def _event_precision(work: Workspace) -> Iterator[Problem]:
    """An event says how exactly its date is known; the date must be written that way."""
    found = work.rows(
        f"""SELECT e.{ROW}, e.date_precision, coalesce(d.precision, 'unknown') FROM in_events e
            LEFT JOIN iso_date d ON d.text = e.event_date
            WHERE e.date_precision <> coalesce(d.precision, 'unknown')
              AND (d.text IS NOT NULL OR e.event_date IS NULL)"""
    )
    path = work.descriptor["events"].path
    for row, said, written in found:
        message = f"{said!r}, but the date is written to the precision {written!r}"
        yield Problem(path, row, "date_precision", Kind.DATE_PRECISION, message)


def first_and_last(text: str | None) -> tuple[date, date] | None:
    """Return the days a date text covers; None for an empty or impossible one."""
    span = _span(text) if text else None
    return (span.first, span.last) if span else None
