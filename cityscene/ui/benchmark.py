"""The diagnosis of my city in its peer group, made once for each view and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cityscene import links
from cityscene.cards import Card
from cityscene.cards.diagnosis import DiagnosisInput, Report, cards, report
from cityscene.database import Database
from cityscene.findings import Findings, Material, find
from cityscene.mechanisms import Extent
from cityscene.schema import Observation
from cityscene.ui import data, funnel, mechanisms, profile
from cityscene.ui.context import Context, scope_name

_VIEWS = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks for; plain values, so that it can key a cache."""

    city: str
    members: tuple[str, ...]
    year: int | None
    scope: str
    shared: links.Shared
    lang: str


@dataclass(frozen=True)
class Diagnosis:
    """The page: what is found, in words, and a card for each part."""

    found: Findings
    report: Report
    cards: tuple[Card, ...]


def asked(context: Context) -> Asked:
    """Return what this run asks for."""
    return Asked(
        context.my_city, tuple(sorted(context.members)), context.year, scope_name(context),
        context.shared, context.lang,
    )  # fmt: skip


@lru_cache(maxsize=_VIEWS)
def diagnosis(db: Database, wanted: Asked) -> Diagnosis:
    """Judge a city and write down what was found; its cards keep what they have drawn."""
    found = findings(db, wanted.city, wanted.members, wanted.year)
    given = DiagnosisInput(
        found,
        profile.written(db, wanted.city, wanted.shared, wanted.lang),
        wanted.scope,
        wanted.year,
        lambda area, kind: _cell_link(db, wanted.shared, area, kind),
    )
    words = report(given)
    return Diagnosis(found, words, tuple(c.kept() for c in cards(words, given)))


@lru_cache(maxsize=_VIEWS)
def findings(db: Database, city: str, members: tuple[str, ...], year: int | None) -> Findings:
    """Judge a city in its group; the same in every language."""
    registry = data.registry(db)
    material = Material(
        profile.field(db, city, members, year).published(registry),
        mechanisms.found_in(db, Extent.ROLLED),
        funnel.all_chains(db, year),
        profile.metric_holders(db),
        _Figures(db),
    )
    return find(city, members, material, registry)


class _Figures(Mapping[str, Sequence[Observation]]):
    """Figures by metric, read only where they are asked for."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def __getitem__(self, metric_id: str) -> Sequence[Observation]:
        return data.of_metric(self._db, metric_id)

    def __iter__(self) -> Iterator[str]:
        return iter(data.registry(self._db).metrics)

    def __len__(self) -> int:
        return len(data.registry(self._db).metrics)


def _cell_link(db: Database, shared: links.Shared, area_id: str, kind: str) -> str:
    cell = mechanisms.written(db, (area_id, kind))
    return f"{links.url(mechanisms.PAGE, {**dict(shared), 'cell': cell})}#{mechanisms.ANCHOR}"
