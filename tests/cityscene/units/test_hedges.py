"""Intervals of hedged and rounded prints: cases of the documented rule, and its laws."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.schema import Interval, Qualifier
from cityscene.units import (
    MeasureError,
    interval,
    parse_printed,
    qualifier_agrees,
    to_base,
)

CASES = [
    # print, unit, low, high, closed
    ("43.5亿元", "CNY", 4.345e9, 4.355e9, "left"),
    ("336.69%", "percent", 336.685, 336.695, "left"),
    ("128万人", "persons", 1_275_000, 1_285_000, "left"),
    ("1400", "count", 1400, 1400, "both"),
    ("二十三", "count", 23, 23, "both"),
    ("四分之一", "percent", 25, 25, "both"),
    ("三分之一", "percent", 33.325, 33.335, "left"),
    ("0.0%", "percent", -0.05, 0.05, "neither"),
    ("下降0.2%", "percent", -0.25, -0.15, "right"),
    ("1400余项", "count", 1400, 1500, "left"),
    ("480多家", "firms", 480, 490, "left"),
    ("1029多个", "count", 1029, 1030, "left"),
    ("10余万人", "persons", 100_000, 200_000, "left"),
    ("突破40亿元", "CNY", 4e9, None, "left"),
    ("上千家", "firms", 1000, None, "left"),
    ("下降超5%", "percent", None, -5, "right"),
    ("30个以上", "count", 30, None, "left"),
    ("最高200万元", "CNY", None, 2_000_000, "right"),
    ("近2000个", "count", 1800, 2000, "left"),
    ("近2500个", "count", 2450, 2500, "left"),
    ("近三分之一", "percent", 29.997, 33.33, "left"),
    ("约200个", "count", 180, 220, "both"),
    ("约142亿元", "CNY", 1.415e10, 1.425e10, "both"),
    ("千架", "count", 900, 1100, "both"),
    ("近800余份", "count", 750, 850, "both"),
    ("0个左右", "count", 0, 0, "both"),
    ("近七成", "percent", 65, 70, "left"),
    ("1500万平方米", "km2", 14.995, 15.005, "left"),
]


@pytest.mark.parametrize(("text", "unit", "low", "high", "closed"), CASES)
def test_rule(text: str, unit: str, low: float | None, high: float | None, closed: str) -> None:
    printed = parse_printed(text)
    assert interval(printed, printed.hedge, unit) == Interval(low, high, closed)


def test_the_curated_qualifier_decides() -> None:
    printed = parse_printed("1400余项")
    assert interval(printed, Qualifier.NEARLY, "count") == Interval(1350, 1400, "left")


def test_a_counter_of_another_measure_is_refused() -> None:
    with pytest.raises(MeasureError, match="“超3200万公里” prints 公里, which is not a count"):
        interval(parse_printed("超3200万公里"), Qualifier.OVER, "count")


def test_neighbouring_rounded_figures_share_no_value() -> None:
    lower = interval(parse_printed("43.5亿元"), Qualifier.EXACT, "CNY")
    upper = interval(parse_printed("43.6亿元"), Qualifier.EXACT, "CNY")
    assert lower.high == upper.low
    assert upper.includes_low
    assert not lower.includes_high


@pytest.mark.parametrize(
    ("text", "qualifier", "agrees"),
    [
        ("突破40亿元", Qualifier.OVER, True),
        ("突破40亿元", Qualifier.EXACT, False),
        ("30个以上", Qualifier.AT_LEAST, True),
        ("30个以上", Qualifier.OVER, False),
        ("千架", Qualifier.ABOUT, True),
        ("千架", Qualifier.EXACT, True),
        ("千架", Qualifier.OVER, False),
        ("预计达3%", Qualifier.EXACT, True),
        ("近800余份", Qualifier.ABOUT, True),
        ("700亿元", Qualifier.ABOUT, False),
    ],
)
def test_qualifier_agrees(text: str, qualifier: Qualifier, agrees: bool) -> None:
    assert qualifier_agrees(parse_printed(text), qualifier) is agrees


figures = st.builds(
    lambda digits, decimals, scale: f"{Decimal(digits).scaleb(-decimals):f}{scale}",
    st.integers(1, 10**7),
    st.integers(0, 3),
    st.sampled_from(["", "万", "亿"]),
)
qualifiers = st.sampled_from(list(Qualifier))


@given(figures, qualifiers)
def test_the_figure_is_an_end_or_inside(figure: str, qualifier: Qualifier) -> None:
    printed = parse_printed(figure + "元")
    allowed, value = interval(printed, qualifier, "CNY"), float(printed.value)
    assert allowed.low is None or allowed.low <= value
    assert allowed.high is None or value <= allowed.high
    inside = qualifier is not Qualifier.NEARLY
    at_high = allowed.high == value and not allowed.includes_high
    assert inside is not at_high


@given(figures, qualifiers)
def test_a_falling_figure_is_the_mirror(figure: str, qualifier: Qualifier) -> None:
    rising = interval(parse_printed(figure + "%"), qualifier, "percent")
    falling = interval(parse_printed(f"下降{figure}%"), qualifier, "percent")
    assert falling.low == (None if rising.high is None else -rising.high)
    assert falling.high == (None if rising.low is None else -rising.low)
    assert (falling.includes_low, falling.includes_high) == (
        rising.includes_high,
        rising.includes_low,
    )


@given(figures)
def test_about_reaches_no_further_than_a_tenth(figure: str) -> None:
    printed = parse_printed(f"约{figure}元")
    allowed = interval(printed, Qualifier.ABOUT, "CNY")
    assert allowed.low is not None
    assert allowed.high is not None
    assert allowed.high - allowed.low <= float(printed.value) * 0.2 * (1 + 1e-12)


@given(st.integers(1, 10**6), qualifiers)
def test_the_unit_only_scales(number: int, qualifier: Qualifier) -> None:
    printed = parse_printed(f"{number}平方公里")
    wide, fine = interval(printed, qualifier, "km2"), interval(printed, qualifier, "m2")
    for one, other in ((wide.low, fine.low), (wide.high, fine.high)):
        assert other == (None if one is None else pytest.approx(one * 1e6, rel=1e-12))
    assert to_base(printed, "m2") == to_base(printed, "km2") * 1_000_000
