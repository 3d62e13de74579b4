"""Batches and items of lists over time: every release as a mark as wide as its date is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.figures import value_text
from cityscene.cards.funnel import FunnelInput, source_html
from cityscene.charts import listing, spans
from cityscene.entries import Entry
from cityscene.releases import Extent, Release
from cityscene.tables import source_text
from cityscene.theme import Mode
from cityscene.units import MISSING, DateSpan, Precision, date_label

#: Areas with fewer releases are folded away, my city and chosen areas never.
LEAST_RELEASES = 2

Releases = Mapping[str, Sequence[Release]]


def releases_card(found: Releases, given: FunnelInput) -> Card | None:
    """Build the card; None where none of the areas has a dated release."""
    areas = [a for a in given.areas if found.get(a)]
    if not areas:
        return None
    shown = [a for a in areas if _is_shown(a, found, given)] or areas
    folded = [a for a in areas if a not in shown]
    everything = [r for a in areas for r in found[a]]
    words = headline(found, areas, given)
    return Card(
        card_id="funnel_releases",
        headline=words,
        small=given.t("funnel.releases_small", n=len(everything), areas=len(areas)),
        draw=None,
        html=partial(_draw, found, shown, folded, given),
        table=_table(everything, given),
        observations=tuple(o for r in everything for e in r.figures for o in e.places),
        source_ids=tuple(e["source_id"] for r in everything for e in r.events),
        notes=(given.t("funnel.note_marks"), given.t("funnel.note_totals")),
        alt=words,
    )


def headline(found: Releases, areas: Sequence[str], given: FunnelInput) -> str:
    """Say how many counted releases are known of the first area with several, and since when."""
    single = {a: [r for r in found[a] if r.extent is Extent.ONE] for a in areas}
    first = next((a for a in areas if len(single[a]) >= LEAST_RELEASES), None)
    if first is None:
        return given.t("funnel.releases_headline_few", n=len(areas))
    dates = [date_text(r, given) for r in single[first]]
    return given.t(
        "funnel.releases_headline", area=given.name(first), n=len(dates), first=dates[0],
        last=dates[-1],
    )  # fmt: skip


def date_text(release: Release, given: FunnelInput) -> str:
    """The date of a release, no more exact than it is known."""
    span = DateSpan(release.first, release.last, _precision(release))
    text = span.last.isoformat()
    cut = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[span.precision]
    return date_label(text[:cut], given.lang)


def _precision(release: Release) -> Precision:
    first, last = release.first, release.last
    if first == last:
        return Precision.DAY
    same_month = (first.year, first.month) == (last.year, last.month)
    return Precision.MONTH if same_month else Precision.YEAR


def _is_shown(area_id: str, found: Releases, given: FunnelInput) -> bool:
    named = given.is_chosen or area_id == given.my_city
    return named or len(found[area_id]) >= LEAST_RELEASES


def _draw(
    found: Releases, shown: Sequence[str], folded: Sequence[str], given: FunnelInput, mode: Mode
) -> str:
    label = given.t("funnel.releases_label")
    html = spans.span_rows([_group(a, found[a], given) for a in shown], label, mode)
    if not folded:
        return html
    words = given.t("funnel.releases_rest", n=len(folded))
    inner = spans.span_rows([_group(a, found[a], given) for a in folded], words, mode)
    return html + listing.folded(words, inner, mode)


def _group(area_id: str, found: Sequence[Release], given: FunnelInput) -> spans.Group:
    level = listing.small(listing.text(given.level(area_id)))
    lines = [spans.Line(_html(r, given), _mark(r)) for r in found]
    return spans.Group(given.written.area_link(area_id) + level, lines, given.is_mine(area_id))


def _mark(release: Release) -> spans.Mark:
    return spans.Mark(
        release.first, release.last, release.since, is_total=release.extent is Extent.TOTAL,
        is_counted=release.extent is not Extent.UNCOUNTED,
    )  # fmt: skip


def _html(release: Release, given: FunnelInput) -> str:
    """Date and numbers in the first line, what it was and the sources under it.

    Without a number the event itself stands in the first line.
    """
    numbers = given.t("common.sentence_separator").join(
        f"{listing.strong(listing.text(value_text(e.observation, given.registry, given.lang)))} "
        f"{listing.text(_metric(e, given))}"
        for e in release.figures
    )
    names, sources = _names(release, given), _sources(release, given)
    under = (names, sources) if numbers else (sources,)
    kind = listing.text(given.t(f"funnel.extent.{release.extent}", date=date_text(release, given)))
    return f"{kind} {numbers or names}{listing.small(' · '.join(p for p in under if p))}"


def _metric(entry: Entry, given: FunnelInput) -> str:
    return given.registry.metric_name(entry.observation.metric_id, given.lang)


def _names(release: Release, given: FunnelInput) -> str:
    names = dict.fromkeys(str(e[f"name_{given.lang}"]) for e in release.events)
    return listing.text(given.t("common.sentence_separator").join(names))


def _sources(release: Release, given: FunnelInput) -> str:
    if release.figures:
        return source_html(release.figures[0], given)
    first = release.events[0]
    return given.written.source_link(first["source_id"], first["locator"])


def _table(found: Sequence[Release], given: FunnelInput) -> pd.DataFrame:
    rows = [_table_row(r, given) for r in found]
    columns = ("area", "date", "extent", "figure", "event", "source")
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.rename(columns={c: given.t(f"funnel.column_{c}") for c in columns})


def _table_row(release: Release, given: FunnelInput) -> dict[str, str]:
    separator = given.t("common.sentence_separator")
    figures = [
        f"{_metric(e, given)} {value_text(e.observation, given.registry, given.lang)}"
        for e in release.figures
    ]
    sources = [source_text(e.observation, given.registry) for e in release.figures]
    sources += [given.registry.sources[e["source_id"]].publisher for e in release.events]
    return {
        "area": given.name(release.area_id),
        "date": date_text(release, given),
        "extent": given.t(f"funnel.kind.{release.extent}"),
        "figure": separator.join(figures) or MISSING,
        "event": separator.join(dict.fromkeys(str(e[f"name_{given.lang}"]) for e in release.events))
        or MISSING,
        "source": separator.join(dict.fromkeys(sources)),
    }
