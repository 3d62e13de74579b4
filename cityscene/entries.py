"""Figures as a reader counts them: one entry where several sources print the same.

The same figure in two sources is one entry with two sources; figures of one date that
exclude each other are two entries, both marked; earlier years of a yearly figure belong to
the entry of the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cityscene.comparable import PERIOD_CLASS, PeriodClass, disagree, preference
from cityscene.schema import Basis, Observation, Source

_Series = tuple[str, str, Basis, PeriodClass]
_Period = tuple[date | None, date | None, date | None, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure to read.

    Attributes:
        observation: the figure shown.
        same: the same figure in other sources or places, best first.
        earlier: figures of earlier years, latest first.
        is_disputed: whether another source prints a figure for the same date that excludes it.
    """

    observation: Observation
    same: tuple[Observation, ...] = ()
    earlier: tuple[Observation, ...] = ()
    is_disputed: bool = False

    @property
    def places(self) -> tuple[Observation, ...]:
        """Every place the figure stands in, the one shown first."""
        return (self.observation, *self.same)


def entries(observations: Iterable[Observation], sources: Mapping[str, Source]) -> list[Entry]:
    """Return figures as entries, in the order their metrics, areas and bases first occur."""
    series: dict[_Series, list[Observation]] = {}
    for o in observations:
        key = (o.metric_id, o.area_id, o.basis, PERIOD_CLASS[o.period_type])
        series.setdefault(key, []).append(o)
    return [e for key, found in series.items() for e in _of_series(key, found, sources)]


def _of_series(
    key: _Series, observations: list[Observation], sources: Mapping[str, Source]
) -> list[Entry]:
    """Entries of one metric of one area; years are folded under the latest."""
    ordered = sorted(observations, key=lambda o: preference(o, sources))
    if key[-1] is not PeriodClass.YEAR or ordered[0].as_of is None:
        return _merge(ordered)
    latest = [o for o in ordered if o.as_of == ordered[0].as_of]
    earlier = tuple(o for o in ordered if o.as_of != ordered[0].as_of)
    first, *rest = _merge(latest)
    return [replace(first, earlier=earlier), *rest]


def _merge(ordered: Sequence[Observation]) -> list[Entry]:
    """Put figures of one period and one value together, and mark those that disagree."""
    groups: dict[tuple[_Period, object], list[Observation]] = {}
    for o in ordered:
        groups.setdefault((_period(o), (o.value, o.interval)), []).append(o)
    return [
        Entry(first, tuple(same), (), _is_disputed(first, ordered))
        for first, *same in groups.values()
    ]


def _is_disputed(o: Observation, others: Iterable[Observation]) -> bool:
    return o.as_of is not None and any(_period(x) == _period(o) and disagree(x, o) for x in others)


def _period(o: Observation) -> _Period:
    return o.period_start, o.period_end, o.as_of, o.period_type
