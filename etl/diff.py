"""Diff: what a new database holds that the last one did not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from etl.workspace import Workspace, literal

CHANGES = "changes.md"
_LISTED = 200

#: Columns of a figure that people edit; the rest follows from them.
_EDITED = (
    "area_id", "metric_id", "value", "value_printed", "qualifier", "basis", "unit", "period_type",
    "period_start", "period_end", "as_of", "period_source", "source_id", "locator", "note",
)  # fmt: skip

#: Sections beside the observations: title, table, identifier, condition on its rows.
_REGISTERS = (
    ("metrics", "metric", "metric_id", "derived_kind IS NULL"),
    ("areas", "area", "area_id", "TRUE"),
    ("sources", "source", "source_id", "TRUE"),
    ("mechanisms", "mechanism", "evidence_id", "TRUE"),
    ("events", "event", "event_id", "TRUE"),
    ("scenarios", "scenario", "scenario_id", "TRUE"),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell of an observation that changed."""

    obs_id: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """What changed; ``note`` says why nothing could be compared."""

    note: str = ""
    new: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    edited: list[Edit] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the two databases hold the same facts."""
        return not (
            self.note or self.edited or any(self.new.values()) or any(self.removed.values())
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the changes as plain values, for JSON."""
        return asdict(self)


def compare(work: Workspace, last: Path | None) -> Changes:
    """Compare the tables of the workspace with a published file."""
    if last is None:
        return Changes("There was no build before.")
    try:
        work.run(f"ATTACH {literal(str(last))} AS last (READ_ONLY)")
    except duckdb.IOException:
        # A damaged file must not keep a sound one from being built.
        return Changes("The last build cannot be read; it was not compared.")
    try:
        return _compare(work)
    except (duckdb.CatalogException, duckdb.BinderException):
        return Changes("The last build has other tables; it was not compared.")
    finally:
        work.run("DETACH last")


def _compare(work: Workspace) -> Changes:
    sections = (("observations", "observation", "obs_id", "derived_kind IS NULL"), *_REGISTERS)
    new = {title: _only_in("db", "last", work, *rest) for title, *rest in sections}
    removed = {title: _only_in("last", "db", work, *rest) for title, *rest in sections}
    return Changes("", new, removed, list(_edits(work)))


def _only_in(
    here: str, there: str, work: Workspace, table: str, key: str, condition: str
) -> list[str]:
    found = work.rows(
        f"""SELECT {key} FROM {here}.{table} WHERE {condition} AND {key} NOT IN
              (SELECT {key} FROM {there}.{table} WHERE {condition}) ORDER BY {key}"""
    )
    return [identifier for (identifier,) in found]


def _edits(work: Workspace) -> Iterator[Edit]:
    old, new = (", ".join(f"{side}.{c}" for c in _EDITED) for side in ("o", "n"))
    found = work.rows(
        f"""SELECT n.obs_id, {old}, {new}
            FROM db.observation n JOIN last.observation o ON o.obs_id = n.obs_id
            WHERE n.derived_kind IS NULL AND hash({old}) <> hash({new}) ORDER BY n.obs_id"""
    )
    for obs_id, *cells in found:
        pairs = zip(_EDITED, cells[: len(_EDITED)], cells[len(_EDITED) :], strict=True)
        for column, before, after in pairs:
            if before != after:
                yield Edit(obs_id, column, _text(before), _text(after))


def _text(value: object) -> str:
    return "—" if value is None else str(value)


def as_markdown(changes: Changes, build_id: str) -> str:
    """Return ``changes.md``: one section a kind of change, empty ones left out."""
    lines = [f"# Changes of build {build_id}", ""]
    if changes.note or changes.nothing:
        lines += [changes.note or "Nothing changed.", ""]
    for title, groups in (("New", changes.new), ("Removed", changes.removed)):
        for name, ids in groups.items():
            lines += _section(f"{title} {name}", ids)
    edits = [f"{e.obs_id}: {e.column} {e.old} → {e.new}" for e in changes.edited]
    lines += _section("Edited observations", edits)
    return "\n".join(lines)


def _section(title: str, entries: Sequence[str]) -> list[str]:
    if not entries:
        return []
    lines = [f"## {title} ({len(entries)})", "", *(f"- {e}" for e in entries[:_LISTED])]
    if len(entries) > _LISTED:
        lines.append(f"- … and {len(entries) - _LISTED} more")
    return [*lines, ""]
