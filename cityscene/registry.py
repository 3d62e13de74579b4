"""The registry: names, units, order and kinds of everything figures refer to by id.

The same container is filled from the CSV files (``load_registry``) and from the rows of a
published database (``Registry.from_rows``).
"""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from cityscene import paths
from cityscene.ratios import DENOMINATORS, RATIO_KINDS
from cityscene.schema import (
    Area,
    ChainStage,
    Cluster,
    Direction,
    Level,
    Metric,
    PeriodType,
    Scope,
    Source,
    Theme,
    Tier,
    Unit,
)

ENGLISH = "en"

Row = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MechanismKind:
    """One instrument cities use."""

    mechanism_id: str
    name_zh: str
    name_en: str
    category: str
    definition_zh: str
    definition_en: str
    position: int


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a series: ``between_from`` and ``between_to`` cannot be compared.

    With ``area_id`` only the series of that area is broken, otherwise that of every area.
    """

    metric_id: str
    between_from: int
    between_to: int
    reason_zh: str
    reason_en: str
    area_id: str | None = None


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A named group of areas; ``kind`` is hand_picked or cluster."""

    group_id: str
    name_zh: str
    name_en: str
    kind: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Derivation:
    """Where a derived metric comes from: a ratio (``RATIO_KINDS``) or growth of a base metric."""

    kind: str
    base_metric_id: str


@dataclass(frozen=True)
class Registry:
    """Everything by its id, in the order of the files; nothing in it can be changed."""

    areas: Mapping[str, Area]
    units: Mapping[str, Unit]
    themes: Mapping[str, Theme]
    metrics: Mapping[str, Metric]
    sources: Mapping[str, Source]
    groups: Mapping[str, PeerGroup]
    mechanism_kinds: Mapping[str, MechanismKind]
    breaks: tuple[Break, ...]
    derivations: Mapping[str, Derivation]

    @classmethod
    def from_rows(
        cls,
        *,
        areas: Iterable[Row],
        units: Iterable[Row],
        themes: Iterable[Row],
        metrics: Iterable[Row],
        sources: Iterable[Row],
        peer_groups: Iterable[Row] = (),
        mechanism_kinds: Iterable[Row] = (),
        breaks: Iterable[Row] = (),
    ) -> Registry:
        """Build the registry from rows of text or typed values; extra columns are ignored.

        Raises:
            ValueError: a value is not one of its enumeration.
            KeyError: a column is missing.
        """
        metric_rows = list(metrics)
        return cls(
            areas=_by_id(areas, Area),
            units=_by_id(units, Unit),
            themes=_by_id(themes, Theme),
            metrics=_by_id(metric_rows, Metric),
            sources=_by_id(sources, Source),
            groups=_groups(peer_groups),
            mechanism_kinds=_by_id(mechanism_kinds, MechanismKind),
            breaks=tuple(_record(row, Break) for row in breaks),
            derivations=_derivations(metric_rows),
        )

    @property
    def peer_groups(self) -> Mapping[str, frozenset[str]]:
        """Members of every named group, by group id."""
        return {k: g.members for k, g in self.groups.items()}

    def area_name(self, area_id: str, lang: str) -> str:
        """Return the label of an area: short Chinese name, or the English name."""
        area = self.areas[area_id]
        return area.name_en if lang == ENGLISH else area.short_zh

    def metric_name(self, metric_id: str, lang: str) -> str:
        """Return the name of a metric."""
        return _name(self.metrics[metric_id], lang)

    def metric_definition(self, metric_id: str, lang: str) -> str:
        """Return what a metric counts."""
        metric = self.metrics[metric_id]
        return metric.definition_en if lang == ENGLISH else metric.definition_zh

    def theme_name(self, theme_id: str, lang: str) -> str:
        """Return the name of a theme."""
        return _name(self.themes[theme_id], lang)

    def unit_name(self, unit: str, lang: str) -> str:
        """Return the text of a unit."""
        return _name(self.units[unit], lang)

    def peer_group_name(self, group_id: str, lang: str) -> str:
        """Return the name of a named peer group."""
        return _name(self.groups[group_id], lang)

    def mechanism_name(self, mechanism_id: str, lang: str) -> str:
        """Return the name of an instrument."""
        return _name(self.mechanism_kinds[mechanism_id], lang)

    def unit_of(self, metric_id: str) -> Unit:
        """Return the base unit of a metric."""
        return self.units[self.metrics[metric_id].unit]

    def counter(self, metric_id: str, lang: str) -> str:
        """Return the counter word of a metric: its own in Chinese, else its unit's text."""
        own = self.own_counter(metric_id, lang)
        return own or self.unit_name(self.metrics[metric_id].unit, lang)

    def own_counter(self, metric_id: str, lang: str) -> str | None:
        """Return the counter word a metric has of its own; English names the unit instead.

        A ratio counts what its base counts: firms per 10k residents.
        """
        if lang != ENGLISH:
            return self.metrics[metric_id].counter_zh
        base = self.metrics[self.base_metric(metric_id)]
        is_ratio = metric_id != base.metric_id and self.unit_of(metric_id).dimension == "ratio"
        return self.unit_name(base.unit, lang) if is_ratio else None

    def metrics_of(self, theme_id: str) -> list[Metric]:
        """Return the metrics of a theme in their order."""
        found = (m for m in self.metrics.values() if m.theme_id == theme_id)
        return sorted(found, key=lambda m: (m.position, m.metric_id))

    def is_derived(self, metric_id: str) -> bool:
        """Whether a metric is computed by the build rather than read in a source."""
        return metric_id in self.derivations

    def base_metric(self, metric_id: str) -> str:
        """Return the metric a derived one is computed from; any other is its own base."""
        found = self.derivations.get(metric_id)
        return found.base_metric_id if found else metric_id

    def breaks_of(self, metric_id: str) -> list[Break]:
        """Return the breaks of all areas; a ratio breaks where what it is divided by does too."""
        parts = {self.base_metric(metric_id)}
        if metric_id in self.derivations:
            kind = self.derivations[metric_id].kind
            parts.update(*(DENOMINATORS[per] for per, k in RATIO_KINDS.items() if k == kind))
        return [b for b in self.breaks if b.metric_id in parts and b.area_id is None]

    def break_between(self, metric_id: str, earlier: int, later: int) -> Break | None:
        """Return the break in series between two years of a metric, if there is one."""
        for b in self.breaks_of(metric_id):
            if earlier <= b.between_from and b.between_to <= later:
                return b
        return None


