"""Accounting: for every file, records read = rows loaded + rows rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.descriptor import Resource
from etl.read import Dataset, File
from etl.tables import loaded_table
from etl.workspace import Workspace


class LostRowsError(Exception):
    """Rows of a file did not arrive in the database: a fault of the build, never of the data."""


@dataclass(frozen=True, slots=True)
class FileCount:
    """What became of the records of one file."""

    path: str
    read: int
    loaded: int

    @property
    def rejected(self) -> int:
        """Records that are not in the database."""
        return self.read - self.loaded


def account(work: Workspace, dataset: Dataset) -> list[FileCount]:
    """Count what was loaded.

    Raises:
        LostRowsError: a file without errors has rows that are not in the database, or more.
    """
    counts = list(_counts(work, dataset))
    lost = [c for c in counts if c.rejected]
    if lost:
        raise LostRowsError("; ".join(f"{c.path}: {c.read} read, {c.loaded} loaded" for c in lost))
    return counts


def reject_all(dataset: Dataset) -> list[FileCount]:
    """Return the account of a build that stopped: nothing was loaded."""
    return [FileCount(file.resource.path, file.read, 0) for file in dataset.files.values()]


def _counts(work: Workspace, dataset: Dataset) -> Iterator[FileCount]:
    figures = work.descriptor.observation_resources
    for file in dataset.files.values():
        loaded = _figures(work, file) if file.resource in figures else _rows(work, file.resource)
        yield FileCount(file.resource.path, file.read, loaded)


def _figures(work: Workspace, file: File) -> int:
    path = file.resource.path
    return int(work.value("SELECT count(*) FROM observation WHERE fact_file = ?", [path]))


def _rows(work: Workspace, resource: Resource) -> int:
    """Count the rows of a table that came from its file, not from a rule of the build."""
    made = {"metric": "derived_kind IS NOT NULL", "peer_group": "kind <> 'hand_picked'"}
    name = loaded_table(resource).name
    condition = made.get(name, "FALSE")
    return int(work.value(f"SELECT count(*) FROM {name} WHERE NOT ({condition})"))
