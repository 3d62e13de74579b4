"""What may share an axis, what is left out and why, and which figure of an area is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.comparable import (
    PERIOD_CLASS,
    PeriodClass,
    Reason,
    View,
    disagree,
    may_share_axis,
    preference,
    select,
    why_not,
)
from cityscene.schema import Basis, Level, PeriodType, Tier
from tests.cityscene.builders import HEFEI, SHANGHAI, WUXI, area, observation, source
from tests.cityscene.worlds import intervals, worlds

LAW = settings(deadline=None, max_examples=150)

VIEW = View("landed_scenarios", Level.CITY, Basis.ACTUAL, PeriodClass.STOCK)
AREAS = {
    HEFEI: area(HEFEI),
    SHANGHAI: area(SHANGHAI),
    WUXI: area(WUXI),
    "340000": area("340000", Level.PROVINCE),
    "340104": area("340104", Level.DISTRICT, city_id=HEFEI),
}
SOURCES = {
    "s1": source("s1"),
    "s2": source("s2", tier=Tier.MAINSTREAM, published_date="2025-12-01"),
    "s3": source("s3", tier=Tier.REPOST, published_date=None),
}


@pytest.mark.parametrize(
    ("changes", "view", "reason"),
    [
        ({}, VIEW, None),
        ({"period_type": PeriodType.CUMULATIVE}, VIEW, None),
        ({"metric_id": "scenario_opportunities"}, VIEW, Reason.METRIC),
        ({"basis": Basis.TARGET}, VIEW, Reason.BASIS),
        ({"basis": Basis.ESTIMATE}, VIEW, Reason.BASIS),
        ({}, replace(VIEW, basis=Basis.TARGET), Reason.BASIS),
        ({"area_id": "340000"}, VIEW, Reason.LEVEL),
        ({"area_id": "340104"}, VIEW, Reason.LEVEL),
        ({"period_type": PeriodType.YEAR}, VIEW, Reason.PERIOD_CLASS),
        ({"period_type": PeriodType.YTD}, VIEW, Reason.PERIOD_CLASS),
        ({"period_type": PeriodType.EVENT}, VIEW, Reason.PERIOD_CLASS),
        ({"as_of": None}, VIEW, Reason.PERIOD_UNKNOWN),
        ({}, replace(VIEW, year=2025), None),
        ({}, replace(VIEW, year=2024), Reason.OTHER_YEAR),
        ({"as_of": None}, replace(VIEW, year=2024), Reason.PERIOD_UNKNOWN),
        ({"metric_id": "x", "basis": Basis.TARGET}, VIEW, Reason.METRIC),
        ({"area_id": "340104"}, replace(VIEW, level=None), None),
        ({"period_type": PeriodType.YEAR}, replace(VIEW, level=None), Reason.PERIOD_CLASS),
        ({"period_type": PeriodType.YEAR}, replace(VIEW, period_class=None), None),
        ({"area_id": "340104"}, replace(VIEW, period_class=None), Reason.LEVEL),
        ({"as_of": None}, replace(VIEW, level=None), None),
        ({"as_of": None}, replace(VIEW, period_class=None, year=2025), Reason.PERIOD_UNKNOWN),
        ({"basis": Basis.TARGET}, replace(VIEW, level=None), Reason.BASIS),
    ],
)
def test_why_not(changes, view, reason):
    o = observation(**changes)
    assert why_not(o, AREAS[o.area_id], view) == reason


@pytest.mark.parametrize(
    ("view", "is_ranked"),
    [
        (VIEW, True),
        (replace(VIEW, level=None), False),
        (replace(VIEW, period_class=None), False),
        (replace(VIEW, level=None, period_class=None), False),
    ],
)
def test_only_one_level_and_one_kind_of_period_are_ranked(view, is_ranked):
    assert view.is_ranked is is_ranked


def test_every_period_type_has_a_class():
    assert set(PERIOD_CLASS) == set(PeriodType)
    assert set(PERIOD_CLASS.values()) == set(PeriodClass)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"area_id": SHANGHAI}, None),
        ({"area_id": SHANGHAI, "as_of": date(2020, 1, 1)}, None),
        ({"metric_id": "gdp"}, Reason.METRIC),
        ({"basis": Basis.TARGET}, Reason.BASIS),
        ({"area_id": "340104"}, Reason.LEVEL),
        ({"period_type": PeriodType.YEAR}, Reason.PERIOD_CLASS),
        ({"as_of": None}, Reason.PERIOD_UNKNOWN),
    ],
)
def test_two_figures_share_an_axis_whichever_is_named_first(changes, reason):
    a, b = observation("o1"), observation("o2", **changes)
    assert may_share_axis(a, b, AREAS) == reason
    assert may_share_axis(b, a, AREAS) == reason


figures = st.builds(
    lambda n, changes: observation(f"o{n}", **changes),
    st.integers(0, 10**6),
    st.fixed_dictionaries(
        {
            "area_id": st.sampled_from(sorted(AREAS)),
            "metric_id": st.sampled_from(["landed_scenarios", "gdp"]),
            "basis": st.sampled_from(Basis),
            "period_type": st.sampled_from(PeriodType),
            "as_of": st.none() | st.sampled_from([date(2024, 12, 31), date(2025, 10, 31)]),
            "source_id": st.sampled_from(sorted(SOURCES)),
        }
    ),
)
many = st.lists(figures, max_size=12, unique_by=lambda o: o.obs_id)
views = st.builds(
    replace,
    st.just(VIEW),
    level=st.sampled_from([Level.CITY, Level.DISTRICT, None]),
    basis=st.sampled_from(Basis),
    period_class=st.none() | st.sampled_from(PeriodClass),
    year=st.sampled_from([None, 2024, 2025]),
)
member_sets = st.none() | st.frozensets(st.sampled_from(sorted(AREAS)))


@LAW
@given(many, views, member_sets)
def test_nothing_is_dropped_silently(observations, view, members):
    selection = select(observations, view, AREAS, SOURCES, members)
    shown = [o for a in selection.chosen for o in (selection.chosen[a], *selection.others[a])]
    seen = [*shown, *(x.observation for x in selection.left_out)]
    assert sorted(o.obs_id for o in seen) == sorted(o.obs_id for o in observations)


@LAW
@given(many, views, member_sets)
def test_whatever_is_chosen_fits_and_what_is_ranked_may_share_one_axis(observations, view, members):
    chosen = select(observations, view, AREAS, SOURCES, members).chosen
    assert all(o.area_id == area_id for area_id, o in chosen.items())
    assert all(why_not(o, AREAS[a], view) is None for a, o in chosen.items())
    assert members is None or {AREAS[a].city_id or a for a in chosen} <= members
    if view.is_ranked:
        assert all(may_share_axis(a, b, AREAS) is None for a, b in permutations(chosen.values(), 2))


@LAW
@given(many, views)
def test_the_freshest_figure_of_an_area_is_chosen(observations, view):
    selection = select(observations, view, AREAS, SOURCES)
    for area_id, chosen in selection.chosen.items():
        dated = [o.as_of for o in selection.others[area_id] if o.as_of]
        assert not dated or (chosen.as_of and max(dated) <= chosen.as_of)
    dates = [o.as_of for o in selection.chosen.values() if o.as_of]
    assert selection.freshest == (max(dates) if dates else None)


@LAW
@given(many, views)
def test_the_order_of_the_figures_does_not_decide(observations, view):
    one = select(observations, view, AREAS, SOURCES)
    two = select(list(reversed(observations)), view, AREAS, SOURCES)
    assert one.chosen == two.chosen
    assert one.others == two.others


def test_the_other_figures_of_an_area_are_kept_in_order_of_preference():
    days = {"old": date(2023, 1, 1), "new": date(2025, 1, 1), "mid": date(2024, 1, 1)}
    given_figures = [observation(k, as_of=day) for k, day in days.items()]
    selection = select(given_figures, VIEW, AREAS, SOURCES)
    assert selection.chosen[HEFEI].obs_id == "new"
    assert [o.obs_id for o in selection.others[HEFEI]] == ["mid", "old"]
    assert selection.left_out == []


def test_members_of_no_group_are_left_out_with_that_reason():
    there, elsewhere = observation("o1"), observation("o2", area_id=SHANGHAI)
    selection = select([there, elsewhere], VIEW, AREAS, SOURCES, {HEFEI, WUXI})
    assert selection.chosen == {HEFEI: there}
    assert [(x.observation, x.reason) for x in selection.left_out] == [
        (elsewhere, Reason.NOT_IN_GROUP)
    ]


def test_areas_within_a_city_are_in_its_group():
    district = observation("o1", area_id="340104")
    view = replace(VIEW, level=Level.DISTRICT)
    assert select([district], view, AREAS, SOURCES, {HEFEI}).chosen == {"340104": district}
    left_out = select([district], view, AREAS, SOURCES, {SHANGHAI}).left_out
    assert [x.reason for x in left_out] == [Reason.NOT_IN_GROUP]


def test_a_figure_that_does_not_fit_is_named_for_that_first():
    target = observation("o1", area_id=SHANGHAI, basis=Basis.TARGET)
    selection = select([target], VIEW, AREAS, SOURCES, {HEFEI})
    assert [x.reason for x in selection.left_out] == [Reason.BASIS]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"as_of": "2025-10-31"}, {"as_of": "2025-10-30"}, id="fresher"),
        pytest.param({"as_of": "2020-01-01"}, {"as_of": None}, id="dated"),
        pytest.param(
            {"as_of": "2025-10-31", "tier": "repost"},
            {"as_of": "2025-10-30", "tier": "official"},
            id="date before tier",
        ),
        pytest.param({"tier": "official"}, {"tier": "mainstream"}, id="official"),
        pytest.param({"tier": "mainstream"}, {"tier": "repost"}, id="mainstream"),
        pytest.param(
            {"tier": "official", "published": "2024"},
            {"tier": "repost", "published": "2025"},
            id="tier before publication",
        ),
        pytest.param(
            {"published": "2025-11-28"}, {"published": "2025-11-27"}, id="published later"
        ),
        pytest.param({"published": "2025-11"}, {"published": "2024-12-31"}, id="later year"),
        pytest.param({"published": "2025-11"}, {"published": "2025"}, id="more exact date"),
        pytest.param({"published": "2025"}, {"published": None}, id="publication dated"),
        pytest.param({"obs_id": "a"}, {"obs_id": "b"}, id="identifier"),
        pytest.param(
            {"obs_id": "b", "published": "2025-02"},
            {"obs_id": "a", "published": "2025-01"},
            id="publication before identifier",
        ),
    ],
)
def test_which_of_two_figures_is_shown(better, worse):
    sources = {"better": _source("better", better), "worse": _source("worse", worse)}
    good, bad = _figure("better", better), _figure("worse", worse)
    assert preference(good, sources) < preference(bad, sources)


def _source(source_id, given_values):
    return source(
        source_id,
        tier=Tier(given_values.get("tier", "official")),
        published_date=given_values.get("published", "2025-06"),
    )


def _figure(source_id, given_values):
    as_of = given_values.get("as_of", "2025-10-31")
    return observation(
        given_values.get("obs_id", "same"),
        source_id=source_id,
        as_of=date.fromisoformat(as_of) if as_of else None,
    )


@LAW
@given(intervals(), intervals())
def test_figures_disagree_when_no_number_satisfies_both(one, two):
    world = worlds([one, two])
    exclude_each_other = not (world[0] == world[1]).any()
    a, b = observation("a", interval=one), observation("b", interval=two)
    assert disagree(a, b) == disagree(b, a) == exclude_each_other
