"""Areas side by side: which of their figures may stand in one row, and what a row may claim.

A row is one metric in one view (level, basis, kind of period) that at least two of the
areas have. Figures of a year stand for the latest year that all areas of the row have; where
there is none, each area's freshest is shown and no order is judged. A row names a leader only
where every printed figure allows no other, and only for results of the same time in a metric
that has a direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cityscene.comparable import (
    PERIOD_CLASS,
    LeftOut,
    PeriodClass,
    Reason,
    Selection,
    View,
    may_share_axis,
    select,
)
from cityscene.ranking import Rank, rank
from cityscene.registry import Registry
from cityscene.schema import Basis, Direction, Level, Observation
from cityscene.units import months_between

LEAST_AREAS = 2

#: What an area has published of: metric, basis, kind of period.
Kind = tuple[str, str, str]


class _Group(NamedTuple):
    """What figures of one metric share where they may stand in one row."""

    basis: Basis
    level: Level
    kind: PeriodClass


class Verdict(StrEnum):
    """What a row says about who is ahead; texts stand under ``compare.verdict.*``."""

    LEADER = "leader"
    TIED = "tied"
    OPEN = "open"
    NO_DIRECTION = "no_direction"
    NOT_ACTUAL = "not_actual"
    EVENT = "event"
    DATES = "dates"


class Standing(StrEnum):
    """Where one area stands in a row."""

    AHEAD = "ahead"
    TIED = "tied"
    OPEN = "open"
    BEHIND = "behind"
    UNJUDGED = "unjudged"


@dataclass(frozen=True)
class Row:
    """One metric in one view.

    Attributes:
        view: metric, level, basis and kind of period the figures share.
        chosen: the figure shown of each area, at least two, in the order of the areas.
        twins: other figures of an area for the same date, from other sources.
        later: the freshest figure of an area, where another year is shown for comparison.
        stale: areas whose figure is older than the freshest by more than the metric tolerates.
        verdict: what may be claimed.
        ranks: place of each area; empty where no order is judged.
    """

    view: View
    chosen: Mapping[str, Observation]
    twins: Mapping[str, Sequence[Observation]]
    later: Mapping[str, Observation]
    stale: frozenset[str]
    verdict: Verdict
    ranks: Mapping[str, Rank]

    @property
    def first(self) -> tuple[str, ...]:
        """Areas that may hold the first place; empty where no order is judged."""
        return tuple(a for a, r in self.ranks.items() if r.best == 1)

    @property
    def leader(self) -> str | None:
        """The area that is surely ahead of all others."""
        return self.first[0] if self.verdict is Verdict.LEADER else None

    @property
    def reference(self) -> Observation | None:
        """The figure that differences are taken to: the leader's, or that of a tied first."""
        if self.verdict not in (Verdict.LEADER, Verdict.TIED):
            return None
        return self.chosen[self.first[0]]

    def standing(self, area_id: str) -> Standing | None:
        """Where an area stands; None when it has no figure in the row."""
        if area_id not in self.chosen:
            return None
        if not self.ranks:
            return Standing.UNJUDGED
        if self.ranks[area_id].best > 1:
            return Standing.BEHIND
        return {Verdict.LEADER: Standing.AHEAD, Verdict.TIED: Standing.TIED}.get(
            self.verdict, Standing.OPEN
        )


