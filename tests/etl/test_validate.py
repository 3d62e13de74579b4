"""Validation: every kind of bad input is found at its exact place, and all of them in one run."""

from __future__ import annotations

import pytest

from etl.pipeline import run_validate
from etl.problems import errors, warnings
from tests.etl.folders import (
    OBSERVATIONS,
    YEARBOOK,
    add_row,
    both,
    drop_column,
    replace_bytes,
    set_cell,
)

AREAS, METRICS, SOURCES = "registry/areas.csv", "registry/metrics.csv", "registry/sources.csv"
EVENTS, SCENARIOS = "facts/events.csv", "facts/scenarios.csv"
UNITS, BREAKS = "registry/units.csv", "registry/breaks.csv"


def observation(row, column, new):
    return set_cell(OBSERVATIONS, row, column, new)


def found_in(data):
    return [(p.file, p.row, p.column, str(p.kind)) for p in errors(run_validate(data).problems)]


#: What is done to the fixture, and all problems it must give: file, row, column, kind.
#: Rows of observations: 2 fx-001 1400余项, 5 fx-004 突破40亿元, 7 fx-006 event, 9 fx-008 as_of,
#: 16 fx-015 year 2024.
BAD = {
    # References and identifiers
    "unknown area": (observation(2, "area_id", "349900"),
        [(OBSERVATIONS, 2, "area_id", "unknown_id")]),
    "unknown metric": (observation(4, "metric_id", "landed"),
        [(OBSERVATIONS, 4, "metric_id", "unknown_id")]),
    "unknown source": (observation(2, "source_id", "txt-z"),
        [(OBSERVATIONS, 2, "source_id", "unknown_id")]),
    "unknown mechanism": (set_cell("facts/mechanisms.csv", 3, "mechanism_id", "loan"),
        [("facts/mechanisms.csv", 3, "mechanism_id", "unknown_id")]),
    "unknown area of a scenario": (set_cell(SCENARIOS, 2, "area_id", "9"),
        [(SCENARIOS, 2, "area_id", "unknown_id")]),
    "unknown parent": (set_cell(AREAS, 7, "parent_id", "349999"),
        [(AREAS, 7, "parent_id", "unknown_id")]),
    "metric of an unknown theme": (set_cell(METRICS, 2, "theme_id", "misc"),
        [(METRICS, 2, "theme_id", "unknown_id")]),
    "member of a peer group": (set_cell("registry/peer_groups.csv", 4, "area_id", "1"),
        [("registry/peer_groups.csv", 4, "area_id", "unknown_id")]),
    "same id twice": (observation(3, "obs_id", "fx-001"),
        [(OBSERVATIONS, 3, "obs_id", "duplicate_id")]),
    "same id in two files": (set_cell(YEARBOOK, 2, "obs_id", "fx-001"),
        [(YEARBOOK, 2, "obs_id", "duplicate_id")]),
    "same member twice": (set_cell("registry/peer_groups.csv", 4, "area_id", "340100"),
        [("registry/peer_groups.csv", 4, "group_id", "duplicate_id")]),
    "same figure twice": (add_row(OBSERVATIONS, 2, obs_id="fx-099", note="again"),
        [(OBSERVATIONS, 19, "value", "duplicate_row")]),
    "same figure in two files": (add_row(YEARBOOK, 2, obs_id="fy-099"),
        [(YEARBOOK, 22, "value", "duplicate_row")]),
    # Cells
    "missing value": (observation(2, "value", ""),
        [(OBSERVATIONS, 2, "value", "missing_value")]),
    "text for a number": (observation(2, "value", "1400余"),
        [(OBSERVATIONS, 2, "value", "type")]),
    "not a number": (observation(2, "value", "NaN"), [(OBSERVATIONS, 2, "value", "type")]),
    "infinite": (observation(2, "value", "inf"), [(OBSERVATIONS, 2, "value", "type")]),
    "exponent": (observation(2, "value", "1.4e3"), [(OBSERVATIONS, 2, "value", "type")]),
    "text for an integer": (set_cell(METRICS, 2, "position", "first"),
        [(METRICS, 2, "position", "type")]),
    "text for a boolean": (set_cell(SCENARIOS, 3, "is_super", "no"),
        [(SCENARIOS, 3, "is_super", "type")]),
    "integer too small": (set_cell(METRICS, 2, "position", "0"),
        [(METRICS, 2, "position", "range")]),
    "integer too large": (set_cell(METRICS, 2, "position", "99999999999"),
        [(METRICS, 2, "position", "range")]),
    "not in the enumeration": (observation(2, "basis", "planned"),
        [(OBSERVATIONS, 2, "basis", "enum")]),
    "form of an identifier": (observation(2, "obs_id", "fx 001"),
        [(OBSERVATIONS, 2, "obs_id", "pattern")]),
    "form of a date": (set_cell(SOURCES, 5, "published_date", "2024/12"),
        [(SOURCES, 5, "published_date", "pattern")]),
    "no such day": (set_cell(EVENTS, 2, "event_date", "2025-11-31"),
        [(EVENTS, 2, "event_date", "date")]),
    "formula": (observation(2, "note", "=HYPERLINK(A1)"),
        [(OBSERVATIONS, 2, "note", "formula")]),
    "formula behind a sign": (observation(2, "note", "-1+cmd|' /C calc'!A0"),
        [(OBSERVATIONS, 2, "note", "formula")]),
    "formula at": (observation(2, "note", "@SUM(A1)"), [(OBSERVATIONS, 2, "note", "formula")]),
    "blank before": (observation(2, "note", " 说明"),
        [(OBSERVATIONS, 2, "note", "whitespace")]),
    "ideographic blank after": (observation(2, "note", "说明　"),
        [(OBSERVATIONS, 2, "note", "whitespace")]),
    "blank in an identifier": (observation(2, "area_id", "340100 "),
        [(OBSERVATIONS, 2, "area_id", "whitespace")]),
    "line break in a cell": (observation(2, "note", "一\n二"),
        [(OBSERVATIONS, 2, "note", "control_character")]),
    "zero-width character": (observation(2, "note", "说\u200b明"),
        [(OBSERVATIONS, 2, "note", "control_character")]),
    # Figures
    "unit of another metric": (observation(9, "unit", "firms"),
        [(OBSERVATIONS, 9, "unit", "unit")]),
    "unit and counter apart": (observation(5, "unit", "persons"),
        [(OBSERVATIONS, 5, "value_printed", "value_printed"), (OBSERVATIONS, 5, "unit", "unit")]),
    "value not in base units": (observation(5, "value", "40"),
        [(OBSERVATIONS, 5, "value", "value_printed")]),
    "digits exchanged": (set_cell(YEARBOOK, 2, "value", "1203110000000"),
        [(YEARBOOK, 2, "value", "value_printed")]),
    "unreadable print": (observation(2, "value_printed", "若干项"),
        [(OBSERVATIONS, 2, "value_printed", "value_printed")]),
    "hedge word ignored": (observation(2, "qualifier", "exact"),
        [(OBSERVATIONS, 2, "qualifier", "qualifier")]),
    "hedge word invented": (set_cell(YEARBOOK, 2, "qualifier", "about"),
        [(YEARBOOK, 2, "qualifier", "qualifier")]),
    "negative count": (both(observation(9, "value", "-83"),
                            observation(9, "value_printed", "-83城")),
        [(OBSERVATIONS, 9, "value", "range")]),
    "share above 100": (both(observation(10, "value", "133"), observation(10, "qualifier", "exact"),
                             observation(10, "value_printed", "133%")),
        [(OBSERVATIONS, 10, "value", "range")]),
    # Periods
    "end before start": (both(observation(13, "period_start", "2027")),
        [(OBSERVATIONS, 13, "period_end", "period_order")]),
    "as_of with a period": (observation(9, "period_end", "2025-11"),
        [(OBSERVATIONS, 9, "period_end", "period_fields")]),
    "year without start": (observation(16, "period_start", ""),
        [(OBSERVATIONS, 16, "period_start", "period_fields")]),
    "year with months": (both(observation(16, "period_start", "2024-01"),
                              observation(16, "period_end", "2024-12")),
        [(OBSERVATIONS, 16, "period_start", "period_fields"),
         (OBSERVATIONS, 16, "period_end", "period_fields")]),
    "event without start": (observation(7, "period_start", ""),
        [(OBSERVATIONS, 7, "period_start", "period_fields")]),
    "event with as_of": (observation(7, "as_of", "2025-11-28"),
        [(OBSERVATIONS, 7, "as_of", "period_fields")]),
    "unknown but dated": (observation(2, "period_source", "unknown"),
        [(OBSERVATIONS, 2, "period_source", "period_fields")]),
    "stated but undated": (observation(15, "period_source", "stated"),
        [(OBSERVATIONS, 15, "period_source", "period_fields")]),
    "period kind not listed": (set_cell(METRICS, 4, "period_kinds", "year"),
        [(METRICS, 4, "period_kinds", "period_kind")]),
    "period kind unknown": (set_cell(METRICS, 9, "period_kinds", "year|quarter"),
        [(METRICS, 9, "period_kinds", "period_kind")]),
    "precision of an event": (set_cell(EVENTS, 2, "date_precision", "month"),
        [(EVENTS, 2, "date_precision", "date_precision")]),
    "undated event of a day": (set_cell(EVENTS, 5, "date_precision", "day"),
        [(EVENTS, 5, "date_precision", "date_precision")]),
    "report of an unknown event": (set_cell(EVENTS, 3, "same_as", "ev-099"),
        [(EVENTS, 3, "same_as", "unknown_id")]),
    "report of itself": (set_cell(EVENTS, 3, "same_as", "ev-002"),
        [(EVENTS, 3, "same_as", "hierarchy")]),
    "report of a report": (
        both(set_cell(EVENTS, 3, "same_as", "ev-001"), set_cell(EVENTS, 4, "same_as", "ev-002")),
        [(EVENTS, 4, "same_as", "hierarchy")]),
    "mark in one language": (
        both(set_cell(EVENTS, 3, "area_id", "100000"), set_cell(EVENTS, 3, "mark_zh", "国办意见")),
        [(EVENTS, 3, "mark_zh", "missing_value")]),
    "mark of a city's event": (
        both(set_cell(EVENTS, 3, "mark_zh", "联盟"), set_cell(EVENTS, 3, "mark_en", "Alliance")),
        [(EVENTS, 3, "mark_zh", "hierarchy")]),
    # Registry
    "code of a city": (add_row(AREAS, 8, area_id="34020", city_id="34020"),
        [(AREAS, 14, "area_id", "hierarchy")]),
    "city of another city": (set_cell(AREAS, 7, "city_id", "340200"),
        [(AREAS, 7, "city_id", "hierarchy")]),
    "district of a province": (set_cell(AREAS, 11, "parent_id", "510000"),
        [(AREAS, 11, "parent_id", "hierarchy")]),
    "area of nothing": (set_cell(AREAS, 12, "parent_id", ""),
        [(AREAS, 12, "parent_id", "hierarchy")]),
    "province that is a city": (set_cell(AREAS, 7, "province_id", "340200"),
        [(AREAS, 7, "province_id", "hierarchy")]),
    "dimension of another unit": (set_cell(METRICS, 6, "dimension", "length"),
        [(METRICS, 6, "dimension", "dimension")]),
    "break backwards": (set_cell(BREAKS, 2, "between_to", "2023"),
        [(BREAKS, 2, "between_to", "break")]),
    "ending of derived figures": (observation(4, "obs_id", "fx-003.yoy"),
        [(OBSERVATIONS, 4, "obs_id", "pattern")]),
    # Files
    "byte order mark": (replace_bytes(EVENTS, b"event_id", b"\xef\xbb\xbfevent_id"),
        [(EVENTS, 1, "", "bom")]),
    "GBK bytes": (replace_bytes(OBSERVATIONS, "转载文本".encode(), "转载文本".encode("gbk")),
        [(OBSERVATIONS, 3, "note", "encoding")]),
    "NUL byte": (replace_bytes(OBSERVATIONS, "转载文本".encode(), b"ab\0cd"),
        [(OBSERVATIONS, 3, "note", "nul")]),
    "missing column": (drop_column(OBSERVATIONS, "locator"),
        [(OBSERVATIONS, 1, "locator", "missing_column")]),
    "missing required column": (drop_column(EVENTS, "name_en"),
        [(EVENTS, 1, "name_en", "missing_column")]),
    "extra column": (replace_bytes("left_out.csv", b"reason\n", b"reason,reason\n"),
        [("left_out.csv", 1, "reason", "extra_column"), ("left_out.csv", 2, "", "ragged_row"),
         ("left_out.csv", 3, "", "ragged_row")]),
    "columns exchanged": (replace_bytes("left_out.csv", b"collected_id,collection",
                                        b"collection,collected_id"),
        [("left_out.csv", 1, "", "column_order"), ("left_out.csv", 3, "collected_id",
          "duplicate_id")]),
    "a cell too many": (replace_bytes(EVENTS, "年份按上下文推定".encode(), b"a,b"),
        [(EVENTS, 2, "", "ragged_row")]),
    "a blank line": (replace_bytes("left_out.csv", b"\nSA-9002", b"\n\nSA-9002"),
        [("left_out.csv", 3, "", "ragged_row")]),
    "an open quote": (replace_bytes("left_out.csv", b"SA-9001", b'"SA-9001'),
        [("left_out.csv", 2, "", "quoting")]),
    "a missing file": (lambda folder: (folder / "left_out.csv").unlink(),
        [("left_out.csv", 0, "", "missing_file")]),
    "an empty file": (lambda folder: (folder / "left_out.csv").write_bytes(b""),
        [("left_out.csv", 1, "", "missing_column")]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_input_is_found_at_its_place(data, case):
    spoil, expected = BAD[case]
    spoil(data)
    assert found_in(data) == expected


def test_the_fixture_has_no_problem(data):
    assert run_validate(data).problems == []


def test_all_problems_are_listed_in_the_order_of_the_files(data):
    observation(2, "value", "1500")(data)
    observation(9, "area_id", "9")(data)
    set_cell(AREAS, 7, "cluster", "north")(data)
    set_cell(EVENTS, 2, "source_id", "x")(data)
    assert found_in(data) == [
        (AREAS, 7, "cluster", "enum"),
        (OBSERVATIONS, 2, "value", "value_printed"),
        (OBSERVATIONS, 9, "area_id", "unknown_id"),
        (EVENTS, 2, "source_id", "unknown_id"),
    ]


def test_a_problem_is_printed_as_file_row_column_kind_message(data):
    observation(2, "value", "1500")(data)
    (problem,) = run_validate(data).problems
    assert str(problem) == (
        "facts/observations.csv:2:value value_printed “1400余项” is 1400 count, not 1500."
    )


WARNED = {
    "result before its period": (set_cell(SOURCES, 4, "published_date", "2021-06"),
        {(YEARBOOK, row, "basis", "later_than_source")
         for row in (2, 3, 5, 7, 10, 11, 12, 14, 15, 18, 19, 20)}),
    "source of nothing": (add_row(SOURCES, 2, source_id="web-9"),
        {(SOURCES, 7, "source_id", "unused")}),
    "metric of nothing": (add_row(METRICS, 2, metric_id="labs"),
        {(METRICS, 15, "metric_id", "unused")}),
    "carriage returns": (replace_bytes("left_out.csv", b"\n", b"\r\n"),
        {("left_out.csv", 1, "", "line_ending")}),
    "outdated proposal": (set_cell("corrections.csv", 3, "expected_old", "2019"),
        {("corrections.csv", 3, "expected_old", "correction")}),
}  # fmt: skip


@pytest.mark.parametrize("case", WARNED)
def test_a_warning_does_not_stop_a_build(data, case):
    spoil, expected = WARNED[case]
    spoil(data)
    problems = run_validate(data).problems
    assert errors(problems) == []
    assert {(p.file, p.row, p.column, str(p.kind)) for p in warnings(problems)} == expected


SOUND = {
    "a negative percentage": (YEARBOOK, 19, "value_printed", "-0.3%"),
    "a quoted comma": (OBSERVATIONS, 2, "note", "甲,乙"),
    "a quoted quote": (OBSERVATIONS, 2, "note", "称“甲”为\"乙\""),
    "a dash": (OBSERVATIONS, 2, "note", "—"),
    "a signed number in a note": (OBSERVATIONS, 2, "note", "-12.5%"),
}  # fmt: skip


@pytest.mark.parametrize("case", SOUND)
def test_what_only_looks_bad_is_accepted(data, case):
    set_cell(*SOUND[case])(data)
    assert run_validate(data).problems == []


def test_a_missing_unit_of_derived_metrics_is_said_once(data):
    file = data / UNITS
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith("per_10k_persons"))
    file.write_text("".join(kept), encoding="utf-8")
    assert found_in(data) == [(UNITS, 0, "unit", "unknown_id")]
