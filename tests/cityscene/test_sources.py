"""The line under a chart, citations and dates."""

from __future__ import annotations

from datetime import date

import pytest

from cityscene.schema import Tier
from cityscene.sources import NAMED_SOURCES, by_use, citation, freshness, source_line, used
from tests.cityscene.builders import observation, source


def made(n):
    """Return n sources of different publishers."""
    return [source(f"s{i}", publisher=f"机构{i}") for i in range(n)]


def test_most_used_first_then_tier_then_identifier():
    registry = {
        "b": source("b"),
        "a": source("a"),
        "press": source("press", tier=Tier.MAINSTREAM),
        "copy": source("copy", tier=Tier.REPOST),
        "unused": source("unused"),
    }
    uses = ["copy", "press", "b", "a", "copy"]
    figures = [observation(f"o{i}", source_id=s) for i, s in enumerate(uses)]
    assert [s.source_id for s in used(figures, registry)] == ["copy", "a", "b", "press"]
    assert by_use(uses, registry) == used(figures, registry)


def test_no_figures_use_no_source():
    assert used([], {"s1": source()}) == []


@pytest.mark.parametrize(
    ("shown", "zh", "en"),
    [
        ([], "数据来源：无", "Source: none"),
        (
            made(1),
            "数据来源：机构0（2025，官方）",
            "Source: 机构0 (2025, official)",
        ),
        (
            [source("s1", published_date=None, tier=Tier.REPOST)],
            "数据来源：合肥市人民政府（日期未注明，转载）",
            "Source: 合肥市人民政府 (undated, repost)",
        ),
        (
            [source("s1"), source("s2")],
            "数据来源：合肥市人民政府（2025，官方）",
            "Source: 合肥市人民政府 (2025, official)",
        ),
        (
            [source("s1"), source("s2", published_date="2024")],
            "数据来源：合肥市人民政府（2025，官方）、合肥市人民政府（2024，官方）",
            "Source: 合肥市人民政府 (2025, official), 合肥市人民政府 (2024, official)",
        ),
        (
            made(NAMED_SOURCES),
            "数据来源：机构0（2025，官方）、机构1（2025，官方）、机构2（2025，官方）",
            "Source: 机构0 (2025, official), 机构1 (2025, official), 机构2 (2025, official)",
        ),
        (
            made(5),
            "数据来源：机构0（2025，官方）、机构1（2025，官方）、机构2（2025，官方）等 5 个来源",
            "Source: 机构0 (2025, official), 机构1 (2025, official), 机构2 (2025, official)"
            " and others, 5 sources in all",
        ),
    ],
)
def test_source_line(shown, zh, en):
    assert source_line(shown, "zh") == zh
    assert source_line(shown, "en") == en


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_tier_has_its_own_word(tier, lang):
    lines = {source_line([source(tier=t)], lang) for t in Tier}
    assert len(lines) == len(Tier)
    assert source_line([source(tier=tier)], lang) in lines


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        (
            {"url": "https://www.hefei.gov.cn/a"},
            "合肥市人民政府．题名s1．2025-11-28．https://www.hefei.gov.cn/a",
            "合肥市人民政府. 题名s1. 2025-11-28. https://www.hefei.gov.cn/a",
        ),
        (
            {"published_date": None},
            "合肥市人民政府．题名s1．日期未注明",
            "合肥市人民政府. 题名s1. undated",
        ),
    ],
)
def test_citation(changes, zh, en):
    assert citation(source(**changes), "zh") == zh
    assert citation(source(**changes), "en") == en


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], (None, None)),
        ([None], (None, None)),
        ([date(2025, 1, 1), None], (date(2025, 1, 1), date(2025, 1, 1))),
        (
            [date(2025, 1, 1), date(2020, 5, 1), date(2024, 1, 1)],
            (date(2020, 5, 1), date(2025, 1, 1)),
        ),
    ],
)
def test_freshness(dates, expected):
    assert freshness(observation(f"o{i}", as_of=d) for i, d in enumerate(dates)) == expected
