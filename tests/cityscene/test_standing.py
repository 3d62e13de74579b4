"""Where an area stands: rank ranges, what takes no part, the views that are chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cityscene.comparable import PeriodClass, Reason
from cityscene.schema import Basis, Direction, Interval, Level, PeriodType, Qualifier
from cityscene.standing import is_stale, relative, standings
from tests.cityscene.builders import HEFEI, SHANGHAI, WUXI, area, observation, registry

CITIES = (HEFEI, SHANGHAI, WUXI, "510100")
METRIC = "landed_scenarios"


@pytest.fixture
def known():
    return registry([area(c) for c in CITIES])


def exact(area_id, value, **changes):
    return observation(f"{area_id}-{value:g}", value, area_id=area_id, **changes)


def over(area_id, value):
    return exact(area_id, value, interval=Interval(value, None, "left"), qualifier=Qualifier.OVER)


def field(known, observations, **options):
    return standings(HEFEI, {METRIC: observations}, known, **options)


def test_place_among_exact_figures(known):
    found = field(known, [exact(HEFEI, 20), exact(SHANGHAI, 30), exact(WUXI, 10)])
    (standing,) = found.standings
    assert standing.rank.label == "2"
    assert standing.rank.n == 3
    assert found.left_out == ()


def test_an_open_hedge_makes_a_range(known):
    found = field(known, [over(HEFEI, 20), exact(SHANGHAI, 30), exact(WUXI, 10)])
    assert found.standings[0].rank.label == "1–2"
    assert not found.standings[0].is_surely_last_part


def test_two_areas_are_no_field(known):
    found = field(known, [exact(HEFEI, 20), exact(SHANGHAI, 30)])
    assert found.standings == ()
    assert [x.reason for x in found.left_out] == [Reason.TOO_FEW]


def test_members_narrow_the_field(known):
    figures = [exact(c, 10 + i) for i, c in enumerate(CITIES)]
    assert field(known, figures, members=CITIES[:3]).standings[0].rank.n == 3
    assert field(known, figures).standings[0].rank.n == 4


def test_neutral_metrics_have_no_best_and_worst(known):
    neutral = {METRIC: replace(known.metrics[METRIC], direction=Direction.NEUTRAL)}
    found = field(replace(known, metrics=neutral), [exact(c, 10) for c in CITIES])
    assert found.standings == ()
    assert [x.reason for x in found.left_out] == [Reason.NO_DIRECTION]


def test_smaller_first_where_less_is_better(known):
    lower = {METRIC: replace(known.metrics[METRIC], direction=Direction.LOWER)}
    figures = [exact(HEFEI, 1), exact(SHANGHAI, 3), exact(WUXI, 2)]
    assert field(replace(known, metrics=lower), figures).standings[0].rank.label == "1"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"basis": Basis.TARGET}, Reason.BASIS),
        ({"as_of": None}, Reason.PERIOD_UNKNOWN),
        ({"period_type": PeriodType.EVENT}, Reason.PERIOD_CLASS),
    ],
)
def test_own_figures_outside_the_view_are_listed(known, changes, reason):
    figures = [exact(c, 10 + i) for i, c in enumerate(CITIES)]
    found = field(known, [*figures, exact(HEFEI, 99, **changes)])
    assert found.standings[0].observation.value == 10
    assert [(x.observation.value, x.reason) for x in found.left_out] == [(99, reason)]


def test_the_fullest_kind_of_period_is_chosen(known):
    stock = [exact(HEFEI, 10)]
    yearly = [exact(c, 20 + i, period_type=PeriodType.YEAR) for i, c in enumerate(CITIES[:3])]
    found = field(known, [*stock, *yearly])
    assert found.standings[0].view.period_class is PeriodClass.YEAR
    assert [x.reason for x in found.left_out] == [Reason.PERIOD_CLASS]


def test_other_levels_and_other_years_stay_outside(known):
    figures = [exact(c, 10 + i) for i, c in enumerate(CITIES[:3])]
    assert field(known, figures, year=2024).standings == ()
    zone = registry([*(area(c) for c in CITIES[:2]), area(WUXI, Level.ZONE)])
    assert field(zone, figures).standings == ()


def test_best_standing_comes_first(known):
    ahead = [exact(HEFEI, 30), exact(SHANGHAI, 20), exact(WUXI, 10)]
    behind = [replace(o, metric_id="other", value=-o.value,
                      interval=Interval(-o.value, -o.value)) for o in ahead]  # fmt: skip
    metrics = {**known.metrics, "other": replace(known.metrics[METRIC], metric_id="other")}
    by_metric = {"other": behind, METRIC: ahead}
    found = standings(HEFEI, by_metric, replace(known, metrics=metrics))
    assert [s.view.metric_id for s in found.standings] == [METRIC, "other"]
    assert found.standings[0].is_surely_first_part
    assert found.standings[1].is_surely_last_part


def test_stale_is_more_than_the_metric_tolerates(known):
    old = exact(HEFEI, 10, as_of=date(2024, 9, 30))
    young = [exact(c, 20) for c in CITIES[1:]]
    selection = field(known, [old, *young]).standings[0].selection
    assert is_stale(old, selection, known)
    assert not is_stale(young[0], selection, known)


def test_computed_metrics_can_be_left_aside(known):
    found = field(known, [exact(c, 10) for c in CITIES])
    assert found.published(known) == found
    derived = replace(known, derivations={METRIC: object()})
    assert found.published(derived).standings == ()


@pytest.mark.parametrize(("place", "n", "expected"), [(1, 3, 0.0), (2, 3, 0.5), (3, 3, 1.0)])
def test_relative(place, n, expected):
    assert relative(place, n) == expected
