"""Areas side by side: who is surely ahead in which metrics, and what cannot be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from cityscene import normalised
from cityscene.cards import Card
from cityscene.cards.compare_input import CompareInput
from cityscene.cards.compare_lines import table_frame, table_html
from cityscene.cards.denominators import Denominators
from cityscene.comparable import disagree
from cityscene.comparison import Row, Standing
from cityscene.ranking import OPEN_END
from cityscene.ratios import Per
from cityscene.schema import Observation, Qualifier
from cityscene.tables import evidence_table
from cityscene.units import MISSING


def compare_card(given: CompareInput) -> Card:
    """Build the table card; without comparable figures it says so and keeps the left-outs."""
    rows = given.comparison.rows
    words = headline(given, rows)
    below = given.divided_by(shown(rows))
    return Card(
        card_id="compare_table",
        headline=words,
        small=below.small(small(given, rows)),
        draw=None,
        html=partial(table_html, given, rows, words) if rows else None,
        table=table_frame(given, rows),
        observations=shown(rows),
        left_out=given.comparison.left_out,
        notes=tuple([*_ratio_notes(given, rows, below), *_notes(given, rows)]),
        alt=words,
        source_ids=below.source_ids,
    )


def singles_card(given: CompareInput) -> Card | None:
    """Build the card of figures that only one of the areas has; None where there are none."""
    singles = given.comparison.singles
    if not singles:
        return None
    return Card(
        card_id="compare_singles",
        headline=given.t("compare.singles_headline", n=len({o.metric_id for o in singles})),
        small=given.t("compare.singles_small", areas=given.names),
        draw=None,
        table=evidence_table(singles, given.registry, given.lang),
        observations=singles,
    )


def shown(rows: Iterable[Row]) -> tuple[Observation, ...]:
    """Return every figure of some rows."""
    return tuple(o for row in rows for o in row.chosen.values())


def headline(given: CompareInput, rows: Sequence[Row]) -> str:
    """Say how many rows the area in focus surely leads, of those where an order is judged."""
    if given.focus is None or not rows:
        return given.t("compare.headline_empty", areas=given.names)
    found = standings(rows, given.focus)
    judged = sum(found.values()) - found[Standing.UNJUDGED]
    city = given.name(given.focus)
    if not judged:
        return given.t("compare.headline_unjudged", n=len(rows), city=city)
    key = "compare.headline" if found[Standing.AHEAD] else "compare.headline_none"
    return given.t(key, n=judged, city=city, ahead=found[Standing.AHEAD])


def standings(rows: Iterable[Row], area_id: str) -> dict[Standing, int]:
    """Return the number of rows by where an area stands in them, every standing named."""
    places = [row.standing(area_id) for row in rows]
    return {s: places.count(s) for s in Standing}


def small(given: CompareInput, rows: Sequence[Row]) -> str:
    """Return areas, number of metrics and years of some rows."""
    years = sorted({o.as_of.year for o in shown(rows) if o.as_of})
    span = "–".join(str(y) for y in dict.fromkeys((years[0], years[-1]))) if years else MISSING
    return given.t("compare.small", areas=given.names, n=len(rows), span=span)


def _ratio_notes(given: CompareInput, rows: Sequence[Row], below: Denominators) -> list[str]:
    """Say which rows are ratios and what they are divided by; nothing without ratios."""
    parts = [normalised.split(row.view.metric_id, given.registry)[1] for row in rows]
    ratios = [per for per in parts if per is not Per.NONE]
    if not ratios:
        return []
    name = given.t(f"enum.per.{ratios[0]}")
    return [given.t("per.note_rows", n=len(ratios), per=name), *below.notes()]


def _notes(given: CompareInput, rows: Sequence[Row]) -> list[str]:
    if given.focus is None:
        return _level_note(given)
    notes = _order_notes(given, rows, given.focus)
    if any(o.qualifier is not Qualifier.EXACT for o in shown(rows)):
        notes.append(given.t("compare.note_hedge"))
    if any(row.ranks and any(o.interval.high is None for o in row.chosen.values()) for row in rows):
        notes.append(given.t("ranking.note_open_end", factor=f"{OPEN_END:g}"))
    notes.append(given.t("compare.note_year"))
    if any(row.stale for row in rows):
        notes.append(given.t("compare.note_stale"))
    return [*notes, *_level_note(given), *_conflict_note(given, rows)]


def _order_notes(given: CompareInput, rows: Sequence[Row], focus: str) -> list[str]:
    """Where the area in focus stands, and what a sure lead is."""
    if not any(row.ranks for row in rows):
        return [given.t("compare.note_lead")]
    counts = {str(s): n for s, n in standings(rows, focus).items()}
    leads = _leads(given, rows)
    standing = given.t("compare.note_standing", city=given.name(focus), leads=leads, **counts)
    return [standing, given.t("compare.note_lead")]


def _leads(given: CompareInput, rows: Sequence[Row]) -> str:
    """Number of rows each area surely leads, the most first."""
    counts = Counter(row.leader for row in rows if row.leader is not None)
    leads = (given.t("compare.leads", area=given.name(a), n=n) for a, n in counts.most_common())
    return given.join(leads) or given.t("compare.leads_none")


def _level_note(given: CompareInput) -> list[str]:
    """Say that levels are kept apart, and which area is of which."""
    if len(given.levels) < 2:
        return []
    labels = given.join(given.label(a) for a in given.comparison.areas)
    return [given.t("compare.note_levels", areas=labels)]


def _conflict_note(given: CompareInput, rows: Sequence[Row]) -> list[str]:
    """Name the metrics of which sources of the same date exclude each other."""
    disputed = dict.fromkeys(
        given.metric(row)
        for row in rows
        if any(disagree(row.chosen[a], x) for a, found in row.twins.items() for x in found)
    )
    return [given.t("compare.note_conflict", metrics=given.join(disputed))] if disputed else []
