"""The published file: tables, types, comments, the rule of ``latest``, the account of rows."""

from __future__ import annotations

from datetime import date

import pytest

from etl.account import LostRowsError
from etl.descriptor import load_descriptor
from etl.pipeline import run_build
from etl.report import last_report
from etl.tables import published_tables
from tests.etl.folders import FIXTURE, OBSERVATIONS, set_cell

TABLES = {
    "area", "metric", "theme", "unit", "source", "observation", "mechanism_kind", "mechanism",
    "event", "scenario", "peer_group", "break_in_series", "correction", "left_out", "build",
    "latest", "finding", "input_file",
}  # fmt: skip


def rows(db, sql, *parameters):
    return db.execute(sql, list(parameters)).fetchall()


def test_the_tables_are_these(db):
    assert {name for (name,) in rows(db, "SELECT table_name FROM duckdb_tables()")} == TABLES


def test_every_table_and_column_has_a_comment(db):
    bare = rows(db, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL")
    bare += rows(
        db,
        """SELECT table_name, column_name FROM duckdb_columns()
           WHERE comment IS NULL AND NOT internal AND schema_name = 'main'
             AND database_name = current_database()""",
    )
    assert bare == []


def test_the_comments_of_curated_columns_are_those_of_the_descriptor(db):
    (comment,) = rows(
        db,
        """SELECT comment FROM duckdb_columns()
           WHERE table_name = 'area' AND column_name = 'area_id'""",
    )
    field = load_descriptor(FIXTURE)["areas"].fields[0]
    assert comment == (field.description,)


def test_an_observation_keeps_its_print_its_interval_and_its_place(db):
    (row,) = rows(
        db,
        """SELECT value, value_low, value_high, interval_closed, value_printed, qualifier, basis,
                  unit, period_type, period_start, period_end, as_of, period_precision,
                  period_source, source_id, locator, fact_file, fact_row, derived_kind,
                  derived_from
           FROM observation WHERE obs_id = 'fx-001'""",
    )
    assert row == (
        1400, 1400, 1500, "left", "1400余项", "over", "actual", "count", "cumulative", None,
        date(2025, 11, 30), date(2025, 11, 30), "month", "derived", "txt-a", "3",
        "facts/observations.csv", 2, None, [],
    )  # fmt: skip


PERIODS = {
    "fx-006": (date(2025, 11, 28), date(2025, 11, 28), date(2025, 11, 28), "day"),
    "fx-008": (None, None, date(2025, 11, 30), "month"),
    "fx-011": (None, None, date(2027, 12, 31), "year"),
    "fx-012": (date(2024, 1, 1), date(2026, 12, 31), date(2026, 12, 31), "year"),
    "fx-014": (None, None, None, "unknown"),
    "fy-001": (date(2022, 1, 1), date(2022, 12, 31), date(2022, 12, 31), "year"),
}


@pytest.mark.parametrize("obs_id", PERIODS)
def test_dates_of_reduced_precision_cover_their_month_or_year(db, obs_id):
    sql = """SELECT period_start, period_end, as_of, period_precision FROM observation
             WHERE obs_id = ?"""
    assert rows(db, sql, obs_id) == [PERIODS[obs_id]]


def test_observations_are_sorted_by_metric_area_and_date(db):
    keys = rows(
        db,
        """SELECT derived_kind, metric_id, area_id, coalesce(as_of, DATE '9999-12-31'), obs_id
           FROM observation ORDER BY rowid""",
    )
    for kind in {k for k, *_ in keys}:
        run = [rest for k, *rest in keys if k == kind]
        assert run == sorted(run)


def test_the_latest_is_the_freshest(db):
    sql = """SELECT obs_id FROM latest
             WHERE metric_id = ? AND area_id = ? AND basis = 'actual' AND period_type = ?"""
    assert rows(db, sql, "gdp", "340100", "year") == [("fy-003",)]


def test_of_one_date_the_latest_is_of_the_better_tier_and_says_what_else_there_is(db):
    sql = """SELECT obs_id, n_sources, conflict FROM latest WHERE area_id = '340100'
             AND metric_id = ? AND period_type = 'cumulative' ORDER BY 1"""
    assert rows(db, sql, "scenario_opportunities") == [("fx-001", 3, False)]
    assert rows(db, sql, "landed_scenarios") == [("fx-003", 2, True)]


def test_of_one_tier_the_later_published_source_wins(data, connect):
    for row, text in ((2, "2025-12-02"), (3, "2025-12-09")):
        set_cell("registry/sources.csv", row, "published_date", text)(data)
        set_cell("registry/sources.csv", row, "tier", "repost")(data)
    con = connect(data)
    sql = """SELECT obs_id FROM latest WHERE metric_id = 'scenario_opportunities'
             AND area_id = '340100' AND period_type = 'cumulative'"""
    # web-1 was published in 2026, later than both texts.
    assert rows(con, sql) == [("fx-016",)]


def test_targets_stand_apart_in_latest(db):
    sql = "SELECT basis, obs_id FROM latest WHERE metric_id = 'scenario_opportunities'"
    found = set(rows(db, sql + " AND area_id = '510100'"))
    assert found == {("actual", "fx-010"), ("target", "fx-011")}


def test_an_undated_figure_is_latest_only_where_nothing_is_dated(db):
    sql = "SELECT obs_id, as_of FROM latest WHERE metric_id = 'landed_scenarios' AND area_id = ?"
    assert rows(db, sql, "340200") == [("fx-014", None)]


def test_clusters_are_peer_groups_of_their_cities(db):
    sql = "SELECT area_id FROM peer_group WHERE group_id = ? AND kind = ? ORDER BY area_id"
    assert rows(db, sql, "cluster-yangtze_delta", "cluster") == [
        ("310000",), ("320200",), ("340100",), ("340200",),
    ]  # fmt: skip
    assert len(rows(db, sql, "pioneers", "hand_picked")) == 3


def test_events_have_the_days_their_date_covers(db):
    sql = "SELECT event_date, first_day, last_day FROM event ORDER BY event_id"
    assert rows(db, sql)[2:4] == [
        ("2019-03", date(2019, 3, 1), date(2019, 3, 31)),
        (None, None, None),
    ]


def test_the_build_counts_its_tables(db):
    (row,) = db.execute("SELECT * FROM build").fetchall()
    names = [column[0] for column in db.description]
    found = dict(zip(names, row, strict=True))
    assert found["areas"] == 12
    assert found["observations"] - found["derived_observations"] == 37
    assert (found["mechanisms"], found["events"], found["scenarios"]) == (5, 5, 5)


def test_every_record_read_is_loaded(db, built):
    files = rows(db, "SELECT path, rows_read, rows_loaded, rows_rejected FROM input_file")
    assert dict((path, n) for path, n, *_ in files)[OBSERVATIONS] == 17
    assert all(read == loaded and rejected == 0 for _, read, loaded, rejected in files)
    report = {f["path"]: f for f in last_report(built)["files"]}
    assert report[OBSERVATIONS] == {
        "path": OBSERVATIONS, "read": 17, "loaded": 17, "rejected": 0,
    }  # fmt: skip


def test_a_build_that_loses_a_row_fails(data, monkeypatch):
    from etl import stage

    monkeypatch.setattr(stage, "_TYPED", stage._TYPED + "WHERE f.obs_id <> 'fx-001'")
    with pytest.raises(LostRowsError, match=r"observations.csv: 17 read, 16 loaded"):
        run_build(data, data / "build")
    assert not (data / "build/current.duckdb").exists()


def test_a_file_without_a_table_is_refused():
    from dataclasses import replace

    from etl.descriptor import DescriptorError

    descriptor = load_descriptor(FIXTURE)
    odd = replace(descriptor["events"], name="meetings", path="facts/meetings.csv")
    with pytest.raises(DescriptorError, match=r"facts/meetings.csv has no table"):
        list(published_tables(replace(descriptor, resources=(*descriptor.resources, odd))))
