"""Derived figures: values worked out by hand, intervals carried through, no break crossed."""

from __future__ import annotations

import pytest

from tests.etl.folders import OBSERVATIONS, YEARBOOK, add_row, set_cell


def figure(db, obs_id):
    rows = db.execute(
        """SELECT value, value_low, value_high, interval_closed, qualifier, derived_from, note
           FROM observation WHERE obs_id = ?""",
        [obs_id],
    ).fetchall()
    assert len(rows) <= 1
    return rows[0] if rows else None


def ids(db, kind):
    sql = "SELECT obs_id FROM observation WHERE derived_kind = ? ORDER BY obs_id"
    return {obs_id for (obs_id,) in db.execute(sql, [kind]).fetchall()}


def test_per_capita_divides_by_the_residents_of_the_nearest_year(db):
    # 8406 firms at the end of 2023, 985.3万 residents at the end of 2023.
    value, low, high, closed, qualifier, origin, note = figure(db, "fy-014.per_10k_persons")
    assert value == pytest.approx(8406 / 985.3)
    assert (low, high) == (pytest.approx(8406 / 985.35), pytest.approx(8406 / 985.25))
    assert (closed, qualifier) == ("right", "exact")
    assert origin == ["fy-014", "fy-004"]
    assert note == "除以2023年常住人口"


def test_a_hedge_is_carried_through(db):
    # 1400余项 is [1400, 1500); residents 1000.2万 are [1000.15, 1000.25).
    value, low, high, closed, qualifier, *_ = figure(db, "fx-001.per_10k_persons")
    assert value == pytest.approx(1400 / 1000.2)
    assert (low, high) == (pytest.approx(1400 / 1000.25), pytest.approx(1500 / 1000.15))
    assert (closed, qualifier) == ("neither", "over")


def test_an_open_end_stays_open(db):
    # 突破40亿元 over 16263.29亿元.
    value, low, high, closed, *_ = figure(db, "fx-004.per_1e12_cny_gdp")
    assert value == pytest.approx(4e9 / 1.626329)
    assert low == pytest.approx(4e9 / 1.6263295)
    assert (high, closed) == (None, "neither")


def test_an_open_denominator_leaves_the_lower_end_open(db):
    # 1400余项 of 2025 over 突破1万家 of 2024: less than 15 per 100 firms, perhaps far fewer.
    value, low, high, closed, qualifier, origin, note = figure(db, "fx-001.per_100_hightech_firms")
    assert (value, high) == (pytest.approx(14), pytest.approx(15))
    assert (low, closed) == (None, "neither")
    assert (qualifier, origin) == ("about", ["fx-001", "fy-015"])
    assert note == "除以2024年国家高新技术企业数"


def test_an_exact_figure_over_more_than_a_number_is_at_most_the_quotient(data, connect):
    set_cell(OBSERVATIONS, 2, "value_printed", "1400项")(data)
    set_cell(OBSERVATIONS, 2, "qualifier", "exact")(data)
    _, low, high, closed, qualifier, *_ = figure(connect(data), "fx-001.per_100_hightech_firms")
    assert (low, closed, qualifier) == (None, "right", "at_most")
    assert high == pytest.approx(14)


def test_a_quotient_open_at_both_ends_is_not_made(data, connect):
    set_cell(OBSERVATIONS, 2, "value_printed", "超1400项")(data)
    con = connect(data)
    assert figure(con, "fx-001.per_100_hightech_firms") is None
    assert figure(con, "fx-001.per_10k_persons")[2] is None


def test_growth_compares_with_the_year_before(db):
    # 12673.8亿元 after 12013.1亿元.
    value, low, high, _, _, origin, note = figure(db, "fy-002.yoy")
    assert value == pytest.approx((12673.8 / 12013.1 - 1) * 100)
    assert low == pytest.approx((12673.75 / 12013.15 - 1) * 100)
    assert high == pytest.approx((12673.85 / 12013.05 - 1) * 100)
    assert (origin, note) == (["fy-002", "fy-001"], "与2022年相比")


def test_growth_never_crosses_a_break_in_series(db):
    # gdp and retail_sales are broken between 2023 and 2024; high-tech firms are not.
    assert ids(db, "growth") == {"fy-002.yoy", "fy-005.yoy", "fy-011.yoy", "fy-015.yoy"}


def test_growth_crosses_where_no_break_is_registered(data, connect):
    breaks = data / "registry/breaks.csv"
    lines = breaks.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith("gdp,"))
    breaks.write_text("".join(kept), encoding="utf-8")
    assert ids(connect(data), "growth") >= {"fy-003.yoy", "fy-007.yoy"}


