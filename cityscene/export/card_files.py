"""The files a card can leave as: name, type and bytes, built on demand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from cityscene import sources
from cityscene.cards import Card
from cityscene.export.spreadsheet import csv_bytes, xlsx_bytes
from cityscene.registry import Registry
from cityscene.tables import left_out_table, observation_frame
from cityscene.texts import t


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a card was made: which build, which link, in which language."""

    build_id: str
    link: str
    lang: str


@dataclass(frozen=True, slots=True)
class FileKind:
    """One format: its name on the button, ending, type and how it is made."""

    name: str
    ending: str
    mime: str
    make: Callable[[Card, Registry, Origin], bytes]


def card_csv(card: Card, registry: Registry, origin: Origin) -> bytes:
    """The figures or facts of a card with all provenance; the table where it has neither."""
    return csv_bytes(_data(card, registry))


def card_xlsx(card: Card, registry: Registry, origin: Origin) -> bytes:
    """Workbook with the sheets data, table, notes, left-outs and sources."""
    lang = origin.lang
    sheets = {
        t("sheet.data", lang): _data(card, registry),
        t("sheet.table", lang): card.table,
        t("sheet.notes", lang): notes_frame(card, registry, origin),
        t("sheet.sources", lang): sources_frame(card, registry, lang),
    }
    if card.left_out:
        sheets[t("sheet.left_out", lang)] = left_out_table(card.left_out, registry, lang)
    return xlsx_bytes(sheets)


CARD_FILES: tuple[FileKind, ...] = (
    FileKind("CSV", "csv", "text/csv", card_csv),
    FileKind(
        "XLSX",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        card_xlsx,
    ),
)


def file_name(card: Card, ending: str) -> str:
    """Return a name that every system accepts."""
    return f"cityscene-{re.sub(r'[^A-Za-z0-9_.-]+', '-', card.card_id).strip('-.')}.{ending}"


def notes_frame(card: Card, registry: Registry, origin: Origin) -> pd.DataFrame:
    """Headline, small line, notes, definitions, build and link of a card: two columns."""
    lang = origin.lang
    shown = sources.by_use(card.cited, registry.sources)
    metrics = dict.fromkeys(o.metric_id for o in card.observations)
    rows = [
        (t("sheet.headline", lang), card.headline),
        (t("sheet.small", lang), card.small),
        *((t("sheet.note", lang), note) for note in card.notes),
        *((registry.metric_name(m, lang), registry.metric_definition(m, lang)) for m in metrics),
        (t("sheet.source", lang), sources.source_line(shown, lang)),
        (t("sheet.build", lang), origin.build_id),
        (t("sheet.link", lang), origin.link),
    ]
    return pd.DataFrame(rows, columns=[t("sheet.item", lang), t("sheet.content", lang)])


def sources_frame(card: Card, registry: Registry, lang: str) -> pd.DataFrame:
    """Full citations of the figures of a card."""
    shown = sources.by_use(card.cited, registry.sources)
    return pd.DataFrame(
        [
            (s.source_id, sources.citation(s, lang), t(f"enum.tier.{s.tier}", lang), s.note)
            for s in shown
        ],
        columns=[t(f"sheet.{c}", lang) for c in ("source_id", "citation", "tier", "note")],
    )


def _data(card: Card, registry: Registry) -> pd.DataFrame:
    if card.observations:
        return observation_frame(card.observations, registry)
    return card.table if card.data is None else card.data
