"""The chain of the city, stage by stage, beside how many peers have published each."""

from __future__ import annotations

from collections.abc import Iterator

from cityscene.cards import Card
from cityscene.cards.chain_words import stage_name, thin_text
from cityscene.cards.diagnosis.words import DiagnosisInput, share_text
from cityscene.cards.figures import value_text
from cityscene.charts.report import Block, Cell, Line, Rows, Run, Section, Words
from cityscene.entries import Entry
from cityscene.schema import Basis, ChainStage, Observation
from cityscene.tables import evidence_table, period_text

KEY = "stages"
#: Peers named one by one.
NAMED = 6
_WIDTHS = (18, 48, 34)


def section(given: DiagnosisInput) -> Section:
    """Return the part as blocks."""
    found = given.found.stages
    headline = (
        thin_text(found.thin, found.own, given.registry, given.lang)
        if found.thin
        else given.t("benchmark.stages.headline_alone", city=given.city)
    )
    return Section(
        KEY,
        headline,
        given.t("benchmark.stages.small", scope=given.scope, period=given.period),
        tuple(_blocks(given)),
        (given.t("benchmark.stages.note_own", city=given.city),),
    )


def card(part: Section, given: DiagnosisInput) -> Card:
    """Return the card of the part: its table has every figure counted."""
    found = given.found.stages
    peers = (o for figures in found.figures.values() for o in figures)
    rates = (r for s in found.shares for r in s.peers)
    shown = dict.fromkeys([*found.own.observations, *peers])
    shown |= dict.fromkeys(o for r in rates for o in (r.part, r.whole))
    return Card(
        card_id=f"benchmark_{KEY}",
        headline=part.headline,
        small=part.small,
        draw=None,
        table=evidence_table(list(shown), given.registry, given.lang),
        observations=tuple(shown),
        alt=part.headline,
    )


def _blocks(given: DiagnosisInput) -> Iterator[Block]:
    header = tuple(
        given.t(f"benchmark.stages.column_{c}", **values)
        for c, values in (("stage", {}), ("own", {"city": given.city}), ("peers", {}))
    )
    yield Rows(header, _WIDTHS, (("", tuple(_row(s, given) for s in ChainStage)),))
    shares = [r for s in given.found.stages.shares for r in (s.own, *s.peers)]
    if shares:
        items = given.listed(share_text(r, given) for r in shares)
        sources = dict.fromkeys(o.source_id for r in shares for o in (r.part, r.whole))
        yield Words(Line((Run(given.t("benchmark.stages.shares", items=items)),), tuple(sources)))


def _row(stage: ChainStage, given: DiagnosisInput) -> tuple[Cell, ...]:
    name = Run(stage_name(stage, given.lang), given.given.link("funnel"))
    return (Line((name,)),), tuple(_own(stage, given)), tuple(_peers(stage, given))


def _own(stage: ChainStage, given: DiagnosisInput) -> Iterator[Line]:
    """The first result of a stage with its date; what else there is, is counted."""
    results = [
        e for e in given.found.stages.own.steps[stage] if e.observation.basis is Basis.ACTUAL
    ]
    if not results:
        yield Line((Run(given.t("benchmark.stages.missing")),))
        return
    yield _figure(results[0], given)
    o = results[0].observation
    more = given.t("benchmark.stages.more", n=len(results) - 1) if len(results) > 1 else ""
    yield Line((Run(" · ".join(filter(None, (period_text(o, given.lang), more)))),), (), True)


def _figure(entry: Entry, given: DiagnosisInput) -> Line:
    o = entry.observation
    words = given.t(
        "benchmark.stages.figure",
        metric=given.registry.metric_name(o.metric_id, given.lang),
        value=value_text(o, given.registry, given.lang),
    )
    return Line((Run(words, _address(o, given)),), (o.source_id,))


def _address(o: Observation, given: DiagnosisInput) -> str:
    level = str(given.registry.areas[o.area_id].level)
    return given.given.link("ranking", metric=o.metric_id, level=level)


def _peers(stage: ChainStage, given: DiagnosisInput) -> Iterator[Line]:
    """How many peers have published the stage, and who they are."""
    figures = given.found.stages.figures[stage]
    yield Line((Run(given.t("benchmark.share_of", n=len(figures), of=given.found.stages.of)),))
    if figures:
        names = given.listed(given.given.name(o.area_id) for o in figures[:NAMED])
        if len(figures) > NAMED:
            names = given.t("benchmark.items_more", items=names)
        sources = dict.fromkeys(o.source_id for o in figures)
        yield Line((Run(names),), tuple(sources), True)
