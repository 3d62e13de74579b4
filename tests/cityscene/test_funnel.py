"""The chain of an area: stages, rates with their ends, what is not divided, the thin stage."""

from __future__ import annotations

from datetime import date

import pytest

from cityscene import funnel
from cityscene.funnel import PAIRS, Pair, ThinReason, Why, chain, chains, in_order, rate, thin_stage
from cityscene.queries import observations
from cityscene.registry import load_registry
from cityscene.schema import Basis, ChainStage, Interval, Level, PeriodType
from cityscene.ui import data
from tests.cityscene.builders import observation
from tests.conftest import FIXTURE_DATA, ROOT

HEFEI, WUXI, CHENGDU, SHANGHAI = "340100", "320200", "510100", "310000"
HITECH, SOE = "zone-510100-hitech", "org-340100-soe-alliance"
SHARE = Pair("landed_scenarios", "scenario_opportunities", is_share=True)
DEMAND, CAPABILITY, MATCHING, TESTING, LANDED, MONEY = ChainStage


@pytest.fixture(scope="module")
def registry():
    return load_registry(FIXTURE_DATA)


@pytest.fixture(scope="module")
def real(real_db):
    known = data.registry(real_db)
    return chains(observations.of_areas(real_db, list(known.areas)), known)


def opportunities(value=100.0, **changes):
    return observation("whole", value, metric_id="scenario_opportunities", **changes)


def landed(value=50.0, **changes):
    return observation("part", value, **changes)


def found(own, part, whole):
    return next(r for r in own.rates if (r.pair.part, r.pair.whole) == (part, whole))


def ends(interval):
    low, high = (None if x is None else round(x, 3) for x in (interval.low, interval.high))
    return low, high


# What the texts say: txt-003 and txt-004 of 合肥 and 无锡, txt-000 of 成都高新区.


def test_hefei_1200_of_1400_is_080_to_093(real):
    share = found(real[HEFEI], "landed_scenarios", "scenario_opportunities")
    assert (share.part.value_printed, share.whole.value_printed) == ("1200余项", "1400余项")
    assert ends(share.interval) == (0.8, 0.929)
    assert share.interval.closed == "neither"
    assert share.is_claimed and not share.may_exceed


def test_the_alliance_of_hefei_stands_for_itself(real):
    """国企联盟: 200多个 opportunities, 480多家 firms, 39个 in use."""
    share = found(real[SOE], "landed_scenarios", "scenario_opportunities")
    assert ends(share.interval) == (0.13, 0.195)
    firms = found(real[SOE], "firms_matched_scenarios", "scenario_opportunities")
    assert ends(firms.interval) == (1.6, 2.45)
    assert firms.is_claimed and not firms.pair.is_share
    assert {o.area_id for o in real[HEFEI].observations} == {HEFEI}


def test_wuxi_claims_no_conversion(real):
    """85 opportunities of one release, over 100 cooperations in all, over 40亿元."""
    refused = found(real[WUXI], "scenario_cooperations", "scenario_opportunities")
    assert refused.reasons == (Why.PERIOD_CLASS, Why.NOT_PART)
    money = found(real[WUXI], "cooperation_value", "scenario_cooperations")
    assert money.reasons == (Why.UNBOUNDED,)
    supply = found(real[WUXI], "scenario_capabilities", "scenario_opportunities")
    assert ends(supply.interval) == (2.259, 2.259)
    assert real[WUXI].published == (DEMAND, CAPABILITY, MATCHING, MONEY)


def test_chengdu_hightech_16_of_90(real):
    share = found(real[HITECH], "landed_scenarios", "scenario_opportunities")
    assert ends(share.interval) == (0.178, 0.178)
    assert real[HITECH].missing == (MATCHING, TESTING)
    money = real[HITECH].steps[MONEY][0].observation
    assert (money.value_printed, money.interval.high) == ("超1亿元", None)
    firsts = {s: real[HITECH].steps[s][0].observation.value for s in (DEMAND, CAPABILITY, LANDED)}
    assert firsts == {DEMAND: 90, CAPABILITY: 193, LANDED: 16}


def test_an_open_end_is_carried(real):
    """成都: over 500 cooperations, 4000余项 achievements."""
    share = found(real[CHENGDU], "achievement_cooperations", "research_achievements_listed")
    assert ends(share.interval) == (0.1, None)
    assert share.is_claimed and share.may_exceed


def test_no_area_takes_figures_of_another(real):
    assert all(o.area_id == a for a, own in real.items() for o in own.observations)
    assert all(r.part.area_id == r.whole.area_id == a for a, own in real.items() for r in own.rates)


def test_every_pair_is_of_metrics_with_stages_in_their_order():
    metrics = load_registry(ROOT / "data").metrics
    stages = list(ChainStage)
    for pair in PAIRS:
        part, whole = (metrics[m].chain_stage for m in (pair.part, pair.whole))
        assert part and whole
        assert stages.index(part) >= stages.index(whole)
        assert not pair.is_share or metrics[pair.part].unit == metrics[pair.whole].unit


# The rules one by one.


