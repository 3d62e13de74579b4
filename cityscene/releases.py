"""What areas have released over time: batches and items of lists, and lists without a number.

One release and a running total are different things: a total says how much there is since a
start that is often unknown, and begins anew with every list, body and source. A date is as
wide as it is known: a month is the whole of a month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cityscene.comparable import PERIOD_CLASS, PeriodClass
from cityscene.entries import Entry, entries
from cityscene.registry import Registry
from cityscene.schema import Basis, Direction, Observation

LISTS = "lists"
PUBLISHED = "list_published"
_COUNT = "count"

#: One event as the queries return it: area_id, first_day, last_day, name, source ...
Row = Mapping[str, Any]


class Extent(StrEnum):
    """What a release says; texts stand under ``funnel.extent.*``."""

    ONE = "one"
    TOTAL = "total"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True)
class Release:
    """One release of an area, or a total reached at a date.

    Attributes:
        extent: one batch, a running total, or a list of which no number is known.
        first, last: the days it may fall on; of a total the days it may have been reached on.
        since: first day of a total, None where the start is unknown.
        figures: batches and items, as a reader counts them.
        events: the event as its sources tell it; empty where only figures are known.
    """

    area_id: str
    extent: Extent
    first: date
    last: date
    since: date | None = None
    figures: tuple[Entry, ...] = ()
    events: tuple[Row, ...] = ()


def releases(
    observations: Iterable[Observation], events: Iterable[Row], registry: Registry
) -> dict[str, list[Release]]:
    """Return the dated releases of every area, oldest first.

    An event at which a figure of the same source was released is told together with it.

    Args:
        observations: figures; only counts of lists are taken, results only.
        events: events; only published lists are taken.
        registry: metrics and sources.
    """
    found: dict[str, list[Release]] = {}
    for release in _counted(observations, registry):
        found.setdefault(release.area_id, []).append(release)
    for told in _told(events):
        own = found.setdefault(told[0]["area_id"], [])
        fitting = [i for i, r in enumerate(own) if _belongs(told, r)]
        if fitting:
            at = min(fitting, key=lambda i: _distance(told, own[i]))
            own[at] = replace(own[at], events=(*own[at].events, *told))
        else:
            own.append(_uncounted(told))
    return {a: sorted(found[a], key=_order) for a in registry.areas if a in found}


def _counted(observations: Iterable[Observation], registry: Registry) -> Iterable[Release]:
    """Figures of one area, time and extent are one release."""
    figures = (o for o in observations if _is_count(o, registry) and o.as_of)
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for e in entries(figures, registry.sources):
        for single in (e.observation, *e.earlier):
            entry = e if single is e.observation else Entry(single)
            groups.setdefault(_key(single), []).append(replace(entry, earlier=()))
    order = list(registry.metrics)
    return [
        _release(sorted(group, key=lambda e: order.index(e.observation.metric_id)))
        for group in groups.values()
    ]


def _is_count(o: Observation, registry: Registry) -> bool:
    metric = registry.metrics[o.metric_id]
    return (
        metric.theme_id == LISTS
        and metric.unit == _COUNT
        and metric.direction is Direction.HIGHER
        and o.basis is Basis.ACTUAL
        and not o.derived_from
    )


def _key(o: Observation) -> tuple[object, ...]:
    return o.area_id, _extent(o), o.period_start, o.as_of, o.period_precision


def _extent(o: Observation) -> Extent:
    is_total = PERIOD_CLASS[o.period_type] is PeriodClass.STOCK
    return Extent.TOTAL if is_total else Extent.ONE


def _release(group: Sequence[Entry]) -> Release:
    o = group[0].observation
    assert o.as_of is not None
    extent = _extent(o)
    first = _first_day(o.as_of, o.period_precision)
    if extent is Extent.ONE:
        first = o.period_start or first
    since = o.period_start if extent is Extent.TOTAL else None
    return Release(o.area_id, extent, first, o.as_of, since, tuple(group))


def _first_day(as_of: date, precision: str) -> date:
    """First day of the year or month that a date stands for."""
    if precision == "year":
        return as_of.replace(month=1, day=1)
    return as_of.replace(day=1) if precision == "month" else as_of


def _told(events: Iterable[Row]) -> Iterable[tuple[Row, ...]]:
    """Dated lists, those of one day and name together: one event, told by several sources."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in events:
        if row["event_type"] == PUBLISHED and row["first_day"]:
            key = (row["area_id"], row["event_date"], row["name_zh"])
            groups.setdefault(key, []).append(row)
    return (tuple(group) for group in groups.values())


def _belongs(told: Sequence[Row], release: Release) -> bool:
    """Whether an event and a release are of one source and may be of one day."""
    first, last = told[0]["first_day"], told[0]["last_day"]
    sources = {o.source_id for e in release.figures for o in e.places}
    same_source = bool(sources & {row["source_id"] for row in told})
    return same_source and first <= release.last and release.first <= last


def _distance(told: Sequence[Row], release: Release) -> tuple[bool, bool]:
    """How far a release is from an event: told in one sentence first, and a release of its own."""
    places = {(o.source_id, o.locator) for e in release.figures for o in e.places}
    same_place = any((row["source_id"], row["locator"]) in places for row in told)
    return not same_place, release.extent is not Extent.ONE


def _uncounted(told: tuple[Row, ...]) -> Release:
    row = told[0]
    return Release(row["area_id"], Extent.UNCOUNTED, row["first_day"], row["last_day"], events=told)


def _order(release: Release) -> tuple[date, date, str]:
    return release.last, release.first, release.extent
