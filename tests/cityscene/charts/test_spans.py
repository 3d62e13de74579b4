"""Releases on an axis of years: marks as wide as their dates, tails of totals."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cityscene.charts.spans import Group, Line, Mark, place, span_rows
from cityscene.theme import Mode

YEARS = [2024, 2025]


def drawn(mark, *others):
    lines = [Line("<strong>450 条</strong>", m) for m in (mark, *others)]
    return span_rows([Group("成都", lines, is_mine=True)], "清单发布", Mode.LIGHT)


def marks(html):
    """Class, left and width of every mark and tail, in percent."""
    found = re.findall(r'<[bi] class="([^"]*)" style="left:([\d.]+)%;width:([\d.]+)%', html)
    return [(kind, float(left), float(width)) for kind, left, width in found]


@pytest.mark.parametrize(
    ("day", "at"), [(date(2024, 1, 1), 0.0), (date(2025, 1, 1), 50.0), (date(2024, 7, 2), 25.0)]
)
def test_a_day_has_its_place(day, at):
    assert place(day, YEARS) == pytest.approx(at, abs=0.1)


def test_a_year_is_as_wide_as_the_year():
    html = drawn(
        Mark(date(2025, 1, 1), date(2025, 12, 31)), Mark(date(2024, 5, 1), date(2024, 5, 1))
    )
    (kind, left, width), (_, _, day) = marks(html)
    assert (kind, left) == ("cs-one", 50.0)
    assert width == pytest.approx(50.0, abs=0.2)
    assert day < 0.2


def test_a_total_has_a_tail_from_its_start():
    html = drawn(Mark(date(2025, 7, 1), date(2025, 7, 1), date(2024, 7, 1), is_total=True))
    (tail, start, length), (kind, at, _) = marks(html)
    assert (tail, kind) == ("cs-tail", "cs-total")
    assert start + length == pytest.approx(at, abs=0.01)
    assert length == pytest.approx(50.0, abs=0.2)


def test_a_total_without_a_start_has_a_short_dotted_tail():
    html = drawn(
        Mark(date(2025, 7, 1), date(2025, 7, 1), is_total=True),
        Mark(date(2024, 1, 1), date(2024, 1, 1), is_total=True),
    )
    (tail, _, length), _, (_, start, none), _ = marks(html)
    assert "cs-unknown" in tail and length == 3.0
    assert (start, none) == (0.0, 0.0)


def test_a_list_without_a_number_is_a_frame():
    html = drawn(Mark(date(2025, 1, 1), date(2025, 1, 31), is_counted=False))
    assert [kind for kind, _, _ in marks(html)] == ["cs-bare"]


def test_every_area_has_its_name_and_the_years():
    html = drawn(Mark(date(2024, 1, 1), date(2026, 1, 31)))
    assert re.findall(r"<span>(\d+)</span>", html) == ["2024", "2025", "2026"]
    assert 'aria-label="清单发布"' in html
    assert '<tbody class="cs-mine"><tr><th scope="rowgroup">成都</th>' in html
