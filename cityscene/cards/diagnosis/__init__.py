"""The diagnosis of a city: three sentences and four parts, for the page and for the brief."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from cityscene import sources
from cityscene.cards import Card
from cityscene.cards.diagnosis import lessons, stages, standing, unpublished
from cityscene.cards.diagnosis.words import DiagnosisInput, confidence_text, listed, sentence_line
from cityscene.charts.report import Ground, Line, Numbers, Run, Section, blocks_html
from cityscene.diagnosis import sentences
from cityscene.theme import Mode

__all__ = ["DiagnosisInput", "Report", "cards", "report"]

#: In the order of the page.
_PARTS = (standing, lessons, stages, unpublished)


@dataclass(frozen=True)
class Report:
    """The whole page in words: what stands on the screen stands in the brief.

    Attributes:
        title: what it is about.
        peers: who the peers are.
        sentences: subject, sentence and what it is worth.
        sections: the parts, in the order of the page.
        numbers: numbers of the sources cited.
        cited: citation and address of each source, in the order of the numbers.
        lang: language of the words.
    """

    title: str
    peers: Line
    sentences: tuple[tuple[str, Line, str], ...]
    sections: tuple[Section, ...]
    numbers: Numbers
    cited: tuple[tuple[str, str], ...]
    lang: str


def report(given: DiagnosisInput) -> Report:
    """Write the findings down, and number their sources."""
    said = tuple(
        (given.t(f"benchmark.topic.{s.topic}"), sentence_line(s, given), confidence_text(s, given))
        for s in sentences(given.found)
    )
    parts = tuple(part.section(given) for part in _PARTS)
    lines = (*(line for _, line, _ in said), *(x for part in parts for x in part.lines()))
    numbers = Numbers(lines)
    cited = (given.registry.sources[s] for s in numbers.sources)
    return Report(
        given.t("benchmark.title", city=given.city),
        _peers(given),
        said,
        parts,
        numbers,
        tuple((sources.citation(replace(s, url=None), given.lang), s.url or "") for s in cited),
        given.lang,
    )


def cards(found: Report, given: DiagnosisInput) -> tuple[Card, ...]:
    """Return a card for each part; its HTML is that of the section."""
    return tuple(
        replace(
            part.card(section, given),
            html=partial(_html, section, found.numbers),
            notes=section.notes,
        )
        for part, section in zip(_PARTS, found.sections, strict=True)
    )


def _html(section: Section, numbers: Numbers, mode: Mode) -> str:
    return blocks_html(section.headline, section.blocks, Ground(mode, numbers))


def _peers(given: DiagnosisInput) -> Line:
    """Name every peer, each leading to its profile."""
    peers = given.found.peers
    if not peers:
        return Line((Run(given.t("benchmark.peers_none")),))
    names = (Run(given.given.name(a), given.given.link("city", area=a)) for a in peers)
    label = given.t("benchmark.peers", scope=given.scope, n=len(peers))
    return Line((Run(label + given.t("benchmark.label_separator")), *listed(given, names)))
