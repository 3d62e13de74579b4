"""The matrix of areas and kinds of mechanisms, in the order and extent that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from cityscene.cards import Card
from cityscene.cards.instruments import CATEGORIES, evidence
from cityscene.cards.mechanism_evidence import evidence_frame, evidence_table, since_text
from cityscene.cards.profile import ProfileInput
from cityscene.charts import listing
from cityscene.charts.presence import Band, Column, Filled, Line, Words, presence
from cityscene.mechanisms import Extent, Matrix, Row, best
from cityscene.registry import Registry
from cityscene.schema import Level
from cityscene.similarity import Clusters
from cityscene.units import MISSING

BY_CATEGORY, BY_COUNT, BY_SIMILARITY = "category", "count", "similarity"
#: Fewer kinds than this are too few to call two areas alike.
LEAST_KINDS = 3
MOST_NAMES = 8
#: Development paths in the order the texts speak of them.
PATHS = ("rd_commercial_loop", "open_full_chain", "vertical_industry")
#: What stands under the name of a column.
CORNER = ("count", "path", "family")
_FAMILY_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class MechanismsInput:
    """What is shown, in which order, and how it is written.

    Attributes:
        given: how rows are written; its area is my city.
        whole: evidence of every area of the extent.
        group: areas of the peer group, with their parts where these have columns of their own.
        extent: what a column stands for.
        scope: name of the peer group.
        cell_link: address that opens the evidence of an area and a kind.
        areas: the areas of ``whole`` by similarity, with families.
        kinds: its kinds by similarity of who uses them.
        columns: order of areas, by count or similarity.
        rows: order of kinds, by category, count or similarity.
        categories: categories shown; none means all.
        least: areas of the group that a kind must be known in.
    """

    given: ProfileInput
    whole: Matrix
    group: frozenset[str]
    extent: Extent
    scope: str
    cell_link: Callable[[str, str], str]
    areas: Clusters
    kinds: Clusters
    columns: str = BY_COUNT
    rows: str = BY_CATEGORY
    categories: tuple[str, ...] = ()
    least: int = 1

    @property
    def registry(self) -> Registry:
        """Names and order of everything."""
        return self.given.registry

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.given.t(key, **values)

    def kind_name(self, kind: str) -> str:
        """Name of a kind."""
        return self.registry.mechanism_name(kind, self.given.lang)

    def listed(self, names: Sequence[str], most: int = MOST_NAMES) -> str:
        """Names one after the other; of very many the first only, and how many they are."""
        text = self.t("common.list_separator").join(names[:most])
        if len(names) <= most:
            return text
        return self.t("mechanisms.and_more", names=text, n=len(names))

    @property
    def has_cities(self) -> bool:
        """Whether cities have columns."""
        return self.extent in (Extent.ROLLED, Extent.CITY, Extent.ANY)

    def is_mine(self, area_id: str) -> bool:
        """Whether an area is my city or, where cities have no column, belongs to it."""
        own = self.given.area_id
        return area_id == own if self.has_cities else (self.registry.areas[area_id].city_id == own)

    def shown(self) -> Matrix:
        """Return the part of the group, and of the categories and kinds that are wanted."""
        kinds = self.registry.mechanism_kinds
        wanted = [k for k in kinds if not self.categories or kinds[k].category in self.categories]
        part = self.whole.narrowed(self.group, wanted)
        common = {k for k, holders in part.holders.items() if len(holders) >= self.least}
        return part.narrowed(self.group, common)

    def family_of(self, area_id: str) -> str:
        """Letter of the family of an area; empty where it has none."""
        found = (
            n for n, f in zip(_FAMILY_NAMES, self.areas.families, strict=False) if area_id in f
        )
        return next(found, "")

    def path_mark(self, area_id: str) -> str:
        """Mark of the development path of an area; empty where it has none."""
        path = self.registry.areas[area_id].development_path
        return self.t(f"mechanisms.path_mark.{path}") if path else ""


def matrix_card(given: MechanismsInput) -> Card:
    """Areas and kinds: a filled cell leads to its evidence, an empty one says nothing is known."""
    part = given.shown()
    area_ids = area_order(given)
    corner = _corner(area_ids, given)
    columns = [_column(a, corner, given) for a in area_ids]
    bands = [
        Band(title, [_line(k, area_ids, part, given) for k in kinds])
        for title, kinds in _bands(part, given)
    ]
    headline = _headline(part, given)
    rows = [row for kind in kind_order(part, given) for a in area_ids
            for row in part.cells.get((a, kind), ())]  # fmt: skip
    return Card(
        card_id="mechanisms",
        headline=headline,
        small=_small(given),
        draw=None,
        html=partial(presence, columns, bands, _words(headline, corner, given)),
        table=evidence_table(rows, given.given),
        data=evidence_frame(rows, given.registry),
        source_ids=tuple(r["source_id"] for r in rows),
        notes=tuple(_notes(part, given)),
        alt=headline,
    )


def area_order(given: MechanismsInput) -> list[str]:
    """Areas of the group with evidence, and my city with or without, in the order wanted."""
    kinds = given.whole.kinds
    own = given.given.area_id
    found = [a for a in given.registry.areas if a in given.group and a in kinds]
    if given.has_cities and own not in found:
        found.insert(0, own)
    if given.columns == BY_SIMILARITY:
        places = {a: i for i, a in enumerate(given.areas.order)}
        return sorted(found, key=lambda a: places.get(a, -1))
    return sorted(found, key=lambda a: -len(kinds.get(a, ())))


def kind_order(part: Matrix, given: MechanismsInput) -> list[str]:
    """Kinds in the order of the rows."""
    return [kind for _, kinds in _bands(part, given) for kind in kinds]


def _bands(part: Matrix, given: MechanismsInput) -> list[tuple[str, list[str]]]:
    """Kinds under their headings; only the order by category has headings."""
    kinds = given.registry.mechanism_kinds
    known = {k: len(holders) for k, holders in part.holders.items()}
    if given.rows == BY_SIMILARITY:
        return [("", [k for k in given.kinds.order if k in known])]
    ordered = sorted(
        known, key=lambda k: (-known[k], CATEGORIES.index(kinds[k].category), kinds[k].position)
    )
    if given.rows == BY_COUNT:
        return [("", ordered)]
    by_category = ((c, [k for k in ordered if kinds[k].category == c]) for c in CATEGORIES)
    return [(given.t(f"enum.category.{c}"), found) for c, found in by_category if found]


def _column(area_id: str, corner: Sequence[str], given: MechanismsInput) -> Column:
    name = given.given.name(area_id)
    return Column(
        name,
        given.given.link("city", area=area_id),
        tuple(_mark(c, area_id, given) for c in corner),
        given.t("mechanisms.unseen", city=name) if given.is_mine(area_id) else "",
    )


def _mark(corner: str, area_id: str, given: MechanismsInput) -> str:
    """What stands under the name of a column; empty where there is nothing to say."""
    if corner == "path":
        return given.path_mark(area_id)
    if corner == "family":
        return given.family_of(area_id)
    return str(len(given.whole.kinds.get(area_id, ())) or MISSING)


def _corner(area_ids: Sequence[str], given: MechanismsInput) -> list[str]:
    """Marks that some column has."""
    return [c for c in CORNER if any(_mark(c, a, given) for a in area_ids)]


def _line(kind: str, area_ids: Sequence[str], part: Matrix, given: MechanismsInput) -> Line:
    found = given.registry.mechanism_kinds[kind]
    category = given.t(f"enum.category.{found.category}")
    return Line(
        given.kind_name(kind),
        found.definition_en if given.given.lang == "en" else found.definition_zh,
        "" if given.rows == BY_CATEGORY else category,
        len(part.holders[kind]),
        tuple(_filled(a, kind, part, given) for a in area_ids),
    )


def _filled(area_id: str, kind: str, part: Matrix, given: MechanismsInput) -> Filled | None:
    rows = part.cells.get((area_id, kind))
    if rows is None:
        return None
    area, name = given.given.name(area_id), given.kind_name(kind)
    return Filled(
        given.t("mechanisms.cell_option", area=area, kind=name),
        tuple(_note(rows, given.cell_link(area_id, kind), given.given)),
        all(r["area_id"] != area_id for r in rows),
    )


def _note(rows: Sequence[Row], href: str, given: ProfileInput) -> Iterator[str]:
    """Name, start, source and remark of the best evidence, and the way to all of it."""
    row = best(rows, given.registry.sources)
    name = listing.text(row[f"name_{given.lang}"])
    yield f"{name} {listing.small(listing.text(since_text([row], given)))}"
    yield evidence([row], given)
    yield listing.link(given.t("mechanisms.cell_all", n=len(rows)), href)


def _headline(part: Matrix, given: MechanismsInput) -> str:
    single = sum(len(holders) == 1 for holders in part.holders.values())
    unit = given.t(f"mechanisms.unit.{given.extent}")
    words = given.t(
        "mechanisms.headline", areas=len(part.kinds), unit=unit, kinds=len(part.holders)
    )
    if single:
        words += given.t("mechanisms.headline_single", n=single, unit=unit)
    if not given.has_cities:
        return words
    own = given.given.area_id
    mine = len(part.kinds.get(own, ()))
    key = "mechanisms.headline_mine" if mine else "mechanisms.headline_none"
    return words + given.t(key, city=given.given.name(own), n=mine)


def _small(given: MechanismsInput) -> str:
    categories = given.t("common.list_separator").join(
        given.t(f"enum.category.{c}") for c in given.categories
    )
    parts = [
        given.scope,
        given.t(f"mechanisms.extent.{given.extent}"),
        categories or given.t("mechanisms.all_categories"),
    ]
    if given.least > 1:
        parts.append(given.t("mechanisms.small_least", n=given.least))
    return " · ".join(parts)


def _words(caption: str, corner: Sequence[str], given: MechanismsInput) -> Words:
    signs = "mechanisms.legend_parts" if given.extent is Extent.ROLLED else "mechanisms.legend"
    paths = given.t("common.sentence_separator").join(
        given.t("mechanisms.path_legend", mark=given.t(f"mechanisms.path_mark.{p}"),
                path=given.t(f"enum.path.{p}"))
        for p in PATHS
    )  # fmt: skip
    values = {"path": {"paths": paths}}
    marks = (given.t(f"mechanisms.legend_{c}", **values.get(c, {})) for c in corner)
    return Words(
        caption,
        tuple(given.t(f"mechanisms.corner_{c}") for c in corner),
        (given.t(signs), " ".join(marks)),
    )


def _notes(part: Matrix, given: MechanismsInput) -> list[str]:
    known = given.whole.narrowed(given.group)
    hidden = len(given.registry.mechanism_kinds) - len(part.holders)
    notes = [given.t("mechanisms.note_empty"), given.t("mechanisms.note_planned")]
    if hidden:
        notes.append(given.t("mechanisms.note_hidden", n=hidden))
    if given.has_cities:
        areas = given.registry.areas
        unknown = [a for a in areas if a in given.group and a not in known.kinds
                   and areas[a].level is Level.CITY]  # fmt: skip
        if unknown:
            names = given.listed([given.given.name(a) for a in unknown])
            notes.append(given.t("mechanisms.note_unknown", n=len(unknown), names=names))
    return notes
