"""Printed figures: a table of what sources print, and laws over generated prints."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.schema import Qualifier
from cityscene.units import NumeralError, parse_printed

EXACT, ABOUT, OVER = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER
NEARLY, AT_LEAST, AT_MOST = Qualifier.NEARLY, Qualifier.AT_LEAST, Qualifier.AT_MOST

PRINTS = [
    # print, value, hedge, counter
    ("突破40亿元", 4_000_000_000, OVER, "元"),
    ("近2000个", 2000, NEARLY, "个"),
    ("1400余项", 1400, OVER, "项"),
    ("千架", 1000, ABOUT, "架"),
    ("上千家", 1000, OVER, "家"),
    ("336.69%", "336.69", EXACT, "%"),
    ("25万", 250_000, EXACT, ""),
    ("超过128万人", 1_280_000, OVER, "人"),
    ("1.7公里", "1.7", EXACT, "公里"),
    ("600多位", 600, OVER, "位"),
    ("300 多款", 300, OVER, "款"),
    ("两年", 2, EXACT, "年"),
    ("两年多", 2, OVER, "年"),
    ("三个", 3, EXACT, "个"),
    ("八类", 8, EXACT, "类"),
    ("十", 10, EXACT, ""),
    ("二十三", 23, EXACT, ""),
    ("五个城市", 5, EXACT, "个城市"),
    ("近3千条", 3000, NEARLY, "条"),
    ("3,000", 3000, EXACT, ""),
    ("8,500億元", 850_000_000_000, EXACT, "元"),
    ("第九批", 9, EXACT, "批"),
    ("第1名", 1, EXACT, "名"),
    ("共19个", 19, EXACT, "个"),
    ("首批110项", 110, EXACT, "项"),
    ("60個以上", 60, AT_LEAST, "个"),
    ("1029多個", 1029, OVER, "个"),
    ("突破3萬家", 30_000, OVER, "家"),
    ("1.11萬億元", 1_110_000_000_000, EXACT, "元"),
    ("约142亿元", 14_200_000_000, ABOUT, "元"),
    ("最高200万元", 2_000_000, AT_MOST, "元"),
    ("不超过5%", 5, AT_MOST, "%"),
    ("不少于100个", 100, AT_LEAST, "个"),
    ("30个以上", 30, AT_LEAST, "个"),
    ("7.2%以上", "7.2", AT_LEAST, "%"),
    ("50家左右", 50, ABOUT, "家"),
    ("近百人", 100, NEARLY, "人"),
    ("超万笔", 10_000, OVER, "笔"),
    ("过半", 50, OVER, "%"),
    ("近800余份", 800, ABOUT, "份"),
    ("100余名", 100, OVER, "名"),
    ("10余万人", 100_000, OVER, "人"),
    ("十几家", 10, OVER, "家"),
    ("每周至少1场", 1, AT_LEAST, "场"),
    ("每月近100TB", 100, NEARLY, "TB"),
    ("预计达7700亿元", 770_000_000_000, ABOUT, "元"),
    ("预计超1700亿元", 170_000_000_000, OVER, "元"),
    ("下降0.2%", "-0.2", EXACT, "%"),
    ("-0.2%", "-0.2", EXACT, "%"),
    ("+5.2%", "5.2", EXACT, "%"),
    ("1.2个百分点", "1.2", EXACT, "个百分点"),
    ("百分之五", 5, EXACT, "%"),
    ("3‰", 3, EXACT, "‰"),
    ("近七成", 7, NEARLY, "成"),
    ("３６．５％", "36.5", EXACT, "%"),
    ("１,２３４項", 1234, EXACT, "项"),
    ("二〇二五年", 2025, EXACT, "年"),
    ("一百零五", 105, EXACT, ""),
    ("一百二", 120, EXACT, ""),
    ("三万五", 35_000, EXACT, ""),
    ("一亿二千万元", 120_000_000, EXACT, "元"),
    ("1兆327億1千万元", 1_032_710_000_000, EXACT, "元"),
    ("5兆6708.71億元", 5_670_871_000_000, EXACT, "元"),
    ("6000億元を突破", 600_000_000_000, OVER, "元"),
    ("114社", 114, EXACT, "社"),
    ("4个5G场景", 4, EXACT, "个5G场景"),
    ("1336家规模以上企业", 1336, EXACT, "家规模以上企业"),
    ("144家市级及以上平台", 144, EXACT, "家市级及以上平台"),
    ("5家上下游企业", 5, EXACT, "家上下游企业"),
    ("10人及以上", 10, AT_LEAST, "人"),
    ("1500㎡", 1500, EXACT, "m2"),
    ("more than 60", 60, OVER, ""),
    ("at least 10", 10, AT_LEAST, ""),
    ("six", 6, EXACT, ""),
    ("ten", 10, EXACT, ""),
    ("twenty-three cities", 23, EXACT, "cities"),
    ("one hundred and five", 105, EXACT, ""),
    ("two million", 2_000_000, EXACT, ""),
    ("RMB 700 billion", 700_000_000_000, EXACT, "元"),
    ("US$5 million", 5_000_000, EXACT, "US$"),
    ("183 items", 183, EXACT, "items"),
    ("third batch", 3, EXACT, "batch"),
    ("2nd", 2, EXACT, ""),
    ("nearly 500", 500, NEARLY, ""),
    ("over 1.2 million", 1_200_000, OVER, ""),
    ("100+家", 100, AT_LEAST, "家"),
    ("≈200 个", 200, ABOUT, "个"),
]


@pytest.mark.parametrize(("text", "value", "hedge", "counter"), PRINTS)
def test_print_is_read(text: str, value: int | str, hedge: Qualifier, counter: str) -> None:
    printed = parse_printed(text)
    assert (printed.value, printed.hedge, printed.counter) == (Decimal(value), hedge, counter)


PLACES = [
    # print, step, last non-zero place, decimals, scaled
    ("1400", "1", "100", 0, False),
    ("二百三十", "1", "10", 0, False),
    ("43.5亿", "1e7", "1e7", 1, True),
    ("128万", "1e4", "1e4", 0, True),
    ("1882.70万人", "100", "1000", 2, True),
    ("336.69%", "0.01", "0.01", 2, False),
    ("13.0%", "0.1", "1", 1, False),
    ("3千条", "1000", "1000", 0, True),
    ("1兆327億1千万元", "1e7", "1e7", 0, True),
    ("over 1.2 million", "1e5", "1e5", 1, True),
    ("0个", "1", "1", 0, False),
]


@pytest.mark.parametrize(("text", "step", "place", "decimals", "scaled"), PLACES)
def test_places_of_the_last_digits(
    text: str, step: str, place: str, decimals: int, scaled: bool
) -> None:
    printed = parse_printed(text)
    assert (printed.step, printed.last_nonzero_place) == (Decimal(step), Decimal(place))
    assert (printed.decimals, printed.scaled) == (decimals, scaled)


@pytest.mark.parametrize(
    ("text", "percent", "hedge", "rounded"),
    [
        ("四分之一", "25", EXACT, False),
        ("近三分之一", "33.33", NEARLY, True),
        ("至少三分之二", "66.67", AT_LEAST, True),
        ("八分之一", "12.5", EXACT, False),
        ("千分之三", "0.3", EXACT, False),
        ("一半以上", "50", AT_LEAST, False),
        ("two-thirds", "66.67", EXACT, True),
        ("nearly a quarter", "25", NEARLY, False),
    ],
)
def test_verbal_fraction_is_a_percentage(
    text: str, percent: str, hedge: Qualifier, rounded: bool
) -> None:
    printed = parse_printed(text)
    assert printed.fraction
    assert (printed.value, printed.counter) == (Decimal(percent), "%")
    assert (printed.hedge, printed.rounded) == (hedge, rounded)


@pytest.mark.parametrize(
    ("text", "closed", "implied"),
    [
        ("1400余项", True, False),
        ("超1400项", False, False),
        ("千架", False, True),
        ("近百人", False, False),
        ("预计达3%", False, True),
        ("十家", False, False),
    ],
)
def test_kind_of_hedge(text: str, closed: bool, implied: bool) -> None:
    printed = parse_printed(text)
    assert (printed.hedge_closed, printed.implied) == (closed, implied)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has no number"),
        ("约", "it has no number"),
        ("数", "it gives no definite number"),
        ("数百家", "it gives no definite number"),
        ("约几十家", "it gives no definite number"),
        ("dozens of cities", "it gives no definite number"),
        ("两三个", "two numbers stand side by side"),
        ("千千万万", "its digits and scale words do not form one number"),
        ("9+9+10", "it prints more than one number"),
        ("3-5家", "it prints more than one number"),
        ("三至五家", "it prints more than one number"),
        ("4家、5家", "it prints more than one number"),
        ("20,00", "it prints more than one number"),
        ("9" * 21 + "项", "it is larger than any figure"),
        ("L4级", "no number stands at “L4级”"),
        ("场景机会", "no number stands at “场景机会”"),
    ],
)
def test_refusal_is_one_sentence_with_the_text(text: str, why: str) -> None:
    with pytest.raises(NumeralError) as caught:
        parse_printed(text)
    assert str(caught.value) == f"Cannot read “{text}” as one printed number: {why}."


def chinese(number: int) -> str:
    """The standard way to write 1 to 99,999,999 in Chinese, written apart from the parser."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return chinese(high) + "万" + gap + (chinese(low) if low else "")
    text, gap = "", ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text, gap = text + gap + "〇一二三四五六七八九"[digit] + name, ""
        elif text:
            gap = "零"
    return text


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert parse_printed(chinese(number) + "个").value == number


