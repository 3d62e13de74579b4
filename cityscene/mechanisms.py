"""Which area is known to use which kind of mechanism, and on what evidence.

A cell of the matrix is an area and a kind; it holds the evidence. No evidence means that no
public material was found, never that the area does not use it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from cityscene.gaps import LEAST_PEERS, Gap, gaps, leads
from cityscene.schema import Area, Level, Source, Tier

#: One piece of evidence as the queries return it: area_id, mechanism_id, name, since, source ...
Row = Mapping[str, Any]
#: Area and kind.
Cell = tuple[str, str]


class Extent(StrEnum):
    """What one column of the matrix stands for; the first is the default."""

    ROLLED = "rolled"  # a city together with its districts, zones and organisations
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    ORGANISATION = "organisation"
    ANY = "any"


@dataclass(frozen=True)
class Matrix:
    """Evidence by area and kind."""

    cells: Mapping[Cell, tuple[Row, ...]]

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """Kinds that each area is known to use."""
        return _collected((area, kind) for area, kind in self.cells)

    @cached_property
    def holders(self) -> Mapping[str, frozenset[str]]:
        """Areas known to use each kind."""
        return _collected((kind, area) for area, kind in self.cells)

    def narrowed(self, areas: Collection[str], kinds: Collection[str] | None = None) -> Matrix:
        """Return the part of some areas and, unless all are wanted, of some kinds."""
        return Matrix(
            {
                (area, kind): rows
                for (area, kind), rows in self.cells.items()
                if area in areas and (kinds is None or kind in kinds)
            }
        )


@dataclass(frozen=True, slots=True)
class Lesson:
    """A kind that some have and others have not, with one piece of evidence to learn from."""

    gap: Gap
    evidence: Row


def matrix(rows: Iterable[Row], areas: Mapping[str, Area], extent: Extent) -> Matrix:
    """Put evidence into cells; what belongs to no city is left to :func:`wider`."""
    cells: dict[Cell, list[Row]] = {}
    for row in rows:
        holder = _holder(areas[row["area_id"]], extent)
        if holder is not None:
            cells.setdefault((holder, row["mechanism_id"]), []).append(row)
    return Matrix({cell: tuple(found) for cell, found in cells.items()})


def wider(rows: Iterable[Row], areas: Mapping[str, Area]) -> list[Row]:
    """Return the evidence of the nation, of provinces and of organisations of the nation."""
    return [row for row in rows if areas[row["area_id"]].city_id is None]


def count(rows: Iterable[Row]) -> int:
    """Number of mechanisms in some evidence: what two sources tell of one is one."""
    return len({(r["area_id"], r["mechanism_id"], r["name_zh"], r["since"]) for r in rows})


def since(rows: Iterable[Row]) -> str | None:
    """Return the earliest date in some evidence; None where none is printed."""
    return min((row["since"] for row in rows if row["since"]), default=None)


def best(rows: Iterable[Row], sources: Mapping[str, Source]) -> Row:
    """Return the evidence to show first: best source, dated, earliest."""
    tiers = list(Tier)
    return min(
        rows,
        key=lambda r: (
            tiers.index(sources[r["source_id"]].tier), r["since"] is None, r["since"] or "",
            r["evidence_id"],
        ),
    )  # fmt: skip


def missing(
    area_id: str,
    found: Matrix,
    peers: Iterable[str],
    sources: Mapping[str, Source],
    share: float = 0.5,
    least: int = LEAST_PEERS,
) -> list[Lesson]:
    """Return kinds that at least ``share`` of the peers have and the area, as far as known, not.

    Peers of whom nothing is known do not count, and fewer than ``least`` others say nothing.
    Each kind comes with a peer's evidence; the most widespread first.
    """
    group = frozenset(peers) & found.kinds.keys() - {area_id}
    rows = {
        kind: [r for a in group & holders for r in found.cells[a, kind]]
        for kind, holders in found.holders.items()
    }
    lacking = gaps(area_id, found.holders, group, share, least)
    return _lessons(lacking, rows, sources)


def distinctive(
    area_id: str,
    found: Matrix,
    peers: Iterable[str],
    sources: Mapping[str, Source],
    share: float = 0.5,
    least: int = LEAST_PEERS,
) -> list[Lesson]:
    """Return kinds that the area has and fewer than ``share`` of the known peers, the rarest first.

    Each comes with the area's own evidence.
    """
    group = frozenset(peers) & found.kinds.keys() - {area_id}
    ahead = leads(area_id, found.holders, group, share, least)
    rows = {gap.key: found.cells[area_id, gap.key] for gap in ahead}
    return _lessons(ahead, rows, sources)[::-1]


def _lessons(
    found: Iterable[Gap], rows: Mapping[str, Sequence[Row]], sources: Mapping[str, Source]
) -> list[Lesson]:
    ordered = sorted(found, key=lambda gap: (-gap.n, gap.key))
    return [Lesson(gap, best(rows[gap.key], sources)) for gap in ordered]


def _holder(area: Area, extent: Extent) -> str | None:
    """Area whose column the evidence of an area belongs to; None where it belongs to none."""
    if area.city_id is None:
        return None
    if extent is Extent.ROLLED:
        return area.city_id
    return area.area_id if extent is Extent.ANY or Level(extent) is area.level else None


def _collected(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}
