"""Super scenarios: what they are called, and the figures that were opened with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cityscene.cards import Card
from cityscene.cards.instruments import evidence
from cityscene.cards.profile import ProfileInput, box
from cityscene.cards.scenarios import named, places, scenario_frame, scenario_table, sources_of
from cityscene.charts import listing
from cityscene.charts.listing import Box, Group
from cityscene.entries import Entry, entries
from cityscene.scenarios import Scenario, printed_beside
from cityscene.schema import Observation
from cityscene.theme import Mode

MECHANISM = "super_scenario"
#: Metrics that speak of super scenarios themselves, wherever they are printed.
METRICS = ("super_scenarios", "super_scenario_fields", "super_scenario_street_length")
_WIDTHS = (34, 26, 40)

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class SuperInput:
    """What the card is made from.

    Attributes:
        found: super scenarios.
        figures: figures to show with them.
        announced: evidence of super scenarios, as a mechanism, in areas that name none.
        written: how rows are written.
    """

    found: Sequence[Scenario]
    figures: Sequence[Observation]
    announced: Rows
    written: ProfileInput

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.written.t(key, **values)


def super_card(given: SuperInput) -> Card:
    """Super scenarios by area, their figures first; below, areas that only announce some."""
    areas = _areas(given)
    words = given.t("scenarios.super_headline", n=len(given.found), areas=len(areas))
    return Card(
        card_id="super_scenarios",
        headline=words,
        small=given.t("scenarios.super_small"),
        draw=None,
        html=partial(_draw, given),
        table=scenario_table(given.found, given.written),
        observations=tuple(given.figures),
        notes=(given.t("scenarios.super_note"),),
        alt=words,
        source_ids=(*sources_of(given.found), *(row["source_id"] for row in given.announced)),
        data=scenario_frame(given.found, given.written.registry),
    )


def super_figures(
    found: Iterable[Scenario], observations: Sequence[Observation]
) -> list[Observation]:
    """Return the figures that belong to super scenarios, out of those of their areas."""
    beside = {o.obs_id for o in printed_beside(found, observations)}
    return [o for o in observations if o.metric_id in METRICS or o.obs_id in beside]


def _areas(given: SuperInput) -> list[str]:
    """Areas of the scenarios, those with most figures first."""
    known = dict.fromkeys(s.area_id for s in given.found)
    return sorted(known, key=lambda a: -len(_figures_of(a, given)))


def _figures_of(area_id: str, given: SuperInput) -> list[Entry]:
    """Figures of an area and of what lies in it, each once, in the order of the metrics."""
    registry = given.written.registry
    areas, order = registry.areas, list(registry.metrics)
    own = [o for o in given.figures if area_id in (o.area_id, areas[o.area_id].parent_id)]
    found = entries(own, registry.sources)
    return sorted(found, key=lambda e: order.index(e.observation.metric_id))


def _draw(given: SuperInput, mode: Mode) -> str:
    parts = [_area(area_id, given, mode) for area_id in _areas(given)]
    if given.announced:
        parts.append(_announced(given, mode))
    return "".join(parts)


def _area(area_id: str, given: SuperInput, mode: Mode) -> str:
    written = given.written
    own = [s for s in given.found if s.area_id == area_id]
    title = written.t("scenarios.super_area", area=written.area_link(area_id), n=len(own))
    figures = [_box(e, given) for e in _figures_of(area_id, given)]
    header = [written.t(f"scenarios.column_{c}") for c in ("scenario", "what", "evidence")]
    table = listing.listing(
        written.name(area_id), header, _WIDTHS, [Group("", [_row(s, written) for s in own])], mode
    )
    heading = listing.lines([listing.strong(title)], mode)
    return listing.section(heading, [listing.boxes(figures, mode), table] if figures else [table])


def _box(entry: Entry, given: SuperInput) -> Box:
    """A figure with every source that prints it; one of another area says whose it is."""
    written, o = given.written, entry.observation
    plain = box(o, written)
    sources = "<br>".join(written.figure_link(x) for x in entry.places)
    note = f"<br>{listing.text(o.note)}" if o.note else ""
    named_areas = {s.area_id for s in given.found}
    label = plain.label
    if o.area_id not in named_areas:
        label = f"{written.area_link(o.area_id)} · {label}"
    period = plain.small.partition("<br>")[0]
    return replace(plain, label=label, small=f"{period}<br>{sources}{note}")


def _row(s: Scenario, given: ProfileInput) -> list[str]:
    separator = given.t("common.list_separator")
    details = (given.t(f"enum.domain.{s.domain}"), separator.join(s.technologies),
               separator.join(s.owners))  # fmt: skip
    stage = listing.text(given.t(f"enum.stage.{s.stage}"))
    small = listing.small(listing.text(" · ".join(d for d in details if d)))
    return [named(s, given), stage + small, places(s.places, given)]


def _announced(given: SuperInput, mode: Mode) -> str:
    written = given.written
    title = written.t("scenarios.super_announced")
    header = [written.t(f"scenarios.column_{c}") for c in ("name", "area", "evidence")]
    rows = [
        [
            listing.strong(listing.text(row[f"name_{written.lang}"])),
            written.area_link(row["area_id"]),
            evidence([row], written),
        ]
        for row in given.announced
    ]
    table = listing.listing(title, header, _WIDTHS, [Group("", rows)], mode)
    return listing.section(listing.lines([listing.strong(listing.text(title))], mode), [table])
