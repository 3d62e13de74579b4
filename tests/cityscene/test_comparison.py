"""Areas side by side: what stands in a row, which year, and what a row may claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.comparable import Reason
from cityscene.comparison import Standing, Verdict, compare, most_in_common
from cityscene.registry import Break
from cityscene.schema import Basis, Direction, Interval, Level, PeriodType
from tests.cityscene.builders import HEFEI, SHANGHAI, WUXI, area, observation, registry
from tests.cityscene.worlds import intervals, worlds

ZONE = "zone-320200-x"
AREAS = (HEFEI, WUXI, SHANGHAI, ZONE)
METRIC = "landed_scenarios"


def known(direction=Direction.HIGHER, breaks=()):
    found = registry([area(a) for a in AREAS[:3]] + [area(ZONE, Level.ZONE)])
    metric = replace(found.metrics[METRIC], direction=direction)
    return replace(found, metrics=MappingProxyType({METRIC: metric}), breaks=breaks)


def yearly(area_id, year, value=100.0, **changes):
    return observation(
        f"{area_id}-{year}", value, area_id=area_id, period_type=PeriodType.YEAR,
        as_of=date(year, 12, 31), **changes,
    )  # fmt: skip


def stock(area_id, value=100.0, **changes):
    return observation(f"{area_id}-{value}", value, area_id=area_id, **changes)


def one_row(observations, **options):
    found = compare(observations, AREAS, known(), **options)
    assert len(found.rows) == 1
    return found.rows[0]


def test_a_row_needs_two_areas():
    found = compare([stock(HEFEI)], AREAS, known())
    assert found.rows == ()
    assert [o.area_id for o in found.singles] == [HEFEI]
    assert found.left_out == ()


def test_areas_keep_the_order_they_were_chosen_in():
    row = one_row([stock(HEFEI), stock(SHANGHAI), stock(WUXI)])
    assert list(row.chosen) == [HEFEI, WUXI, SHANGHAI]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (stock(WUXI, basis=Basis.TARGET), Reason.BASIS),
        (stock(ZONE), Reason.LEVEL),
        (stock(WUXI, period_type=PeriodType.EVENT), Reason.PERIOD_CLASS),
    ],
)
def test_figures_of_another_kind_are_left_out_with_the_reason(other, reason):
    found = compare([stock(HEFEI), other], AREAS, known())
    assert found.rows == found.singles == ()
    assert {(x.observation.area_id, x.reason) for x in found.left_out} == {
        (HEFEI, reason),
        (other.area_id, reason),
    }


def test_a_target_beside_a_row_of_results_is_left_out():
    target = stock(HEFEI, 500.0, basis=Basis.TARGET)
    found = compare([stock(HEFEI), stock(WUXI), target], AREAS, known())
    assert len(found.rows) == 1
    assert [(x.observation, x.reason) for x in found.left_out] == [(target, Reason.BASIS)]


def test_a_figure_without_a_date_is_left_out_and_the_other_stands_alone():
    found = compare([stock(HEFEI), stock(WUXI, as_of=None)], AREAS, known())
    assert [o.area_id for o in found.singles] == [HEFEI]
    assert [(x.observation.area_id, x.reason) for x in found.left_out] == [
        (WUXI, Reason.PERIOD_UNKNOWN)
    ]


def test_areas_that_were_not_chosen_do_not_appear():
    found = compare([stock(HEFEI), stock(WUXI)], [HEFEI, SHANGHAI], known())
    assert found.rows == ()
    assert [o.area_id for o in found.singles] == [HEFEI]


def test_only_the_chosen_themes_are_shown():
    both = [stock(HEFEI), stock(WUXI)]
    assert compare(both, AREAS, known(), themes=["matching"]).rows
    assert not compare(both, AREAS, known(), themes=["finance"]).rows


def test_figures_of_a_year_stand_for_the_latest_year_all_have():
    row = one_row(
        [yearly(HEFEI, 2023), yearly(HEFEI, 2025), yearly(WUXI, 2022), yearly(WUXI, 2023)]
    )
    assert {o.as_of.year for o in row.chosen.values()} == {2023}
    assert row.later[HEFEI].as_of.year == 2025
    assert WUXI not in row.later


def test_without_a_common_year_each_shows_its_latest_and_no_order_is_judged():
    row = one_row([yearly(HEFEI, 2023), yearly(HEFEI, 2025, 900.0), yearly(WUXI, 2024)])
    assert row.chosen[HEFEI].as_of.year == 2025
    assert row.verdict is Verdict.DATES
    assert row.leader is None
    assert row.reference is None


def test_year_to_date_needs_the_same_month():
    def until(area_id, month):
        return stock(area_id, period_type=PeriodType.YTD, as_of=date(2025, month, 28))

    assert one_row([until(HEFEI, 10), until(WUXI, 10)]).verdict is Verdict.TIED
    assert one_row([until(HEFEI, 10), until(WUXI, 9)]).verdict is Verdict.DATES


def test_a_chosen_year_names_what_is_of_another_one():
    found = compare(
        [yearly(HEFEI, 2024), yearly(WUXI, 2024), yearly(SHANGHAI, 2023)], AREAS, known(), year=2024
    )
    assert list(found.rows[0].chosen) == [HEFEI, WUXI]
    assert [(x.observation.area_id, x.reason) for x in found.left_out] == [
        (SHANGHAI, Reason.OTHER_YEAR)
    ]


def test_nothing_in_the_chosen_year_is_nothing():
    found = compare([yearly(HEFEI, 2024), yearly(WUXI, 2024)], AREAS, known(), year=2019)
    assert (found.rows, found.singles, found.left_out) == ((), (), ())


def test_a_second_source_of_the_same_date_is_a_twin():
    again = replace(stock(HEFEI), obs_id="z")
    older = replace(stock(HEFEI), obs_id="y", as_of=date(2024, 10, 31))
    row = one_row([stock(HEFEI), again, older, stock(WUXI)])
    assert row.twins[HEFEI] == (again,)
    assert row.twins[WUXI] == ()


POINT = Interval(100, 100)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Interval(120, 120), POINT, Verdict.LEADER),
        (POINT, POINT, Verdict.TIED),
        (Interval(90, None, "left"), POINT, Verdict.OPEN),
        (Interval(101, None, "left"), POINT, Verdict.LEADER),
        (Interval(100, None, "neither"), POINT, Verdict.LEADER),
        (Interval(80, 100, "left"), Interval(100, 200, "left"), Verdict.LEADER),
        # Open ends follow the ranking: below twice what is printed.
        (Interval(300, None, "left"), Interval(100, None, "left"), Verdict.LEADER),
        (Interval(150, None, "left"), Interval(100, None, "left"), Verdict.OPEN),
    ],
)
def test_only_separable_figures_give_a_leader(first, second, verdict):
    row = one_row([stock(HEFEI, interval=first), stock(WUXI, interval=second)])
    assert row.verdict is verdict
    assert (row.leader is None) is (verdict is not Verdict.LEADER)


def test_lower_may_be_better():
    pair = [stock(HEFEI, 10.0), stock(WUXI, 20.0)]
    assert compare(pair, AREAS, known(Direction.LOWER)).rows[0].leader == HEFEI
    assert compare(pair, AREAS, known()).rows[0].leader == WUXI


@pytest.mark.parametrize(
    ("changes", "direction", "verdict"),
    [
        ({}, Direction.NEUTRAL, Verdict.NO_DIRECTION),
        ({"basis": Basis.TARGET}, Direction.HIGHER, Verdict.NOT_ACTUAL),
        ({"basis": Basis.ESTIMATE}, Direction.HIGHER, Verdict.NOT_ACTUAL),
        ({"period_type": PeriodType.EVENT}, Direction.HIGHER, Verdict.EVENT),
    ],
)
def test_rows_that_allow_no_order_name_the_reason(changes, direction, verdict):
    pair = [stock(HEFEI, 10.0, **changes), stock(WUXI, 20.0, **changes)]
    row = compare(pair, AREAS, known(direction)).rows[0]
    assert row.verdict is verdict
    assert row.first == ()
    assert row.standing(HEFEI) is Standing.UNJUDGED


def test_a_figure_beyond_the_tolerance_is_stale_and_stops_the_claim():
    row = one_row([stock(HEFEI, 900.0), stock(WUXI, as_of=date(2024, 9, 30))])
    assert row.stale == {WUXI}
    assert row.verdict is Verdict.DATES
    assert one_row([stock(HEFEI, 900.0), stock(WUXI, as_of=date(2024, 10, 31))]).leader == HEFEI


def test_no_leader_across_a_break_in_the_series():
    cut = Break(METRIC, 2024, 2025, "口径", "definition")
    pair = [stock(HEFEI, 900.0), stock(WUXI, as_of=date(2024, 12, 31))]
    assert compare(pair, AREAS, known(breaks=(cut,))).rows[0].verdict is Verdict.DATES
    assert compare(pair, AREAS, known()).rows[0].leader == HEFEI


def test_standings_count_rows_by_what_they_say_of_an_area():
    found = compare([stock(HEFEI, 90.0), stock(WUXI, 100.0)], AREAS, known())
    assert found.standings(WUXI) == {Standing.AHEAD: 1}
    assert found.standings(HEFEI) == {Standing.BEHIND: 1}
    assert found.standings(SHANGHAI) == {}


bounded = intervals().filter(lambda i: i.low is not None and i.high is not None)


@given(st.lists(bounded, min_size=2, max_size=3))
def test_a_leader_is_first_in_every_world_the_hedges_allow(found):
    figures = [stock(a, interval=i) for a, i in zip(AREAS, found, strict=False)]
    row = one_row(figures)
    possible = worlds(found)
    order = list(row.chosen)
    for i, area_id in enumerate(order):
        others = [j for j in range(len(order)) if j != i]
        sure = bool((possible[i] > possible[others].max(axis=0)).all())
        assert (row.leader == area_id) is sure


def test_peers_with_most_kinds_in_common_come_first():
    kinds = {
        "me": {("a", "actual", "year"), ("b", "actual", "year"), ("c", "target", "stock")},
        "one": {("a", "actual", "year")},
        "two": {("a", "actual", "year"), ("b", "actual", "year")},
        "other": {("c", "actual", "stock")},
    }
    order = ["one", "other", "two", "me", "unknown"]
    assert most_in_common("me", order, kinds, 5) == ["two", "one"]
    assert most_in_common("me", order, kinds, 1) == ["two"]
    assert most_in_common("nobody", order, kinds, 5) == []


def test_a_target_is_never_stale():
    near = stock(HEFEI, basis=Basis.TARGET, as_of=date(2025, 12, 31))
    far = stock(WUXI, basis=Basis.TARGET, as_of=date(2030, 12, 31))
    assert one_row([near, far]).stale == frozenset()
