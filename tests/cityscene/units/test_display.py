"""Figures as text: cases in both languages, and what every shown figure keeps."""

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.schema import Basis, Interval, Qualifier, Unit
from cityscene.units import (
    MISSING,
    display_scale,
    format_interval,
    format_observed,
    format_scaled,
    format_value,
    hedge_mark,
    interval,
    parse_printed,
    to_base,
)

REGISTRY = Path(__file__).parents[3] / "data" / "registry" / "units.csv"


def registered() -> dict[str, Unit]:
    with REGISTRY.open(encoding="utf-8", newline="") as file:
        return {
            row["unit"]: Unit(
                row["unit"],
                row["name_zh"],
                row["name_en"],
                row["dimension"],
                row["scaled"] == "true",
                int(row["decimals"]),
            )
            for row in csv.DictReader(file)
        }


UNITS = registered()


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (4e9, "CNY", "40 亿元", "4 bn CNY"),
        (4.35e9, "CNY", "43.5 亿元", "4.35 bn CNY"),
        (4_376_070_000_000, "CNY", "43,760.7 亿元", "4,376.07 bn CNY"),
        (1.35e12, "CNY", "1.35 万亿元", "1.35 trillion CNY"),
        (50_000_000, "CNY", "5000 万元", "50 million CNY"),
        (1_234_567_890, "CNY", "12.346 亿元", "1,234.568 million CNY"),
        (123_456, "CNY", "123,456 元", "123,456 CNY"),
        (21_893_095, "persons", "2189.31 万人", "21.893 million persons"),
        (25_000, "count", "2.5 万项", "25,000 items"),
        (12_345, "count", "12,345 项", "12,345 items"),
        (1400, "count", "1400 项", "1,400 items"),
        (136.95, "count", "136.95 项", "136.95 items"),
        (10 / 3, "count", "3 项", "3 items"),
        (0, "count", "0 项", "0 items"),
        (-0.0, "count", "0 项", "0 items"),
        (1, "firms", "1 家", "1 firm"),
        (336.69, "percent", "336.69%", "336.69%"),
        (13.0, "percent", "13%", "13%"),
        (2.675, "percent", "2.68%", "2.68%"),
        (-0.2, "percent", "−0.2%", "−0.2%"),
        (0.0012, "percent", "0.0012%", "0.0012%"),
        (3, "rank", "第3名", "#3"),
        (2.454, "per_10k_persons", "每万人 2.45", "2.45 per 10k residents"),
        (62.8, "km", "62.8 公里", "62.8 km"),
    ],
)
def test_format_value(value: float, unit: str, zh: str, en: str) -> None:
    assert format_value(value, UNITS[unit], "zh") == zh
    assert format_value(value, UNITS[unit], "en") == en


@pytest.mark.parametrize(
    ("counter", "unit", "text"),
    [
        ("所", "count", "66 所"), ("", "count", "66"), ("件", "per_10k_persons", "每万人 66 件"),
        ("家", "per_1e12_cny_gdp", "每万亿元GDP 66 家"),
        ("家", "per_100_hightech_firms", "每百家高企 66 家"),
    ],
)  # fmt: skip
def test_counter_replaces_the_unit(counter: str, unit: str, text: str) -> None:
    assert format_value(66, UNITS[unit], "zh", counter) == text


def test_a_ratio_is_scaled_as_what_it_counts() -> None:
    unit = UNITS["per_1e12_cny_gdp"]
    assert format_value(3.5e10, unit, "zh", "元") == "每万亿元GDP 350 亿元"
    assert format_value(3.5e10, unit, "en", "CNY") == "35 bn CNY per trillion CNY of GDP"
    assert display_scale([3.5e10], unit, "zh", "元").label == "亿元（每万亿元GDP）"
    assert display_scale([3.5e10], unit, "en", "CNY").label == "bn CNY per trillion CNY of GDP"
    assert display_scale([12.0], UNITS["per_10k_persons"], "zh", "家").label == "家（每万人）"
    assert display_scale([12.0], UNITS["per_10k_persons"], "zh").label == "每万人"


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_missing_is_a_dash_everywhere(value: float | None) -> None:
    unit, nothing = UNITS["count"], Interval(None, None)
    assert format_value(value, unit, "zh") == MISSING
    assert format_scaled(value, display_scale([value], unit, "zh"), unit, "zh") == MISSING
    assert format_interval(nothing, unit, "zh") == MISSING
    shown = format_observed(value, nothing, Qualifier.OVER, Basis.TARGET, unit, "zh")
    assert shown == MISSING == "—"


