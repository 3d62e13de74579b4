"""The words of a ranking: it claims no more than the figures give."""

from __future__ import annotations

import pytest

from cityscene.cards.ranking import RankingInput, ranking_card
from cityscene.comparable import PeriodClass, View, select
from cityscene.schema import Basis, Interval, Level, Qualifier
from tests.cityscene.builders import HEFEI, SHANGHAI, WUXI, area, observation, registry

STOCK = View("landed_scenarios", Level.CITY, Basis.ACTUAL, PeriodClass.STOCK)


def card(observations, view=STOCK, mine=HEFEI, lang="zh"):
    known = registry([area(HEFEI), area(SHANGHAI), area(WUXI)])
    selection = select(observations, view, known.areas, known.sources)
    return ranking_card(RankingInput(selection, view, known, mine, "全部城市", lang))


def figure(area_id, low, high=None, **changes):
    high = low if high is None else high
    closed = "both" if low == high else "left"
    return observation(f"o-{area_id}", low, area_id=area_id,
                       interval=Interval(low, high, closed), **changes)  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ([figure(HEFEI, 300), figure(SHANGHAI, 200)], f"{HEFEI}的落地场景居首"),
        ([figure(SHANGHAI, 300), figure(HEFEI, 200)], f"{HEFEI}列第 2 位（共 2 个）"),
        ([figure(SHANGHAI, 300), figure(WUXI, 300), figure(HEFEI, 1)], "并列第一"),
        ([figure(SHANGHAI, 1400, 1500), figure(WUXI, 1450), figure(HEFEI, 1)], "难分第一"),
        ([figure(HEFEI, 300)], "只有"),
        ([], "没有可以比较的"),
    ],
)
def test_headline(figures, said):
    assert said in card(figures).headline


def test_overlapping_figures_get_rank_ranges_and_a_note():
    made = card([figure(SHANGHAI, 1400, 1500), figure(WUXI, 1450), figure(HEFEI, 1)])
    assert made.table["名次"].tolist() == ["1–2", "1–2", "3"] or sorted(
        made.table["名次"].tolist()
    ) == ["1–2", "1–2", "3"]
    assert any("有 2 个区域的可能范围互相重叠" in note for note in made.notes)


def test_bars_stand_in_order_of_size():
    made = card([figure(WUXI, 5), figure(HEFEI, 9), figure(SHANGHAI, 7)])
    assert made.table["区域"].tolist() == [HEFEI, SHANGHAI, WUXI]


def test_left_outs_keep_their_reasons():
    made = card([figure(HEFEI, 5), figure(SHANGHAI, 9, basis=Basis.TARGET)])
    assert [(x.observation.area_id, x.reason) for x in made.left_out] == [(SHANGHAI, "basis")]


def test_side_by_side_claims_no_rank():
    view = View("landed_scenarios", None, Basis.ACTUAL, None)
    made = card([figure(HEFEI, 5), figure(SHANGHAI, 9)], view)
    assert "不排名" in made.headline
    assert made.table["名次"].tolist() == ["—", "—"]


def test_an_open_end_is_admitted_in_the_notes():
    hedged = observation("o1", 40, interval=Interval(40, None, "left"), qualifier=Qualifier.OVER)
    assert any("2 倍" in note for note in card([hedged]).notes)


def test_two_sources_that_exclude_each_other_are_named():
    one = observation("o1", 300, value_printed="300个")
    two = observation("o2", 320, value_printed="320个")
    assert any("互相矛盾" in note for note in card([one, two]).notes)


def test_source_line_and_figures_of_the_card_are_those_shown():
    made = card([figure(HEFEI, 5), figure(SHANGHAI, 9)])
    assert [o.area_id for o in made.observations] == [SHANGHAI, HEFEI]
