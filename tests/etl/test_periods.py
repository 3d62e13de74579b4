"""Periods: which date fields each period type takes."""

from __future__ import annotations

import pytest

from etl.validate.periods import Period, judge

SOUND = [
    Period("as_of", None, None, "2025-11-28", "stated"),
    Period("as_of", None, None, "2025", "publication"),
    Period("as_of", None, None, None, "unknown"),
    Period("year", "2024", "2024", None, "stated"),
    Period("year", None, None, None, "unknown"),
    Period("ytd", "2025-01", "2025-10", None, "stated"),
    Period("ytd", "2025-01-01", "2025-10-15", None, "stated"),
    Period("cumulative", None, "2025-10", None, "derived"),
    Period("cumulative", "2019-03", "2025-10-31", None, "stated"),
    Period("event", "2025-11-28", "2025-11-28", None, "derived"),
    Period("event", "2025-11", "2025-11", None, "derived"),
]

BAD = [
    (Period("as_of", "2025", None, "2025", "stated"), "period_start"),
    (Period("as_of", None, None, None, "stated"), "period_source"),
    (Period("year", "2024", "2025", None, "stated"), "period_start"),
    (Period("year", None, "2024", None, "stated"), "period_start"),
    (Period("year", "2024", "2024", "2024", "stated"), "as_of"),
    (Period("ytd", "2025-02", "2025-10", None, "stated"), "period_start"),
    (Period("ytd", "2024-01", "2025-10", None, "stated"), "period_start"),
    (Period("ytd", "2025-01", "2025", None, "stated"), "period_end"),
    (Period("cumulative", "2019", None, None, "stated"), "period_end"),
    (Period("cumulative", "2025-12", "2025-10", None, "stated"), "period_end"),
    (Period("event", None, "2025-11-28", None, "stated"), "period_start"),
    (Period("event", "2025-11-28", "2025-11-27", None, "stated"), "period_end"),
    (Period("event", "2025-11-28", "2025-11-28", None, "unknown"), "period_source"),
]


@pytest.mark.parametrize("period", SOUND)
def test_a_period_that_fits_its_type(period):
    assert list(judge(period)) == []


@pytest.mark.parametrize(("period", "column"), BAD)
def test_a_period_that_does_not_fit_its_type(period, column):
    assert [found[0] for found in judge(period)] == [column]
