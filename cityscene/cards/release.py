"""The build in words: how to cite it, how fresh it is, what went into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from cityscene.cards.figures import column_name
from cityscene.registry import Registry
from cityscene.texts import t
from cityscene.units import MISSING

SHORT_ID = 8
#: Kinds of findings that have a name; any other is a warning of validation, named by itself.
NAMED_FINDINGS = frozenset(("conflict", "variant", "spike", "part_above_whole", "stale"))

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Release:
    """One published build: its identity, when it was made, the date of its newest result."""

    build_id: str
    created_at: datetime
    data_date: str


def own_citation(release: Release, lang: str) -> str:
    """Return the citation of the whole database."""
    return t(
        "common.own_citation",
        lang,
        name=t("common.app_name", lang),
        build=release.build_id[:SHORT_ID],
        year=release.created_at.year,
        date=release.data_date,
        created=f"{release.created_at:%Y-%m-%d}",
    )


def year_table(rows: Rows, lang: str) -> pd.DataFrame:
    """Return how many results there are of each year."""
    return _frame(rows, ("year", "figures", "areas", "metrics"), lang)


def file_table(rows: Rows, lang: str) -> pd.DataFrame:
    """Return the files of the build: read = loaded + rejected."""
    shown = [row | {"sha256": str(row["sha256"])[:16]} for row in map(dict, rows)]
    columns = ("path", "rows_read", "rows_loaded", "rows_rejected", "size", "sha256")
    return _frame(shown, columns, lang)


def finding_counts(rows: Rows, lang: str) -> pd.DataFrame:
    """Return the number of findings by kind, most frequent first."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["kind"]] = counts.get(row["kind"], 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    listed = [{"finding": finding_name(kind, lang), "n": n} for kind, n in ordered]
    return _frame(listed, ("finding", "n"), lang)


def finding_table(rows: Rows, registry: Registry, lang: str) -> pd.DataFrame:
    """Return the findings one by one, with the figures concerned."""
    listed = [
        {
            "finding": finding_name(row["kind"], lang),
            "area": _name(row["area_id"], registry, lang),
            "metric": _metric(row["metric_id"], registry, lang),
            "message": row["message"],
            "figures_concerned": " ".join(row["obs_ids"] or ()) or MISSING,
            "place": _place(row),
        }
        for row in rows
    ]
    columns = ("finding", "area", "metric", "message", "figures_concerned", "place")
    return _frame(listed, columns, lang)


def finding_name(kind: str, lang: str) -> str:
    """Return the name of a kind of finding."""
    return t(f"sources.finding_{kind}", lang) if kind in NAMED_FINDINGS else kind


def correction_table(rows: Rows, lang: str) -> pd.DataFrame:
    """Return corrected cells: old value, new value, reason, and whether it is applied."""
    shown = [
        row | {"status": t(f"sources.correction_{row['status']}", lang)} for row in map(dict, rows)
    ]
    return _frame(shown, ("fact_id", "field", "expected_old", "new", "reason", "status"), lang)


def left_out_table(rows: Rows, lang: str) -> pd.DataFrame:
    """Return collected rows that were not taken over."""
    return _frame(rows, ("collected_id", "collection", "reason"), lang)


def _name(area_id: str | None, registry: Registry, lang: str) -> str:
    return registry.area_name(area_id, lang) if area_id else MISSING


def _metric(metric_id: str | None, registry: Registry, lang: str) -> str:
    return registry.metric_name(metric_id, lang) if metric_id else MISSING


def _place(row: Mapping[str, Any]) -> str:
    """File, row and column of a finding of validation."""
    parts = (row["fact_file"], row["fact_row"], row["column_name"])
    return ":".join(str(p) for p in parts if p is not None) or MISSING


def _frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], lang: str) -> pd.DataFrame:
    frame = pd.DataFrame([{c: row[c] for c in columns} for row in rows], columns=list(columns))
    return frame.rename(columns={c: column_name(c, lang) for c in columns})
