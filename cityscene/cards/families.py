"""What the matrix of mechanisms says: the most common kinds, similar cities, and families."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.mechanisms import LEAST_KINDS, PATHS, MechanismsInput
from cityscene.charts import listing
from cityscene.charts.listing import Group
from cityscene.charts.tally import Bar, tally
from cityscene.mechanisms import Extent, Matrix
from cityscene.similarity import Contrast, Neighbour, contrast, mean_similarity, nearest
from cityscene.units import MISSING

MOST_COMMON = 10
MOST_SIMILAR = 5
#: Branches whose areas share, on average, one kind in ten are one family.
FAMILY_SIMILARITY = 0.1
#: A division that as few chance divisions match is called clear.
CLEAR = 0.05
_SIMILAR_WIDTHS = (13, 17, 24, 23, 23)
_FAMILY_WIDTHS = (22, 26, 14, 38)


def common_card(given: MechanismsInput) -> Card | None:
    """Return the kinds most areas are known to use; None where no kind is known of two."""
    part = given.shown()
    shared = [k for k, _ in _by_number(part) if len(part.holders[k]) > 1]
    if not shared:
        return None
    top = shared[:MOST_COMMON]
    words = given.t(
        "mechanisms.common_headline", kind=given.kind_name(top[0]), n=len(part.holders[top[0]]),
        of=len(part.kinds), unit=given.t(f"mechanisms.unit.{given.extent}"), shared=len(shared),
    )  # fmt: skip
    return Card(
        card_id="mechanisms_common",
        headline=words,
        small=given.t("mechanisms.common_small", scope=given.scope, n=len(top)),
        draw=None,
        html=partial(tally, [_bar(k, part, given) for k in top], words),
        table=_common_table(part, given),
        source_ids=_source_ids(part, top),
        notes=(given.t("mechanisms.note_empty"),),
        alt=words,
    )


def similar_card(given: MechanismsInput) -> Card | None:
    """Return the areas whose kinds are most like mine; None where too few kinds are known."""
    own = given.given.area_id
    sets = _thick(given.whole.narrowed(given.group))
    if own not in sets or len(sets) < 2:
        return None
    found = nearest(own, sets)
    first = found[0]
    words = given.t(
        "mechanisms.similar_headline",
        city=given.given.name(own), other=given.given.name(first.key),
        similarity=_decimal(first.similarity), n=len(first.shared),
    )  # fmt: skip
    header = [given.t(f"mechanisms.similar_{c}", city=given.given.name(own))
              for c in ("city", "similarity", "shared", "theirs", "ours")]  # fmt: skip
    rows = [_similar_row(n, given) for n in found[:MOST_SIMILAR]]
    return Card(
        card_id="mechanisms_similar",
        headline=words,
        small=given.t(
            "mechanisms.similar_small", scope=given.scope, least=LEAST_KINDS, n=len(rows)
        ),
        draw=None,
        html=partial(listing.listing, words, header, _SIMILAR_WIDTHS, [Group("", rows)]),
        table=pd.DataFrame([_similar_cells(n, given) for n in found], columns=header),
        source_ids=_source_ids(given.whole.narrowed({own, *(n.key for n in found)})),
        notes=(given.t("mechanisms.note_similarity"), given.t("mechanisms.note_depth")),
        alt=words,
    )


def families_card(given: MechanismsInput) -> Card | None:
    """Return paths that the texts see beside families that the matrix shows; None without both."""
    paths = _paths(given)
    groups = [(given.t("mechanisms.paths"), paths)] if paths else []
    families = [(given.t("mechanisms.family", name=given.family_of(f[0])), list(f))
                for f in given.areas.families]  # fmt: skip
    if families:
        groups.append((given.t("mechanisms.families"), families))
    if not groups:
        return None
    compared = contrast({a: p for p, members in paths for a in members}, given.whole.kinds)
    words = _families_headline(compared, len(families), given)
    header = [given.t(f"mechanisms.families_{c}") for c in ("group", "areas", "mean", "shared")]
    drawn = [Group(title, [_family_row(n, m, given) for n, m in found]) for title, found in groups]
    cells = [[title, *_family_cells(n, m, given)] for title, found in groups for n, m in found]
    return Card(
        card_id="mechanisms_families",
        headline=words,
        small=given.t("mechanisms.families_small", extent=_extent(given)),
        draw=None,
        html=partial(listing.listing, words, header, _FAMILY_WIDTHS, drawn),
        table=pd.DataFrame(cells, columns=[given.t("mechanisms.families_kind"), *header]),
        source_ids=_source_ids(given.whole.narrowed({a for _, f in groups for _, m in f
                                                     for a in m})),
        notes=tuple(_family_notes(compared, paths, given)),
        alt=words,
    )  # fmt: skip


def _by_number(part: Matrix) -> list[tuple[str, int]]:
    return sorted(((k, len(h)) for k, h in part.holders.items()), key=lambda x: (-x[1], x[0]))


def _bar(kind: str, part: Matrix, given: MechanismsInput) -> Bar:
    """One kind and who has it, my city first; a remark where my city, as far as known, has not."""
    own = given.given.area_id
    holders = part.holders[kind]
    ordered = sorted((a for a in given.registry.areas if a in holders), key=lambda a: a != own)
    who = given.t("common.list_separator").join(_cell_link(a, kind, given) for a in ordered)
    remark = given.t("mechanisms.unseen_short", city=given.given.name(own))
    seen = own in holders or not given.has_cities
    label = listing.text(given.kind_name(kind)) + ("" if seen else listing.tag(remark))
    return Bar(label, len(holders), who)


def _cell_link(area_id: str, kind: str, given: MechanismsInput) -> str:
    """Name of an area, leading to its evidence of a kind; my city in a heavier weight."""
    html = listing.link(given.given.name(area_id), given.cell_link(area_id, kind))
    return listing.strong(html) if given.is_mine(area_id) else html


def _common_table(part: Matrix, given: MechanismsInput) -> pd.DataFrame:
    kinds = given.registry.mechanism_kinds
    rows = [
        (
            given.kind_name(k),
            given.t(f"enum.category.{kinds[k].category}"),
            n,
            _areas(part.holders[k], given),
        )
        for k, n in _by_number(part)
    ]
    columns = ("kind", "category", "areas_count", "areas")
    return pd.DataFrame(rows, columns=[given.t(f"mechanisms.column_{c}") for c in columns])


def _similar_row(found: Neighbour, given: MechanismsInput) -> list[str]:
    own = given.given.area_id
    return [
        listing.link(given.given.name(found.key), given.given.link("city", area=found.key)),
        listing.strong(_decimal(found.similarity)) + listing.small(_of(found, given)),
        _kinds(found.shared, found.key, given),
        _kinds(found.theirs, found.key, given),
        _kinds(found.ours, own, given),
    ]


def _of(found: Neighbour, given: MechanismsInput) -> str:
    either = len(found.shared) + len(found.theirs) + len(found.ours)
    return given.t("mechanisms.similar_of", n=len(found.shared), of=either)


def _kinds(kinds: Iterable[str], area_id: str, given: MechanismsInput) -> str:
    """Kinds in the order of the registry, each leading to the evidence of an area."""
    found = [
        listing.link(given.kind_name(k), given.cell_link(area_id, k))
        for k in given.registry.mechanism_kinds
        if k in frozenset(kinds)
    ]
    return given.listed(found) if found else MISSING


def _similar_cells(found: Neighbour, given: MechanismsInput) -> list[object]:
    parts = (found.shared, found.theirs, found.ours)
    return [
        given.given.name(found.key),
        round(found.similarity, 3),
        *(_kind_names(kinds, given) for kinds in parts),
    ]


def _kind_names(kinds: Iterable[str], given: MechanismsInput) -> str:
    wanted = frozenset(kinds)
    names = [given.kind_name(k) for k in given.registry.mechanism_kinds if k in wanted]
    return given.t("common.list_separator").join(names) or MISSING


def _thick(part: Matrix) -> dict[str, frozenset[str]]:
    """Areas with enough kinds to be compared."""
    return {a: kinds for a, kinds in part.kinds.items() if len(kinds) >= LEAST_KINDS}


def _paths(given: MechanismsInput) -> list[tuple[str, list[str]]]:
    """Development paths and their cities with evidence, where a column is a city."""
    if given.extent not in (Extent.ROLLED, Extent.CITY):
        return []
    found: dict[str, list[str]] = {}
    for area in given.registry.areas.values():
        if area.development_path and area.area_id in given.whole.kinds:
            found.setdefault(area.development_path, []).append(area.area_id)
    return [(given.t(f"enum.path.{path}"), found[path]) for path in PATHS if path in found]


def _families_headline(compared: Contrast | None, n: int, given: MechanismsInput) -> str:
    if compared is None:
        return given.t("mechanisms.families_headline", n=n)
    clear = 0 < compared.as_clear <= CLEAR * compared.ways and compared.within > compared.between
    return given.t(
        "mechanisms.paths_headline",
        within=_decimal(compared.within), n_within=compared.n_within,
        between=_decimal(compared.between), n_between=compared.n_between,
        verdict=given.t("mechanisms.paths_clear" if clear else "mechanisms.paths_unclear"),
    )  # fmt: skip


def _family_notes(
    compared: Contrast | None, paths: Sequence[tuple[str, list[str]]], given: MechanismsInput
) -> list[str]:
    notes = [given.t("mechanisms.note_similarity"), given.t("mechanisms.note_depth")]
    if compared is not None:
        cities = [a for _, members in paths for a in members]
        if compared.as_clear:
            notes.append(given.t("mechanisms.note_chance", cities=len(cities),
                                 ways=compared.ways, n=compared.as_clear))  # fmt: skip
        thin = [a for a in cities if len(given.whole.kinds[a]) < LEAST_KINDS]
        if thin:
            notes.append(given.t("mechanisms.note_thin", names=_areas(thin, given),
                                 least=LEAST_KINDS))  # fmt: skip
    notes.append(given.t("mechanisms.note_families", least=LEAST_KINDS,
                         similarity=FAMILY_SIMILARITY))  # fmt: skip
    return notes


def _family_row(name: str, members: Sequence[str], given: MechanismsInput) -> list[str]:
    own = given.given.area_id
    links = [
        listing.strong(link) if a == own else link
        for a in members
        for link in [listing.link(given.given.name(a), given.given.link("city", area=a))]
    ]
    cells = _family_cells(name, members, given)
    return [
        listing.text(str(cells[0])),
        given.t("common.list_separator").join(links),
        listing.text(str(cells[2])),
        listing.text(str(cells[3])),
    ]


def _family_cells(name: str, members: Sequence[str], given: MechanismsInput) -> list[str]:
    """Name, members, mean similarity, and the kinds that two or more of them have."""
    mean = mean_similarity(members, given.whole.kinds)
    part = given.whole.narrowed(members)
    shared = [k for k, n in _by_number(part) if n > 1]
    return [
        name,
        _areas(members, given),
        MISSING if mean is None else _decimal(mean),
        given.listed([given.kind_name(k) for k in shared]) or MISSING,
    ]


def _areas(area_ids: Iterable[str], given: MechanismsInput) -> str:
    wanted = frozenset(area_ids)
    names = [given.given.name(a) for a in given.registry.areas if a in wanted]
    return given.t("common.list_separator").join(names)


def _source_ids(part: Matrix, kinds: Iterable[str] | None = None) -> tuple[str, ...]:
    wanted = None if kinds is None else frozenset(kinds)
    return tuple(
        r["source_id"]
        for (_, kind), rows in part.cells.items()
        if wanted is None or kind in wanted
        for r in rows
    )


def _extent(given: MechanismsInput) -> str:
    return given.t(f"mechanisms.extent.{given.extent}")


def _decimal(value: float) -> str:
    return f"{value:.2f}"