@pytest.mark.parametrize(
    ("part", "whole", "reasons"),
    [
        ({}, {}, ()),
        ({"basis": Basis.TARGET}, {}, (Why.BASIS,)),
        ({}, {"period_type": PeriodType.CUMULATIVE}, ()),
        ({}, {"period_type": PeriodType.EVENT}, (Why.PERIOD_CLASS,)),
        ({}, {"as_of": date(2024, 10, 31)}, ()),  # one sentence
        ({"locator": "8"}, {"as_of": date(2024, 10, 31)}, (Why.OTHER_TIME,)),
        ({"source_id": "s2"}, {}, ()),
        ({"source_id": "s2"}, {"as_of": None}, (Why.UNDATED,)),
        ({"source_id": "s2"}, {"as_of": date(2025, 12, 31), "period_precision": "year"}, ()),
        ({"value": 101.0, "interval": Interval(101, 101)}, {}, (Why.NOT_PART,)),
        ({"value": 100.0, "interval": Interval(100, 100)}, {}, ()),
        ({"value": 100.0, "interval": Interval(100, None, "neither")}, {}, (Why.NOT_PART,)),
        ({"interval": Interval(50, None, "left")}, {"interval": Interval(60, None, "left")},
         (Why.UNBOUNDED,)),
    ],
)  # fmt: skip
def test_two_totals_are_divided_where_they_are_of_one_time(part, whole, reasons):
    assert rate(SHARE, landed(**part), opportunities(**whole)).reasons == reasons


@pytest.mark.parametrize(
    ("part", "reasons"),
    [
        ({}, ()),
        ({"source_id": "s2"}, (Why.OTHER_TIME,)),
        ({"period_start": date(2025, 9, 1)}, (Why.OTHER_TIME,)),
        ({"as_of": None, "period_start": None, "period_end": None}, (Why.UNDATED,)),
    ],
)
def test_releases_are_divided_where_they_are_one_release(part, reasons):
    day = {"period_start": date(2025, 10, 1), "period_end": date(2025, 10, 31)}
    kind = {"period_type": PeriodType.EVENT}
    assert rate(SHARE, landed(**kind | day | part), opportunities(**kind | day)).reasons == reasons


def test_the_best_that_may_be_claimed_is_taken(registry):
    """A newer total without its counterpart does not hide the pair of the year before."""
    own = [
        observation("old", 100.0, metric_id="scenario_opportunities", source_id="txt-a"),
        observation("part", 50.0, source_id="txt-a"),
        observation("new", 900.0, metric_id="scenario_opportunities", source_id="txt-a",
                    as_of=date(2026, 6, 30), locator="9"),
    ]  # fmt: skip
    (share,) = chain(HEFEI, own, registry).rates
    assert share.is_claimed
    assert share.whole.obs_id == "old"


def test_a_share_that_may_exceed_the_whole_is_kept_and_marked():
    wide = rate(SHARE, landed(interval=Interval(90, 120)), opportunities())
    assert wide.is_claimed and wide.may_exceed


def test_a_target_is_shown_and_is_no_result(registry):
    own = chain(HEFEI, [landed(basis=Basis.TARGET, source_id="txt-a")], registry)
    assert own.steps[LANDED]
    assert LANDED in own.missing
    assert own.published == ()


def test_results_that_can_be_divided_stand_first(fixture_db):
    known = data.registry(fixture_db)
    own = chains(observations.of_areas(fixture_db, list(known.areas)), known)
    assert [e.observation.value_printed for e in own[HEFEI].steps[LANDED]] == ["近300个", "320个"]
    assert own[HEFEI].steps[LANDED][0].is_disputed
    assert list(own) == [a for a in known.areas if a in own]


# The thin stage.


def linked(area_id, *stages):
    """A chain with an empty place for an entry at some stages."""
    metrics = {DEMAND: "scenario_opportunities", CAPABILITY: "scenario_capabilities",
               LANDED: "landed_scenarios", MONEY: "cooperation_value"}  # fmt: skip
    figures = [
        observation(f"{area_id}-{s}", area_id=area_id, metric_id=metrics[s], source_id="txt-a")
        for s in stages
    ]
    return chain(area_id, figures, load_registry(FIXTURE_DATA))


def test_the_thin_stage_is_the_missing_one_that_most_peers_have():
    own = linked(HEFEI, DEMAND)
    peers = [own, linked(WUXI, DEMAND, MONEY), linked(CHENGDU, MONEY, LANDED)]
    thin = thin_stage(own, peers)
    assert (thin.stage, thin.reason) == (MONEY, ThinReason.NOT_PUBLISHED)
    assert (thin.peers[MONEY], thin.peers[LANDED], thin.of) == (2, 1, 2)
    assert thin.missing == (MONEY, LANDED, CAPABILITY, MATCHING, TESTING)


def test_without_peers_it_is_the_first_missing_one():
    assert thin_stage(linked(HEFEI, DEMAND)).stage is CAPABILITY
    assert thin_stage(linked(HEFEI)).stage is DEMAND


def test_a_complete_chain_is_thin_at_its_lowest_share(real):
    """Every stage of 成都高新区 filled by hand: 16 of 90 is left as its lowest share."""
    hightech = real[HITECH]
    steps = {s: e or hightech.steps[DEMAND] for s, e in hightech.steps.items()}
    thin = thin_stage(funnel.Chain(HITECH, steps, hightech.rates))
    assert (thin.stage, thin.reason) == (LANDED, ThinReason.LOWEST_SHARE)
    assert thin.lowest.part.value == 16
    assert thin.missing == ()
    assert thin_stage(funnel.Chain(HITECH, steps)) is None


def test_hefei_lacks_capabilities_testing_and_money(real):
    thin = thin_stage(real[HEFEI], list(real.values()))
    assert set(thin.missing) == {CAPABILITY, TESTING, MONEY}
    assert thin.lowest.part.area_id == HEFEI


def test_my_city_and_its_peers_come_first(real):
    known = load_registry(ROOT / "data")
    order = in_order(real, known, WUXI, {WUXI, HEFEI})
    assert order[0] == WUXI
    assert order.index("320205") < order.index(HEFEI)  # 锡山区 lies in 无锡
    assert order.index(HEFEI) < order.index(CHENGDU) < order.index(SHANGHAI)
    assert sorted(order) == sorted(real)
    assert in_order({}, known, WUXI, set()) == [WUXI]
    assert known.areas["320205"].level is Level.DISTRICT