def load_registry(data_dir: Path) -> Registry:
    """Read the registry files of a data folder; they must be valid (``python -m etl validate``).

    Raises:
        FileNotFoundError: a registry file is missing.
    """
    files = _file_names(data_dir)

    def rows(resource: str) -> list[Row]:
        with (data_dir / files[resource]).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    names = ("areas", "units", "themes", "metrics", "sources", "peer_groups", "mechanism_kinds",
             "breaks")  # fmt: skip
    return Registry.from_rows(**{name: rows(name) for name in names})


def _file_names(data_dir: Path) -> dict[str, str]:
    descriptor = json.loads(paths.descriptor_file(data_dir).read_text(encoding="utf-8"))
    return {r["name"]: r["path"] for r in descriptor["resources"]}


def _by_id(rows: Iterable[Row], kind: type[T]) -> Mapping[str, T]:
    """Map the first field of a record, its identifier, to the record."""
    key = dataclasses.fields(kind)[0].name  # type: ignore[arg-type]
    records = (_record(row, kind) for row in rows)
    return MappingProxyType({getattr(r, key): r for r in records})


def _record(row: Row, kind: type[T]) -> T:
    names = [f.name for f in dataclasses.fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: _value(name, row[name]) for name in names})


def _value(name: str, value: Any) -> Any:
    """Turn one cell into the record's type; empty text and None are both missing."""
    if value is None or value == "":
        return None
    return _TYPES.get(name, str)(value)


def _boolean(value: object) -> bool:
    return str(value).lower() == "true"


def _period_kinds(value: str) -> tuple[PeriodType, ...]:
    return tuple(PeriodType(kind) for kind in value.split("|"))


_TYPES: Mapping[str, Callable[[Any], object]] = {
    "level": Level,
    "cluster": Cluster,
    "chain_stage": ChainStage,
    "direction": Direction,
    "scope": Scope,
    "tier": Tier,
    "period_kinds": _period_kinds,
    "scaled": _boolean,
    "decimals": int,
    "position": int,
    "tolerance_months": int,
    "between_from": int,
    "between_to": int,
}


def _groups(rows: Iterable[Row]) -> Mapping[str, PeerGroup]:
    members: dict[str, set[str]] = {}
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["group_id"], row)
        members.setdefault(row["group_id"], set()).add(row["area_id"])
    return MappingProxyType({k: _group(first[k], members[k]) for k in first})


def _group(row: Row, members: set[str]) -> PeerGroup:
    kind = row.get("kind") or "hand_picked"
    return PeerGroup(row["group_id"], row["name_zh"], row["name_en"], kind, frozenset(members))


def _derivations(metric_rows: Iterable[Row]) -> Mapping[str, Derivation]:
    return MappingProxyType(
        {
            row["metric_id"]: Derivation(row["derived_kind"], row["base_metric_id"])
            for row in metric_rows
            if row.get("derived_kind")
        }
    )


def _name(record: Any, lang: str) -> str:
    text: str = record.name_en if lang == ENGLISH else record.name_zh
    return text
