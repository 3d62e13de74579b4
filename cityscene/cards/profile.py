"""What is known of one area, as rows: key figures, figures by theme, figures of areas in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cityscene.cards import Card
from cityscene.cards.figures import locator_text, value_text
from cityscene.charts import listing
from cityscene.charts.listing import Box, Group
from cityscene.comparable import PERIOD_CLASS, PeriodClass, preference
from cityscene.entries import Entry, entries
from cityscene.registry import Registry
from cityscene.schema import Basis, Direction, Observation, Scope
from cityscene.sources import short
from cityscene.tables import evidence_table, period_text
from cityscene.texts import t
from cityscene.theme import Mode

Link = Callable[..., str]

KEY_FIGURES = 6
MOST_OF_A_THEME = 2
_WIDTHS = (28, 20, 18, 34)
#: Identifiers of source texts, as remarks of the registry name them.
_SOURCE_ID = re.compile(r"\btxt-\d{3}\b", re.ASCII)
#: A total says more than one batch, a batch more than nothing.
_SAYS_MOST = (PeriodClass.STOCK, PeriodClass.YEAR, PeriodClass.YTD, PeriodClass.EVENT)


@dataclass(frozen=True)
class ProfileInput:
    """The area, and how rows about it are written.

    ``link(page, **params)`` returns a link that keeps the shared controls.
    """

    area_id: str
    registry: Registry
    link: Link
    lang: str

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return t(key, self.lang, **values)

    def name(self, area_id: str) -> str:
        """Short name of an area."""
        return self.registry.area_name(area_id, self.lang)

    def area_link(self, area_id: str) -> str:
        """Name of an area that leads to its profile."""
        return listing.link(self.name(area_id), self.link("city", area=area_id))

    def source_link(self, source_id: str, locator: str | None, **params: str) -> str:
        """Source and place in it, leading to what rests on it."""
        source = self.registry.sources[source_id]
        where = locator_text(locator, source, self.lang) if locator else ""
        words = " · ".join(p for p in (short(source, self.lang), where) if p)
        href = self.link("sources", source=source_id, **params)
        return listing.link(words, href, title=source.title)

    def figure_link(self, o: Observation) -> str:
        """Source of a figure, leading to the figure with all its evidence."""
        return self.source_link(
            o.source_id, o.locator, tab="observations", area=o.area_id, metric=o.metric_id
        )

    def remark(self, note: str) -> str:
        """A curator's remark; a source it names by identifier becomes a link with its title."""
        html = listing.text(note)
        for source_id in _SOURCE_ID.findall(note):
            source = self.registry.sources.get(source_id)
            if source:
                words = listing.link(source.title, self.link("sources", source=source_id))
                html = html.replace(source_id, words)
        return html

    def original(self, source_id: str) -> str:
        """Link to the document itself, where it has an address."""
        url = self.registry.sources[source_id].url
        return listing.link(self.t("city.original"), url) if url else ""


def key_figures(observations: Iterable[Observation], registry: Registry) -> list[Observation]:
    """Return up to six results to put first: scenario work, then the other themes by turns.

    One figure a metric, dated ones first, totals before batches, the economic base last.
    """
    by_metric: dict[str, list[Observation]] = {}
    for o in observations:
        if o.basis is Basis.ACTUAL and not o.derived_from:
            by_metric.setdefault(o.metric_id, []).append(o)
    best = [min(found, key=lambda o: _telling(o, registry)) for found in by_metric.values()]
    places = {m: i for i, m in enumerate(registry.metrics)}
    best.sort(key=lambda o: (*_weakness(o, registry), places[o.metric_id]))
    turns = [o for scope in Scope for o in _by_turns(best, scope, registry)]
    return [*turns, *(o for o in best if o not in turns)][:KEY_FIGURES]


def _weakness(o: Observation, registry: Registry) -> tuple[bool, bool, bool]:
    """What makes a figure say less: no date, one batch only, no better and worse."""
    neutral = registry.metrics[o.metric_id].direction is Direction.NEUTRAL
    return o.as_of is None, PERIOD_CLASS[o.period_type] is PeriodClass.EVENT, neutral


def _telling(o: Observation, registry: Registry) -> tuple[object, ...]:
    kind = _SAYS_MOST.index(PERIOD_CLASS[o.period_type])
    return o.as_of is None, kind, preference(o, registry.sources)


def _by_turns(
    figures: Iterable[Observation], scope: Scope, registry: Registry
) -> list[Observation]:
    """Return figures of the themes of a scope: one of each theme in turn, at most two of any."""
    themes = [k for k, theme in registry.themes.items() if theme.scope is scope]
    by_theme: dict[str, list[Observation]] = {theme: [] for theme in themes}
    for o in figures:
        by_theme.get(registry.metrics[o.metric_id].theme_id, []).append(o)
    lists = by_theme.values()
    return [found[i] for i in range(MOST_OF_A_THEME) for found in lists if i < len(found)]


def box(o: Observation, given: ProfileInput) -> Box:
    """Return one key figure with its hedge, period and source."""
    metric = given.registry.metric_name(o.metric_id, given.lang)
    level = given.registry.areas[o.area_id].level
    return Box(
        label=listing.link(metric, given.link("ranking", metric=o.metric_id, level=str(level))),
        figure=listing.text(value_text(o, given.registry, given.lang)),
        small=f"{listing.text(period_text(o, given.lang))}<br>{given.figure_link(o)}",
    )


