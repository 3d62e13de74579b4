"""What the page of mechanisms shows, cached by build, as the profile of an area is.

Similarity and clusters depend on the build and the extent alone and are computed once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cityscene import links
from cityscene.cards import Card, families, mechanism_evidence
from cityscene.cards import mechanisms as cards
from cityscene.cards.mechanisms import LEAST_KINDS, MechanismsInput
from cityscene.database import Database
from cityscene.mechanisms import Cell, Extent, Matrix, Row, matrix, wider
from cityscene.queries import facts
from cityscene.registry import Registry
from cityscene.similarity import Clusters, clusters
from cityscene.texts import t
from cityscene.ui import data, profile, state
from cityscene.ui.context import Context, area_lookup, area_writer, scope_name
from cityscene.ui.controls import Format, Lookup

_BUILDS = 2 * len(Extent)
_VIEWS = 64
PAGE = "mechanisms"
ANCHOR = "evidence"
_BETWEEN = ":"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks for; plain values, so that it can key a cache."""

    my_city: str
    members: frozenset[str]
    scope: str
    extent: Extent
    columns: str
    rows: str
    categories: tuple[str, ...]
    least: int
    own: links.Shared
    shared: links.Shared
    lang: str


@dataclass(frozen=True)
class Parts:
    """The cards of the page; None where there is too little to say."""

    matrix: Card | None
    common: Card | None
    similar: Card | None
    families: Card | None


def asked(
    context: Context, extent: str, columns: str, rows: str, categories: list[str], least: int
) -> Asked:
    """Put the choices of a run together."""
    drawn = state.view().drawn
    own = tuple((k, tuple(drawn[k])) for k in links.PAGE_KEYS[PAGE] if k != "cell" and drawn.get(k))
    return Asked(
        context.my_city, context.members, scope_name(context), Extent(extent), columns, rows,
        tuple(categories), least, own, context.shared, context.lang,
    )  # fmt: skip


@lru_cache(maxsize=_VIEWS)
def parts(db: Database, wanted: Asked) -> Parts:
    """Build the cards of a view."""
    given = _input(db, wanted)
    return Parts(
        _drawn_once(cards.matrix_card(given)) if given.shown().cells else None,
        _drawn_once(families.common_card(given)),
        _drawn_once(families.similar_card(given)),
        _drawn_once(families.families_card(given)),
    )


def _drawn_once(card: Card | None) -> Card | None:
    """Keep what a card draws: once for each ground."""
    return replace(card, html=cache(card.html)) if card and card.html else card


def wider_card(context: Context) -> Card | None:
    """The card of what belongs to no city; None where nothing does."""
    return _wider(context.db, context.my_city, context.shared, context.lang)


def cell_names(context: Context, extent: str) -> Mapping[str, str]:
    """Every filled cell as a link writes it, and what it is called, area by area.

    A cell of the link that is known yet empty is one of them.
    """
    names = _cell_names(context.db, Extent(extent), context.lang)
    linked = [c for text in state.wanted("cell") if (c := _read(context, text))]
    empty = {written(context.db, c): _name(context.registry, c, context.lang) for c in linked}
    return {**empty, **names} if empty.keys() - names.keys() else names


def settled(context: Context, text: str) -> str | None:
    """Return a cell of a link as we write it; None where area or kind is not known."""
    cell = _read(context, text)
    return written(context.db, cell) if cell else None


def cell_card(context: Context, extent: str, text: str) -> Card | None:
    """The evidence of a cell, drawn or not; None where no public evidence was found."""
    cell = _read(context, text)
    rows = _evidence(context.db, Extent(extent), cell) if cell else ()
    if cell is None or not rows:
        return None
    return mechanism_evidence.cell_card(*cell, rows, profile.input_of(context, cell[0]))


