"""The rows of a comparison in words: for the table on the page, and for its file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from cityscene.cards.compare_input import CompareInput, about, value_text, year_text
from cityscene.cards.figures import locator_text
from cityscene.cards.ranking import scaled
from cityscene.charts import listing
from cityscene.charts.comparison import Cell, Head, Line, comparison_table
from cityscene.comparison import Row
from cityscene.margin import difference, relative_difference
from cityscene.schema import Interval, Observation, Unit
from cityscene.tables import period_text, printed_text
from cityscene.theme import Mode
from cityscene.units import MISSING, DisplayScale, format_interval

_PLAIN = Unit("plain", "", "", "plain", scaled=False, decimals=2)
_SHARE = Unit("plain", "", "", "plain", scaled=False, decimals=1)
#: What a difference of units without a percentage is counted in.
_STEPS = {"percent": "compare.points", "rank": "compare.places"}


def table_frame(given: CompareInput, rows: Sequence[Row]) -> pd.DataFrame:
    """Return rows as a frame: theme, metric, unit and period, an area each, the verdict."""
    registry = given.registry
    columns: dict[str, list[str]] = {
        given.t("table.theme"): [_theme(given, row) for row in rows],
        given.t("table.metric"): [registry.metric_name(r.view.metric_id, given.lang) for r in rows],
        given.t("compare.about"): [about(given, row) for row in rows],
    }
    for area_id in given.comparison.areas:
        columns[given.label(area_id)] = [cell_text(given, row, area_id) for row in rows]
    columns[given.t("compare.lead")] = [verdict(given, row) for row in rows]
    return pd.DataFrame(columns)


def cell_text(given: CompareInput, row: Row, area_id: str) -> str:
    """Return a cell as plain text: the figure with its year, or the difference to the leader."""
    if area_id not in row.chosen:
        return _absent(given, row, area_id)
    main, side = _words(given, row, area_id)
    return given.t("compare.cell", number=main, year=side) if side else main


def table_html(given: CompareInput, rows: Sequence[Row], caption: str, mode: Mode) -> str:
    """Return rows as a table under their themes."""
    head = Head(
        given.t("table.metric"),
        given.t("compare.lead"),
        MISSING,
        given.t("compare.other_level"),
        {a: given.name(a) for a in given.comparison.areas},
        {a: given.level(a) for a in given.comparison.areas} if given.is_mixed else {},
        given.slots,
        given.my_city,
    )
    groups = [
        (theme, [_line(given, row) for row in found])
        for theme, found in groupby(rows, key=lambda row: _theme(given, row))
    ]
    return comparison_table(head, groups, caption, mode)


def verdict(given: CompareInput, row: Row) -> str:
    """Return who leads for sure, or why nobody does."""
    names = given.join(given.name(a) for a in row.first)
    return given.t(f"compare.verdict.{row.verdict}", areas=names)


def _theme(given: CompareInput, row: Row) -> str:
    metric = given.registry.metrics[row.view.metric_id]
    return given.registry.theme_name(metric.theme_id, given.lang)


def _line(given: CompareInput, row: Row) -> Line:
    return Line(
        name=given.metric(row),
        link=given.ranking_link(row),
        about=about(given, row),
        verdict=verdict(given, row),
        cells={a: _cell(given, row, a) for a in row.chosen},
        apart=frozenset(a for a in given.comparison.areas if not given.fits(row, a)),
    )


def _absent(given: CompareInput, row: Row, area_id: str) -> str:
    """What stands where an area has no figure: nothing published, or another level."""
    return MISSING if given.fits(row, area_id) else given.t("compare.other_level")


def _cell(given: CompareInput, row: Row, area_id: str) -> Cell:
    main, side = _words(given, row, area_id)
    return Cell(main, side, _why(given, row, area_id), leads=area_id == row.leader)


def _words(given: CompareInput, row: Row, area_id: str) -> tuple[str, str]:
    """Figure and year, or absolute and relative difference where these are asked for."""
    o, scale = row.chosen[area_id], given.scale(row)
    if given.gaps and row.reference is not None and area_id not in row.first:
        return _gap(given, o, row.reference, scale)
    return value_text(given, o, scale), year_text(given, row, area_id)


def _gap(
    given: CompareInput, o: Observation, reference: Observation, scale: DisplayScale
) -> tuple[str, str]:
    """Difference in the scale of the row, and in percent; a share differs by points."""
    gap = _signed(scaled(difference(o, reference), scale.divisor), _PLAIN, given)
    share = relative_difference(o, reference)
    if share is not None:
        return gap, f"{_signed(share, _SHARE, given)}%"
    return gap, given.t(_STEPS[o.unit]) if o.unit in _STEPS else ""


def _signed(gap: Interval, unit: Unit, given: CompareInput) -> str:
    """An interval without its unit, with a plus where all of it is above zero."""
    text = format_interval(gap, unit, given.lang, "")
    is_above = gap.low is not None and gap.low > 0 and gap.high is not None
    return f"+{text}" if is_above else text


def _why(given: CompareInput, row: Row, area_id: str) -> str:
    """What stands behind a cell: each source, a later figure, and the way to all of them."""
    o = row.chosen[area_id]
    evidence = (o, *row.twins[area_id])
    parts = [part for x in evidence for part in _evidence(given, x)]
    if len(evidence) > 1:
        parts.insert(0, listing.strong(listing.text(given.t("compare.sources", n=len(evidence)))))
    if area_id in row.later:
        parts.append(listing.text(_later(given, row.later[area_id])))
    total = given.registry.base_metric(o.metric_id)
    everything = given.link("sources", area=o.area_id, metric=total)
    parts.append(listing.link(given.t("compare.all_figures"), everything))
    return "".join(f"<p>{part}</p>" for part in parts)


def _later(given: CompareInput, o: Observation) -> str:
    period = period_text(o, given.lang)
    printed = printed_text(o, given.registry, given.lang)
    return given.t("compare.later", printed=printed, period=period)


def _evidence(given: CompareInput, o: Observation) -> list[str]:
    """The source of a figure; of a ratio how it is computed, and the sources of both parts."""
    origins = [given.origins[k] for k in o.derived_from if k in given.origins]
    if not origins:
        return [_source(given, o)]
    return [listing.text(given.printed(o)), *(_source(given, x) for x in origins)]


def _source(given: CompareInput, o: Observation) -> str:
    """Printed figure, period, source with its standing, place in it, and the note."""
    source = given.registry.sources[o.source_id]
    tier = given.t(f"enum.tier.{source.tier}")
    locator = locator_text(o.locator, source, given.lang) if o.locator else ""
    place = " · ".join(p for p in (source.publisher, tier, source.published_date, locator) if p)
    title = listing.text(source.title)
    if source.url and source.url.startswith(("https://", "http://")):
        title = listing.link(source.title, source.url)
    facts = (given.t("ranking.hover_printed", printed=o.value_printed),
             period_text(o, given.lang), place)  # fmt: skip
    lines = [*map(listing.text, facts), title]
    if o.note:
        lines.append(listing.text(o.note))
    return "<br>".join(lines)
