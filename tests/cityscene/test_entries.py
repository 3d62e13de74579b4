"""Figures as a reader counts them."""

from __future__ import annotations

from datetime import date

from cityscene.entries import entries
from cityscene.schema import Basis, Interval, PeriodType, Tier
from tests.cityscene.builders import observation, source

SOURCES = {
    "s1": source("s1"),
    "s2": source("s2", tier=Tier.REPOST),
    "s3": source("s3", tier=Tier.MAINSTREAM),
}


def read(*observations):
    return entries(observations, SOURCES)


def yearly(obs_id, value, year, **changes):
    return observation(
        obs_id, value, period_type=PeriodType.YEAR, as_of=date(year, 12, 31), **changes
    )


def test_one_figure_in_two_sources_is_one_entry_with_two_places():
    (entry,) = read(observation("b", source_id="s2"), observation("a"))
    assert [o.obs_id for o in entry.places] == ["a", "b"]
    assert not entry.is_disputed


def test_undated_figures_of_one_value_are_one_entry():
    (entry,) = read(observation("a", as_of=None), observation("b", as_of=None, source_id="s3"))
    assert len(entry.places) == 2


def test_figures_of_one_date_that_exclude_each_other_are_both_kept_and_marked():
    found = read(observation("a", 300), observation("b", 320, source_id="s2"))
    assert [(e.observation.value, e.is_disputed) for e in found] == [(300, True), (320, True)]


def test_figures_that_differ_yet_agree_are_two_entries_without_a_mark():
    hedged = observation("a", 1400, interval=Interval(1400, 1500, "left"))
    found = read(hedged, observation("b", 1450, source_id="s2"))
    assert [e.is_disputed for e in found] == [False, False]


def test_totals_of_two_dates_are_two_entries_the_fresher_first():
    found = read(observation("a", 80, as_of=date(2024, 6, 30)), observation("b", 100))
    assert [e.observation.obs_id for e in found] == ["b", "a"]


def test_earlier_years_stand_under_the_latest():
    found = read(yearly("a", 1, 2022), yearly("c", 3, 2024), yearly("b", 2, 2023))
    (entry,) = found
    assert entry.observation.obs_id == "c"
    assert [o.obs_id for o in entry.earlier] == ["b", "a"]


def test_targets_never_join_results():
    found = read(yearly("a", 1, 2024), yearly("b", 1, 2024, basis=Basis.TARGET))
    assert [e.observation.basis for e in found] == [Basis.ACTUAL, Basis.TARGET]


def test_areas_and_metrics_stay_apart():
    found = read(observation("a"), observation("b", area_id="310000"),
                 observation("c", metric_id="other"))  # fmt: skip
    assert len(found) == 3


def test_nothing_is_lost():
    given = [yearly(f"y{n}", n, 2018 + n % 4, source_id=f"s{1 + n % 3}") for n in range(12)]
    kept = [o for e in read(*given) for o in (*e.places, *e.earlier)]
    assert sorted(o.obs_id for o in kept) == sorted(o.obs_id for o in given)