def _evidence(db: Database, extent: Extent, cell: Cell) -> tuple[Row, ...]:
    """Evidence of a cell of this extent; else of the area itself; else of what is in it."""
    own = tuple(r for r in _rows(db) if (r["area_id"], r["mechanism_id"]) == cell)
    return (
        found_in(db, extent).cells.get(cell)
        or own
        or found_in(db, Extent.ROLLED).cells.get(cell, ())
    )


@lru_cache(maxsize=_BUILDS)
def found_in(db: Database, extent: Extent) -> Matrix:
    """Evidence by area and kind."""
    return matrix(_rows(db), data.registry(db).areas, extent)


def written(db: Database, cell: Cell) -> str:
    """Write a cell into a link: ``合肥:six_in_one_system``."""
    return f"{_writer(db)(cell[0])}{_BETWEEN}{cell[1]}"


def _read(context: Context, text: str) -> Cell | None:
    area, _, kind = text.rpartition(_BETWEEN)
    area_id = _lookup(context.db)(area)
    if area_id is None or kind not in context.registry.mechanism_kinds:
        return None
    return area_id, kind


@lru_cache(maxsize=_VIEWS)
def _wider(db: Database, my_city: str, shared: links.Shared, lang: str) -> Card | None:
    rows = wider(_rows(db), data.registry(db).areas)
    given = profile.written(db, my_city, shared, lang)
    return _drawn_once(mechanism_evidence.wider_card(rows, given)) if rows else None


@lru_cache(maxsize=_BUILDS)
def _cell_names(db: Database, extent: Extent, lang: str) -> Mapping[str, str]:
    registry, cells = data.registry(db), found_in(db, extent).cells
    return {
        written(db, (area, kind)): _name(registry, (area, kind), lang)
        for area in registry.areas
        for kind in registry.mechanism_kinds
        if (area, kind) in cells
    }


def _name(registry: Registry, cell: Cell, lang: str) -> str:
    area_id, kind = cell
    return t("mechanisms.cell_option", lang, area=registry.area_name(area_id, lang),
             kind=registry.mechanism_name(kind, lang))  # fmt: skip


@lru_cache(maxsize=_BUILDS)
def _rows(db: Database) -> tuple[Row, ...]:
    return tuple(facts.mechanisms(db))


@lru_cache(maxsize=_BUILDS)
def _clusters(db: Database, extent: Extent) -> tuple[Clusters, Clusters]:
    """Areas and kinds by similarity; areas with few kinds come last and form no families."""
    found = found_in(db, extent)
    thick = {a: k for a, k in found.kinds.items() if len(k) >= LEAST_KINDS}
    thin = {a: k for a, k in found.kinds.items() if a not in thick}
    areas = clusters(thick, families.FAMILY_SIMILARITY)
    ordered = Clusters((*areas.order, *clusters(thin).order), areas.families)
    return ordered, clusters(found.holders)


def _input(db: Database, wanted: Asked) -> MechanismsInput:
    registry = data.registry(db)
    given = profile.written(db, wanted.my_city, wanted.shared, wanted.lang)
    found = found_in(db, wanted.extent)
    inside = {a for a in found.kinds if registry.areas[a].city_id in wanted.members}
    page = {**dict(wanted.shared), **dict(wanted.own)}

    def cell_link(area_id: str, kind: str) -> str:
        address = links.url(PAGE, {**page, "cell": written(db, (area_id, kind))})
        return f"{address}#{ANCHOR}"

    areas, kinds = _clusters(db, wanted.extent)
    return MechanismsInput(
        given, found, frozenset(wanted.members | inside), wanted.extent, wanted.scope, cell_link,
        areas, kinds, wanted.columns, wanted.rows, wanted.categories, wanted.least,
    )  # fmt: skip


@lru_cache(maxsize=_BUILDS)
def _writer(db: Database) -> Format:
    return area_writer(data.registry(db).areas)


@lru_cache(maxsize=_BUILDS)
def _lookup(db: Database) -> Lookup:
    return area_lookup(data.registry(db).areas)
