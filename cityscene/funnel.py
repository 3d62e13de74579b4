"""The chain from need to application: what an area has published at each of its stages.

Every area stands for itself: figures of districts, zones and organisations are never added to
those of their city. Which metric speaks of which stage is an attribute of the registry. Two
figures are divided only where they are of one area, one basis and one time; where the later
stage surely holds more than the earlier one it is no part of it, and no rate is claimed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from cityscene.comparable import PERIOD_CLASS, PeriodClass, preference
from cityscene.entries import Entry, entries
from cityscene.margin import quotient
from cityscene.registry import Registry
from cityscene.schema import Basis, ChainStage, Interval, Observation

#: A total says more than a year, a year more than one batch.
_SAYS_MOST = (PeriodClass.STOCK, PeriodClass.YEAR, PeriodClass.YTD, PeriodClass.EVENT)


class Why(StrEnum):
    """Why two figures of an area make no rate; texts stand under ``funnel.why.*``."""

    BASIS = "basis"
    PERIOD_CLASS = "period_class"
    UNDATED = "undated"
    OTHER_TIME = "other_time"
    NOT_PART = "not_part"
    UNBOUNDED = "unbounded"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two metrics of which one may be divided by the other; texts under ``funnel.pair.*``.

    Of a share the part can come out of the whole, so that it is read in percent.
    """

    part: str
    whole: str
    is_share: bool = False

    @property
    def key(self) -> str:
        """Name of the pair in the texts."""
        return f"{self.part}__{self.whole}"


PAIRS = (
    Pair("landed_scenarios", "scenario_opportunities", is_share=True),
    Pair("scenario_cooperations", "scenario_opportunities", is_share=True),
    Pair("landed_scenarios", "scenario_cooperations", is_share=True),
    Pair("achievement_cooperations", "research_achievements_listed", is_share=True),
    Pair("scenario_capabilities", "scenario_opportunities"),
    Pair("product_supply_items", "scenario_opportunities"),
    Pair("ai_product_supply_items", "ai_scenario_opportunities"),
    Pair("firms_matched_scenarios", "scenario_opportunities"),
    Pair("cooperation_value", "scenario_cooperations"),
    Pair("jiebang_budget", "jiebang_scenarios"),
)
_PAIRED = frozenset(m for pair in PAIRS for m in (pair.part, pair.whole))


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure divided by another of the same area; not claimed where there are reasons.

    ``interval`` is the part for each one of the whole, in the unit of the part.
    """

    pair: Pair
    part: Observation
    whole: Observation
    interval: Interval
    reasons: tuple[Why, ...] = ()

    @property
    def is_claimed(self) -> bool:
        """Whether the two figures may be divided."""
        return not self.reasons

    @property
    def may_exceed(self) -> bool:
        """Whether the hedges leave open that the part is more than the whole."""
        return self.pair.is_share and (self.interval.high is None or self.interval.high > 1)


@dataclass(frozen=True)
class Chain:
    """One area: its figures by stage, every stage named, and what they make of one another."""

    area_id: str
    steps: Mapping[ChainStage, tuple[Entry, ...]]
    rates: tuple[Rate, ...] = ()

    @cached_property
    def published(self) -> tuple[ChainStage, ...]:
        """Stages with a result; targets and estimates are none."""
        return tuple(
            stage
            for stage, found in self.steps.items()
            if any(e.observation.basis is Basis.ACTUAL for e in found)
        )

    @property
    def missing(self) -> tuple[ChainStage, ...]:
        """Stages without a published result, which is not the same as nothing done."""
        return tuple(stage for stage in ChainStage if stage not in self.published)

    @property
    def claimed(self) -> tuple[Rate, ...]:
        """Rates that may be claimed."""
        return tuple(r for r in self.rates if r.is_claimed)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every figure, in the order of the stages."""
        return tuple(
            o for found in self.steps.values() for e in found for o in (*e.places, *e.earlier)
        )


class ThinReason(StrEnum):
    """Why a stage is the thin one; texts stand under ``funnel.thin.*``."""

    NOT_PUBLISHED = "not_published"
    LOWEST_SHARE = "lowest_share"


@dataclass(frozen=True)
class Thin:
    """The thin stage of a chain, and what else there is to say of thin places.

    Attributes:
        stage: the stage itself.
        reason: why it is this one.
        missing: all stages without a result, those that most peers have first.
        peers: number of peers with a result, by missing stage.
        of: number of peers.
        lowest: the lowest share of the area, if there is any.
    """

    stage: ChainStage
    reason: ThinReason
    missing: tuple[ChainStage, ...]
    peers: Mapping[ChainStage, int]
    of: int
    lowest: Rate | None


def chain(area_id: str, observations: Iterable[Observation], registry: Registry) -> Chain:
    """Arrange the figures of one area; figures of other areas and of no stage are passed over.

    Results stand before estimates and targets, figures that can be divided before others, totals
    before batches, metrics in their order.
    """
    own = [o for o in observations if o.area_id == area_id]
    staged = sorted(
        (o for o in own if registry.metrics[o.metric_id].chain_stage),
        key=lambda o: _order(o, registry),
    )
    found = entries(staged, registry.sources)
    steps = {
        stage: tuple(
            e for e in found if registry.metrics[e.observation.metric_id].chain_stage is stage
        )
        for stage in ChainStage
    }
    return Chain(area_id, steps, tuple(_rates(own, registry)))


def chains(observations: Iterable[Observation], registry: Registry) -> dict[str, Chain]:
    """Return the chain of every area with a figure of some stage, in the registry's order."""
    by_area: dict[str, list[Observation]] = {}
    for o in observations:
        if registry.metrics[o.metric_id].chain_stage:
            by_area.setdefault(o.area_id, []).append(o)
    return {a: chain(a, by_area[a], registry) for a in registry.areas if a in by_area}


