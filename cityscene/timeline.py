"""Events in time: reports of one event put together, and dates taken no more exactly than known.

A date known to the month is a month long and one known to the year a year; of two events whose
days overlap no order is claimed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cityscene.schema import Area, Level

Row = Mapping[str, Any]

_ALIKE = ("area_id", "event_date", "event_type", "name_zh")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with every report of it, the first report first."""

    reports: tuple[Row, ...]

    @property
    def first_report(self) -> Row:
        """The report whose words and date are shown."""
        return self.reports[0]

    @property
    def area_id(self) -> str:
        """Area the event is of."""
        return str(self.first_report["area_id"])

    @property
    def kind(self) -> str:
        """Type of the event."""
        return str(self.first_report["event_type"])

    @property
    def precision(self) -> str:
        """How exactly the date is known: day, month, year or unknown."""
        return str(self.first_report["date_precision"])

    @property
    def start(self) -> date | None:
        """First day the date covers; None where there is no date."""
        found: date | None = self.first_report["first_day"]
        return found

    @property
    def end(self) -> date | None:
        """Last day the date covers."""
        found: date | None = self.first_report["last_day"]
        return found

    @property
    def source_ids(self) -> list[str]:
        """Sources of all reports."""
        return [str(r["source_id"]) for r in self.reports]

    def name(self, lang: str) -> str:
        """What happened."""
        return str(self.first_report[f"name_{lang}"])

    def mark(self, lang: str) -> str:
        """Short label of a reference line; empty for an event that is none."""
        return str(self.first_report[f"mark_{lang}"] or "")


def happenings(rows: Iterable[Row]) -> list[Happening]:
    """Put the reports of one event together, in the order in which events first occur.

    Reports belong together when one names the other, or when they are alike in area, date,
    kind and words.
    """
    known = list(rows)
    by_id = {r["event_id"]: r for r in known}
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in known:
        first = by_id.get(row["same_as"], row)
        groups.setdefault(tuple(first[f] for f in _ALIKE), []).append(row)
    return [Happening(tuple(sorted(found, key=_is_further))) for found in groups.values()]


def _is_further(row: Row) -> bool:
    return row["same_as"] is not None


@dataclass(frozen=True, slots=True)
class Filter:
    """What of all events is asked for; an empty field does not restrict.

    Attributes:
        kinds: types of events.
        levels: levels of their areas.
        clusters: city clusters of their areas' cities.
        areas: areas, with everything that lies in them.
        members: cities of the peer group; their provinces and the nation stay.
        year: events that may lie in this year.
    """

    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    members: frozenset[str] | None = None
    year: int | None = None


def fits(event: Happening, asked: Filter, areas: Mapping[str, Area]) -> bool:
    """Whether an event is asked for; one without a date is of no year."""
    area = areas[event.area_id]
    city = areas[area.city_id] if area.city_id else area
    return all(
        (
            not asked.kinds or event.kind in asked.kinds,
            not asked.levels or area.level in asked.levels,
            not asked.clusters or city.cluster in asked.clusters,
            not asked.areas or bool({area.area_id, area.city_id, area.parent_id} & {*asked.areas}),
            asked.members is None or _is_of_group(area, asked.members, areas),
            asked.year is None or _may_be_of(event, asked.year),
        )
    )


def _is_of_group(area: Area, members: Collection[str], areas: Mapping[str, Area]) -> bool:
    if area.city_id:
        return area.city_id in members
    if area.province_id is None:
        return True
    return area.province_id in {areas[m].province_id for m in members}


def _may_be_of(event: Happening, year: int) -> bool:
    return event.start is not None and event.start.year == year


@dataclass(frozen=True, slots=True)
class Axis:
    """Cells of equal width: years, or the months of one year.

    ``starts`` has one day more than there are cells: the end of the last.
    """

    starts: tuple[date, ...]

    @property
    def n(self) -> int:
        """Number of cells."""
        return len(self.starts) - 1

    def place(self, day: date) -> float:
        """Return where a day begins on the axis, from 0 to 1."""
        later = sum(start <= day for start in self.starts[1:-1])
        first, end = self.starts[later], self.starts[later + 1]
        share = (day - first) / (end - first)
        return min(max((later + share) / self.n, 0.0), 1.0)

    def span(self, start: date, end: date) -> tuple[float, float]:
        """Return where a span of days begins on the axis, and how long it is."""
        place = self.place(start)
        return place, self.place(end + timedelta(days=1)) - place


def axis(events: Iterable[Happening], year: int | None = None) -> Axis:
    """Return the years that dated events cover, or the months of one year."""
    if year is not None:
        return Axis((*(date(year, m, 1) for m in range(1, MONTHS + 1)), date(year + 1, 1, 1)))
    years = [d.year for e in events for d in (e.start, e.end) if d] or [date.min.year]
    return Axis(tuple(date(y, 1, 1) for y in range(min(years), max(years) + 2)))


def peak(events: Iterable[Happening], kind: str | None = None) -> tuple[int, int] | None:
    """Return the year with most events, of one kind if given, and their number.

    None where nothing has a date, or where two years share the first place.
    """
    years = Counter(e.start.year for e in events if e.start and kind in (None, e.kind))
    most = years.most_common(2)
    is_shared = len(most) == 2 and most[0][1] == most[1][1]
    return most[0] if most and not is_shared else None


@dataclass(frozen=True, slots=True)
class Sequel:
    """How many events are surely later than one, and how many may be."""

    surely: int
    perhaps: int


def since(events: Iterable[Happening], reference: Happening) -> Sequel:
    """Count what came after an event, itself not counted, as far as the dates tell."""
    others = [e for e in events if e.reports != reference.reports and e.start and e.end]
    if reference.start is None or reference.end is None:
        return Sequel(0, 0)
    surely = sum(e.start > reference.end for e in others if e.start)
    possibly = sum(e.end > reference.start for e in others if e.end)
    return Sequel(surely, possibly - surely)


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one city, or of the nation or a province, by area."""

    key: str
    lanes: tuple[tuple[str, tuple[Happening, ...]], ...]

    @property
    def n(self) -> int:
        """Number of events."""
        return sum(len(events) for _, events in self.lanes)


def groups(
    events: Sequence[Happening], areas: Mapping[str, Area], my_city: str | None
) -> list[Group]:
    """Group events by city and area: my city first, then the nation, then the most events."""
    found: dict[str, dict[str, list[Happening]]] = {}
    for e in events:
        lanes = found.setdefault(_group_of(areas[e.area_id], areas), {})
        lanes.setdefault(e.area_id, []).append(e)
    places = {a: i for i, a in enumerate(areas)}
    made = [
        Group(
            key,
            tuple((a, tuple(lanes[a])) for a in sorted(lanes, key=lambda a: _rank(a, key, places))),
        )
        for key, lanes in found.items()
    ]
    return sorted(
        made, key=lambda g: (g.key != my_city, areas[g.key].level is not Level.NATIONAL, -g.n,
                             places[g.key])
    )  # fmt: skip


def _rank(area_id: str, key: str, places: Mapping[str, int]) -> tuple[bool, int]:
    """The city itself stands before what lies in it."""
    return area_id != key, places[area_id]


def _group_of(area: Area, areas: Mapping[str, Area]) -> str:
    """The city of an area; else the province or nation it is or belongs to."""
    if area.city_id:
        return area.city_id
    if area.level in (Level.NATIONAL, Level.PROVINCE) or not area.parent_id:
        return area.area_id
    return _group_of(areas[area.parent_id], areas)
