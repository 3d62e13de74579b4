"""Figures by any condition: every condition alone and together, paging, order, bound values."""

from __future__ import annotations

import pytest

from cityscene.filters import UNDATED, Filter, Kind, Order
from cityscene.queries import browse


def ids(db, chosen, order=Order.METRIC):
    return [o.obs_id for o in browse.all_of(db, chosen, order)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(source="txt-b"), {"fx-002"}),
        (Filter(bases=("target",)), {"fx-011", "fx-012"}),
        (Filter(qualifiers=("nearly", "about")), {"fx-003", "fx-009", "fx-010"}),
        (Filter(years=(UNDATED,)), {"fx-014"}),
        (Filter(years=("2027", UNDATED)), {"fx-011", "fx-014"}),
        (Filter(periods=("event",)), {"fx-006", "fx-007"}),
        (Filter(tiers=("mainstream",), text="合肥"), {"fx-001", "fx-003"}),
        (Filter(areas=("100000",)), {"fx-008", "fx-009"}),
        (Filter(areas=("zone-510100-hitech",)), {"fx-006", "fx-007"}),
        (Filter(metrics=("cooperation_value",), qualifiers=("exact",)), {"fx-005"}),
        (Filter(text="FX-00 转载文本"), {"fx-002"}),
        (Filter(text="Wuxi 40亿"), {"fx-004"}),
        (Filter(text="a.txt 第"), set()),
        (Filter(text="%"), {"fy-016", "fy-018"}),
        (Filter(text="_"), set()),
        (Filter(text="' OR 1=1 --"), set()),
    ],
)
def test_conditions(fixture_db, chosen, expected):
    assert set(ids(fixture_db, chosen)) == expected
    assert browse.count(fixture_db, chosen)["figures"] == len(expected)


def test_a_city_with_what_belongs_to_it_and_alone(fixture_db):
    whole = set(ids(fixture_db, Filter(areas=("510100",))))
    alone = set(ids(fixture_db, Filter(areas=("510100",), within=False)))
    assert whole - alone == {"fx-006", "fx-007", "fx-015"}
    province = set(ids(fixture_db, Filter(areas=("510000",))))
    assert province == whole


def test_figures_of_sources_and_computed_ones_are_apart(fixture_db):
    read = browse.count(fixture_db, Filter())
    computed = browse.all_of(fixture_db, Filter(Kind.DERIVED))
    assert read["figures"] == 37
    assert computed
    assert all(o.derived_from for o in computed)
    assert not any(o.derived_from for o in browse.all_of(fixture_db, Filter()))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("length", [1, 7, 25, 100])
def test_pages_put_together_are_the_whole_list(fixture_db, order, length):
    whole = ids(fixture_db, Filter(), order)
    paged = [
        o.obs_id
        for offset in range(0, len(whole), length)
        for o in browse.page(fixture_db, Filter(), order, length, offset)
    ]
    assert paged == whole
    assert len(set(whole)) == len(whole) == 37


def test_by_date_the_latest_come_first_and_the_undated_last(fixture_db):
    found = browse.all_of(fixture_db, Filter(), Order.FRESHEST)
    dates = [o.as_of for o in found if o.as_of]
    assert dates == sorted(dates, reverse=True)
    assert found[-1].obs_id == "fx-014"


def test_years_are_those_of_figures_targets_included(fixture_db):
    assert browse.years(fixture_db)[0] == 2027
    assert browse.years(fixture_db) == sorted(browse.years(fixture_db), reverse=True)


def test_every_real_figure_is_reached(real_db):
    total = real_db.rows("SELECT count(*) AS n FROM observation WHERE derived_kind IS NULL")[0]["n"]
    assert browse.count(real_db, Filter())["figures"] == total
