"""Mechanisms that peers have and the city is not known to have, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cityscene.cards import Card
from cityscene.cards.diagnosis.words import DiagnosisInput, listed
from cityscene.cards.figures import locator_text
from cityscene.cards.mechanism_evidence import evidence_frame, evidence_table
from cityscene.charts.report import Block, Cell, Line, Rows, Run, Section, Words
from cityscene.mechanisms import Lesson
from cityscene.sources import short

#: Kinds shown with their evidence; the others are named in a line.
LESSONS = 4
#: Kinds that few peers have, where there are some that most have.
FEW = 3
KEY = "lessons"
_WIDTHS = (29, 16, 55)


def section(given: DiagnosisInput) -> Section:
    """Return the part as blocks."""
    found = given.found.instruments
    return Section(
        KEY,
        _headline(given),
        given.t("benchmark.lessons.small", scope=given.scope, known=found.known),
        tuple(_blocks(given)),
        (
            given.t(
                "benchmark.lessons.note_unseen",
                n=len(given.found.peers) - found.known,
            ),
            given.t("benchmark.lessons.note_evidence"),
        ),
    )


def card(part: Section, given: DiagnosisInput) -> Card:
    """Return the card of the part: its table has the evidence of every kind."""
    found = given.found.instruments
    rows = [x.evidence for x in (*found.most, *found.some, *found.rare)]
    return Card(
        card_id=f"benchmark_{KEY}",
        headline=part.headline,
        small=part.small,
        draw=None,
        table=evidence_table(rows, given.given),
        data=evidence_frame(rows, given.registry),
        source_ids=tuple(r["source_id"] for r in rows),
        alt=part.headline,
    )


def _headline(given: DiagnosisInput) -> str:
    found = given.found.instruments
    rare = len(found.rare)
    for name, lessons in (("most", found.most), ("some", found.some)):
        if lessons:
            return given.t(
                f"benchmark.lessons.headline_{name}", city=given.city, n=len(lessons), rare=rare
            )
    return given.t("benchmark.lessons.headline_none", city=given.city)


def _blocks(given: DiagnosisInput) -> Iterator[Block]:
    found = given.found.instruments
    n_some = FEW if found.most else LESSONS
    shown = (
        ("most", found.most[:LESSONS]),
        ("some", found.some[:n_some]),
        ("rare", found.rare[:LESSONS]),
    )
    groups = tuple(
        (given.t(f"benchmark.lessons.{name}", city=given.city), _rows(lessons, given))
        for name, lessons in shown
        if lessons
    )
    if not groups:
        yield Words(Line((Run(given.t("benchmark.lessons.empty")),)))
        return
    names = ("kind", "peers", "evidence")
    yield Rows(tuple(given.t(f"benchmark.lessons.column_{c}") for c in names), _WIDTHS, groups)
    yield from _rest("rest", (*found.most[LESSONS:], *found.some[n_some:]), given)
    yield from _rest("rest_rare", found.rare[LESSONS:], given)


def _rest(key: str, lessons: Sequence[Lesson], given: DiagnosisInput) -> Iterator[Block]:
    """Name the kinds that have no row, each leading to its evidence."""
    if lessons:
        title = given.t(f"benchmark.lessons.{key}", n=len(lessons), city=given.city)
        yield Words(Line(listed(given, (_kind(x, given) for x in lessons))), title,
                    given.t("benchmark.label_separator"))  # fmt: skip


def _rows(lessons: Iterable[Lesson], given: DiagnosisInput) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            (Line((_kind(x, given),)),),
            (Line((Run(given.t("benchmark.share_of", n=x.gap.n, of=x.gap.of)),)),),
            tuple(_evidence(x, given)),
        )
        for x in lessons
    )


def _kind(lesson: Lesson, given: DiagnosisInput) -> Run:
    """Name of a kind, leading to the evidence of the city it is shown of."""
    area = given.registry.areas[lesson.evidence["area_id"]]
    name = given.registry.mechanism_name(lesson.gap.key, given.lang)
    return Run(name, given.cell_link(area.city_id or area.area_id, lesson.gap.key))


def _evidence(lesson: Lesson, given: DiagnosisInput) -> Iterator[Line]:
    """Whose it is and what it is called there, where that stands, and the curator's note."""
    row = lesson.evidence
    area_id, source = row["area_id"], given.registry.sources[row["source_id"]]
    name = given.t(
        "benchmark.lessons.where", area=given.given.name(area_id), name=row[f"name_{given.lang}"]
    )
    yield Line((Run(name, given.given.link("city", area=area_id)),), (source.source_id,))
    place = locator_text(row["locator"], source, given.lang) if row["locator"] else ""
    yield Line((Run(" · ".join(filter(None, (short(source, given.lang), place)))),), (), True)
    if row["note"]:
        yield Line((Run(row["note"]),), (), True)
