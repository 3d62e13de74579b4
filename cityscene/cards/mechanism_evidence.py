"""Evidence of mechanisms as rows: of one cell, of what is wider than cities, and as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.instruments import mechanism_groups
from cityscene.cards.profile import ProfileInput
from cityscene.charts import listing
from cityscene.mechanisms import Row, count, since
from cityscene.registry import Registry
from cityscene.tables import fact_frame
from cityscene.theme import Mode
from cityscene.units import MISSING, date_label

_WIDTHS = (34, 16, 50)
_FILE_COLUMNS = (
    "evidence_id", "area_id", "area", "level", "city_id", "mechanism_id", "mechanism", "category",
    "name_zh", "name_en", "since", "source_id", "source", "publisher", "published_date", "tier",
    "url", "locator", "note",
)  # fmt: skip


def cell_card(area_id: str, kind: str, rows: Sequence[Row], given: ProfileInput) -> Card:
    """Return the evidence of one cell; ``given`` speaks of its area."""
    found = given.registry.mechanism_kinds[kind]
    words = given.t(
        "mechanisms.cell_headline",
        area=given.name(area_id), kind=given.registry.mechanism_name(kind, given.lang),
        n=count(rows), places=len(rows), since=since_text(rows, given),
    )  # fmt: skip
    definition = found.definition_en if given.lang == "en" else found.definition_zh
    category = given.t(f"enum.category.{found.category}")
    return Card(
        card_id=f"cell_{area_id}_{kind}",
        headline=words,
        small=given.t("mechanisms.cell_small", category=category, definition=definition),
        draw=None,
        html=partial(_listing, words, mechanism_groups(rows, given), given),
        table=evidence_table(rows, given),
        data=evidence_frame(rows, given.registry),
        source_ids=tuple(r["source_id"] for r in rows),
        alt=words,
    )


def wider_card(rows: Sequence[Row], given: ProfileInput) -> Card:
    """Evidence of the nation, of provinces and of organisations of the nation, area by area."""
    by_area: dict[str, list[Row]] = {}
    for row in rows:
        by_area.setdefault(row["area_id"], []).append(row)
    order = [a for a in given.registry.areas if a in by_area]
    words = given.t("mechanisms.wider_headline", n=count(rows), areas=len(order))

    def draw(mode: Mode) -> str:
        return "".join(_folded(a, by_area[a], given, mode) for a in order)

    return Card(
        card_id="mechanisms_wider",
        headline=words,
        small=given.t("mechanisms.wider_small"),
        draw=None,
        html=draw,
        table=evidence_table(rows, given),
        data=evidence_frame(rows, given.registry),
        source_ids=tuple(r["source_id"] for r in rows),
        alt=words,
    )


def evidence_table(rows: Iterable[Row], given: ProfileInput) -> pd.DataFrame:
    """Return evidence for reading: area, category, kind, name, since, source, place, note."""
    t, registry, lang = given.t, given.registry, given.lang
    found = [
        (
            given.name(r["area_id"]),
            t(f"enum.category.{r['category']}"),
            r[f"kind_{lang}"],
            r[f"name_{lang}"],
            date_label(r["since"], lang) if r["since"] else MISSING,
            source.publisher,
            source.published_date or t("common.undated"),
            t(f"enum.tier.{source.tier}"),
            r["locator"] or MISSING,
            r["note"] or MISSING,
        )
        for r in rows
        for source in [registry.sources[r["source_id"]]]
    ]
    columns = ["table.area", "mechanisms.column_category", "mechanisms.column_kind",
               "mechanisms.column_name", "city.column_since", "table.source",
               "mechanisms.column_published", "table.tier", "mechanisms.column_locator",
               "table.note"]  # fmt: skip
    return pd.DataFrame(found, columns=[t(c) for c in columns])


def evidence_frame(rows: Iterable[Row], registry: Registry) -> pd.DataFrame:
    """Return evidence with identifiers and all provenance, for files."""
    named = ({**r, "mechanism": r["kind_zh"]} for r in rows)
    return fact_frame(named, registry, _FILE_COLUMNS)


def since_text(rows: Iterable[Row], given: ProfileInput) -> str:
    """Say since when a mechanism is known to exist, or that no source prints it."""
    first = since(rows)
    if first is None:
        return given.t("mechanisms.undated")
    return given.t("city.since", date=date_label(first, given.lang))


def _folded(area_id: str, rows: Sequence[Row], given: ProfileInput, mode: Mode) -> str:
    level = given.t(f"enum.level.{given.registry.areas[area_id].level}")
    words = given.t("city.inside_group", area=given.name(area_id), level=level, n=count(rows))
    own = ProfileInput(area_id, given.registry, given.link, given.lang)
    return listing.folded(words, _listing(words, mechanism_groups(rows, own), own, mode), mode)


def _listing(words: str, groups: Sequence[listing.Group], given: ProfileInput, mode: Mode) -> str:
    header = [given.t(f"city.column_{c}") for c in ("mechanism", "since", "evidence")]
    return listing.listing(words, header, _WIDTHS, groups, mode)
