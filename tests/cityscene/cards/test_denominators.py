"""What ratios are divided by, in words: years, sources, and the figures behind each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cityscene.cards.denominators import Denominators
from cityscene.registry import Derivation
from tests.cityscene.builders import HEFEI, SHANGHAI, area, observation, registry, source

RATIO = "landed_scenarios_per_10k_persons"
SOURCES = [source("s1"), source("s2", publisher="统计局", published_date="2026-03")]
PLAIN = registry([area(HEFEI), area(SHANGHAI)], SOURCES)
KNOWN = replace(
    PLAIN,
    derivations={RATIO: Derivation("per_capita", "landed_scenarios")},
    metrics={**PLAIN.metrics, RATIO: replace(PLAIN.metrics["landed_scenarios"], metric_id=RATIO)},
)


def below(obs_id, year):
    return observation(obs_id, 1000.0, source_id="s2", as_of=date(year, 12, 31),
                       value_printed="1000万人", period_precision="year")  # fmt: skip


ORIGINS = {
    "t": observation("t", 300.0), "d": below("d", 2024), "e": below("e", 2025),
}  # fmt: skip
FIRST = observation("r", 0.3, metric_id=RATIO, value_printed="", derived_from=("t", "d"))
SECOND = replace(FIRST, obs_id="q", area_id=SHANGHAI, derived_from=("t", "e"))


def test_years_and_sources_are_named():
    found = Denominators([FIRST, SECOND], ORIGINS, KNOWN, "zh")
    assert found.small("小字") == "小字 · 分母：落地场景（2024–2025 年）"
    (note,) = found.notes()
    assert "2024 年 1 个、2025 年 1 个" in note and "统计局（2026，官方）" in note
    assert found.source_ids == ("s2", "s2")


def test_a_ratio_shows_what_it_is_computed_from():
    found = Denominators([FIRST], ORIGINS, KNOWN, "zh")
    assert found.of(FIRST) == "落地场景 300个（截至2025年10月）；落地场景 1000万人（截至2024年）"
    assert found.behind(FIRST).startswith("折算：0.3 个＝落地场景 300个")


def test_printed_figures_have_nothing_below():
    printed = ORIGINS["t"]
    found = Denominators([printed], ORIGINS, KNOWN, "zh")
    assert (found.small("小字"), found.notes(), found.source_ids) == ("小字", [], ())
    assert found.behind(printed) == "原文：300个"