@given(st.integers(0, 10**14))
def test_grouping_changes_nothing(number: int) -> None:
    grouped, plain = parse_printed(f"{number:,}家"), parse_printed(f"{number}家")
    assert grouped.value == plain.value == number
    assert grouped.step == plain.step == 1


@given(st.integers(1, 10**9), st.integers(0, 4), st.sampled_from([("", 0), ("万", 4), ("亿", 8)]))
def test_scale_words_multiply(digits: int, decimals: int, scale: tuple[str, int]) -> None:
    word, power = scale
    number = Decimal(digits).scaleb(-decimals)
    printed = parse_printed(f"{number:f}{word}元")
    assert printed.value == number.scaleb(power)
    if word or decimals:
        assert printed.step == Decimal(1).scaleb(power - decimals)
    assert printed.value % printed.last_nonzero_place == 0
    assert printed.value % (10 * printed.last_nonzero_place) != 0


@given(st.sampled_from([text for text, *_ in PRINTS]))
def test_full_width_and_blanks_change_nothing(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c in "0123456789,.%+" else c for c in text)
    narrow, other = parse_printed(text), parse_printed(f" {wide} ")
    assert (narrow.value, narrow.hedge, narrow.counter) == (other.value, other.hedge, other.counter)


near_prints = st.text(
    "0159.,十百千万亿兆一二两三零半分之多余几约近超上过第个元%年+-~ ", max_size=10
)


@given(st.one_of(st.text(max_size=12), near_prints))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        printed = parse_printed(text)
    except NumeralError as error:
        assert text in str(error)
    else:
        assert printed.value.is_finite()
        assert printed.step > 0
        assert printed.last_nonzero_place > 0
