"""Verification against the source texts: every miss is listed, and only misses."""

from __future__ import annotations

import shutil

import pytest

from etl.pipeline import run_verify
from tests.etl.folders import OBSERVATIONS, SOURCES, set_cell

MISSES = {
    "another line": (OBSERVATIONS, 2, "locator", "4", "line 4 does not print '1400余项'"),
    "a blank line": (OBSERVATIONS, 2, "locator", "1", "line 1 is blank"),
    "beyond the end": (OBSERVATIONS, 2, "locator", "99", "line 99 is blank or beyond the end"),
    "line zero": (OBSERVATIONS, 2, "locator", "0", "line 0 is blank or beyond the end"),
    "no line": (OBSERVATIONS, 2, "locator", "", "the locator None is not a line number"),
    "a cell": (OBSERVATIONS, 2, "locator", "B2", "the locator 'B2' is not a line number"),
    "another print": (OBSERVATIONS, 2, "value_printed", "1400多项", "does not print '1400多项'"),
    "an event": ("facts/events.csv", 2, "locator", "50", "line 50 is blank"),
    "a mechanism": ("facts/mechanisms.csv", 2, "locator", "", "is not a line number"),
    "a scenario": ("facts/scenarios.csv", 2, "locator", "1", "line 1 is blank"),
}


@pytest.mark.parametrize("case", MISSES)
def test_a_place_that_does_not_bear_the_fact_out(data, case):
    file, row, column, new, message = MISSES[case]
    set_cell(file, row, column, new)(data)
    (miss,) = run_verify(data, SOURCES).misses
    assert (miss.file, miss.row) == (file, row)
    assert message in miss.message


def test_all_misses_are_listed(data, tmp_path):
    sources = shutil.copytree(SOURCES, tmp_path / "sources")
    (sources / "b.txt").unlink()
    set_cell(OBSERVATIONS, 5, "locator", "1")(data)
    misses = run_verify(data, sources).misses
    assert [(m.row, m.source_file) for m in misses] == [(3, "b.txt"), (5, "a.txt")]
    assert misses[0].message == "the source file does not exist"


def test_facts_of_pages_and_yearbooks_are_not_looked_up(data):
    outcome = run_verify(data, SOURCES)
    assert (outcome.checked, outcome.misses) == (22, ())


def test_a_corrected_print_is_looked_up(data):
    (data / "corrections.csv").write_text(
        "fact_id,field,expected_old,new,reason,status\n"
        "fx-001,value_printed,1400余项,1400多项,抄录有误,applied\n",
        encoding="utf-8",
    )
    (miss,) = run_verify(data, SOURCES).misses
    assert "'1400多项'" in miss.message
