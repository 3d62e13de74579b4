"""The report of a run, ``report.json``: what was read, loaded, found, and how long it took."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

REPORT = "report.json"
PUBLISHED = "published"
FAILED = "failed"


@dataclass
class Report:
    """One run. ``size`` is that of the published file in bytes, 0 for a failed run."""

    status: str = FAILED
    build_id: str = ""
    size: int = 0
    files: list[dict[str, Any]] = field(default_factory=list)
    tables: Mapping[str, int] = field(default_factory=dict)
    derived_observations: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)
    errors: Sequence[Mapping[str, Any]] = ()
    warnings: Sequence[Mapping[str, Any]] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step of the run."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(perf_counter() - start, 3)

    def to_json(self) -> str:
        """Return the report as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def last_report(build_dir: Path) -> Mapping[str, Any]:
    """Read the report of the last run; empty where there is none that can be read."""
    try:
        content = json.loads((build_dir / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def is_published(build_dir: Path, current: Path, build_id: str) -> bool:
    """Whether the last run published this very build, and its file is whole."""
    report = last_report(build_dir)
    return (
        report.get("status") == PUBLISHED
        and report.get("build_id") == build_id
        and report.get("size") == current.stat().st_size
    )
