"""Figures as records: types, intervals, derived ones apart."""

from __future__ import annotations

from datetime import date

from cityscene.queries import observations
from cityscene.schema import Basis, Interval, PeriodType, Qualifier


def by_id(records):
    return {o.obs_id: o for o in records}


def test_hedged_figures_keep_their_interval(real_db):
    """Checked in the text: 合肥 1400余项 场景机会 is [1400, 1500)."""
    found = [o for o in observations.of_metric(real_db, "scenario_opportunities")
             if o.area_id == "340100" and not o.derived_from]  # fmt: skip
    assert {o.source_id for o in found} == {"txt-003", "txt-004"}
    assert {o.interval for o in found} == {Interval(1400.0, 1500.0, "left")}
    assert {o.qualifier for o in found} == {Qualifier.OVER}


def test_an_open_end_is_none(real_db):
    """Checked in the text: 无锡 合作金额 突破40亿元."""
    found = [o for o in observations.of_metric(real_db, "cooperation_value")
             if o.area_id == "320200"]  # fmt: skip
    assert {(o.value, o.interval.low, o.interval.high) for o in found} == {(4e9, 4e9, None)}


def test_zone_figures_belong_to_the_zone(real_db):
    """Checked in the text: 成都高新区, not 成都, has 193 能力 in 11 batches and 16 landed."""
    found = {o.metric_id: o.value for o in observations.of_areas(real_db, ["zone-510100-hitech"])}
    assert found["scenario_capabilities"] == 193
    assert found["scenario_capability_batches"] == 11
    assert found["scenario_opportunities"] == 90
    assert found["landed_scenarios"] == 16


def test_the_national_figure(real_db):
    found = observations.of_metric(real_db, "cities_with_scenario_innovation")
    assert {(o.area_id, o.value) for o in found} == {("100000", 83.0)}


def test_types_of_a_record(fixture_db):
    o = by_id(observations.by_ids(fixture_db, ["fx-013"]))["fx-013"]
    assert (o.basis, o.period_type) == (Basis.ACTUAL, PeriodType.AS_OF)
    assert o.as_of == date(2025, 5, 27)
    assert o.derived_from == ()


def test_derived_figures_come_only_when_asked_for(real_db):
    own = observations.of_areas(real_db, ["340100"])
    every = observations.of_areas(real_db, ["340100"], derived=True)
    assert not any(o.derived_from for o in own)
    assert len(every) > len(own)
    derived = next(o for o in every if o.derived_from)
    assert {o.area_id for o in observations.by_ids(real_db, derived.derived_from)} == {"340100"}


def test_nothing_asked_for_is_nothing(fixture_db):
    assert observations.of_areas(fixture_db, []) == []
    assert observations.by_ids(fixture_db, []) == []


def test_values_are_bound_and_not_run(fixture_db):
    assert observations.of_metric(fixture_db, "x' OR '1'='1") == []


def test_freshest_are_results_with_a_date(real_db):
    found = observations.freshest(real_db, 8)
    assert len(found) == 8
    assert all(o.basis is Basis.ACTUAL and o.as_of for o in found)


def test_no_growth_is_derived_across_a_break_of_one_area(real_db):
    """佛山's GDP of 2025 follows a revision that the one of 2024 stands before."""
    found = {
        (o.area_id, o.as_of.year) for o in observations.of_metric(real_db, "gdp_yoy") if o.as_of
    }
    assert ("440600", 2023) in found
    assert ("440600", 2025) not in found
    assert ("320200", 2025) in found
