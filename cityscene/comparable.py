"""May these figures share an axis or a rank: yes, or why not.

One metric, one basis, one area level, compatible periods. What a view leaves out is
listed with its reason and never dropped silently. Where an area has several fitting
figures, the pick is by rule: the freshest date, then the better tier, then the later
publication, then the identifier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cityscene.schema import Area, Basis, Interval, Level, Observation, PeriodType, Source, Tier


class PeriodClass(StrEnum):
    """Periods that may share an axis: a total reached at a date, a year, ..."""

    STOCK = "stock"
    YEAR = "year"
    YTD = "ytd"
    EVENT = "event"


PERIOD_CLASS: Mapping[PeriodType, PeriodClass] = {
    PeriodType.AS_OF: PeriodClass.STOCK,
    PeriodType.CUMULATIVE: PeriodClass.STOCK,
    PeriodType.YEAR: PeriodClass.YEAR,
    PeriodType.YTD: PeriodClass.YTD,
    PeriodType.EVENT: PeriodClass.EVENT,
}

_TIER_ORDER = {tier: place for place, tier in enumerate(Tier)}
_LAST_CHARACTER = 0x10FFFF


class Reason(StrEnum):
    """Why a figure does not take part in a view; texts stand under ``reason.*``."""

    METRIC = "metric"
    BASIS = "basis"
    LEVEL = "level"
    PERIOD_CLASS = "period_class"
    PERIOD_UNKNOWN = "period_unknown"
    OTHER_YEAR = "other_year"
    NOT_IN_GROUP = "not_in_group"
    NO_DIRECTION = "no_direction"
    TOO_FEW = "too_few"
    NO_DENOMINATOR = "no_denominator"
    NOT_DIVIDED = "not_divided"


@dataclass(frozen=True, slots=True)
class View:
    """What a chart or a ranking is about; ``year`` None takes each area's freshest.

    Without a level or a kind of period, figures stand side by side and are not ranked.
    """

    metric_id: str
    level: Level | None
    basis: Basis
    period_class: PeriodClass | None
    year: int | None = None

    @property
    def is_ranked(self) -> bool:
        """Whether figures of this view may be ranked: one level and one kind of period."""
        return self.level is not None and self.period_class is not None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One figure outside a view, and why."""

    observation: Observation
    reason: Reason


@dataclass(frozen=True)
class Selection:
    """Figures of a view: one per area, the others of the same area, and the left-outs."""

    chosen: dict[str, Observation] = field(default_factory=dict)
    others: dict[str, list[Observation]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def freshest(self) -> date | None:
        """Latest date among the chosen figures."""
        dates = [o.as_of for o in self.chosen.values() if o.as_of]
        return max(dates, default=None)


def why_not(o: Observation, area: Area, view: View) -> Reason | None:
    """Return why a figure cannot take part in a view, or None when it can."""
    checks = (
        (o.metric_id != view.metric_id, Reason.METRIC),
        (o.basis != view.basis, Reason.BASIS),
        (view.level not in (None, area.level), Reason.LEVEL),
        (view.period_class not in (None, PERIOD_CLASS[o.period_type]), Reason.PERIOD_CLASS),
        (o.as_of is None and (view.is_ranked or view.year is not None), Reason.PERIOD_UNKNOWN),
        (view.year is not None and o.as_of is not None and o.as_of.year != view.year,
         Reason.OTHER_YEAR),
    )  # fmt: skip
    return next((reason for failed, reason in checks if failed), None)


def may_share_axis(a: Observation, b: Observation, areas: Mapping[str, Area]) -> Reason | None:
    """Return why two figures may not share an axis, or None when they may."""
    view = View(
        a.metric_id, areas[a.area_id].level, a.basis, PERIOD_CLASS[a.period_type]
    )  # the first figure sets the view the second has to fit
    return why_not(a, areas[a.area_id], view) or why_not(b, areas[b.area_id], view)


def select(
    observations: Iterable[Observation],
    view: View,
    areas: Mapping[str, Area],
    sources: Mapping[str, Source],
    members: Collection[str] | None = None,
) -> Selection:
    """Split figures of one metric into those of a view and those left out.

    Args:
        observations: figures, of any area and period.
        view: what is asked for.
        areas, sources: the registry.
        members: cities of the peer group; an area within a city counts as the city does.
            None takes every area.
    """
    fitting: dict[str, list[Observation]] = {}
    selection = Selection()
    for o in observations:
        reason = why_not(o, areas[o.area_id], view)
        if reason is None and members is not None and _city(areas[o.area_id]) not in members:
            reason = Reason.NOT_IN_GROUP
        if reason is None:
            fitting.setdefault(o.area_id, []).append(o)
        else:
            selection.left_out.append(LeftOut(o, reason))
    for area_id, candidates in fitting.items():
        first, *rest = sorted(candidates, key=lambda o: preference(o, sources))
        selection.chosen[area_id] = first
        selection.others[area_id] = rest
    return selection


def _city(area: Area) -> str:
    return area.city_id or area.area_id


def preference(o: Observation, sources: Mapping[str, Source]) -> tuple[float, int, str, str]:
    """Sort key that puts the figure to show first."""
    source = sources[o.source_id]
    fresh = -o.as_of.toordinal() if o.as_of else 0
    published = "".join(chr(_LAST_CHARACTER - ord(c)) for c in source.published_date or "")
    # The end mark puts 2025 behind 2025-11, and an undated source behind both.
    return fresh, _TIER_ORDER[source.tier], published + chr(_LAST_CHARACTER), o.obs_id


def disagree(a: Observation, b: Observation) -> bool:
    """Whether two figures for the same thing exclude each other."""
    return _above(a.interval, b.interval) or _above(b.interval, a.interval)


def _above(one: Interval, two: Interval) -> bool:
    if one.low is None or two.high is None:
        return False
    if one.low == two.high:  # touching ends meet only where both are possible
        return not (one.includes_low and two.includes_high)
    return one.low > two.high
