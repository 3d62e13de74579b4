"""The chain of each area as a panel: its figures by stage, shares beside them, gaps as gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.area import areas_in
from cityscene.cards.chain_words import (
    pair_name,
    rate_text,
    stage_name,
    stage_names,
    thin_text,
    why_text,
)
from cityscene.cards.figures import value_text
from cityscene.cards.profile import ProfileInput
from cityscene.charts import chain as charts
from cityscene.charts import listing
from cityscene.charts.listing import Group
from cityscene.entries import Entry
from cityscene.funnel import Chain, Rate, thin_stage
from cityscene.registry import Registry
from cityscene.schema import Basis, ChainStage, Level, Observation
from cityscene.sources import short
from cityscene.tables import evidence_table, period_text
from cityscene.theme import Mode

#: Areas with fewer stages are rows of a list; my city has a panel whatever it has published.
LEAST_STAGES = 2
_WIDTHS = (24, 18, 58)


@dataclass(frozen=True)
class FunnelInput:
    """What the cards of the page are made from.

    Attributes:
        chains: every area with a figure of some stage.
        areas: the areas to show, in this order.
        written: how names and links are written.
        my_city: the city that is marked.
        members: the peer group, for the thin stage of my city.
        is_chosen: whether the reader has named the areas.
        year: the year that figures are of; None for all years.
    """

    chains: Mapping[str, Chain]
    areas: tuple[str, ...]
    written: ProfileInput
    my_city: str
    members: frozenset[str]
    is_chosen: bool = False
    year: int | None = None

    @property
    def registry(self) -> Registry:
        """Names, areas and metrics."""
        return self.written.registry

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.written.lang

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.written.t(key, **values)

    @property
    def period(self) -> str:
        """Which years the figures are of."""
        if self.year is None:
            return self.t("funnel.period_all")
        return self.t("funnel.period_year", year=self.year)

    def name(self, area_id: str) -> str:
        """Short name of an area."""
        return self.written.name(area_id)

    def chain(self, area_id: str) -> Chain:
        """Chain of an area; one without any figure has every stage empty."""
        return self.chains.get(area_id) or Chain(area_id, {s: () for s in ChainStage})

    def level(self, area_id: str) -> str:
        """Level of an area, with the city it belongs to."""
        area = self.registry.areas[area_id]
        city = area.city_id if area.city_id and area.city_id != area_id else None
        names = [self.t(f"enum.level.{area.level}"), *([self.name(city)] if city else [])]
        return " · ".join(names)

    def is_mine(self, area_id: str) -> bool:
        """Whether an area is my city or lies in it."""
        return self.my_city in (area_id, self.registry.areas[area_id].city_id)


def chain_card(given: FunnelInput) -> Card:
    """Build the card of panels; areas with one stage only are folded under them."""
    panelled = [a for a in given.areas if has_panel(a, given)]
    rest = [a for a in given.areas if a not in panelled]
    observations = tuple(o for a in given.areas for o in given.chain(a).observations)
    words = headline(given)
    return Card(
        card_id="funnel_chain",
        headline=words,
        small=given.t(
            "funnel.chain_small", n=len(panelled), stages=_stages(given), period=given.period
        ),
        draw=None,
        html=partial(_draw, given, panelled, rest),
        table=_table(given, observations),
        observations=observations,
        notes=tuple(_notes(given, panelled)),
        alt=words,
    )


def has_panel(area_id: str, given: FunnelInput) -> bool:
    """Whether an area is drawn as a panel."""
    named = given.is_chosen or area_id == given.my_city
    return named or len(given.chain(area_id).published) >= LEAST_STAGES


def headline(given: FunnelInput) -> str:
    """Say which stages my city has published, else which area has published most."""
    words = _headline(given)
    if given.year is None:
        return words
    return given.t("funnel.in_year", year=given.year, headline=words)


def _headline(given: FunnelInput) -> str:
    if given.my_city in given.areas:
        own = given.chain(given.my_city)
        city = given.name(given.my_city)
        if not own.published:
            return given.t("funnel.headline_none", area=city, of=len(ChainStage))
        return _published(own, given)
    if not given.areas:
        return given.t("funnel.headline_empty")
    most = max(given.areas, key=lambda a: len(given.chain(a).published))
    return _published(given.chain(most), given)


def _published(own: Chain, given: FunnelInput) -> str:
    key = "funnel.headline" if own.missing else "funnel.headline_all"
    values: dict[str, object] = {"missing": stage_names(own.missing, given.lang)}
    return given.t(
        key, area=given.name(own.area_id), n=len(own.published), of=len(ChainStage),
        **(values if own.missing else {}),
    )  # fmt: skip


def _stages(given: FunnelInput) -> str:
    return given.t("funnel.stage_separator").join(stage_name(s, given.lang) for s in ChainStage)


def _notes(given: FunnelInput, panelled: Sequence[str]) -> list[str]:
    counts = [len(given.chain(a).published) for a in panelled]
    complete = sum(n == len(ChainStage) for n in counts)
    sizes = {"of": len(panelled), "stages": len(ChainStage)}
    notes = [
        given.t("funnel.note_complete", n=complete, **sizes)
        if complete
        else given.t("funnel.note_incomplete", **sizes),
        given.t("funnel.note_own"),
        given.t("funnel.note_stage"),
        given.t("funnel.note_share"),
    ]
    own = given.chain(given.my_city)
    thin = thin_stage(own, [given.chain(m) for m in sorted(given.members)])
    if thin and given.my_city in given.areas:
        notes.insert(0, thin_text(thin, own, given.registry, given.lang))
    return notes


def _draw(given: FunnelInput, panelled: Sequence[str], rest: Sequence[str], mode: Mode) -> str:
    html = charts.chain_panels([_panel(a, given) for a in panelled], mode)
    if not rest:
        return html
    words = given.t("funnel.rest", n=len(rest))
    header = [given.t(f"funnel.column_{c}") for c in ("area", "stage", "figure")]
    groups = [Group("", [row for a in rest for row in _rest_rows(a, given)])]
    table = listing.listing(words, header, _WIDTHS, groups, mode)
    return html + listing.folded(words, table, mode)


def _panel(area_id: str, given: FunnelInput) -> charts.Panel:
    own = given.chain(area_id)
    counted = given.t("funnel.counted", n=len(own.published), of=len(ChainStage))
    return charts.Panel(
        title=given.written.area_link(area_id),
        about=listing.text(f"{given.level(area_id)} · {counted}"),
        steps=[_step(stage, own, given) for stage in ChainStage],
        label=given.name(area_id),
        is_mine=given.is_mine(area_id),
    )


def _step(stage: ChainStage, own: Chain, given: FunnelInput) -> charts.Step:
    name = stage_name(stage, given.lang)
    found = own.steps[stage]
    if not found:
        return charts.Step(name, _nothing(stage, own, given), is_missing=True)
    first, *others = [f"<p>{figure_html(e, given)}</p>" for e in found]
    rates = "".join(_rate_html(r, given) for r in own.rates if _is_at(r, stage, given))
    aim = "" if stage in own.published else charts.remark_line(given.t("funnel.only_aim"))
    more = ""
    if others:
        words = given.t("funnel.more", n=len(others))
        more = f"<details><summary>{listing.text(words)}</summary>{''.join(others)}</details>"
    return charts.Step(name, first + aim + rates + more)


def _nothing(stage: ChainStage, own: Chain, given: FunnelInput) -> str:
    """That nothing is published, and which areas in it have published something."""
    words = listing.text(given.t("funnel.missing"))
    if given.registry.areas[own.area_id].level is not Level.CITY:
        return words
    inside = [a for a in areas_in(own.area_id, given.registry) if stage in given.chain(a).published]
    if not inside:
        return words
    names = given.t("common.list_separator").join(given.written.area_link(a) for a in inside)
    return words + given.t("funnel.inside_mark", areas=names)


def _is_at(rate: Rate, stage: ChainStage, given: FunnelInput) -> bool:
    return given.registry.metrics[rate.pair.part].chain_stage is stage


def _rate_html(rate: Rate, given: FunnelInput) -> str:
    """A share as a bar, any other rate as a number, one that is not claimed with its reason."""
    name = pair_name(rate.pair, given.lang)
    if not rate.is_claimed:
        words = given.t("funnel.refused", pair=name, why=why_text(rate, given.lang))
        return charts.remark_line(listing.text(words))
    text = rate_text(rate, given.registry, given.lang)
    if rate.pair.is_share:
        return charts.share_line(name, rate.interval, text)
    return charts.remark_line(listing.text(given.t("funnel.per", pair=name, value=text)))


def figure_html(entry: Entry, given: FunnelInput) -> str:
    """One figure: value with its hedge, metric, period and where it stands."""
    o = entry.observation
    written = given.written
    level = given.registry.areas[o.area_id].level
    metric = given.registry.metric_name(o.metric_id, given.lang)
    href = written.link("ranking", metric=o.metric_id, level=str(level))
    title = given.registry.metric_definition(o.metric_id, given.lang)
    marks = [given.t(f"enum.basis.{o.basis}")] if o.basis is not Basis.ACTUAL else []
    if entry.is_disputed:
        marks.append(given.t("city.disputed"))
    tags = "".join(listing.tag(m) for m in marks)
    value = listing.strong(listing.text(value_text(o, given.registry, given.lang)))
    small = listing.small(
        f"{listing.text(period_text(o, given.lang))} · {source_html(entry, given)}"
    )
    return f"{value}{tags}{listing.link(metric, href, title=title)} {small}"


def source_html(entry: Entry, given: FunnelInput) -> str:
    """Who printed a figure, leading to all its evidence; several sources as their number."""
    o = entry.observation
    source = given.registry.sources[o.source_id]
    n = len(entry.places)
    words = given.t("common.places", n=n) if n > 1 else source.publisher
    href = given.written.link("sources", tab="observations", area=o.area_id, metric=o.metric_id)
    return listing.link(words, href, title=short(source, given.lang) if n == 1 else "")


def _rest_rows(area_id: str, given: FunnelInput) -> list[list[str]]:
    about = listing.small(listing.text(given.level(area_id)))
    rows = []
    for stage, found in given.chain(area_id).steps.items():
        if found:
            figures = "<br>".join(figure_html(e, given) for e in found)
            name = listing.text(stage_name(stage, given.lang))
            rows.append([given.written.area_link(area_id) + about, name, figures])
    return rows


def _table(given: FunnelInput, observations: Sequence[Observation]) -> pd.DataFrame:
    """Every figure with its stage; stages of which nothing is known are not in it."""
    table = evidence_table(observations, given.registry, given.lang)
    stages = [given.registry.metrics[o.metric_id].chain_stage for o in observations]
    names = [stage_name(s, given.lang) for s in stages if s]
    table.insert(1, given.t("funnel.column_stage"), names)
    return table
