"""Metrics that peers have published and the city is not known to have, each with an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.diagnosis.words import DiagnosisInput
from cityscene.cards.figures import value_text
from cityscene.charts.report import Block, Cell, Line, Rows, Run, Section, Words
from cityscene.findings import Unpublished
from cityscene.tables import period_text, source_text

KEY = "unpublished"
_WIDTHS = (42, 18, 40)


def section(given: DiagnosisInput) -> Section:
    """Return the part as blocks."""
    return Section(
        KEY,
        _headline(given),
        given.t("benchmark.unpublished.small", scope=given.scope),
        tuple(_blocks(given)),
        (given.t("benchmark.unpublished.note"),),
    )


def card(part: Section, given: DiagnosisInput) -> Card:
    """Return the card of the part."""
    found = _all(given)
    return Card(
        card_id=f"benchmark_{KEY}",
        headline=part.headline,
        small=part.small,
        draw=None,
        table=_table(found, given),
        observations=tuple(u.example for u in found),
        alt=part.headline,
    )


def _all(given: DiagnosisInput) -> list[Unpublished]:
    return [*(given.found.unpublished or ()), *given.found.emerging]


def _headline(given: DiagnosisInput) -> str:
    found = given.found.unpublished
    if found is None:
        return given.t("benchmark.unpublished.headline_few")
    key = "headline" if found else "headline_none"
    return given.t(f"benchmark.unpublished.{key}", city=given.city, n=len(found))


def _blocks(given: DiagnosisInput) -> Iterator[Block]:
    found = (("most", given.found.unpublished or ()), ("some", given.found.emerging))
    groups = tuple(
        (given.t(f"benchmark.unpublished.{name}"), tuple(_rows(items, given)))
        for name, items in found
        if items
    )
    if groups:
        names = ("metric", "peers", "example")
        header = tuple(given.t(f"benchmark.unpublished.column_{c}") for c in names)
        yield Rows(header, _WIDTHS, groups)
    elif given.found.unpublished is not None:
        yield Words(Line((Run(given.t("benchmark.unpublished.empty", city=given.city)),)))


def _rows(items: Iterable[Unpublished], given: DiagnosisInput) -> Iterator[tuple[Cell, ...]]:
    for u in items:
        name = given.registry.metric_name(u.gap.key, given.lang)
        level = str(given.registry.areas[u.example.area_id].level)
        address = given.given.link("ranking", metric=u.gap.key, level=level)
        share = given.t("benchmark.share_of", n=u.gap.n, of=u.gap.of)
        example = Line((Run(_example(u, given)),), (u.example.source_id,))
        yield (Line((Run(name, address),)),), (Line((Run(share),)),), (example,)


def _example(u: Unpublished, given: DiagnosisInput) -> str:
    o = u.example
    return given.t(
        "benchmark.unpublished.example",
        area=given.given.name(o.area_id),
        value=value_text(o, given.registry, given.lang),
        period=period_text(o, given.lang),
    )


def _table(found: Iterable[Unpublished], given: DiagnosisInput) -> pd.DataFrame:
    rows = [
        (
            given.registry.metric_name(u.gap.key, given.lang),
            u.gap.n,
            u.gap.of,
            _example(u, given),
            source_text(u.example, given.registry),
        )
        for u in found
    ]
    columns = ("unpublished.column_metric", "unpublished.column_peers", "unpublished.column_of",
               "unpublished.column_example")  # fmt: skip
    names = [given.t(f"benchmark.{c}") for c in columns]
    return pd.DataFrame(rows, columns=[*names, given.t("table.source")])
