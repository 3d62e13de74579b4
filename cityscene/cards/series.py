"""One metric over the years for a few areas; a break in the series is not crossed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from cityscene import registry
from cityscene.cards import Card
from cityscene.cards.ranking import RankingInput, scaled
from cityscene.cards.references import References
from cityscene.charts.series import Break, Point, Reference, series_lines
from cityscene.comparable import View, select, why_not
from cityscene.schema import Observation
from cityscene.tables import period_text, source_text
from cityscene.theme import Mode, area_colours
from cityscene.timeline import Happening
from cityscene.units import DisplayScale

LEAST_PERIODS = 2
MOST_AREAS = 6


@dataclass(frozen=True)
class SeriesInput:
    """All figures of the metric, the ranking they belong to, and events to draw behind them."""

    observations: list[Observation]
    ranking: RankingInput
    national: Sequence[Happening] = ()


def has_course(observations: Iterable[Observation], ranking: RankingInput) -> bool:
    """Whether any ranked area has figures of two years, so that there is a course to draw."""
    view = replace(ranking.view, year=None)
    years: dict[str, set[int]] = {a: set() for a in ranking.selection.chosen}
    for o in observations:
        area = ranking.registry.areas[o.area_id]
        if o.area_id in years and o.as_of and why_not(o, area, view) is None:
            years[o.area_id].add(o.as_of.year)
    return any(len(found) >= LEAST_PERIODS for found in years.values())


def series_card(given: SeriesInput) -> Card | None:
    """Build the card of my area and the leaders; None where no area has two periods."""
    ranking = given.ranking
    by_area = _by_area(given)
    if not by_area:
        return None
    shown = [o for points in by_area.values() for o in points]
    scale = ranking.scale([o.value for o in shown])
    years = sorted(o.as_of.year for o in shown if o.as_of)
    behind = References.within(given.national, years[0], years[-1], ranking.registry, ranking.lang)
    below = ranking.divided_by(shown)
    small = ranking.t(
        "ranking.series_small",
        scope=ranking.scope,
        metric=ranking.registry.metric_name(ranking.metric.metric_id, ranking.lang),
        start=years[0],
        end=years[-1],
        unit=scale.label,
    )
    return Card(
        card_id=f"series_{ranking.metric.metric_id}",
        headline=_headline(given, by_area),
        small=below.small(small),
        draw=partial(_draw, given, by_area, scale.divisor, behind.lines()),
        table=_table(given, by_area, scale),
        observations=tuple(shown),
        notes=(*_break_notes(given, by_area), *_reference_notes(given, behind)),
        alt=_headline(given, by_area),
        source_ids=(*below.source_ids, *behind.source_ids),
    )


def _reference_notes(given: SeriesInput, behind: References) -> list[str]:
    """Say what the vertical lines are and how they stand to the ticks, where asked for."""
    if not given.national:
        return []
    placed = [given.ranking.t("timeline.note_series")] if behind.events else []
    return [*behind.notes(), *placed]


def _by_area(given: SeriesInput) -> dict[str, list[Observation]]:
    """My area first, then the leaders, each with one figure a year."""
    ranking = given.ranking
    order = sorted(ranking.selection.chosen, key=lambda a: -ranking.selection.chosen[a].value)
    if ranking.my_area in order:
        order.remove(str(ranking.my_area))
        order.insert(0, str(ranking.my_area))
    yearly = {a: _one_a_year(given, a) for a in order}
    rich = [a for a in order if len(yearly[a]) >= LEAST_PERIODS]
    return {a: yearly[a] for a in rich[:MOST_AREAS]}


def _one_a_year(given: SeriesInput, area_id: str) -> list[Observation]:
    ranking = given.ranking
    own = [o for o in given.observations if o.area_id == area_id]
    found: list[Observation] = []
    for year in sorted({o.as_of.year for o in own if o.as_of}):
        view = View(
            ranking.view.metric_id,
            ranking.view.level,
            ranking.view.basis,
            ranking.view.period_class,
            year,
        )
        chosen = select(own, view, ranking.registry.areas, ranking.registry.sources).chosen
        found.extend(chosen.values())
    return found


def _headline(given: SeriesInput, by_area: dict[str, list[Observation]]) -> str:
    ranking = given.ranking
    metric = ranking.registry.metric_name(ranking.metric.metric_id, ranking.lang)
    first_area, points = next(iter(by_area.items()))
    if first_area != ranking.my_area:
        return ranking.t("ranking.series_headline_group", metric=metric)
    first, last = points[0], points[-1]
    assert first.as_of and last.as_of
    return ranking.t(
        "ranking.series_headline",
        city=ranking.name(first_area),
        metric=metric,
        start=first.as_of.year,
        first=ranking.shown(first),
        end=last.as_of.year,
        last=ranking.shown(last),
    )


def _draw(
    given: SeriesInput,
    by_area: dict[str, list[Observation]],
    divisor: float,
    references: Sequence[Reference],
    mode: Mode,
) -> go.Figure:
    ranking = given.ranking
    colours = area_colours(by_area, ranking.my_area, mode)
    series = {
        ranking.name(a): [_point(o, ranking, divisor) for o in points]
        for a, points in by_area.items()
    }
    return series_lines(
        series,
        {ranking.name(a): c for a, c in colours.items()},
        mode,
        _cuts(given, by_area),
        references,
    )


def _point(o: Observation, ranking: RankingInput, divisor: float) -> Point:
    assert o.as_of is not None
    hover = "<br>".join(
        (
            f"<b>{ranking.name(o.area_id)}</b>",
            ranking.divided_by([o]).behind(o),
            period_text(o, ranking.lang),
            source_text(o, ranking.registry),
        )
    )
    return Point(date(o.as_of.year, 1, 1), o.value / divisor, scaled(o.interval, divisor), hover)


def _breaks(given: SeriesInput, by_area: dict[str, list[Observation]]) -> list[registry.Break]:
    """Breaks between the years that are shown."""
    years = [o.as_of.year for points in by_area.values() for o in points if o.as_of]
    first, last = min(years), max(years)
    found = given.ranking.registry.breaks_of(given.ranking.metric.metric_id)
    return [b for b in found if first <= b.between_from < last]


def _reason(b: registry.Break, lang: str) -> str:
    return b.reason_en if lang == "en" else b.reason_zh


def _cuts(given: SeriesInput, by_area: dict[str, list[Observation]]) -> list[Break]:
    """Breaks at the middle between the two years that cannot be compared."""
    return [
        Break(date(b.between_from, 7, 1), _reason(b, given.ranking.lang))
        for b in _breaks(given, by_area)
    ]


def _break_notes(given: SeriesInput, by_area: dict[str, list[Observation]]) -> list[str]:
    return [
        given.ranking.t("ranking.series_break", reason=_reason(b, given.ranking.lang))
        for b in _breaks(given, by_area)
    ]


def _table(
    given: SeriesInput,
    by_area: dict[str, list[Observation]],
    scale: DisplayScale,
) -> pd.DataFrame:
    ranking = given.ranking
    rows = [o for points in by_area.values() for o in points]
    return pd.DataFrame(
        {
            ranking.t("table.area"): [ranking.name(o.area_id) for o in rows],
            ranking.t("table.period"): [period_text(o, ranking.lang) for o in rows],
            ranking.t("ranking.value_column", unit=scale.label): [
                o.value / scale.divisor for o in rows
            ],
            ranking.t("table.printed"): [ranking.printed(o) for o in rows],
            ranking.t("table.source"): [source_text(o, ranking.registry) for o in rows],
        }
    )
