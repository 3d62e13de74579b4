"""Prints agree with the values beside them, by the rules that the build checks them with."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from benchmarks import prints
from benchmarks.prints import HEDGES, Print
from cityscene.schema import Qualifier
from cityscene.units import parse_printed, qualifier_agrees, value_matches


@pytest.mark.parametrize(
    ("style", "size", "expected"),
    [
        (prints.money_in_wan, 102_550_680_000, Print("102550680000", "10255068万元", "exact")),
        (prints.money_in_yi, 4_376_500_000, Print("4376000000", "43.76亿元", "exact")),
        (prints.money_in_yi, 5_000_000, Print("5000000", "0.05亿元", "exact")),
        (prints.counted("件"), 7408.9, Print("7408", "7408件", "exact")),
        (prints.persons_in_wan, 13_236_355, Print("13236300", "1323.63万人", "exact")),
        (prints.share, 58.541, Print("58.54", "58.54%", "exact")),
        (prints.share, 60.0, Print("60", "60.00%", "exact")),
        (prints.share, 400, Print("99.99", "99.99%", "exact")),
        (prints.growth, 6.35, Print("6.3", "6.3%", "exact")),
        (prints.growth, -2.15, Print("-2.1", "下降2.1%", "exact")),
        (prints.rank, 12.7, Print("12", "第12位", "exact")),
        (prints.kilometres, 123.45, Print("123.4", "123.4公里", "exact")),
        (prints.hedged_count("项"), 1437, Print("1400", "1400项", "exact")),
        (prints.hedged_count("项"), 3, Print("10", "10项", "exact")),
        (prints.hedged_money, 4_380_000_000, Print("4000000000", "40亿元", "exact")),
        (prints.hedged_money, 43_800_000, Print("43000000", "4300万元", "exact")),
        (prints.hedged_persons, 1_323_000, Print("1300000", "130万人", "exact")),
    ],
)
def test_styles(style, size, expected):
    assert style(size) == expected


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        (("", "余", "over"), "1400余项"),
        (("突破", "", "over"), "突破1400项"),
        (("", "左右", "about"), "1400项左右"),
        (("不超过", "", "at_most"), "不超过1400项"),
    ],
)
def test_hedges_stand_where_they_belong(word, printed):
    class Fixed(Random):
        def choice(self, seq):
            return word

    hedged = prints.with_hedge(Print("1400", "1400项", "exact"), Fixed())
    assert (hedged.printed, hedged.qualifier) == (printed, word[2])


@pytest.mark.parametrize(
    ("style", "unit"),
    [
        (prints.hedged_count("项"), "count"),
        (prints.hedged_count("家"), "firms"),
        (prints.hedged_money, "CNY"),
        (prints.hedged_persons, "persons"),
    ],
)
def test_every_hedge_is_read_as_it_is_meant(style, unit):
    draw = Random(7)
    for _ in range(20 * len(HEDGES)):
        figure = prints.with_hedge(style(10 ** draw.uniform(1, 12)), draw)
        assert value_matches(Decimal(figure.value), figure.printed, unit), figure
        assert qualifier_agrees(parse_printed(figure.printed), Qualifier(figure.qualifier)), figure
