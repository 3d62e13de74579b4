"""Corrections: applied to the cell they name, refused when the fact has changed meanwhile."""

from __future__ import annotations

import pytest

from etl.pipeline import run_build, run_validate
from etl.problems import DataError, errors
from tests.etl.folders import OBSERVATIONS, YEARBOOK, add_row, both, set_cell

FILE = "corrections.csv"


def corrected(fact_id, field, expected_old, new, status="applied"):
    return add_row(
        FILE, 2, fact_id=fact_id, field=field, expected_old=expected_old, new=new, status=status
    )


def cell(folder, resource, column, row):
    table = run_validate(folder).dataset[resource].table
    return table.column(column).to_pylist()[row - 2]


def test_an_applied_correction_replaces_the_cell_and_nothing_else(data):
    assert cell(data, "yearbook", "locator", 20) == "cell C6"
    assert cell(data, "yearbook", "locator", 19) == "cell G4"
    assert "cell C5" in (data / YEARBOOK).read_text(encoding="utf-8")


def test_a_proposed_or_withdrawn_correction_changes_nothing(data):
    corrected("fx-001", "note", "x", "y", "withdrawn")(data)
    assert cell(data, "yearbook", "as_of", 21) == "2020"
    assert cell(data, "observations", "note", 2) == "按文中会议时间推定截至2025年11月"


def test_a_correction_may_empty_and_fill_a_cell(data):
    corrected("fx-005", "note", "年末数", "")(data)
    corrected("fx-003", "note", "", "补注")(data)
    assert cell(data, "observations", "note", 6) is None
    assert cell(data, "observations", "note", 4) == "补注"


def test_a_correction_repairs_a_bad_cell(data):
    both(set_cell(OBSERVATIONS, 5, "value", "40"),
         corrected("fx-004", "value", "40", "4000000000"))(data)  # fmt: skip
    assert run_validate(data).problems == []


def test_a_correction_cannot_smuggle_a_bad_cell_in(data):
    corrected("fx-004", "value", "4000000000", "40")(data)
    found = [(p.file, p.row, p.column) for p in errors(run_validate(data).problems)]
    assert found == [(OBSERVATIONS, 5, "value")]


REFUSED = {
    "the fact has changed": (corrected("fx-004", "value", "4100000000", "1"), "expected_old"),
    "no such fact": (corrected("fx-404", "value", "1", "2"), "fact_id"),
    "no such field": (corrected("fx-004", "colour", "", "red"), "field"),
    "the identifier": (corrected("fx-004", "obs_id", "fx-004", "fx-005"), "field"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_correction_that_does_not_fit_stops_the_build(data, case):
    spoil, column = REFUSED[case]
    spoil(data)
    with pytest.raises(DataError) as caught:
        run_build(data, data / "build")
    (problem,) = errors(caught.value.problems)
    assert (problem.file, problem.row, problem.column) == (FILE, 4, column)
    assert problem.kind == "correction"


def test_the_message_names_both_values(data):
    corrected("fx-004", "value", "4100000000", "1")(data)
    (problem,) = errors(run_validate(data).problems)
    assert "'4000000000', not '4100000000'" in problem.message
