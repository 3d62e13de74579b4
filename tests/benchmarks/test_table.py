"""The table: medians, ratios, verdicts, columns that line up, JSON."""

from __future__ import annotations

import json

import pytest

from benchmarks.table import Goal, Row, Spread, as_json, as_text, number


def spread(*values, unit="s"):
    return Spread.of(values, unit)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0431, "0.043"), (1.149, "1.15"), (9.994, "9.99"), (12.34, "12.3"), (123.6, "124"),
        (1_250.4, "1,250"), (30, "30"), (0, "0"),
    ],
)  # fmt: skip
def test_numbers_have_three_digits(value, text):
    assert number(value) == text


def test_a_spread_is_median_and_range():
    assert str(spread(3, 1, 2)) == "2 s (1–3)"
    assert str(spread(2.5)) == "2.50 s"


@pytest.mark.parametrize(
    ("goal", "ours", "peer", "met"),
    [
        (Goal(10, "s"), 9.9, 100, True),
        (Goal(10, "s"), 10.1, 100, False),
        (Goal(40, "runs/s", at_least=True), 39.9, None, False),
        (Goal(40, "runs/s", at_least=True), 40.0, None, True),
        (Goal(1.15, of_ratio=True), 1.15, 1.0, True),
        (Goal(1.15, of_ratio=True), 1.16, 1.0, False),
        (Goal(1.15, of_ratio=True), 1.0, None, None),
        (None, 1.0, 1.0, None),
    ],
)
def test_goals(goal, ours, peer, met):
    row = Row("x", spread(ours), None if peer is None else spread(peer), "peer", goal)
    assert row.met is met
    assert row.cells()[-1] == {True: "ok", False: "miss", None: ""}[met]


def test_goals_say_what_they_limit():
    assert str(Goal(30, "ms")) == "≤ 30 ms"
    assert str(Goal(40, "runs/s", at_least=True)) == "≥ 40 runs/s"
    assert str(Goal(1.15, of_ratio=True)) == "≤ 1.15 × peer"


def test_a_peer_that_took_no_time_gives_no_ratio():
    assert Row("x", spread(1.0), spread(0.0)).ratio is None


def test_columns_line_up():
    rows = [
        Row("城市", spread(1.0), spread(4.0), "peer", Goal(2, "s")),
        Row("a long name", spread(1.0, 2.0, 3.0)),
    ]
    head, rule, first, second = as_text(rows).splitlines()
    assert head.split() == ["what", "ours", "peer", "ratio", "goal"]
    assert set(rule) == {"-", " "}
    # A Chinese character is one in the text and two columns on the terminal.
    assert first.index("1 s") + 2 == second.index("2 s (1–3)") == head.index("ours")
    assert first.split() == ["城市", "1", "s", "4", "s", "peer", "0.25", "≤", "2", "s", "ok"]


def test_json_holds_the_same():
    row = Row("x", spread(1.0, 2.0, 6.0), spread(4.0), "peer", Goal(2, "s"))
    content = json.loads(as_json([row], "2 cores"))
    assert content["machine"] == "2 cores"
    (found,) = content["rows"]
    assert found["ours"] == {"median": 2.0, "min": 1.0, "max": 6.0, "unit": "s", "n": 3}
    assert (found["ratio"], found["goal"], found["met"]) == (0.5, "≤ 2 s", True)
    assert found["peer_name"] == "peer"
