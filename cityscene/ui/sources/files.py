"""Download buttons: every file is made when its button is pressed, never before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from cityscene.export.bundle import Extract, extract_csv, extract_xlsx, extract_zip
from cityscene.filters import Filter
from cityscene.queries import browse
from cityscene.ui import state
from cityscene.ui.context import Context
from cityscene.ui.sources import reads


@dataclass(frozen=True, slots=True)
class FileKind:
    """One format of a selection."""

    name: str
    ending: str
    mime: str
    make: Callable[[Extract], bytes]


KINDS: Sequence[FileKind] = (
    FileKind("CSV", "csv", "text/csv", extract_csv),
    FileKind(
        "XLSX",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extract_xlsx,
    ),
    FileKind("ZIP", "zip", "application/zip", extract_zip),
)


def download_row(context: Context, chosen: Filter, place: str) -> None:
    """Draw one button a format for a selection; ``place`` keeps the keys of two rows apart."""
    link = state.link()
    row = st.container(horizontal=True, gap="small")
    for kind in KINDS:
        row.download_button(
            context.t("sources.download_selection", kind=kind.name),
            data=partial(_make, context, chosen, link, kind),
            file_name=f"cityscene-{reads.release(context.db).build_id[:8]}.{kind.ending}",
            mime=kind.mime,
            on_click="ignore",
            key=f"selection_{kind.ending}_{place}",
        )


def download_database(context: Context) -> None:
    """Draw the button for the whole database file."""
    file = context.db.path
    st.download_button(
        context.t("sources.download_database", size=f"{file.stat().st_size / 1e6:.1f}"),
        data=file.read_bytes,
        file_name=file.name,
        mime="application/vnd.duckdb",
        on_click="ignore",
        key="database_file",
    )


def _make(context: Context, chosen: Filter, link: str, kind: FileKind) -> bytes:
    return kind.make(
        Extract(
            observations=browse.all_of(context.db, chosen),
            chosen=chosen,
            registry=context.registry,
            coverage=reads.coverage(context.db),
            release=reads.release(context.db),
            link=link,
            lang=context.lang,
        )
    )
