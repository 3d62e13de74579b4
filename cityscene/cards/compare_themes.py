"""The comparable metrics of a theme as small multiples, a few metrics a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go

from cityscene.cards import Card
from cityscene.cards.compare import headline, shown, small
from cityscene.cards.compare_input import CompareInput, about, value_text, year_text
from cityscene.cards.compare_lines import table_frame
from cityscene.cards.ranking import scaled
from cityscene.charts.dots import Lane, Panel, small_multiples
from cityscene.charts.marks import Item
from cityscene.comparison import Row
from cityscene.schema import Observation, Qualifier
from cityscene.tables import period_text, source_text
from cityscene.theme import Mode, area_colours
from cityscene.units import MISSING

#: Panels of one card: more would be a wall.
MOST_PANELS = 6


@dataclass(frozen=True)
class Part:
    """A share of a theme's rows: ``number`` of ``of``."""

    theme_id: str
    rows: tuple[Row, ...]
    number: int
    of: int


def parts(given: CompareInput) -> list[Part]:
    """Cut the rows into parts of a theme, none with more than ``MOST_PANELS`` rows."""
    by_theme: dict[str, list[Row]] = {}
    for row in given.comparison.rows:
        theme_id = given.registry.metrics[row.view.metric_id].theme_id
        by_theme.setdefault(theme_id, []).append(row)
    return [part for theme_id, rows in by_theme.items() for part in _cut(theme_id, rows)]


def theme_card(given: CompareInput, part: Part) -> Card:
    """Build the card of one part."""
    first = headline(given, part.rows)
    words = given.t("compare.theme_headline", theme=_theme(given, part), finding=first)
    below = given.divided_by(shown(part.rows))
    return Card(
        card_id=f"compare_{part.theme_id}_{part.number}",
        headline=words,
        small=below.small(small(given, part.rows)),
        draw=partial(_draw, given, part.rows),
        table=table_frame(given, part.rows),
        observations=shown(part.rows),
        notes=tuple([*below.notes(), *_notes(given, part.rows)]),
        alt=_alt(given, part.rows),
        source_ids=below.source_ids,
    )


def _cut(theme_id: str, rows: Sequence[Row]) -> list[Part]:
    """Parts of nearly the same size."""
    n = -(-len(rows) // MOST_PANELS)
    size = -(-len(rows) // n)
    chunks = [tuple(rows[i : i + size]) for i in range(0, len(rows), size)]
    return [Part(theme_id, c, i, len(chunks)) for i, c in enumerate(chunks, start=1)]


def _theme(given: CompareInput, part: Part) -> str:
    name = given.registry.theme_name(part.theme_id, given.lang)
    if part.of == 1:
        return name
    return given.t("compare.theme_part", theme=name, number=part.number, of=part.of)


def _draw(given: CompareInput, rows: Sequence[Row], mode: Mode) -> go.Figure:
    """Panels with a lane for each area of the levels that the rows are about."""
    areas = [a for a in given.comparison.areas if any(given.fits(row, a) for row in rows)]
    my_city = given.my_city if given.my_city in areas else None
    colours = area_colours(areas, my_city, mode, given.slots)
    lanes = [Lane(a, given.name(a), colours[a], a == my_city) for a in areas]
    return small_multiples([_panel(given, row) for row in rows], lanes, mode, MISSING)


def _panel(given: CompareInput, row: Row) -> Panel:
    items = {a: _item(given, row, a) for a in row.chosen}
    return Panel(given.metric(row), about(given, row), items)


def _item(given: CompareInput, row: Row, area_id: str) -> Item:
    o = row.chosen[area_id]
    scale = given.scale(row)
    text = value_text(given, o, scale)
    if len({x.as_of.year for x in row.chosen.values() if x.as_of}) > 1:
        text = given.t("compare.cell", number=text, year=year_text(given, row, area_id))
    return Item(
        key=area_id,
        label=given.name(area_id),
        value=o.value / scale.divisor,
        interval=scaled(o.interval, scale.divisor),
        text=text,
        hover=_hover(given, o),
        basis=o.basis,
        is_mine=area_id == given.my_city,
        is_stale=area_id in row.stale,
    )


def _hover(given: CompareInput, o: Observation) -> str:
    parts = (
        f"<b>{given.name(o.area_id)}</b>",
        given.printed(o),
        period_text(o, given.lang),
        source_text(o, given.registry),
    )
    return "<br>".join(parts)


def _notes(given: CompareInput, rows: Sequence[Row]) -> list[str]:
    notes = [given.t("compare.note_axes")]
    if any(o.qualifier is not Qualifier.EXACT for o in shown(rows)):
        notes.append(given.t("compare.note_band"))
    return notes


def _alt(given: CompareInput, rows: Sequence[Row]) -> str:
    """Each panel in words."""
    frame = table_frame(given, rows)
    names = [given.label(a) for a in given.comparison.areas]
    metric = given.t("table.metric")
    texts = (
        f"{record[metric]}: " + given.join(f"{n} {record[n]}" for n in names)
        for record in frame.to_dict("records")
    )
    return "\n".join(texts)
