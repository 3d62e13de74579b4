"""The one schema, ``datapackage.json``, as records the steps read.

Only the standard library: the check for unchanged inputs must not load anything heavy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cityscene import paths

_TYPES = frozenset({"string", "number", "integer", "boolean"})
_CONSTRAINTS = frozenset({"required", "unique", "pattern", "enum", "minimum", "maximum"})


class DescriptorError(Exception):
    """The descriptor says something the validator does not know how to check."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type and what its cells must satisfy."""

    name: str
    type: str
    description: str
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must occur in another file."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """One file and its columns."""

    name: str
    path: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the header."""
        return tuple(f.name for f in self.fields)

    @property
    def is_fact(self) -> bool:
        """Whether the file holds curated facts, not names or corrections."""
        return self.path.startswith("facts/")


@dataclass(frozen=True, slots=True)
class Descriptor:
    """All files of a data folder, in the order of the descriptor."""

    resources: tuple[Resource, ...]

    def __getitem__(self, name: str) -> Resource:
        return next(r for r in self.resources if r.name == name)

    @property
    def observation_resources(self) -> tuple[Resource, ...]:
        """The files with the columns of ``observations``: texts, yearbooks, any later one."""
        columns = self["observations"].columns
        return tuple(r for r in self.resources if r.columns == columns)


def load_descriptor(data_dir: Path) -> Descriptor:
    """Read the descriptor of a data folder, or the project's where the folder has none.

    Raises:
        DescriptorError: the JSON is broken, or has a type or constraint that is not checked.
    """
    file = paths.descriptor_file(data_dir)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        resources = tuple(_resource(r) for r in content["resources"])
    except (ValueError, KeyError, TypeError) as error:
        raise DescriptorError(f"{file.name} cannot be read: {error!r}") from error
    return Descriptor(resources)


def _resource(raw: Mapping[str, Any]) -> Resource:
    schema = raw["schema"]
    return Resource(
        name=raw["name"],
        path=raw["path"],
        description=raw["description"],
        fields=tuple(_field(f, raw["name"]) for f in schema["fields"]),
        primary_key=_names(schema.get("primaryKey", ())),
        foreign_keys=tuple(_foreign_key(k, raw["name"]) for k in schema.get("foreignKeys", ())),
    )


def _field(raw: Mapping[str, Any], resource: str) -> Field:
    constraints = raw.get("constraints", {})
    unknown = set(constraints) - _CONSTRAINTS
    if unknown or raw["type"] not in _TYPES:
        # An unchecked constraint would look like a checked one.
        what = sorted(unknown) or raw["type"]
        raise DescriptorError(f"{resource}.{raw['name']}: {what} is not supported")
    return Field(
        name=raw["name"],
        type=raw["type"],
        description=raw["description"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=constraints.get("pattern"),
        enum=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )


def _foreign_key(raw: Mapping[str, Any], resource: str) -> ForeignKey:
    target = raw["reference"]
    fields, reference = _names(raw["fields"]), _names(target["fields"])
    if len(fields) != 1 or len(reference) != 1:
        raise DescriptorError(f"{resource}: foreign keys of several columns are not supported")
    return ForeignKey(fields, target["resource"] or resource, reference)


def _names(raw: str | Sequence[str]) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(raw)