def in_order(
    found: Mapping[str, Chain], registry: Registry, my_city: str, members: Collection[str]
) -> list[str]:
    """Return the areas with a chain: my city and what lies in it, then peers, then the others.

    Among these those with most stages stand first. My city is there even without a figure.
    """
    areas = registry.areas

    def key(area_id: str) -> tuple[bool, bool, bool, int, int]:
        city = areas[area_id].city_id or area_id
        own = found.get(area_id)
        return (
            area_id != my_city,
            city != my_city,
            city not in members,
            -len(own.published) if own else 0,
            -len(own.observations) if own else 0,
        )

    return sorted((a for a in areas if a in found or a == my_city), key=key)


def thin_stage(own: Chain, peers: Collection[Chain] = ()) -> Thin | None:
    """Name the thin stage of a chain: one without a result, else that of the lowest share.

    Of several stages without a result it is the one that most peers have published, of equals
    the first of the chain; a stage that no peer has is named last. None where every stage has
    a result and no share can be claimed.

    Args:
        own: the chain of the area.
        peers: chains it is compared with; the area itself does not count among them.
    """
    others = [c for c in peers if c.area_id != own.area_id]
    counts = {s: sum(s in c.published for c in others) for s in own.missing}
    missing = tuple(sorted(own.missing, key=lambda s: -counts[s]))
    shares = sorted((r for r in own.claimed if r.pair.is_share), key=height)
    lowest = shares[0] if shares else None
    if missing:
        reason, stage = ThinReason.NOT_PUBLISHED, missing[0]
    elif lowest:
        reason, stage = ThinReason.LOWEST_SHARE, _stage_of(lowest.part, own)
    else:
        return None
    return Thin(stage, reason, missing, counts, len(others), lowest)


def rate(pair: Pair, part: Observation, whole: Observation) -> Rate:
    """Divide two figures of one area, or say why they may not be divided."""
    interval = quotient(part.interval, whole.interval)
    return Rate(pair, part, whole, interval, tuple(_reasons(pair, part, whole, interval)))


def height(found: Rate) -> tuple[float, float]:
    """Sort key that puts the lowest rate first, by its upper end, which may be open."""
    high = found.interval.high
    return float("inf") if high is None else high, found.interval.low or 0.0


def _stage_of(o: Observation, own: Chain) -> ChainStage:
    return next(s for s, found in own.steps.items() if any(o in e.places for e in found))


def _order(o: Observation, registry: Registry) -> tuple[object, ...]:
    return (
        list(Basis).index(o.basis),
        o.metric_id not in _PAIRED,
        o.as_of is None,
        _SAYS_MOST.index(PERIOD_CLASS[o.period_type]),
        _place(o.metric_id, registry),
        preference(o, registry.sources),
    )


def _place(metric_id: str, registry: Registry) -> tuple[int, int, str]:
    metric = registry.metrics[metric_id]
    return registry.themes[metric.theme_id].position, metric.position, metric_id


def _rates(own: Sequence[Observation], registry: Registry) -> Iterable[Rate]:
    """One rate a pair of which the area has both figures: the best that may be claimed, if any."""
    for pair in PAIRS:
        parts = [o for o in own if o.metric_id == pair.part]
        wholes = [o for o in own if o.metric_id == pair.whole]
        found = [rate(pair, p, w) for p in parts for w in wholes]
        if found:
            yield min(found, key=lambda r: _fitness(r, registry))


def _fitness(found: Rate, registry: Registry) -> tuple[object, ...]:
    part, whole = found.part, found.whole
    return (
        not found.is_claimed,
        part.basis is not Basis.ACTUAL,
        part.source_id != whole.source_id,
        preference(part, registry.sources),
        preference(whole, registry.sources),
    )


def _reasons(
    pair: Pair, part: Observation, whole: Observation, interval: Interval
) -> Iterable[Why]:
    if part.basis is not whole.basis:
        yield Why.BASIS
    if PERIOD_CLASS[part.period_type] is not PERIOD_CLASS[whole.period_type]:
        yield Why.PERIOD_CLASS
    elif not _is_one_time(part, whole):
        undated = part.as_of is None or whole.as_of is None
        yield Why.UNDATED if undated else Why.OTHER_TIME
    if pair.is_share and _is_above_one(interval):
        yield Why.NOT_PART
    if interval.high is None and not interval.low:
        yield Why.UNBOUNDED


def _is_one_time(part: Observation, whole: Observation) -> bool:
    """Whether two figures stand for one time.

    Totals stand for the same day, as far as it is known, or in the same sentence; a year, a
    batch or an event for the same period in the same source.
    """
    same_source = part.source_id == whole.source_id
    if PERIOD_CLASS[part.period_type] is PeriodClass.STOCK:
        same_place = same_source and part.locator is not None and part.locator == whole.locator
        return same_place or _is_one_day(part, whole)
    return same_source and _period(part) == _period(whole) and part.as_of is not None


def _is_one_day(part: Observation, whole: Observation) -> bool:
    """Whether two dates are the same as far as the less exact of them is known."""
    if part.as_of is None or whole.as_of is None:
        return False
    known = {part.period_precision, whole.period_precision}
    if "year" in known:
        return part.as_of.year == whole.as_of.year
    if "month" in known:
        return (part.as_of.year, part.as_of.month) == (whole.as_of.year, whole.as_of.month)
    return part.as_of == whole.as_of


def _period(o: Observation) -> tuple[date | None, date | None, date | None]:
    return o.period_start, o.period_end, o.as_of


def _is_above_one(interval: Interval) -> bool:
    low = interval.low or 0.0
    return low > 1 or (low == 1 and not interval.includes_low)
