"""Words that stand beside a printed figure: hedges, lead-ins, digits and scales.

Every table is written in simplified characters; ``plain`` brings a text there first, so
traditional and Japanese prints, full-width digits and full-width signs need no entry.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from cityscene.schema import Qualifier

_SIMPLIFIED = str.maketrans(
    "個萬億約餘過達計預總於項條兩幾數點", "个万亿约余过达计预总于项条两几数点"
)

DIGITS = {char: Decimal(place) for place, char in enumerate("〇一二三四五六七八九")} | {
    "零": Decimal(0),
    "两": Decimal(2),
}
# 兆 is 10^12, as in the traditional and Japanese prints that use it for money.
SCALES = {
    char: Decimal(10) ** power
    for char, power in {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}.items()
}
ENGLISH_SCALES = {
    word: Decimal(10) ** power
    for word, power in {
        "thousand": 3,
        "million": 6,
        "mn": 6,
        "billion": 9,
        "bn": 9,
        "trillion": 12,
        "tn": 12,
    }.items()
}
_ONES = """zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|
fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"""
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINALS = """first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|
twelfth"""


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split("|")]


ENGLISH_NUMBERS = {word: Decimal(n) for n, word in enumerate(_split(_ONES))} | {
    word: Decimal(10 * n) for n, word in enumerate(_split(_TENS), start=2)
}
ENGLISH_ORDINALS = {word: Decimal(n) for n, word in enumerate(_split(_ORDINALS), start=1)}
ENGLISH_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_BEFORE: dict[Qualifier, str] = {
    Qualifier.ABOUT: """约|约为|大约|大概|近乎|おおよそ|およそ|≈|~|about|around|some|roughly|
        approximately|approx.""",
    Qualifier.OVER: """超|超过|超出|逾|突破|破|高于|多于|大于|不止|>|more than|over|above|
        exceeding|exceeded|surpassing|upwards of""",
    Qualifier.NEARLY: "近|将近|接近|逼近|<|nearly|almost|close to",
    Qualifier.AT_LEAST: """不少于|不低于|不小于|至少|最少|≥|at least|no fewer than|no less than|
        not less than|a minimum of""",
    Qualifier.AT_MOST: """最高|最多|至多|不超过|不超|不高于|不多于|不足|不到|低于|少于|未满|≤|
        up to|at most|no more than|less than|fewer than|under|below""",
}
_AFTER: dict[Qualifier, str] = {
    Qualifier.ABOUT: "左右|上下|or so",
    Qualifier.OVER: "を突破|を超える|を超えた|を超え|超え",
    Qualifier.AT_LEAST: "及以上|以上|or more|plus",
    Qualifier.AT_MOST: "及以下|以下|以内|之内|or less|or fewer",
}
# Words without a bearing on the figure. A lead-in that is not listed is refused, because it
# may be one that changes the figure.
_NEUTRAL = """共|共计|共有|总计|合计|总共|累计|累计达|首批|首次|第|连续|每周|每月|每年|每天|每季度|
达|达到|高达|多达|达成|为|有|已|将|实现|增长|同比增长|增加|提升|提高|降低|缩短|增至|升至|全年|目标|
力争|a total of|total|the"""
# 预计 speaks of the basis, not of the figure; alone it still makes the figure a round one.
_EXPECTED = "预计|预期|有望|预计将|预估|expected|estimated"
_DECLINE = "下降|同比下降|下滑|下跌|负增长|减少"
_CURRENCY = "RMB|CNY|人民币|¥"
_FOREIGN = r"US\$|\$|€|USD|EUR"
# Words that say many without saying how many.
INDEFINITE = re.compile(
    r"\s*(?:[数几多]|若干|成[百千]上|dozens|several|many|scores|hundreds|thousands|millions)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The text in half-width signs and simplified characters, outer blanks removed."""
    return unicodedata.normalize("NFKC", text).translate(_SIMPLIFIED).strip()


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, whole words in English."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) + _word_end(word) for word in ordered)


def _word_end(word: str) -> str:
    return r"\b" if word[-1].isascii() and word[-1].isalpha() else ""


HEDGES_BEFORE = {w: q for q, words in _BEFORE.items() for w in _split(words)}
HEDGES_AFTER = {w: q for q, words in _AFTER.items() for w in _split(words)}

# 上 and 过 hedge only straight before a magnitude: 上千家, 过万人, 过半.
LEAD = re.compile(
    r"\s*(?:"
    rf"(?P<magnitude>[上过](?=[百千万亿]|半))|(?P<hedge>{alternatives(HEDGES_BEFORE)})"
    rf"|(?P<expected>{alternatives(_split(_EXPECTED))})"
    rf"|(?P<decline>{alternatives(_split(_DECLINE))}|[-−](?=\d))"
    rf"|(?P<currency>{alternatives(_split(_CURRENCY))})|(?P<foreign>{_FOREIGN})"
    r"|(?P<percent>百分之)"
    rf"|(?P<neutral>{alternatives(_split(_NEUTRAL))}|[“”\"'(]|\+(?=\d)))",
    re.IGNORECASE,
)
# 以上 in 规模以上 and 市级及以上 and 上下 in 上下游 belong to what is counted.
TAIL_HEDGE = re.compile(
    rf"\s*(?<![级模规额及])(?:{alternatives(HEDGES_AFTER)})(?!游)", re.IGNORECASE
)