@dataclass(frozen=True)
class Comparison:
    """Rows that compare, figures that only one of the areas has, and the left-outs."""

    areas: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    singles: tuple[Observation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def standings(self, area_id: str) -> Counter[Standing]:
        """Number of rows by where the area stands in them."""
        found = (row.standing(area_id) for row in self.rows)
        return Counter(s for s in found if s is not None)


def compare(
    observations: Iterable[Observation],
    area_ids: Sequence[str],
    registry: Registry,
    year: int | None = None,
    themes: Collection[str] = (),
) -> Comparison:
    """Arrange the figures of some areas; no ``themes`` takes all of them.

    Rows keep the order of the registry: by theme, then by metric.
    """
    by_metric: dict[str, list[Observation]] = {}
    for o in observations:
        if o.area_id in area_ids:
            by_metric.setdefault(o.metric_id, []).append(o)
    parts = [
        _of_metric(by_metric[m.metric_id], area_ids, registry, year)
        for m in registry.metrics.values()
        if m.metric_id in by_metric and (not themes or m.theme_id in themes)
    ]
    return Comparison(
        tuple(area_ids),
        tuple(row for part in parts for row in part.rows),
        tuple(o for part in parts for o in part.singles),
        tuple(x for part in parts for x in part.left_out),
    )


def most_in_common(
    area_id: str, others: Iterable[str], kinds: Mapping[str, Collection[Kind]], n: int
) -> list[str]:
    """Return the ``n`` areas that have most kinds of figures in common with one area.

    Areas with nothing in common are not among them; equals keep their order.
    """
    own = set(kinds.get(area_id, ()))
    shared = {a: len(own & set(kinds.get(a, ()))) for a in others if a != area_id}
    return sorted((a for a in shared if shared[a]), key=lambda a: -shared[a])[:n]


def _of_metric(
    observations: Sequence[Observation],
    area_ids: Sequence[str],
    registry: Registry,
    year: int | None,
) -> Comparison:
    """All figures of one metric: a row for every view that two areas share, and the rest."""
    groups: dict[_Group, list[Observation]] = {}
    for o in observations:
        groups.setdefault(_group(o, registry), []).append(o)
    rows: list[Row] = []
    alone: list[Observation] = []
    outside: list[LeftOut] = []
    for group in sorted(groups, key=_order):
        view = View(observations[0].metric_id, group.level, group.basis, group.kind, year)
        selection = select(groups[group], view, registry.areas, registry.sources)
        outside += _outside(selection, registry)
        if len(selection.chosen) >= LEAST_AREAS:
            rows.append(_row(view, group.kind, selection, area_ids, registry))
        else:
            alone += selection.chosen.values()
    singles, left_out = _sort_alone(alone, rows, registry)
    return Comparison(tuple(area_ids), tuple(rows), tuple(singles), (*left_out, *outside))


def _group(o: Observation, registry: Registry) -> _Group:
    return _Group(o.basis, registry.areas[o.area_id].level, PERIOD_CLASS[o.period_type])


def _order(group: _Group) -> tuple[int, int, int]:
    return (
        list(Basis).index(group.basis),
        list(Level).index(group.level),
        list(PeriodClass).index(group.kind),
    )


def _outside(selection: Selection, registry: Registry) -> list[LeftOut]:
    """One figure of each area that has none in the view, where the view has any figure.

    A figure of another year is worth naming only beside figures of the chosen one.
    """
    named: dict[str, LeftOut] = {}
    for x in sorted(selection.left_out, key=lambda x: _freshness(x.observation)):
        other_year = x.reason is Reason.OTHER_YEAR
        if x.observation.area_id not in selection.chosen and not (
            other_year and not selection.chosen
        ):
            named.setdefault(x.observation.area_id, x)
    return sorted(named.values(), key=lambda x: list(registry.areas).index(x.observation.area_id))


def _freshness(o: Observation) -> int:
    return -o.as_of.toordinal() if o.as_of else 0


def _sort_alone(
    alone: Sequence[Observation], rows: Sequence[Row], registry: Registry
) -> tuple[list[Observation], list[LeftOut]]:
    """Tell figures that only one area has from those whose counterpart is of another kind."""
    known = [o for row in rows for o in row.chosen.values()] + list(alone)
    singles: list[Observation] = []
    left_out: list[LeftOut] = []
    for o in alone:
        reasons = (
            may_share_axis(other, o, registry.areas)
            for other in known
            if other.area_id != o.area_id
        )
        reason = next((r for r in reasons if r), None)
        if reason is None:
            singles.append(o)
        else:
            left_out.append(LeftOut(o, reason))
    return singles, left_out


def _row(
    view: View,
    kind: PeriodClass,
    selection: Selection,
    area_ids: Sequence[str],
    registry: Registry,
) -> Row:
    candidates = {
        a: [selection.chosen[a], *selection.others[a]] for a in area_ids if a in selection.chosen
    }
    moment = _common_moment(candidates, kind)
    chosen = {a: _at(found, moment, kind) for a, found in candidates.items()}
    twins = {
        a: tuple(x for x in candidates[a] if x is not o and x.as_of == o.as_of)
        for a, o in chosen.items()
    }
    later = {a: found[0] for a, found in candidates.items() if _is_later(found[0], chosen[a])}
    tolerance = registry.metrics[view.metric_id].tolerance_months
    # The date of a target is when it is due: none is out of date.
    stale = frozenset() if view.basis is Basis.TARGET else _stale(chosen, tolerance)
    direction = registry.metrics[view.metric_id].direction
    refused = _refused(view, kind, chosen, stale, registry)
    ranks = {} if refused else rank({a: o.interval for a, o in chosen.items()}, direction)
    return Row(view, chosen, twins, later, stale, refused or _verdict(ranks), ranks)


def _is_later(o: Observation, shown: Observation) -> bool:
    return bool(o.as_of and shown.as_of and o.as_of > shown.as_of)


def _moment(o: Observation, kind: PeriodClass) -> tuple[int, ...]:
    """What two figures have to share to stand for the same time."""
    assert o.as_of is not None  # figures without a date are left out before
    return (o.as_of.year, o.as_of.month) if kind is PeriodClass.YTD else (o.as_of.year,)


def _common_moment(
    candidates: Mapping[str, Sequence[Observation]], kind: PeriodClass
) -> tuple[int, ...] | None:
    """The latest year that all areas of a row have; None for stocks and single events."""
    if kind not in (PeriodClass.YEAR, PeriodClass.YTD):
        return None
    moments = [{_moment(o, kind) for o in found} for found in candidates.values()]
    return max(set.intersection(*moments), default=None)


def _at(
    found: Sequence[Observation], moment: tuple[int, ...] | None, kind: PeriodClass
) -> Observation:
    return next((o for o in found if _moment(o, kind) == moment), found[0])


def _stale(chosen: Mapping[str, Observation], tolerance: int) -> frozenset[str]:
    dates = {a: o.as_of for a, o in chosen.items() if o.as_of}
    freshest = max(dates.values())
    return frozenset(a for a, d in dates.items() if months_between(d, freshest) > tolerance)


def _refused(
    view: View,
    kind: PeriodClass,
    chosen: Mapping[str, Observation],
    stale: frozenset[str],
    registry: Registry,
) -> Verdict | None:
    """Why no order is judged at all, or None where it may be."""
    if registry.metrics[view.metric_id].direction is Direction.NEUTRAL:
        return Verdict.NO_DIRECTION
    if view.basis is not Basis.ACTUAL:
        return Verdict.NOT_ACTUAL
    if kind is PeriodClass.EVENT:
        return Verdict.EVENT
    years = [o.as_of.year for o in chosen.values() if o.as_of]
    if kind is PeriodClass.STOCK:
        apart = bool(stale or registry.break_between(view.metric_id, min(years), max(years)))
    else:
        apart = len({_moment(o, kind) for o in chosen.values()}) > 1
    return Verdict.DATES if apart else None


def _verdict(ranks: Mapping[str, Rank]) -> Verdict:
    first = [r for r in ranks.values() if r.best == 1]
    if len(first) == 1:
        return Verdict.LEADER
    return Verdict.TIED if all(r.is_certain for r in first) else Verdict.OPEN