@pytest.mark.parametrize(
    ("text", "unit", "zh", "en"),
    [
        ("1400余项", "count", "1400–1500 项", "1,400–1,500 items"),
        ("10余万人", "persons", "10–20 万人", "100,000–200,000 persons"),
        ("43.5亿元", "CNY", "43.45–43.55 亿元", "4.345–4.355 bn CNY"),
        ("336.69%", "percent", "336.685–336.695%", "336.685–336.695%"),
        ("下降0.2%", "percent", "−0.25 至 −0.15%", "−0.25 to −0.15%"),
        ("1400项", "count", "1400 项", "1,400 items"),
        ("突破40亿元", "CNY", "≥40 亿元", "≥4 bn CNY"),
        ("最高200万元", "CNY", "≤200 万元", "≤2 million CNY"),
        ("第3名", "rank", "第3名", "#3"),
    ],
)
def test_format_interval(text: str, unit: str, zh: str, en: str) -> None:
    printed = parse_printed(text)
    allowed = interval(printed, printed.hedge, unit)
    assert format_interval(allowed, UNITS[unit], "zh") == zh
    assert format_interval(allowed, UNITS[unit], "en") == en


def test_an_open_end_that_is_left_out() -> None:
    assert format_interval(Interval(5, None, "neither"), UNITS["count"], "zh") == ">5 项"
    assert format_interval(Interval(None, 5, "neither"), UNITS["count"], "zh") == "<5 项"


@pytest.mark.parametrize(
    ("text", "unit", "basis", "zh", "en"),
    [
        ("突破40亿元", "CNY", Basis.ACTUAL, ">40 亿元", ">4 bn CNY"),
        ("1400余项", "count", Basis.ACTUAL, "1400 余项", "1,400–1,500 items"),
        ("10余万人", "persons", Basis.ACTUAL, "10 万余人", "100,000–200,000 persons"),
        ("30多%", "percent", Basis.ACTUAL, "30–40%", "30–40%"),
        ("约200个", "count", Basis.ACTUAL, "≈200 项", "≈200 items"),
        ("近2000个", "count", Basis.ACTUAL, "<2000 项", "<2,000 items"),
        ("60个以上", "count", Basis.TARGET, "≥60 项（目标）", "≥60 items (target)"),
        ("最高200万元", "CNY", Basis.ACTUAL, "≤200 万元", "≤2 million CNY"),
        ("3%", "percent", Basis.ESTIMATE, "3%（预计）", "3% (estimate)"),
        ("下降超5%", "percent", Basis.ACTUAL, "<−5%", "<−5%"),
        ("第3名", "rank", Basis.ACTUAL, "第3名", "#3"),
    ],
)
def test_format_observed(text: str, unit: str, basis: Basis, zh: str, en: str) -> None:
    printed = parse_printed(text)
    value, allowed = float(to_base(printed, unit)), interval(printed, printed.hedge, unit)
    for lang, expected in (("zh", zh), ("en", en)):
        shown = format_observed(value, allowed, printed.hedge, basis, UNITS[unit], lang)
        assert shown == expected


def test_counter_of_a_bounded_figure() -> None:
    allowed = Interval(480, 490, "left")
    shown = format_observed(480, allowed, Qualifier.OVER, Basis.ACTUAL, UNITS["count"], "zh", "家")
    assert shown == "480 余家"


