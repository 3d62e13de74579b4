"""The card of standings: words that claim no more than is sure, rows at both ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cityscene.cards.city import EXTREMES, StandingInput, shown, standing_card, wrapped
from cityscene.charts.standing import text_width
from cityscene.schema import Interval, Qualifier
from cityscene.standing import Field, standings
from cityscene.theme import Mode
from tests.cityscene.builders import HEFEI, SHANGHAI, WUXI, area, observation, registry

CITIES = (HEFEI, SHANGHAI, WUXI, "510100")


@pytest.fixture
def known():
    """Fifteen metrics; Hefei is first on the first of them, last on the last."""
    base = registry([area(c, short_zh=f"城{c[:2]}", name_en=f"City {c[:2]}") for c in CITIES])
    only = next(iter(base.metrics.values()))
    metrics = {f"m{i:02d}": replace(only, metric_id=f"m{i:02d}", name_zh=f"指标{i:02d}")
               for i in range(15)}  # fmt: skip
    return replace(base, metrics=metrics)


def field_of(known, n):
    by_metric = {
        m: [observation(f"{m}{c}", value, area_id=c, metric_id=m)
            for c, value in zip(CITIES, (100 - 10 * i, 75, 45, 5), strict=True)]
        for i, m in enumerate(list(known.metrics)[:n])
    }  # fmt: skip
    return standings(HEFEI, by_metric, known)


def given(known, n=15, **options):
    return StandingInput(HEFEI, field_of(known, n), known, "全部城市", "zh", **options)


def test_headline_counts_only_what_is_sure(known):
    card = standing_card(given(known))
    assert card.headline == "城34可比的 15 项指标中，3 项确在前四分之一，5 项确在后四分之一"
    assert card.small == "全部城市 · 城市 · 实际数 · 2025 · 单位：名次"


def test_an_open_range_is_neither_first_nor_last(known):
    hedged = observation("h", 50, area_id=HEFEI, metric_id="m00", qualifier=Qualifier.OVER,
                         interval=Interval(50, None, "neither"))  # fmt: skip
    others = [observation(c, v, area_id=c, metric_id="m00") for c, v in
              zip(CITIES[1:], (75, 45, 5), strict=True)]  # fmt: skip
    field = standings(HEFEI, {"m00": [hedged, *others]}, known)
    card = standing_card(StandingInput(HEFEI, field, known, "全部城市", "zh"))
    assert "0 项确在前四分之一，0 项确在后四分之一" in card.headline
    assert list(card.table["名次"]) == ["1–2"]
    assert any("名次的可能范围" in note for note in card.notes)
    assert any("上限不明" in note for note in card.notes)


def test_both_ends_are_drawn_and_the_middle_is_named(known):
    head, foot = shown(given(known))
    assert [len(head), len(foot)] == [EXTREMES, EXTREMES]
    assert not set(map(id, head)) & set(map(id, foot))
    figure = standing_card(given(known)).draw(Mode.LIGHT)
    assert "居中的 3 项从略，见数据表" in [a.text for a in figure.layout.annotations]


def test_the_whole_field_on_request_and_where_it_is_short(known):
    assert len(shown(given(known, whole=True))[0]) == 15
    assert shown(given(known, 8))[1] == ()


def test_table_has_every_metric_with_its_evidence(known):
    table = standing_card(given(known)).table
    assert table["指标"][0] == "指标00"
    assert len(table) == 15
    assert list(table["可比区域数"]) == [4] * 15
    assert table["数值"][0] == "100 个"
    assert table["来源"][0] == "合肥市人民政府 · 2025-11-28 · 7"


def test_source_line_rests_on_all_ranked_figures(known):
    card = standing_card(given(known))
    assert len(card.observations) == 15 * len(CITIES)
    assert all(o.area_id == HEFEI for o in card.observations[:15])


def test_no_card_without_standings(known):
    assert standing_card(StandingInput(HEFEI, Field(), known, "全部城市", "zh")) is None


def test_english(known):
    card = standing_card(replace(given(known), lang="en", scope="All cities"))
    assert card.headline.startswith("Of 15 comparable metrics, City 34 is surely")
    assert "Landed scenarios: 1 of 4" in card.alt


@pytest.mark.parametrize(
    "text",
    [
        "Growth of software and information service revenue since 2020",
        "WIPO百强创新集群位次（2024年及以前）",
        "国家与省级大科学装置数及其他很长很长很长很长的名称",
        "短",
    ],
)
def test_names_are_wrapped_and_never_cut(text):
    lines = wrapped(text, 200)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line) <= 200 for line in lines)
