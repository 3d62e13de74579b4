"""Events by area on one time axis, dates no more exact than known, national events as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.instruments import event_groups, evidence
from cityscene.cards.profile import ProfileInput
from cityscene.cards.references import References
from cityscene.charts import listing
from cityscene.charts import timeline as chart
from cityscene.tables import fact_frame
from cityscene.theme import Mode
from cityscene.timeline import Axis, Group, Happening, axis, groups, peak, since
from cityscene.units import MISSING, date_label

_WIDTHS = (46, 18, 36)
_LISTS = "list_published"
_LEAST_PEAK = 2
_FILE_COLUMNS = (
    "event_id", "same_as", "area_id", "area", "level", "city_id", "event_date", "date_precision",
    "first_day", "last_day", "event_type", "name_zh", "name_en", "source_id", "source",
    "publisher", "published_date", "tier", "url", "locator", "note",
)  # fmt: skip


@dataclass(frozen=True)
class TimelineInput:
    """Events to show, the latest first, and for whom.

    Attributes:
        events: what fits the conditions, undated ones last.
        national: events that are drawn as reference lines.
        given: how facts are written; it speaks of no area, so that every event names its own.
        my_city: stands first and in the accent.
        scope: name of the peer group.
        year: the only year shown, by months; None shows all years.
        is_mine_unknown: whether no event of my city is known at all, which its lane says.
    """

    events: Sequence[Happening]
    national: Sequence[Happening]
    given: ProfileInput
    my_city: str
    scope: str
    year: int | None = None
    is_mine_unknown: bool = False

    @cached_property
    def dated(self) -> list[Happening]:
        """Events that have a place on the axis."""
        return [e for e in self.events if e.start]

    @cached_property
    def undated(self) -> list[Happening]:
        """Events whose date no source prints."""
        return [e for e in self.events if not e.start]

    @cached_property
    def axis(self) -> Axis:
        """The axis of the dated events."""
        return axis(self.dated, self.year)

    @cached_property
    def references(self) -> References:
        """National events within the axis."""
        first, last = self.axis.starts[0].year, self.axis.starts[-2].year
        return References.within(self.national, first, last, self.given.registry, self.given.lang)

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.given.t(key, **values)

    def date(self, event: Happening) -> str:
        """Date of an event in words, no more exact than known."""
        text = event.first_report["event_date"]
        return date_label(text, self.given.lang) if text else self.t("common.undated")

    def kind(self, event: Happening) -> str:
        """Type of an event in words."""
        return self.t(f"enum.event_type.{event.kind}")


def timeline_card(given: TimelineInput) -> Card:
    """Build the card; without dated events it has words and a table only."""
    words = headline(given)
    behind = given.references if given.dated else None
    return Card(
        card_id="timeline",
        headline=words,
        small=_small(given),
        draw=None,
        html=partial(_draw, given, words) if given.dated else None,
        table=_table(given),
        data=events_frame(given),
        source_ids=(
            *(s for e in given.events for s in e.source_ids),
            *(behind.source_ids if behind else ()),
        ),
        notes=tuple(_notes(given)),
        alt=words,
    )


def headline(given: TimelineInput) -> str:
    """Say when lists, or else events, cluster, and how many events surely came after the last
    national document."""
    if not given.dated:
        key = "timeline.headline_undated" if given.undated else "timeline.headline_empty"
        return given.t(key, n=len(given.undated)) if given.undated else given.t(key)
    parts = [_cluster(given)]
    if given.references.events:
        last = given.references.events[-1]
        n = since(given.dated, last).surely
        values = {"reference": last.mark(given.given.lang), "date": given.date(last)}
        parts.append(
            given.t("timeline.headline_since", n=n, **values) if n
            else given.t("timeline.headline_since_none", **values)
        )  # fmt: skip
    return given.t("common.sentence_separator").join(parts)


def _cluster(given: TimelineInput) -> str:
    """The year with most lists, else with most events, where one year has the most."""
    if given.year is not None:
        return given.t("timeline.headline_year", year=given.year, n=len(given.dated))
    for key, kind in (("lists", _LISTS), ("all", None)):
        found = peak(given.dated, kind)
        if found and found[1] >= _LEAST_PEAK:
            n = sum(kind in (None, e.kind) for e in given.dated)
            return given.t(f"timeline.headline_{key}", n=n, year=found[0], most=found[1])
    return given.t("timeline.headline_few", n=len(given.dated))


def _small(given: TimelineInput) -> str:
    years = sorted(d.year for e in given.dated for d in (e.start, e.end) if d)
    span = "–".join(str(y) for y in dict.fromkeys((years[0], years[-1]))) if years else MISSING
    areas = len({e.area_id for e in given.events})
    line = given.t("timeline.small", scope=given.scope, span=span, n=len(given.events), areas=areas)
    n = len(given.undated)
    return given.t("timeline.small_undated", small=line, n=n) if n else line


def _draw(given: TimelineInput, words: str, mode: Mode) -> str:
    areas = given.given.registry.areas
    lanes = [
        lane for group in groups(given.dated, areas, given.my_city) for lane in _lanes(group, given)
    ]
    if given.is_mine_unknown:
        lanes.insert(0, _unknown_lane(given))
    lines = [
        chart.Line(*given.axis.span(x.start, x.end), x.label) for x in given.references.lines()
    ]
    return chart.timeline(_ticks(given), lanes, lines, words, mode)


def _unknown_lane(given: TimelineInput) -> chart.Lane:
    words = listing.small(given.t("timeline.none_known"))
    return chart.Lane(f"{given.given.area_link(given.my_city)} {words}", (), True, True)


def _ticks(given: TimelineInput) -> list[str]:
    """Years, or the months of one year."""
    starts = given.axis.starts[:-1]
    if given.year is None:
        return [str(d.year) for d in starts]
    return [given.t("timeline.month", month=d.month) for d in starts]


def _lanes(group: Group, given: TimelineInput) -> list[chart.Lane]:
    """A head for the city or the nation, then a lane for each area in it."""
    own = dict(group.lanes)
    is_mine = group.key == given.my_city
    link = given.given.area_link
    head = f"{link(group.key)} {listing.small(given.t('timeline.count', n=group.n))}"
    first = chart.Lane(head, _marks(own.pop(group.key, ()), given), True, is_mine)
    inner = (
        chart.Lane(link(a), _marks(events, given), False, is_mine) for a, events in own.items()
    )
    return [first, *inner]


def _marks(events: Iterable[Happening], given: TimelineInput) -> list[chart.Event]:
    return [_mark(e, given) for e in events]


def _mark(event: Happening, given: TimelineInput) -> chart.Event:
    assert event.start and event.end  # undated ones are listed apart
    place, length = given.axis.span(event.start, event.end)
    date, kind, name = given.date(event), given.kind(event), event.name(given.given.lang)
    middle = place + length / 2 if event.precision == chart.DAY else place
    lines = (
        listing.strong(listing.text(f"{date} · {kind}")),
        listing.text(name),
        given.given.area_link(event.area_id),
        evidence(event.reports, given.given),
    )
    return chart.Event(
        place=middle,
        length=length,
        precision=event.precision,
        sign=given.t(f"timeline.sign.{event.kind}"),
        title=given.t("timeline.title_of", date=date, kind=kind, name=name),
        about="".join(f"<p>{line}</p>" for line in lines),
    )


def _notes(given: TimelineInput) -> list[str]:
    notes = [given.t("timeline.note_signs", signs=_signs(given)), given.t("timeline.note_dates")]
    twice = sum(len(e.reports) > 1 for e in given.events)
    if twice:
        notes.append(given.t("timeline.note_reports", n=twice))
    if given.dated and given.references.events:
        last = given.references.events[-1]
        perhaps = since(given.dated, last).perhaps
        values = {"reference": last.mark(given.given.lang), "n": perhaps}
        notes += given.references.notes()
        notes += [given.t("timeline.note_since", **values)] if perhaps else []
    return [*notes, given.t("timeline.note_coverage")]


def _signs(given: TimelineInput) -> str:
    """Signs in use and what they stand for."""
    kinds = dict.fromkeys(e.kind for e in given.dated)
    pairs = (
        given.t("timeline.sign_of", sign=given.t(f"timeline.sign.{k}"),
                kind=given.t(f"enum.event_type.{k}"))
        for k in kinds
    )  # fmt: skip
    return given.t("common.list_separator").join(pairs)


def _table(given: TimelineInput) -> pd.DataFrame:
    registry, lang = given.given.registry, given.given.lang
    rows = [
        (
            given.date(e),
            given.given.name(e.area_id),
            given.t(f"enum.level.{registry.areas[e.area_id].level}"),
            given.kind(e),
            e.name(lang),
            len(set(e.source_ids)),
            given.t("common.sentence_separator").join(
                dict.fromkeys(registry.sources[s].publisher for s in e.source_ids)
            ),
            given.t("common.sentence_separator").join(_remarks(e)) or MISSING,
        )
        for e in given.events
    ]
    columns = (
        "city.column_date", "table.area", "timeline.column_level", "timeline.column_kind",
        "city.column_event", "timeline.column_sources", "table.source", "table.note",
    )  # fmt: skip
    return pd.DataFrame(rows, columns=[given.t(c) for c in columns])


def _remarks(event: Happening) -> list[str]:
    """What the curator says of the reports, each remark once."""
    return list(dict.fromkeys(str(r["note"]) for r in event.reports if r["note"]))


def events_frame(given: TimelineInput) -> pd.DataFrame:
    """Return every report with identifiers and all provenance, for files."""
    reports = (r for e in given.events for r in e.reports)
    return fact_frame(reports, given.given.registry, _FILE_COLUMNS)


def undated_list(given: TimelineInput, mode: Mode) -> str:
    """Events without a date, each with the reason."""
    rows = [_undated_row(e, given) for e in given.undated]
    header = ("city.column_event", "timeline.column_reason", "city.column_evidence")
    return _listing(given, header, [listing.Group("", rows)], given.t("timeline.undated"), mode)


def _undated_row(event: Happening, given: TimelineInput) -> list[str]:
    """Event, why it has no date, and the evidence without that remark."""
    reports = [{**r, "note": None} for r in event.reports]
    ((name, _, sources),) = event_groups(reports, given.given)[0].rows
    reason = given.t("common.sentence_separator").join(_remarks(event))
    return [name, listing.text(reason or given.t("timeline.no_reason")), sources]


def full_list(given: TimelineInput, mode: Mode) -> str:
    """All dated events, newest first, folded by year; the latest year is open."""
    by_year: dict[int, list[Happening]] = {}
    for e in given.dated:
        if e.start:
            by_year.setdefault(e.start.year, []).append(e)
    header = ("city.column_event", "city.column_date", "city.column_evidence")
    latest = max(by_year, default=0)
    folds = []
    for year, events in by_year.items():
        made = event_groups([r for e in events for r in e.reports], given.given)
        words = given.t("timeline.year_of", year=year, n=len(events))
        table = _listing(given, header, made, words, mode)
        folds.append(listing.folded(words, table, mode, is_open=year == latest))
    return "".join(folds)


def _listing(
    given: TimelineInput,
    header: Sequence[str],
    made: Sequence[listing.Group],
    label: str,
    mode: Mode,
) -> str:
    names = [given.t(key) for key in header]
    return listing.listing(label, names, _WIDTHS, made, mode)
