"""Releases over time: one batch, a total, a list without a number; dates as wide as known."""

from __future__ import annotations

from datetime import date

import pytest

from cityscene.queries import facts, observations
from cityscene.registry import load_registry
from cityscene.releases import Extent, releases
from cityscene.schema import Basis, PeriodType
from cityscene.ui import data
from tests.cityscene.builders import HEFEI, observation
from tests.conftest import FIXTURE_DATA

CHENGDU, HITECH, WUXI = "510100", "zone-510100-hitech", "320200"


@pytest.fixture(scope="module")
def real(real_db):
    areas = list(data.registry(real_db).areas)
    figures = observations.of_areas(real_db, areas)
    return releases(figures, facts.events_of(real_db, areas), data.registry(real_db))


@pytest.fixture(scope="module")
def registry():
    return load_registry(FIXTURE_DATA)


def printed(release):
    return [e.observation.value_printed for e in release.figures]


def figure(**changes):
    given = {"metric_id": "scenario_opportunities", "source_id": "txt-a"}
    return observation(**given | changes)


def event(**changes):
    return {
        "area_id": HEFEI, "event_type": "list_published", "event_date": "2025-10",
        "first_day": date(2025, 10, 1), "last_day": date(2025, 10, 31), "name_zh": "发布清单",
        "name_en": "List published", "source_id": "txt-a", "locator": "7",
    } | changes  # fmt: skip


def test_the_lists_of_chengdu(real):
    """450条 in 2019-03, 764 on 2019-06-12, nearly 3000 in nine batches to 2021-10-20."""
    first, second, ninth = real[CHENGDU][:3]
    assert (printed(first), first.extent) == (["450条"], Extent.ONE)
    assert (first.first, first.last) == (date(2019, 3, 1), date(2019, 3, 31))
    assert (printed(second), second.first, second.last) == (
        ["764"], date(2019, 6, 12), date(2019, 6, 12),
    )  # fmt: skip
    assert sorted(printed(ninth)) == ["第九批", "近3千条"]
    assert (ninth.extent, ninth.since) == (Extent.TOTAL, date(2019, 3, 1))
    assert ninth.events[0]["name_zh"] == "成都发布第九批城市机会清单"


def test_the_lists_of_the_hightech_zone(real):
    """8 batches with 90, 11 with 193 in all; 144 at once. The event belongs to the 144."""
    single, total = real[HITECH]
    assert (printed(single), single.extent) == (["144项"], Extent.ONE)
    assert "144项" in single.events[0]["name_zh"]
    assert printed(total) == ["90项", "193项", "8批次", "11批次"]
    assert (total.extent, total.since, total.events) == (Extent.TOTAL, None, ())
    assert (total.first, total.last) == (date(2025, 1, 1), date(2025, 12, 31))


def test_one_event_in_two_sources_is_told_once(real):
    (only,) = real[WUXI]
    assert {e["source_id"] for e in only.events} == {"txt-003", "txt-004"}
    assert [len(e.places) for e in only.figures] == [2, 2, 2]


def test_areas_and_releases_are_in_order(real, real_db):
    assert list(real) == [a for a in data.registry(real_db).areas if a in real]
    assert all(found == sorted(found, key=lambda r: (r.last, r.first)) for found in real.values())


def test_a_list_without_a_number_is_a_release_too(registry):
    (only,) = releases([], [event()], registry)[HEFEI]
    assert (only.extent, only.figures) == (Extent.UNCOUNTED, ())


@pytest.mark.parametrize(
    "other",
    [
        {"source_id": "web-1"},
        {"first_day": date(2024, 1, 1), "last_day": date(2024, 1, 1)},
    ],
)
def test_an_event_of_another_source_or_time_stands_by_itself(other, registry):
    extents = [r.extent for r in releases([figure()], [event(**other)], registry)[HEFEI]]
    assert sorted(extents) == [Extent.TOTAL, Extent.UNCOUNTED]


@pytest.mark.parametrize(
    "left_out",
    [
        {"basis": Basis.TARGET},
        {"as_of": None},
        {"metric_id": "landed_scenarios"},
        {"metric_id": "gdp"},
        {"derived_from": ("o2",)},
    ],
)
def test_only_dated_results_of_lists_are_releases(left_out, registry):
    assert releases([figure(**left_out)], [], registry) == {}


@pytest.mark.parametrize(
    "left_out", [{"event_type": "forum"}, {"event_date": None, "first_day": None}]
)
def test_only_dated_lists_are_releases(left_out, registry):
    assert releases([], [event(**left_out)], registry) == {}


@pytest.mark.parametrize(
    ("precision", "first"),
    [("day", date(2025, 10, 31)), ("month", date(2025, 10, 1)), ("year", date(2025, 1, 1))],
)
def test_a_date_is_as_wide_as_it_is_known(precision, first, registry):
    (only,) = releases([figure(period_precision=precision)], [], registry)[HEFEI]
    assert (only.first, only.last) == (first, date(2025, 10, 31))


def test_every_year_of_a_yearly_figure_is_a_release(registry):
    years = [
        figure(obs_id=f"o{y}", value=float(y), period_type=PeriodType.YEAR, period_precision="year",
               period_start=date(y, 1, 1), period_end=date(y, 12, 31), as_of=date(y, 12, 31))
        for y in (2024, 2025)
    ]  # fmt: skip
    assert [r.first.year for r in releases(years, [], registry)[HEFEI]] == [2024, 2025]