@pytest.mark.parametrize(
    ("values", "unit", "zh", "en"),
    [
        ([4e9, 5e7, None], "CNY", (10**8, "亿元"), (10**6, "million CNY")),
        ([5.67e12, 4.74e11], "CNY", (10**8, "亿元"), (10**9, "bn CNY")),
        ([1.35e14, 5e12], "CNY", (10**12, "万亿元"), (10**12, "trillion CNY")),
        ([32_133_400, 5_327_000], "persons", (10**4, "万人"), (10**6, "million persons")),
        ([320_000, 53_000], "persons", (10**4, "万人"), (10**3, "thousand persons")),
        ([25_000, 134], "count", (1, "项"), (1, "items")),
        ([300_000, 500], "count", (1, "项"), (1, "items")),
        ([5.6e12, 5e6], "CNY", (10**8, "亿元"), (10**9, "bn CNY")),
        ([336.69, 5], "percent", (1, "%"), (1, "%")),
        ([], "CNY", (1, "元"), (1, "CNY")),
        ([0.0], "CNY", (1, "元"), (1, "CNY")),
    ],
)
def test_display_scale(
    values: list[float | None], unit: str, zh: tuple[int, str], en: tuple[int, str]
) -> None:
    assert display_scale(values, UNITS[unit], "zh") == zh
    assert display_scale(values, UNITS[unit], "en") == en


def test_a_column_states_its_unit_once() -> None:
    unit, values = UNITS["CNY"], [4e9, 5e7, 5e5, None]
    scale = display_scale(values, unit, "zh")
    assert scale.label == "万元"
    assert [format_scaled(value, scale, unit, "zh") for value in values] == [
        "400,000",
        "5000",
        "50",
        "—",
    ]


def test_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="“de” is not one of zh, en"):
        format_value(5, UNITS["count"], "de")
    with pytest.raises(ValueError, match="“de” is not one of zh, en"):
        display_scale([5], UNITS["count"], "de")


amounts = st.one_of(
    st.integers(-(10**15), 10**15).map(float),
    st.floats(-1e15, 1e15, allow_nan=False),
    st.floats(-1, 1, allow_nan=False),
)


@given(amounts, st.sampled_from(sorted(UNITS)), st.sampled_from(["zh", "en"]))
def test_a_shown_figure_is_never_a_false_zero_and_has_no_idle_zeros(
    value: float, name: str, lang: str
) -> None:
    shown = format_value(value, UNITS[name], lang, counter="")
    digits = "".join(char for char in shown if char in "0123456789.")
    assert (float(digits) == 0) == (value == 0)
    assert "." not in digits or digits[-1] not in ".0"
    assert ("−" in shown) == (value < 0)


@given(st.integers(1, 10**14), st.sampled_from(["CNY", "persons", "km2"]))
def test_our_own_text_is_read_back(value: int, name: str) -> None:
    for lang in ("zh", "en"):
        shown = format_value(float(value), UNITS[name], lang)
        read = to_base(parse_printed(shown), name)
        assert float(read) == pytest.approx(value, rel=1e-3)


@given(st.integers(0, 9_999_999))
def test_a_count_of_four_digits_is_shown_in_full(value: int) -> None:
    shown = format_value(value, UNITS["count"], "zh")
    assert ("," in shown) <= (value >= 10_000)
    if value < 10_000:
        assert shown == f"{value} 项"


@given(st.lists(st.integers(1, 10**14), min_size=1), st.sampled_from(["CNY", "persons"]))
def test_one_scale_keeps_the_largest_value_readable(values: list[int], name: str) -> None:
    unit = UNITS[name]
    for lang in ("zh", "en"):
        divisor, label = display_scale([float(v) for v in values], unit, lang)
        assert max(values) / divisor < 1e6
        assert divisor == 1 or max(values) / divisor >= 10
        assert label.endswith(unit.name_zh if lang == "zh" else unit.name_en)


@given(st.sampled_from(list(Qualifier)), st.floats(0.1, 1e9))
def test_marks_turn_with_the_sign(qualifier: Qualifier, value: float) -> None:
    turned = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
    mark = hedge_mark(qualifier, value)
    assert hedge_mark(qualifier, -value) == turned.get(mark, mark)
