"""The ranking of one metric: bars with hedges, rank ranges, and what cannot be claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.denominators import Denominators
from cityscene.charts.marks import Item
from cityscene.charts.ranking import ranking_bars
from cityscene.comparable import PeriodClass, Selection, View, disagree
from cityscene.ranking import OPEN_END, Rank, rank
from cityscene.registry import Registry
from cityscene.schema import Direction, Interval, Metric, Observation, Qualifier, Unit
from cityscene.tables import period_text, printed_text, source_text
from cityscene.texts import t
from cityscene.units import (
    MISSING,
    DisplayScale,
    display_scale,
    format_interval,
    format_scaled,
    format_value,
    months_between,
)


@dataclass(frozen=True)
class RankingInput:
    """What the card is made from; ``scope`` names the peer group in the page's language.

    ``origins`` are the figures that computed ones come from, by identifier.
    """

    selection: Selection
    view: View
    registry: Registry
    my_area: str | None
    scope: str
    lang: str
    origins: Mapping[str, Observation] = field(default_factory=dict)

    @property
    def metric(self) -> Metric:
        """The metric that is ranked."""
        return self.registry.metrics[self.view.metric_id]

    @property
    def unit(self) -> Unit:
        """Base unit of the metric."""
        return self.registry.units[self.metric.unit]

    @property
    def counter(self) -> str | None:
        """Counter word of the metric; English names the unit."""
        return self.registry.own_counter(self.metric.metric_id, self.lang)

    def scale(self, values: Iterable[float]) -> DisplayScale:
        """What an axis or column divides values by, and the unit it states once."""
        return display_scale(values, self.unit, self.lang, self.counter)

    def name(self, area_id: str) -> str:
        """Short name of an area."""
        return self.registry.area_name(area_id, self.lang)

    def printed(self, o: Observation) -> str:
        """Figure as printed, or as computed."""
        return printed_text(o, self.registry, self.lang)

    def hedged(self, o: Observation, number: str) -> str:
        """A number with the word or mark of its hedge."""
        is_printed = not o.derived_from
        closed = is_printed and o.qualifier is Qualifier.OVER and o.interval.high is not None
        return self.t(f"ranking.mark.{'over_closed' if closed else o.qualifier}", number=number)

    def shown(self, o: Observation) -> str:
        """Figure with hedge and unit, for a sentence; 每万人 stands before the hedge."""
        text = format_value(o.value, self.unit, self.lang, self.counter)
        base = f"{self.unit.name_zh} "
        rest = text.removeprefix(base)
        return self.hedged(o, text) if rest == text else base + self.hedged(o, rest)

    def divided_by(self, shown: Iterable[Observation]) -> Denominators:
        """What the ratios among some figures are divided by."""
        return Denominators(shown, self.origins, self.registry, self.lang)

    def is_mine(self, area_id: str) -> bool:
        """Whether an area is my city or lies in it."""
        return self.my_area in (area_id, self.registry.areas[area_id].city_id)

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return t(key, self.lang, **values)


def ranking_card(given: RankingInput) -> Card:
    """Build the card; an empty selection gives a card without chart that says so."""
    chosen = given.selection.chosen
    ranks = rank({a: o.interval for a, o in chosen.items()}, given.metric.direction)
    sign = 1 if given.metric.direction is Direction.LOWER else -1
    ordered = sorted(ranks, key=lambda a: (sign * chosen[a].value, ranks[a].best, a))
    scale = given.scale([o.value for o in chosen.values()])
    below = given.divided_by(chosen[a] for a in ordered)
    items = [_item(chosen[a], ranks[a], given, scale) for a in ordered]
    return Card(
        card_id=f"ranking_{given.metric.metric_id}",
        headline=headline(given, ranks, ordered),
        small=below.small(_small(given, scale.label)),
        draw=partial(ranking_bars, items) if items else None,
        table=_table(given, ranks, ordered, scale),
        observations=tuple(chosen[a] for a in ordered),
        left_out=tuple(given.selection.left_out),
        notes=tuple([*below.notes(), *_notes(given, ranks, ordered)]),
        alt=_alt(given, ranks, ordered),
        source_ids=below.source_ids,
    )


def headline(given: RankingInput, ranks: Mapping[str, Rank], ordered: Sequence[str]) -> str:
    """Say in one sentence who leads and where my area stands, claiming no more than is sure."""
    if not ordered:
        return given.t("ranking.headline_empty", metric=_metric_name(given))
    if not given.view.is_ranked:
        return given.t("ranking.headline_unranked", metric=_metric_name(given), n=len(ordered))
    leader = _leader(given, ranks, ordered)
    mine = ranks.get(given.my_area or "")
    if mine is None or mine.best == mine.worst == 1 or len(ordered) == 1:
        return leader
    place = given.t("ranking.headline_mine", city=given.name(mine.key), rank=mine.label, n=mine.n)
    return given.t("ranking.headline_join", leader=leader, mine=place)


def _leader(given: RankingInput, ranks: Mapping[str, Rank], ordered: Sequence[str]) -> str:
    metric = _metric_name(given)
    first = [a for a in ordered if ranks[a].best == 1]
    names = given.t("common.list_separator").join(given.name(a) for a in first[:3])
    if len(ordered) == 1:
        return given.t("ranking.headline_single", area=names, metric=metric)
    if len(first) == 1:
        printed = given.shown(given.selection.chosen[first[0]])
        return given.t("ranking.headline_leader", area=names, metric=metric, printed=printed)
    key = "ranking.headline_tied" if ranks[first[0]].is_certain else "ranking.headline_open"
    return given.t(key, areas=names, n=len(first), metric=metric)


def _metric_name(given: RankingInput) -> str:
    return given.registry.metric_name(given.metric.metric_id, given.lang)


def _small(given: RankingInput, unit_label: str) -> str:
    view = given.view
    dates = sorted(o.as_of for o in given.selection.chosen.values() if o.as_of)
    if not dates:
        span = MISSING
    elif dates[0].year == dates[-1].year:
        span = str(dates[0].year)
    else:
        span = f"{dates[0].year}–{dates[-1].year}"
    return given.t(
        "ranking.small",
        scope=given.scope,
        level=given.t(f"enum.level.{view.level}" if view.level else "ranking.any_level"),
        metric=_metric_name(given),
        basis=given.t(f"enum.basis.{view.basis}"),
        period=given.t(
            f"enum.period_class.{view.period_class}" if view.period_class else "ranking.any_period"
        ),
        span=span,
        unit=unit_label,
    )


def _item(o: Observation, place: Rank, given: RankingInput, scale: DisplayScale) -> Item:
    stale = is_stale(o, given)
    mark = given.t("ranking.stale_mark", year=o.as_of.year) if stale and o.as_of else ""
    return Item(
        key=o.area_id,
        label=_axis_label(o, place, given),
        value=o.value / scale.divisor,
        interval=scaled(o.interval, scale.divisor),
        text=_label(o, given, scale) + mark,
        hover=_hover(o, place, given),
        basis=o.basis,
        is_mine=given.is_mine(o.area_id),
        is_stale=stale,
    )


def _axis_label(o: Observation, place: Rank, given: RankingInput) -> str:
    """Name with the rank; with the kind of period where figures only stand side by side."""
    if given.view.is_ranked:
        return given.t("ranking.axis_label", rank=place.label, area=given.name(o.area_id))
    if given.view.period_class is not None:
        return given.name(o.area_id)
    kind = given.t(f"enum.period_type.{o.period_type}")
    return given.t("ranking.axis_label_kind", kind=kind, area=given.name(o.area_id))


def scaled(interval: Interval, divisor: float) -> Interval:
    """Return an interval in units of the axis."""
    low, high = (None if x is None else x / divisor for x in (interval.low, interval.high))
    return Interval(low, high, interval.closed)


def _label(o: Observation, given: RankingInput, scale: DisplayScale) -> str:
    return given.hedged(o, format_scaled(o.value, scale, given.unit, given.lang))


def _hover(o: Observation, place: Rank, given: RankingInput) -> str:
    ranked = [given.t("ranking.hover_rank", rank=place.label, n=place.n)]
    lines = (
        f"<b>{given.name(o.area_id)}</b>",
        *(ranked if given.view.is_ranked else ()),
        given.divided_by([o]).behind(o),
        period_text(o, given.lang),
        source_text(o, given.registry),
    )
    return "<br>".join(lines)


def is_stale(o: Observation, given: RankingInput) -> bool:
    """Whether a figure is older than the freshest by more than the metric tolerates."""
    freshest = given.selection.freshest
    if freshest is None or o.as_of is None:
        return False
    return months_between(o.as_of, freshest) > given.metric.tolerance_months


def _table(
    given: RankingInput,
    ranks: Mapping[str, Rank],
    ordered: Sequence[str],
    scale: DisplayScale,
) -> pd.DataFrame:
    chosen = [given.selection.chosen[a] for a in ordered]
    column = given.t("ranking.value_column", unit=scale.label)
    below = given.divided_by(chosen)
    origins = {given.t("per.origins"): [below.of(o) for o in chosen]} if below.figures else {}
    return pd.DataFrame(
        {
            given.t("table.rank"): [
                ranks[a].label if given.view.is_ranked else MISSING for a in ordered
            ],
            given.t("table.area"): [given.name(a) for a in ordered],
            column: [o.value / scale.divisor for o in chosen],
            given.t("table.range"): [
                format_interval(o.interval, given.unit, given.lang, given.counter) for o in chosen
            ],
            given.t("table.printed"): [given.printed(o) for o in chosen],
            **origins,
            given.t("table.period"): [period_text(o, given.lang) for o in chosen],
            given.t("table.source"): [source_text(o, given.registry) for o in chosen],
            given.t("table.tier"): [
                given.t(f"enum.tier.{given.registry.sources[o.source_id].tier}") for o in chosen
            ],
            given.t("table.note"): [o.note or MISSING for o in chosen],
        }
    )


def _notes(given: RankingInput, ranks: Mapping[str, Rank], ordered: Sequence[str]) -> list[str]:
    chosen = given.selection.chosen
    notes = [
        given.t(
            "ranking.note_definition",
            definition=given.registry.metric_definition(given.metric.metric_id, given.lang),
        )
    ]
    if any(o.qualifier is not Qualifier.EXACT for o in chosen.values()):
        notes.append(given.t("ranking.note_hedge"))
    if not given.view.is_ranked:
        return [*notes, given.t("ranking.note_unranked")]
    if any(o.interval.high is None for o in chosen.values()):
        notes.append(given.t("ranking.note_open_end", factor=f"{OPEN_END:g}"))
    overlapping = sum(bool(r.not_separable_from) for r in ranks.values())
    if overlapping:
        notes.append(given.t("ranking.note_not_separable", n=overlapping))
    if given.metric.direction is Direction.NEUTRAL and ordered:
        notes.append(given.t("ranking.note_neutral"))
    if given.view.period_class is PeriodClass.EVENT and ordered:
        notes.append(given.t("ranking.note_event"))
    stale = [given.name(a) for a in ordered if is_stale(chosen[a], given)]
    if stale:
        names = given.t("common.list_separator").join(stale)
        notes.append(
            given.t("ranking.note_stale", areas=names, months=given.metric.tolerance_months)
        )
    return notes + _note_conflicts(given, ordered)


def _note_conflicts(given: RankingInput, ordered: Sequence[str]) -> list[str]:
    """Name areas whose sources disagree for the same date; both figures are kept."""
    selection = given.selection
    disputed = [
        given.name(a)
        for a in ordered
        if any(
            o.as_of == selection.chosen[a].as_of and disagree(o, selection.chosen[a])
            for o in selection.others[a]
        )
    ]
    if not disputed:
        return []
    names = given.t("common.list_separator").join(disputed)
    return [given.t("ranking.note_conflict", areas=names)]


def _alt(given: RankingInput, ranks: Mapping[str, Rank], ordered: Sequence[str]) -> str:
    ranked = given.view.is_ranked
    return given.t("common.sentence_separator").join(
        f"{ranks[a].label if ranked else ''} {given.name(a)} "
        f"{given.printed(given.selection.chosen[a])}".strip()
        for a in ordered[:12]
    )