def figures_card(observations: Sequence[Observation], given: ProfileInput) -> Card:
    """Own figures of the area by theme; targets and estimates are marked."""
    found = _in_order(observations, given.registry)
    themes = dict.fromkeys(given.registry.metrics[e.observation.metric_id].theme_id for e in found)
    groups = [_theme_group(theme, found, given) for theme in themes]
    counts = {"area": given.name(given.area_id), "n": len(found), "themes": len(themes)}
    return _card(f"figures_{given.area_id}", "city.figures_headline", groups, observations, given,
                 counts)  # fmt: skip


def inside_card(observations: Sequence[Observation], given: ProfileInput) -> Card:
    """Figures of districts, zones and organisations, each folded under its own area."""
    by_area: dict[str, list[Observation]] = {}
    for o in observations:
        by_area.setdefault(o.area_id, []).append(o)
    order = [a for a in given.registry.areas if a in by_area]
    groups = [Group("", _rows(by_area[a], given)) for a in order]
    summaries = [
        given.t("city.inside_group", area=given.name(a), level=_level(a, given), n=len(g.rows))
        for a, g in zip(order, groups, strict=True)
    ]
    n = sum(len(g.rows) for g in groups)
    counts = {"area": given.name(given.area_id), "n": n, "areas": len(order)}
    card = _card(f"inside_{given.area_id}", "city.inside_headline", groups, observations, given,
                 counts)  # fmt: skip
    header = _header(given)

    def draw(mode: Mode) -> str:
        return "".join(
            listing.folded(s, listing.listing(s, header, _WIDTHS, [g], mode), mode)
            for s, g in zip(summaries, groups, strict=True)
        )

    return replace(card, html=draw)


def _card(
    card_id: str,
    headline: str,
    groups: Sequence[Group],
    observations: Sequence[Observation],
    given: ProfileInput,
    counts: Mapping[str, object],
) -> Card:
    words = given.t(headline, **counts)
    return Card(
        card_id=card_id,
        headline=words,
        small=given.t(f"{headline}_small"),
        draw=None,
        html=partial(listing.listing, words, _header(given), _WIDTHS, groups),
        table=evidence_table(observations, given.registry, given.lang),
        observations=tuple(observations),
        alt=words,
    )


def _header(given: ProfileInput) -> list[str]:
    return [given.t(f"city.column_{c}") for c in ("metric", "figure", "period", "evidence")]


def _rows(observations: Sequence[Observation], given: ProfileInput) -> list[list[str]]:
    return [figure_row(e, given) for e in _in_order(observations, given.registry)]


def _theme_group(theme: str, found: Sequence[Entry], given: ProfileInput) -> Group:
    metrics = given.registry.metrics
    rows = [
        figure_row(e, given) for e in found if metrics[e.observation.metric_id].theme_id == theme
    ]
    return Group(given.registry.theme_name(theme, given.lang), rows)


def _in_order(observations: Iterable[Observation], registry: Registry) -> list[Entry]:
    """Entries by theme and metric; results before estimates and targets."""
    places = {m: i for i, m in enumerate(registry.metrics)}
    bases = list(Basis)
    found = entries(observations, registry.sources)
    return sorted(
        found,
        key=lambda e: (places[e.observation.metric_id], bases.index(e.observation.basis)),
    )


def figure_row(entry: Entry, given: ProfileInput) -> list[str]:
    """Return the cells of one figure: metric, figure, period, evidence."""
    o = entry.observation
    level = given.registry.areas[o.area_id].level
    name = given.registry.metric_name(o.metric_id, given.lang)
    definition = given.registry.metric_definition(o.metric_id, given.lang)
    href = given.link("ranking", metric=o.metric_id, level=str(level))
    metric = listing.link(name, href, title=definition)
    return [metric, _figure(entry, given), _period(entry, given), _evidence(entry, given)]


def _figure(entry: Entry, given: ProfileInput) -> str:
    o = entry.observation
    value = value_text(o, given.registry, given.lang)
    marks = [given.t(f"enum.basis.{o.basis}")] if o.basis is not Basis.ACTUAL else []
    if entry.is_disputed:
        marks.append(given.t("city.disputed"))
    printed = o.value_printed or ""
    as_printed = "" if _same(value, printed) else given.t("city.printed", printed=printed)
    tags = "".join(listing.tag(m) for m in marks)
    return listing.strong(listing.text(value)) + tags + listing.small(listing.text(as_printed))


def _same(value: str, printed: str) -> bool:
    plain = (value.replace(" ", "").replace(",", ""), printed.replace(" ", "").replace(",", ""))
    return not printed or plain[0] == plain[1]


def _period(entry: Entry, given: ProfileInput) -> str:
    o = entry.observation
    words = listing.text(period_text(o, given.lang))
    if not entry.earlier:
        return words
    href = given.link("sources", area=o.area_id, metric=o.metric_id)
    years = len({x.as_of for x in entry.earlier})
    return words + listing.small(listing.link(given.t("city.earlier", n=years), href))


def _evidence(entry: Entry, given: ProfileInput) -> str:
    """Sources of a figure, the documents themselves, and the curator's remark."""
    places = entry.places
    lines = [f"{given.figure_link(o)} {given.original(o.source_id)}" for o in places]
    if len(places) > 1:
        lines.insert(0, listing.text(given.t("common.places", n=len(places))))
    note = listing.small(listing.text(entry.observation.note or ""))
    return "<br>".join(line.strip() for line in lines) + note


def _level(area_id: str, given: ProfileInput) -> str:
    return given.t(f"enum.level.{given.registry.areas[area_id].level}")
