"""Whole-data checks: what looks odd is kept as a finding and never stops a build."""

from __future__ import annotations

from tests.etl.folders import OBSERVATIONS, YEARBOOK, add_row, both, set_cell


def findings(con, kind):
    sql = "SELECT area_id, metric_id, obs_ids FROM finding WHERE kind = ? ORDER BY finding_id"
    return con.execute(sql, [kind]).fetchall()


def test_figures_that_exclude_each_other_are_a_conflict(db):
    # 近300个 allows at most 300; another source prints 320个.
    assert findings(db, "conflict") == [("340100", "landed_scenarios", ["fx-003", "fx-017"])]


def test_figures_that_differ_but_agree_are_a_variant(db):
    # 1400余项 allows 1450项.
    assert findings(db, "variant") == [
        ("340100", "scenario_opportunities", ["fx-001", "fx-016"]),
        ("340100", "scenario_opportunities", ["fx-002", "fx-016"]),
    ]


def test_the_same_figure_of_two_sources_is_neither(data, connect):
    add_row(YEARBOOK, 2, obs_id="fy-090", source_id="comm-2024", locator="")(data)
    con = connect(data)
    assert [f for f in findings(con, "conflict") if f[1] == "gdp"] == []
    assert [f for f in findings(con, "variant") if f[1] == "gdp"] == []


def test_a_rounded_figure_and_its_exact_one_agree(data, connect):
    # 12013.1亿元 and 12013亿元 are two prints of one figure.
    add_row(YEARBOOK, 2, obs_id="fy-090", source_id="comm-2024", locator="",
            value="1201300000000", value_printed="12013亿元")(data)  # fmt: skip
    con = connect(data)
    assert [f for f in findings(con, "conflict") if f[1] == "gdp"] == []
    assert ("340100", "gdp", ["fy-001", "fy-090"]) in findings(con, "variant")


def test_figures_of_two_periods_do_not_conflict(data, connect):
    set_cell(OBSERVATIONS, 18, "period_end", "2025-10")(data)
    assert findings(connect(data), "conflict") == []


def test_a_threefold_change_within_a_year_is_a_spike(data, connect):
    both(set_cell(YEARBOOK, 3, "value", "126738000000"),
         set_cell(YEARBOOK, 3, "value_printed", "1267.38亿元"))(data)  # fmt: skip
    # A digit lost in 2023; between 2023 and 2024 lies a break, which excuses any change.
    assert findings(connect(data), "spike") == [("340100", "gdp", ["fy-002", "fy-001"])]


def test_a_part_above_its_whole_area(data, connect):
    both(set_cell(OBSERVATIONS, 16, "value", "1500000000000"),
         set_cell(OBSERVATIONS, 16, "value_printed", "15000亿元"))(data)  # fmt: skip
    assert findings(connect(data), "part_above_whole") == [
        ("510104", "retail_sales", ["fx-015", "fy-012"])
    ]


def test_a_part_above_its_whole_metric(data, connect):
    metrics = "registry/metrics.csv"
    add_row(metrics, 13, metric_id="fiscal_revenue", position="8")(data)
    add_row(YEARBOOK, 4, obs_id="fy-090", metric_id="fiscal_revenue",
            value="1400000000000", value_printed="14000亿元")(data)  # fmt: skip
    assert findings(connect(data), "part_above_whole") == [
        ("340100", "fiscal_revenue", ["fy-090", "fy-003"])
    ]


def test_a_figure_older_than_the_tolerance_is_stale(db):
    assert findings(db, "stale") == [
        ("510100", "gdp_growth", ["fy-018"]),
        ("340200", "resident_population", ["fy-020"]),
    ]


def test_warnings_of_validation_are_findings_with_a_place(data, connect):
    add_row("registry/sources.csv", 2, source_id="web-9")(data)
    row = connect(data).execute(
        "SELECT fact_file, fact_row, column_name, obs_ids FROM finding WHERE kind = 'unused'"
    )
    assert row.fetchall() == [("registry/sources.csv", 7, "source_id", [])]


def test_findings_are_numbered(db):
    numbers = [n for (n,) in db.execute("SELECT finding_id FROM finding").fetchall()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
