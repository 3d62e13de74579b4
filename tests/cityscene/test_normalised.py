"""Totals set against a size: which ratio is meant, what stands below it, who has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cityscene.comparable import PeriodClass, Reason, View, select
from cityscene.normalised import denominators, divided, normalise, ratios, split
from cityscene.ratios import Per
from cityscene.registry import Derivation
from cityscene.schema import Basis, Level, PeriodType
from tests.cityscene.builders import HEFEI, SHANGHAI, WUXI, area, observation, registry

TOTAL, RATIO, GROWTH = (
    "landed_scenarios",
    "landed_scenarios_per_10k_persons",
    "landed_scenarios_yoy",
)
KNOWN = replace(
    registry([area(a) for a in (HEFEI, SHANGHAI, WUXI)]),
    derivations={RATIO: Derivation("per_capita", TOTAL), GROWTH: Derivation("growth", TOTAL)},
)
STOCK = View(TOTAL, Level.CITY, Basis.ACTUAL, PeriodClass.STOCK)


def total(area_id, year=2025, **changes):
    return observation(f"t-{area_id}-{year}", 100, area_id=area_id, as_of=date(year, 12, 31),
                       **changes)  # fmt: skip


def ratio(of):
    return replace(of, obs_id=f"{of.obs_id}.r", metric_id=RATIO, value=1.0, value_printed="",
                   derived_from=(of.obs_id, f"d-{of.area_id}"))  # fmt: skip


def chosen(figures, view=STOCK):
    return select(figures, view, KNOWN.areas, KNOWN.sources)


@pytest.mark.parametrize(
    ("metric", "found"),
    [
        (TOTAL, (TOTAL, Per.NONE)),
        (RATIO, (TOTAL, Per.RESIDENTS)),
        (GROWTH, (GROWTH, Per.NONE)),
        ("unknown", ("unknown", Per.NONE)),
    ],
)
def test_a_ratio_is_taken_apart_and_nothing_else_is(metric, found):
    assert split(metric, KNOWN) == found


def test_a_retired_name_still_leads_to_its_ratio():
    known = replace(KNOWN, derivations={f"{TOTAL}_per_1e12_cny_gdp": Derivation("per_gdp", TOTAL)})
    assert split(f"{TOTAL}_per_1e8_cny_gdp", known) == (TOTAL, Per.GDP)


def test_only_what_the_build_has_divided_is_offered():
    assert ratios(TOTAL, KNOWN) == {Per.RESIDENTS: RATIO}
    assert ratios(RATIO, KNOWN) == {}


def test_areas_without_a_denominator_are_left_out_with_that_reason():
    figures = [total(HEFEI), total(SHANGHAI)]
    found = divided(chosen(figures), chosen([ratio(figures[0])], replace(STOCK, metric_id=RATIO)))
    assert list(found.chosen) == [HEFEI]
    assert [(x.observation.area_id, x.reason) for x in found.left_out] == [
        (SHANGHAI, Reason.NO_DENOMINATOR)
    ]


def test_a_newer_total_without_a_denominator_is_named_beside_the_older_ratio():
    older, newer = total(HEFEI, 2023), total(HEFEI, 2025)
    found = divided(chosen([older, newer]), chosen([ratio(older)], replace(STOCK, metric_id=RATIO)))
    assert [x.observation for x in found.left_out] == [newer]


def test_figures_of_one_batch_are_not_divided():
    batch = total(HEFEI, period_type=PeriodType.EVENT)
    side_by_side = replace(STOCK, level=None, period_class=None)
    found = divided(chosen([batch], side_by_side), chosen([]))
    assert [x.reason for x in found.left_out] == [Reason.NOT_DIVIDED]


def test_other_left_outs_of_the_total_stay():
    target = total(WUXI, basis=Basis.TARGET)
    found = divided(chosen([target]), chosen([]))
    assert [x.reason for x in found.left_out] == [Reason.BASIS]


def test_ratios_take_the_place_of_totals_that_two_areas_can_divide():
    figures = [total(HEFEI), total(SHANGHAI), total(WUXI), total(HEFEI, 2027, basis=Basis.TARGET)]
    computed = [ratio(figures[0]), ratio(figures[1])]
    found = normalise([*figures, *computed], Per.RESIDENTS, KNOWN)
    assert found.metrics == {RATIO}
    assert [o.metric_id for o in found.observations] == [TOTAL, RATIO, RATIO]
    assert found.observations[0].basis is Basis.TARGET
    assert [(x.observation.area_id, x.reason) for x in found.left_out] == [
        (WUXI, Reason.NO_DENOMINATOR)
    ]


def test_one_ratio_alone_compares_nothing():
    figures = [total(HEFEI), total(SHANGHAI)]
    found = normalise([*figures, ratio(figures[0])], Per.RESIDENTS, KNOWN)
    assert (found.observations, found.metrics, found.left_out) == (figures, frozenset(), [])


def test_as_published_leaves_computed_figures_aside():
    figure = total(HEFEI)
    assert normalise([figure, ratio(figure)], Per.NONE, KNOWN).observations == [figure]


def test_left_outs_of_a_comparison_are_of_the_year_asked_for():
    figures = [total(HEFEI), total(SHANGHAI), total(WUXI, 2023), total(WUXI, 2024)]
    everything = [*figures, ratio(figures[0]), ratio(figures[1])]
    assert [
        x.observation.as_of.year for x in normalise(everything, Per.RESIDENTS, KNOWN).left_out
    ] == [2024]
    assert not normalise(everything, Per.RESIDENTS, KNOWN, 2025).left_out


def test_denominators_are_those_of_ratios_only():
    below = observation("d", 1e6)
    divided_by = replace(total(HEFEI), metric_id=RATIO, derived_from=("t", "d"))
    growth = replace(total(HEFEI), metric_id=GROWTH, derived_from=("t", "d"))
    assert denominators([divided_by, growth, total(HEFEI)], {"d": below}, KNOWN) == [below]
