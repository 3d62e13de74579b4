"""Shapes: what is learned from two prints gives the same answer as judging each print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.schema import Interval
from etl.descriptor import load_descriptor
from etl.problems import Kind
from etl.validate.printed import Print, judge, learn
from etl.validate.printed import judge_all as fill_judged
from etl.workspace import open_workspace
from tests.etl.folders import FIXTURE

#: Printed, value, qualifier, unit, and the interval a person reads off the print.
READ_OFF = [
    ("1400余项", "1400", "over", "count", Interval(1400, 1500, "left")),
    ("突破40亿元", "4000000000", "over", "CNY", Interval(4e9, None, "left")),
    ("近2000个", "2000", "nearly", "count", Interval(1800, 2000, "left")),
    ("约500项", "500", "about", "count", Interval(450, 550, "both")),
    ("60个以上", "60", "at_least", "count", Interval(60, None, "left")),
    ("不超过90个", "90", "at_most", "count", Interval(None, 90, "right")),
    ("193项", "193", "exact", "count", Interval(193, 193, "both")),
    ("43.5亿元", "4350000000", "exact", "CNY", Interval(4.345e9, 4.355e9, "left")),
    ("43.50亿元", "4350000000", "exact", "CNY", Interval(4.3495e9, 4.3505e9, "left")),
    ("336.69%", "336.69", "exact", "percent", Interval(336.685, 336.695, "left")),
    ("下降2.1%", "-2.1", "exact", "percent", Interval(-2.15, -2.05, "right")),
    ("1,234家", "1234", "exact", "firms", Interval(1234, 1234, "both")),
    ("第12位", "12", "exact", "rank", Interval(12, 12, "both")),
    ("128万人", "1280000", "exact", "persons", Interval(1_275_000, 1_285_000, "left")),
]


@pytest.mark.parametrize(("printed", "value", "qualifier", "unit", "expected"), READ_OFF)
def test_a_shape_gives_the_interval_a_person_reads_off(printed, value, qualifier, unit, expected):
    assert judge(Print(printed, value, qualifier, unit)).interval == expected
    shape = learn(unit, qualifier, [printed])
    assert shape is not None
    base = Decimal(value)
    assert expected.low == (None if shape.below is None else float(base - shape.below))
    assert expected.high == (None if shape.above is None else float(base + shape.above))
    assert shape.closed == expected.closed


#: Prints the rules must see one by one: numbers in words, of two parts, of another unit.
NOT_SHAPED = [
    (["近三分之一"], "nearly", "percent"),
    (["二十3家"], "exact", "firms"),
    (["３家"], "exact", "firms"),
    (["3亿5千万元"], "exact", "CNY"),
    (["千架"], "about", "count"),
    (["193项"], "over", "count"),
    (["12公里"], "exact", "firms"),
    (["近100个", "近900个"], "nearly", "count"),  # 10 percent of the one, half a place of the other
    (["12345678901234567项"], "exact", "count"),
    (["0.1234567%"], "exact", "percent"),
]


@pytest.mark.parametrize(("prints", "qualifier", "unit"), NOT_SHAPED)
def test_prints_of_no_shape_are_left_to_the_rules(prints, qualifier, unit):
    assert learn(unit, qualifier, prints) is None


_HEDGES = {
    "exact": ["{}"], "over": ["超{}", "突破{}"], "nearly": ["近{}"], "about": ["约{}", "{}左右"],
    "at_least": ["不少于{}", "{}以上"], "at_most": ["不超过{}"],
}  # fmt: skip
_COUNTERS = [("CNY", "亿元", 8), ("CNY", "万元", 4), ("CNY", "元", 0), ("count", "项", 0),
             ("persons", "万人", 4), ("percent", "%", 0), ("km", "公里", 0)]  # fmt: skip


@st.composite
def figures(draw):
    """Draw a print with its value: 约43.57亿元, 4357000000."""
    whole = draw(st.integers(min_value=1, max_value=99_999_999))
    decimals = draw(st.integers(min_value=0, max_value=3))
    number = Decimal(whole).scaleb(-decimals)
    unit, counter, power = draw(st.sampled_from(_COUNTERS))
    qualifier = draw(st.sampled_from(sorted(_HEDGES)))
    printed = draw(st.sampled_from(_HEDGES[qualifier])).format(f"{number:f}{counter}")
    value = f"{number.scaleb(power):f}"
    return Print(printed, value, qualifier, unit)


@settings(max_examples=15, deadline=None)
@given(st.lists(figures(), min_size=60, max_size=60))
def test_the_table_has_what_judging_each_figure_gives(cases):
    found = judged(cases)
    for row, case in enumerate(cases, start=1):
        allowed = judge(case).interval
        assert allowed is not None, case
        assert found[row] == (allowed.low, allowed.high, allowed.closed), case


def judged(cases):
    """Return low, high and closed by row, from the table."""
    with open_workspace(load_descriptor(FIXTURE)) as work:
        work.run("CREATE TEMP TABLE in_units (unit VARCHAR)")
        work.insert("in_units", {(c.unit,) for c in cases})
        work.run(
            """CREATE TEMP TABLE in_fact (_part INTEGER, _row INTEGER, value_printed VARCHAR,
                                          value VARCHAR, qualifier VARCHAR, unit VARCHAR)"""
        )
        cells = [(c.printed, c.value, c.qualifier, c.unit) for c in cases]
        work.insert("in_fact", ((0, row, *c) for row, c in enumerate(cells, start=1)))
        fill_judged(work)
        rows = work.rows("SELECT _row, low, high, closed FROM judged")
        return {row: tuple(ends) for row, *ends in rows}


WRONG = [
    (Print("1400余项", "1500", "over", "count"), "value", Kind.VALUE_PRINTED),
    (Print("43.5亿元", "4360000000", "exact", "CNY"), "value", Kind.VALUE_PRINTED),
    (Print("43.5亿元", "43.5", "exact", "CNY"), "value", Kind.VALUE_PRINTED),
    (Print("2.1%", "-2.1", "exact", "percent"), "value", Kind.VALUE_PRINTED),
    (Print("若干", "3", "exact", "count"), "value_printed", Kind.VALUE_PRINTED),
    (Print("12公里", "12", "exact", "firms"), "value_printed", Kind.VALUE_PRINTED),
    (Print("近300个", "300", "exact", "count"), "qualifier", Kind.QUALIFIER),
]


@pytest.mark.parametrize(("case", "column", "kind"), WRONG)
def test_a_wrong_figure_has_no_interval_and_a_column_to_blame(case, column, kind):
    verdict = judge(case)
    assert (verdict.interval, verdict.column, verdict.kind) == (None, column, kind)
    # Among right figures of the same shape, too.
    assert judged([Print("43.6亿元", "4360000000", "exact", "CNY"), case])[2][2] is None
