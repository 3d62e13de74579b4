"""Changes between two builds: new, edited and removed facts, and entries of the registry."""

from __future__ import annotations

import duckdb
import pytest

from cityscene import paths
from etl.diff import Changes, Edit, as_markdown
from etl.pipeline import run_build, run_diff
from tests.etl.folders import OBSERVATIONS, YEARBOOK, add_row, records, set_cell, write_records


@pytest.fixture
def build(data):
    run_build(data, data / "build")
    return data / "build"


def test_nothing_changed(data, build):
    assert run_diff(data, build).nothing


def test_without_a_build_there_is_nothing_to_compare_with(data):
    assert run_diff(data, data / "build").note == "There was no build before."


def test_new_removed_and_edited_observations(data, build):
    add_row(YEARBOOK, 2, obs_id="fy-099", period_start="2021", period_end="2021")(data)
    set_cell(OBSERVATIONS, 5, "value", "4100000000")(data)
    set_cell(OBSERVATIONS, 5, "value_printed", "突破41亿元")(data)
    rows = records(data / OBSERVATIONS)
    write_records(data / OBSERVATIONS, [r for r in rows if r[0] != "fx-014"])
    changes = run_diff(data, build)
    assert changes.new["observations"] == ["fy-099"]
    assert changes.removed["observations"] == ["fx-014"]
    assert changes.edited == [
        Edit("fx-004", "value", "4000000000.0", "4100000000.0"),
        Edit("fx-004", "value_printed", "突破40亿元", "突破41亿元"),
    ]


def test_new_and_removed_entries_of_the_registry(data, build):
    add_row("registry/areas.csv", 8, area_id="340300", city_id="340300")(data)
    add_row("registry/metrics.csv", 2, metric_id="labs")(data)
    rows = records(data / "facts/events.csv")
    write_records(data / "facts/events.csv", rows[:-1])
    changes = run_diff(data, build)
    assert (changes.new["areas"], changes.new["metrics"]) == (["340300"], ["labs"])
    assert changes.removed["events"] == ["ev-005"]


def test_a_cell_that_is_emptied_is_an_edit(data, build):
    set_cell(OBSERVATIONS, 2, "note", "")(data)
    (edit,) = run_diff(data, build).edited
    assert edit.new == "—"


def test_a_build_writes_its_changes(data, build):
    add_row("registry/metrics.csv", 2, metric_id="labs")(data)
    run_build(data, build)
    text = (build / "changes.md").read_text(encoding="utf-8")
    assert text.startswith("# Changes of build ")
    assert "## New metrics (1)\n\n- labs\n" in text


def test_a_build_with_other_tables_is_not_compared(data, build):
    path = paths.current_database(build)
    with duckdb.connect(str(path)) as con:
        con.execute("ALTER TABLE observation DROP COLUMN note")
    assert "other tables" in run_diff(data, build).note


def test_long_lists_are_cut_with_their_length_said():
    changes = Changes(new={"observations": [f"fx-{i}" for i in range(500)]})
    text = as_markdown(changes, "x")
    assert "## New observations (500)" in text
    assert text.endswith("- … and 300 more\n")
