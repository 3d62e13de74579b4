"""Figures of two stages divided by one another: shares on one scale, and what is not divided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.chain_words import pair_name, percent, rate_text, why_text
from cityscene.cards.funnel import FunnelInput
from cityscene.charts import listing
from cityscene.charts.listing import Group
from cityscene.charts.marks import Item
from cityscene.charts.rates import rate_bars
from cityscene.funnel import PAIRS, Rate
from cityscene.schema import Observation, Qualifier
from cityscene.tables import period_text, printed_text, source_text
from cityscene.units import MISSING

_WIDTHS = (20, 24, 26, 30)


def shares_card(given: FunnelInput) -> Card | None:
    """Build the chart of shares; None where none of the areas has one."""
    shares = [r for r in all_rates(given) if r.is_claimed and r.pair.is_share]
    if not shares:
        return None
    words = headline(given, shares)
    return Card(
        card_id="funnel_shares",
        headline=words,
        small=given.t("funnel.shares_small", n=len(shares), period=given.period),
        draw=partial(rate_bars, [_item(r, given) for r in shares]),
        table=_table(shares, given),
        observations=figures(shares),
        notes=tuple(_share_notes(given, shares)),
        alt=given.t("common.sentence_separator").join(
            f"{given.name(r.part.area_id)} {_words(r, given)}" for r in shares
        ),
    )


def others_card(given: FunnelInput) -> Card | None:
    """Build the list of other rates, and of figures that must not be divided with the reason."""
    rates = all_rates(given)
    per_one = [r for r in rates if r.is_claimed and not r.pair.is_share]
    refused = [r for r in rates if not r.is_claimed]
    if not per_one and not refused:
        return None
    groups = [
        Group(given.t(f"funnel.{name}"), [_row(r, given) for r in found])
        for name, found in (("per_one", per_one), ("not_divided", refused))
        if found
    ]
    words = given.t("funnel.others_headline", n=len(per_one), refused=len(refused))
    header = [given.t(f"funnel.column_{c}") for c in ("area", "rate", "result", "from")]
    return Card(
        card_id="funnel_others",
        headline=words,
        small=given.t("funnel.others_small"),
        draw=None,
        html=partial(listing.listing, words, header, _WIDTHS, groups),
        table=_table([*per_one, *refused], given),
        observations=figures([*per_one, *refused]),
        notes=tuple(_rule_notes(given)),
        alt=words,
    )


def all_rates(given: FunnelInput) -> list[Rate]:
    """Return the rates of the areas, by pair and within a pair the highest first."""
    order = {pair: i for i, pair in enumerate(PAIRS)}
    found = [r for a in given.areas for r in given.chain(a).rates]
    return sorted(found, key=lambda r: (order[r.pair], -(r.interval.low or 0.0)))


def figures(rates: Sequence[Rate]) -> tuple[Observation, ...]:
    """Return what some rates are made of, nothing twice."""
    return tuple(dict.fromkeys(o for r in rates for o in (r.part, r.whole)))


def headline(given: FunnelInput, shares: Sequence[Rate]) -> str:
    """Say the share of my city, or of the area that stands first on the page; no order."""
    places = {a: i for i, a in enumerate(given.areas)}
    first = min(shares, key=lambda r: (places[r.part.area_id], r.pair != shares[0].pair))
    return given.t(
        "funnel.share",
        area=given.name(first.part.area_id),
        pair=pair_name(first.pair, given.lang),
        share=rate_text(first, given.registry, given.lang),
        part=_figure(first.part, given),
        whole=_figure(first.whole, given),
    )


def _figure(o: Observation, given: FunnelInput) -> str:
    return printed_text(o, given.registry, given.lang)


def _words(rate: Rate, given: FunnelInput) -> str:
    text = rate_text(rate, given.registry, given.lang)
    return given.t("funnel.per", pair=pair_name(rate.pair, given.lang), value=text)


def _item(rate: Rate, given: FunnelInput) -> Item:
    area_id = rate.part.area_id
    share = percent(rate.interval)
    pair = pair_name(rate.pair, given.lang)
    return Item(
        key=f"{area_id}_{rate.pair.key}",
        label=given.t("funnel.rate_label", area=given.name(area_id), pair=pair),
        value=share.low or 0.0,
        interval=share,
        text=rate_text(rate, given.registry, given.lang),
        hover=_hover(rate, given),
        is_mine=given.is_mine(area_id),
    )


def _hover(rate: Rate, given: FunnelInput) -> str:
    registry, lang = given.registry, given.lang
    lines = [f"<b>{given.name(rate.part.area_id)}</b> {_words(rate, given)}"]
    for o in (rate.part, rate.whole):
        metric = registry.metric_name(o.metric_id, lang)
        lines.append(f"{metric} {_figure(o, given)} · {period_text(o, lang)}")
    return "<br>".join([*lines, source_text(rate.part, registry)])


def _share_notes(given: FunnelInput, shares: Sequence[Rate]) -> list[str]:
    notes = [given.t("funnel.note_not_ranked"), given.t("funnel.note_share")]
    both = [o for r in shares for o in (r.part, r.whole)]
    if any(o.qualifier is not Qualifier.EXACT for o in both):
        notes.append(given.t("funnel.note_hedge"))
    open_ended = [given.name(r.part.area_id) for r in shares if r.interval.high is None]
    if open_ended:
        areas = given.t("common.list_separator").join(dict.fromkeys(open_ended))
        notes.append(given.t("funnel.note_open", areas=areas))
    return notes


def _row(rate: Rate, given: FunnelInput) -> list[str]:
    """Area, what is divided, the result or why there is none, and both figures with sources."""
    area_id = rate.part.area_id
    about = listing.small(listing.text(given.level(area_id)))
    if rate.is_claimed:
        result = listing.strong(listing.text(rate_text(rate, given.registry, given.lang)))
    else:
        result = listing.text(given.t("funnel.no_rate")) + listing.small(
            listing.text(why_text(rate, given.lang))
        )
    name = listing.text(pair_name(rate.pair, given.lang))
    return [given.written.area_link(area_id) + about, name, result, _from(rate, given)]


def _from(rate: Rate, given: FunnelInput) -> str:
    """Both figures with their periods; a source of both is named once."""
    both = (rate.part, rate.whole)
    lines = [
        f"{_figure(o, given)} {given.registry.metric_name(o.metric_id, given.lang)} · "
        f"{period_text(o, given.lang)}"
        for o in both
    ]
    sources = {(o.source_id, o.locator): given.written.figure_link(o) for o in both}
    return "<br>".join(map(listing.text, lines)) + "".join(map(listing.small, sources.values()))


def _rule_notes(given: FunnelInput) -> list[str]:
    n = _one_sided(given)
    alone = [given.t("funnel.note_one_sided", n=n)] if n else []
    return [given.t("funnel.note_rule"), *alone]


def _one_sided(given: FunnelInput) -> int:
    """Number of areas with a stage that a share divides by, and nothing to divide by it."""
    wholes = {p.whole for p in PAIRS if p.is_share}
    return sum(
        not given.chain(a).rates and any(o.metric_id in wholes for o in given.chain(a).observations)
        for a in given.areas
    )


def _table(rates: Sequence[Rate], given: FunnelInput) -> pd.DataFrame:
    rows = [_table_row(r, given) for r in rates]
    columns = ("area", "level", "rate", "result", "part", "whole", "period", "source", "why")
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.rename(columns={c: given.t(f"funnel.column_{c}") for c in columns})


def _table_row(rate: Rate, given: FunnelInput) -> dict[str, str]:
    registry, lang = given.registry, given.lang
    return {
        "area": given.name(rate.part.area_id),
        "level": given.level(rate.part.area_id),
        "rate": pair_name(rate.pair, lang),
        "result": rate_text(rate, registry, lang) if rate.is_claimed else MISSING,
        "part": _figure(rate.part, given),
        "whole": _figure(rate.whole, given),
        "period": period_text(rate.part, lang),
        "source": source_text(rate.part, registry),
        "why": why_text(rate, lang) or MISSING,
    }
