"""Where one area stands among its peers, metric by metric.

Each metric is ranked in the view that holds the area's own figure and the most peers. A
metric without direction has no best and worst, and fewer than three ranked areas are no
field to stand in: both are left out, with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cityscene.comparable import (
    PERIOD_CLASS,
    LeftOut,
    PeriodClass,
    Reason,
    Selection,
    View,
    select,
    why_not,
)
from cityscene.ranking import Rank, rank
from cityscene.registry import Registry
from cityscene.schema import Basis, Direction, Observation
from cityscene.units import months_between

LEAST_RANKED = 3
#: The first and the last part of the field that a headline speaks of: a quarter.
PARTS = 4


@dataclass(frozen=True)
class Standing:
    """One metric: the view, the figures ranked in it, and the place of the area."""

    view: View
    area_id: str
    selection: Selection
    ranks: Mapping[str, Rank]

    @property
    def rank(self) -> Rank:
        """Place of the area."""
        return self.ranks[self.area_id]

    @property
    def observation(self) -> Observation:
        """The area's own figure."""
        return self.selection.chosen[self.area_id]

    @property
    def order(self) -> tuple[float, float, int]:
        """Sort key: the best standing first, from 0 (first for sure) to 1 (last for sure)."""
        best, worst = (relative(p, self.rank.n) for p in (self.rank.best, self.rank.worst))
        return (best + worst) / 2, worst - best, -self.rank.n

    @property
    def is_surely_first_part(self) -> bool:
        """Whether even the worst possible place lies in the first quarter of the field."""
        return self.rank.worst <= math.ceil(self.rank.n / PARTS)

    @property
    def is_surely_last_part(self) -> bool:
        """Whether even the best possible place lies in the last quarter of the field."""
        return self.rank.best > self.rank.n - math.ceil(self.rank.n / PARTS)


@dataclass(frozen=True)
class Field:
    """Standings of an area, best first, and its own figures that take part in none."""

    standings: tuple[Standing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def published(self, registry: Registry) -> Field:
        """Only metrics that sources print, without those the build computes from them."""
        return Field(
            tuple(s for s in self.standings if not registry.is_derived(s.view.metric_id)),
            tuple(x for x in self.left_out if not registry.is_derived(x.observation.metric_id)),
        )


def relative(place: int, n: int) -> float:
    """Return a place on a scale from 0 (first of n) to 1 (last of n); n is at least 2."""
    return (place - 1) / (n - 1)


def standings(
    area_id: str,
    by_metric: Mapping[str, Sequence[Observation]],
    registry: Registry,
    members: Collection[str] | None = None,
    year: int | None = None,
) -> Field:
    """Rank an area on every metric it has a figure of.

    Args:
        area_id: the area asked for; its level is the level of the field.
        by_metric: all figures of each metric, of any area.
        registry: areas, metrics and sources.
        members: areas of the peer group; None takes every area of the level.
        year: figures of one year only; None takes each area's freshest.
    """
    found: list[Standing] = []
    left: list[LeftOut] = []
    for metric_id, observations in by_metric.items():
        standing = _standing(area_id, metric_id, observations, registry, members, year)
        if standing is not None:
            found.append(standing)
        own = [o for o in observations if o.area_id == area_id]
        left.extend(_left_out(own, standing, registry, year))
    return Field(tuple(sorted(found, key=lambda s: s.order)), tuple(left))


def is_stale(o: Observation, selection: Selection, registry: Registry) -> bool:
    """Whether a figure is older than the freshest beside it by more than its metric tolerates."""
    if selection.freshest is None or o.as_of is None:
        return False
    tolerated = registry.metrics[o.metric_id].tolerance_months
    return months_between(o.as_of, selection.freshest) > tolerated


def _standing(
    area_id: str,
    metric_id: str,
    observations: Sequence[Observation],
    registry: Registry,
    members: Collection[str] | None,
    year: int | None,
) -> Standing | None:
    """Return the standing in the fullest view, the fresher one of two alike; None without one."""
    direction = registry.metrics[metric_id].direction
    if direction is Direction.NEUTRAL:
        return None
    level = registry.areas[area_id].level
    classes = dict.fromkeys(PERIOD_CLASS[o.period_type] for o in observations
                            if o.area_id == area_id)  # fmt: skip
    views = (View(metric_id, level, Basis.ACTUAL, c, year) for c in classes)
    selections = (
        (v, select(observations, v, registry.areas, registry.sources, members)) for v in views
    )
    fields = [(v, s) for v, s in selections if area_id in s.chosen and len(s.chosen) > 2]
    if not fields:
        return None
    view, selection = max(fields, key=lambda pair: _fullness(area_id, pair[1]))
    ranks = rank({a: o.interval for a, o in selection.chosen.items()}, direction)
    return Standing(view, area_id, selection, ranks)


def _fullness(area_id: str, selection: Selection) -> tuple[int, int, int]:
    own = selection.chosen[area_id]
    day = own.as_of.toordinal() if own.as_of else 0
    return len(selection.chosen), day, -list(PeriodClass).index(PERIOD_CLASS[own.period_type])


def _left_out(
    own: Iterable[Observation], standing: Standing | None, registry: Registry, year: int | None
) -> list[LeftOut]:
    """Figures of the area outside its standing; earlier ones of the same view are inside."""
    found = []
    for o in own:
        area = registry.areas[o.area_id]
        wanted = standing.view if standing else View(
            o.metric_id, area.level, Basis.ACTUAL, PERIOD_CLASS[o.period_type], year
        )  # fmt: skip
        reason = why_not(o, area, wanted)
        if reason is None and standing is None:
            neutral = registry.metrics[o.metric_id].direction is Direction.NEUTRAL
            reason = Reason.NO_DIRECTION if neutral else Reason.TOO_FEW
        if reason is not None:
            found.append(LeftOut(o, reason))
    return found