def test_a_denominator_more_than_a_year_away_is_not_used(db):
    # 芜湖 has residents of 2020 and GDP of 2023 only.
    assert figure(db, "fy-019.per_10k_persons") is None


def test_of_two_years_the_same_one_is_taken(db):
    assert figure(db, "fy-003.per_10k_persons")[5] == ["fy-003", "fy-005"]


def test_of_two_equally_near_years_the_earlier_is_taken(data, connect):
    add_row(YEARBOOK, 9, obs_id="fy-090", area_id="510100", as_of="2021-12-31")(data)
    con = connect(data)
    # Sales of 2022; residents of 2021 and 2023.
    assert figure(con, "fy-013.per_10k_persons")[5] == ["fy-013", "fy-090"]


def test_only_results_are_derived_from(db):
    for suffix in ("per_10k_persons", "per_1e12_cny_gdp", "per_100_hightech_firms", "yoy"):
        assert figure(db, f"fx-011.{suffix}") is None  # a target
        assert figure(db, f"fx-012.{suffix}") is None


def test_only_totals_over_whole_periods_are_divided(db):
    divided = ids(db, "per_capita") | ids(db, "per_gdp") | ids(db, "per_firms")
    assert not [i for i in divided if i.startswith(("fx-006", "fx-007"))]  # events
    assert not [i for i in divided if i.startswith("fx-015")]  # no denominator
    assert not [i for i in divided if i.startswith("fy-017")]  # a mean: GDP per head
    assert not [i for i in divided if i.startswith("fy-016")]  # a growth rate
    assert not [i for i in ids(db, "per_gdp") if i.startswith("fy-004")]  # residents


def test_no_ratio_is_made_upside_down(db):
    # Firms per resident and per GDP, GDP per resident; never the other way round.
    assert figure(db, "fy-003.per_10k_persons") and figure(db, "fy-014.per_1e12_cny_gdp")
    assert not {"fy-003", "fy-005", "fy-015"} & {i.partition(".")[0] for i in ids(db, "per_firms")}


def test_of_two_sources_only_the_better_is_derived_from(db):
    assert figure(db, "fx-001.per_10k_persons")  # mainstream
    assert figure(db, "fx-002.per_10k_persons") is None  # repost
    assert figure(db, "fx-016.per_10k_persons") is None


def test_stocks_are_compared_only_at_the_end_of_the_year(data, connect):
    set_cell(YEARBOOK, 15, "as_of", "2023-06-30")(data)
    assert "fy-015.yoy" not in ids(connect(data), "growth")


def test_a_division_by_zero_is_not_made(data, connect):
    set_cell(YEARBOOK, 15, "value", "0")(data)
    set_cell(YEARBOOK, 15, "value_printed", "0家")(data)
    con = connect(data)
    assert "fy-015.yoy" not in ids(con, "growth")
    assert figure(con, "fy-014.per_10k_persons")[:3] == (0, 0, 0)


def test_a_derived_metric_is_named_after_its_base(db):
    row = db.execute(
        """SELECT name_zh, name_en, unit, counter_zh, dimension, theme_id, period_kinds,
                  derived_kind, base_metric_id
           FROM metric WHERE metric_id = 'national_hightech_firms_per_10k_persons'"""
    ).fetchone()
    assert row == (
        "国家高新技术企业数（每万人）", "National high-tech firms per 10,000 residents",
        "per_10k_persons", "家", "ratio", "industry", "as_of", "per_capita",
        "national_hightech_firms",
    )  # fmt: skip


def test_every_derived_metric_has_figures_and_every_derived_figure_a_metric(db):
    lonely = """SELECT metric_id FROM metric WHERE derived_kind IS NOT NULL
                EXCEPT SELECT metric_id FROM observation WHERE derived_kind IS NOT NULL"""
    unknown = "SELECT metric_id FROM observation EXCEPT SELECT metric_id FROM metric"
    assert db.execute(lonely).fetchall() == db.execute(unknown).fetchall() == []


def test_what_a_figure_is_derived_from_exists(db):
    missing = """SELECT origin FROM (SELECT unnest(derived_from) AS origin FROM observation)
                 WHERE origin NOT IN (SELECT obs_id FROM observation WHERE derived_kind IS NULL)"""
    assert db.execute(missing).fetchall() == []


def test_observations_in_a_text_file_do_not_change(data, connect):
    before = (data / OBSERVATIONS).read_bytes()
    connect(data)
    assert (data / OBSERVATIONS).read_bytes() == before
