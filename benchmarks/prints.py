"""Printed figures as sources print them: 43.76亿元, 9.34万人, 1400余项, 下降2.1%.

A *style* turns a size (a float) into what is curated: value, print and qualifier. Styles work
on whole numbers of the last printed place, so value and print always agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Print:
    """Three cells of an observation."""

    value: str
    printed: str
    qualifier: str


Style = Callable[[float], Print]

#: Hedge words before and after the number, with the qualifier they say.
HEDGES = (
    ("", "余", "over"), ("", "多", "over"), ("超", "", "over"), ("突破", "", "over"),
    ("约", "", "about"), ("", "左右", "about"), ("近", "", "nearly"),
    ("", "以上", "at_least"), ("不超过", "", "at_most"),
)  # fmt: skip


def money_in_wan(size: float) -> Print:
    """The yearbook's way: 10255068万元."""
    wan = _whole(size / 1e4)
    return Print(f"{wan}0000", f"{wan}万元", "exact")


def money_in_yi(size: float) -> Print:
    """The communique's way: 43.76亿元."""
    hundredths = _whole(size / 1e6)
    return Print(f"{hundredths}000000", f"{_scaled(hundredths, 2)}亿元", "exact")


def counted(counter: str) -> Style:
    """Plain integers with a counter: 7408件."""

    def style(size: float) -> Print:
        count = str(_whole(size))
        return Print(count, count + counter, "exact")

    return style


def persons_in_wan(size: float) -> Print:
    """1323.63万人."""
    hundredths = _whole(size / 100)
    return Print(f"{hundredths}00", f"{_scaled(hundredths, 2)}万人", "exact")


def share(size: float) -> Print:
    """58.54%; ``size`` in percent."""
    hundredths = min(_whole(size * 100), 9999)
    return Print(_plain(hundredths, 2), f"{_scaled(hundredths, 2)}%", "exact")


def growth(size: float) -> Print:
    """6.3%, 下降2.1%; ``size`` in percent, negative for a decline."""
    tenths = _whole(abs(size) * 10)
    word, sign = ("下降", "-") if size < 0 else ("", "")
    return Print(sign + _plain(tenths, 1), f"{word}{_scaled(tenths, 1)}%", "exact")


def rank(size: float) -> Print:
    """第12位."""
    place = str(_whole(size))
    return Print(place, f"第{place}位", "exact")


def kilometres(size: float) -> Print:
    """123.4公里."""
    tenths = _whole(size * 10)
    return Print(_plain(tenths, 1), f"{_scaled(tenths, 1)}公里", "exact")


def hedged_count(counter: str) -> Style:
    """Round numbers before hedge words are put to them: 1400项."""
    return lambda size: _round(size, 0, "", counter)


def hedged_money(size: float) -> Print:
    """40亿元 or, below, 4000万元."""
    return _round(size, 8, "亿", "元") if size >= 1e9 else _round(size, 4, "万", "元")


def hedged_persons(size: float) -> Print:
    """130万人."""
    return _round(size, 4, "万", "人")


def with_hedge(plain: Print, draw: Random) -> Print:
    """Put a hedge word to a round print: 突破40亿元, 1400余项, 300个以上.

    余 and 多 stand before the counter, the other words after it.
    """
    before, after, qualifier = draw.choice(HEDGES)
    if after in ("余", "多"):
        at = next(i for i, c in enumerate(plain.printed) if not c.isdigit())
        printed = plain.printed[:at] + after + plain.printed[at:]
        return Print(plain.value, printed, qualifier)
    return Print(plain.value, before + plain.printed + after, qualifier)


def _round(size: float, places: int, scale: str, counter: str) -> Print:
    """Keep two digits, the way people print what they hedge; at least ten of the scale."""
    number = max(_whole(size / 10**places), 10)
    zeros = len(str(number)) - 2
    number = number // 10**zeros * 10**zeros
    # 余 after a last digit that is not zero would say less than the digit itself.
    number -= number % 10
    return Print(f"{number}{'0' * places}", f"{number}{scale}{counter}", "exact")


def _whole(size: float) -> int:
    return max(int(size), 1)


def _scaled(number: int, places: int) -> str:
    """Write a whole number of the last place: 4376 and 2 -> 43.76."""
    return f"{number // 10**places}.{number % 10**places:0{places}d}"


def _plain(number: int, places: int) -> str:
    return _scaled(number, places).rstrip("0").rstrip(".")
