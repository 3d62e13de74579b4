"""Counters to base units, and the check of curated values against prints."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.units import MeasureError, parse_printed, to_base, value_matches


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("43.5亿元", "CNY", "4350000000"),
        ("RMB 700 billion", "CNY", "700000000000"),
        ("1.2 million yuan", "CNY", "1200000"),
        ("336.69%", "percent", "336.69"),
        ("3‰", "percent", "0.3"),
        ("七成", "percent", "70"),
        ("1.2个百分点", "percent", "1.2"),
        ("四分之一", "percent", "25"),
        ("1.7公里", "km", "1.7"),
        ("5千米", "km", "5"),
        ("800米", "km", "0.8"),
        ("600平方公里", "km2", "600"),
        ("1500万平方米", "km2", "15"),
        ("20公顷", "km2", "0.2"),
        ("600平方公里", "m2", "600000000"),
        ("1500㎡", "m2", "1500"),
        ("3000亩", "km2", "2"),
        ("100TB", "TB", "100"),
        ("2PB", "TB", "2000"),
        ("18个月", "years", "1.5"),
        ("两年", "years", "2"),
        ("第15位", "rank", "15"),
        ("136.95件", "count", "136.95"),
        ("144项成果", "count", "144"),
        ("6372.7", "percent", "6372.7"),
    ],
)
def test_to_base(text: str, unit: str, value: str) -> None:
    assert to_base(parse_printed(text), unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5%", "count"),
        ("5家", "CNY"),
        ("5亿美元", "CNY"),
        ("US$5 million", "CNY"),
        ("5亿元", "firms"),
        ("3公里", "km2"),
        ("3平方公里", "km"),
        ("1.5倍", "count"),
        ("8位", "percent"),
    ],
)
def test_another_measure_is_refused(text: str, unit: str) -> None:
    with pytest.raises(MeasureError) as caught:
        to_base(parse_printed(text), unit)
    assert text in str(caught.value)
    assert unit in str(caught.value)


@pytest.mark.parametrize(
    ("value", "text", "unit"),
    [
        (4_000_000_000, "突破40亿元", "CNY"),
        (33.33, "近三分之一", "percent"),
        (100 / 3, "三分之一", "percent"),
        (336.69, "336.69%", "percent"),
        (0.42, "5个月", "years"),
        (-0.2, "下降0.2%", "percent"),
        (Decimal("136.95"), "136.95件", "count"),
        (5_670_871_000_000, "5兆6708.71億元", "CNY"),
    ],
)
def test_value_matches(value: float, text: str, unit: str) -> None:
    match = value_matches(value, text, unit)
    assert match
    assert match.reason == ""


@pytest.mark.parametrize(
    ("value", "text", "unit", "reason"),
    [
        (40, "突破40亿元", "CNY", "“突破40亿元” is 4000000000 CNY, not 40."),
        (33.3, "三分之一", "percent", "“三分之一” is 33.33 percent, not 33.3."),
        (0.2, "下降0.2%", "percent", "“下降0.2%” is -0.2 percent, not 0.2."),
        (5, "5公里", "km2", "“5公里” prints 公里, which is not a km2 figure."),
        (300, "数百家", "firms", "Cannot read “数百家” as one printed number: "),
        (float("nan"), "5家", "firms", "The value nan is not a finite number."),
    ],
)
def test_mismatch_says_why(value: float, text: str, unit: str, reason: str) -> None:
    match = value_matches(value, text, unit)
    assert not match
    assert match.reason.startswith(reason)


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_a_written_value_matches_itself_and_no_neighbour(digits: int, decimals: int) -> None:
    value = Decimal(digits).scaleb(-decimals)
    step = Decimal(1).scaleb(-decimals)
    assert value_matches(float(value * 10**8), f"{value:f}亿元", "CNY")
    assert not value_matches((value + step) * 10**8, f"{value:f}亿元", "CNY")
