"""A selection of figures with its papers: CSV, workbook, and a ZIP that explains itself.

The ZIP holds ``facts.csv``, ``sources.csv`` and a README in both languages: what was chosen,
what the columns and metrics mean, caveats, terms and how to cite. The number of rows that
the README states is counted from the very table that is written.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from cityscene import filters, sources
from cityscene.cards.definitions import Coverage, definition_table, method
from cityscene.cards.release import Release, own_citation
from cityscene.export.spreadsheet import csv_bytes, xlsx_bytes
from cityscene.filters import Filter
from cityscene.registry import Registry
from cityscene.schema import Metric, Observation
from cityscene.tables import FILE_COLUMNS, observation_frame
from cityscene.texts import Language, t

README_NAMES = {Language.EN: "README.md", Language.ZH: "README.zh-CN.md"}
CAVEATS = (
    "hedges", "jurisdiction", "basis", "dates", "breaks", "texts", "duplicates", "rounding",
)  # fmt: skip
SOURCE_COLUMNS = (
    "source_id", "title", "publisher", "published_date", "tier", "url", "file_name", "accessed",
    "note", "citation", "n_facts",
)  # fmt: skip


@dataclass(frozen=True)
class Extract:
    """Figures chosen from one build, and everything that has to travel with them.

    Attributes:
        observations: the figures, in the order they are written.
        chosen: the conditions they fit.
        registry: names, units, definitions and sources.
        coverage: how much the whole database holds of each metric.
        release: the build they come from.
        link: address that shows the same selection.
        lang: language of sheet names and citations.
    """

    observations: Sequence[Observation]
    chosen: Filter
    registry: Registry
    coverage: Coverage
    release: Release
    link: str
    lang: str

    @property
    def metrics(self) -> list[Metric]:
        """Metrics of the figures, in the order of the registry."""
        used = {o.metric_id for o in self.observations}
        return [m for m in self.registry.metrics.values() if m.metric_id in used]


def extract_csv(extract: Extract) -> bytes:
    """Return the figures with all provenance."""
    return csv_bytes(observation_frame(extract.observations, extract.registry))


def extract_xlsx(extract: Extract) -> bytes:
    """Return a workbook: figures, definitions, sources, and what was chosen from what."""
    lang, registry = extract.lang, extract.registry
    about = pd.DataFrame(
        list(_about(extract, len(extract.observations), lang)),
        columns=[t("sheet.item", lang), t("sheet.content", lang)],
    )
    return xlsx_bytes(
        {
            t("sheet.data", lang): observation_frame(extract.observations, registry),
            t("readme.sheet_definitions", lang): definition_table(
                extract.metrics, registry, extract.coverage, lang
            ),
            t("sheet.sources", lang): sources_frame(extract),
            t("sheet.notes", lang): about,
        }
    )


def extract_zip(extract: Extract) -> bytes:
    """Return a ZIP of facts, sources and README; the same extract gives the same bytes."""
    facts = observation_frame(extract.observations, extract.registry)
    files = {
        "facts.csv": csv_bytes(facts),
        "sources.csv": csv_bytes(sources_frame(extract)),
        **{name: readme(extract, len(facts), lang).encode() for lang, name in README_NAMES.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(_entry(name, extract.release.created_at), content)
    return buffer.getvalue()


def sources_frame(extract: Extract) -> pd.DataFrame:
    """Return the sources of the figures, most used first, columns ``SOURCE_COLUMNS``."""
    counts: dict[str, int] = {}
    for o in extract.observations:
        counts[o.source_id] = counts.get(o.source_id, 0) + 1
    rows = [
        {
            **{c: getattr(s, c) for c in SOURCE_COLUMNS[:-2]},
            "tier": str(s.tier),
            "citation": sources.citation(s, extract.lang),
            "n_facts": counts[s.source_id],
        }
        for s in sources.used(extract.observations, extract.registry.sources)
    ]
    return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS))


def readme(extract: Extract, rows: int, lang: str) -> str:
    """Return the README of a ZIP in one language.

    Args:
        extract: what the ZIP holds.
        rows: number of rows of ``facts.csv``, the header not counted.
        lang: language of the text.
    """
    parts = [
        (t("readme.selection", lang), _list(_about(extract, rows, lang), lang)),
        (t("readme.files", lang), t("readme.files_text", lang)),
        (t("readme.columns", lang), _table(_columns(lang), _column_heads(lang))),
        (t("readme.definitions", lang), _definitions(extract, lang)),
        (t("readme.method", lang), _sections(method(extract.registry, lang))),
        (t("readme.caveats", lang), _caveats(lang)),
        (t("readme.terms", lang), t("readme.terms_text", lang)),
        (t("readme.citing", lang), _citing(extract, lang)),
    ]  # fmt: skip
    title = t("readme.title", lang)
    return "\n\n".join([f"# {title}", *(f"## {name}\n\n{text}" for name, text in parts)]) + "\n"


def _about(extract: Extract, rows: int, lang: str) -> Iterator[tuple[str, str]]:
    """What was chosen, how much it is and which build it comes from."""
    yield from filters.in_words(extract.chosen, extract.registry, lang)
    used = len({o.source_id for o in extract.observations})
    release = extract.release
    yield t("readme.rows", lang), str(rows)
    yield t("readme.sources", lang), str(used)
    yield t("readme.build", lang), release.build_id
    yield t("readme.created", lang), f"{release.created_at:%Y-%m-%d %H:%M} UTC"
    yield t("readme.data_date", lang), release.data_date
    yield t("readme.link", lang), extract.link
    yield t("readme.citation", lang), own_citation(release, lang)


def _columns(lang: str) -> list[tuple[str, str]]:
    return [(f"`{c}`", t(f"readme.column.{c}", lang)) for c in FILE_COLUMNS]


def _column_heads(lang: str) -> tuple[str, str]:
    return t("readme.column_name", lang), t("readme.column_meaning", lang)


def _definitions(extract: Extract, lang: str) -> str:
    frame = definition_table(extract.metrics, extract.registry, extract.coverage, lang)
    return _table([[str(cell) for cell in row] for row in frame.to_numpy()], list(frame.columns))


def _caveats(lang: str) -> str:
    return "\n".join(f"- {t(f'readme.caveat.{c}', lang)}" for c in CAVEATS)


def _citing(extract: Extract, lang: str) -> str:
    return t("readme.citing_text", lang, citation=own_citation(extract.release, lang))


def _list(pairs: Iterator[tuple[str, str]], lang: str) -> str:
    return "\n".join(t("readme.pair", lang, name=name, value=value) for name, value in pairs)


def _sections(parts: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"### {name}\n\n{text}" for name, text in parts)


def _table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _entry(name: str, made: datetime) -> zipfile.ZipInfo:
    """An entry dated by the build, so that equal content gives equal bytes."""
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
