"""One table of what was measured: ours, the peer's, their ratio, the goal, met or missed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

_HEADER = ("what", "ours", "peer", "ratio", "goal", "")
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Spread:
    """Measurements of one thing: median, least and greatest, in ``unit``."""

    middle: float
    least: float
    greatest: float
    unit: str
    n: int

    @classmethod
    def of(cls, values: Iterable[float], unit: str) -> Spread:
        """Summarise measurements; there must be at least one."""
        listed = list(values)
        return cls(median(listed), min(listed), max(listed), unit, len(listed))

    def __str__(self) -> str:
        shown = f"{number(self.middle)} {self.unit}"
        if self.n == 1:
            return shown
        return f"{shown} ({number(self.least)}–{number(self.greatest)})"


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit on our median, or on its ratio to the peer's."""

    limit: float
    unit: str = ""
    at_least: bool = False
    of_ratio: bool = False

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        unit = " × peer" if self.of_ratio else f" {self.unit}"
        return f"{sign} {number(self.limit)}{unit}"

    def met(self, value: float) -> bool:
        """Whether a value keeps to the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``peer_name`` says what stands in the peer's column."""

    what: str
    ours: Spread
    peer: Spread | None = None
    peer_name: str = ""
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        """Our median over the peer's; below 1 we take less, or do less, than the peer."""
        if self.peer is None or not self.peer.middle:
            return None
        return self.ours.middle / self.peer.middle

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none, or nothing to hold against it."""
        if self.goal is None:
            return None
        value = self.ratio if self.goal.of_ratio else self.ours.middle
        return None if value is None else self.goal.met(value)

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the line."""
        peer = f"{self.peer} {self.peer_name}".strip() if self.peer else _NOTHING
        ratio = _NOTHING if self.ratio is None else f"{self.ratio:.2f}"
        goal = str(self.goal) if self.goal else _NOTHING
        return (self.what, str(self.ours), peer, ratio, goal, _VERDICTS[self.met])

    def as_dict(self) -> dict[str, Any]:
        """Return the line as plain values, for JSON."""
        return {
            "what": self.what,
            "ours": _plain(self.ours),
            "peer": _plain(self.peer) if self.peer else None,
            "peer_name": self.peer_name or None,
            "ratio": self.ratio,
            "goal": str(self.goal) if self.goal else None,
            "met": self.met,
        }


_VERDICTS = {True: "ok", False: "miss", None: ""}


def number(value: float) -> str:
    """Write a number with three significant digits, whole from 100 on: 0.0431, 9.12, 1,250."""
    size = abs(value)
    if size >= 100 or value == int(value):
        return f"{value:,.0f}"
    decimals = 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:.{decimals}f}"


def as_text(rows: Sequence[Row]) -> str:
    """Lay the rows out as a table for the terminal."""
    lines = [_HEADER, *(row.cells() for row in rows)]
    widths = [max(map(_columns, column)) for column in zip(*lines, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(cells, widths) for cells in (lines[0], rule, *lines[1:]))


def as_json(rows: Sequence[Row], machine: str) -> str:
    """Return the rows and where they were measured as JSON text."""
    content = {"machine": machine, "rows": [row.as_dict() for row in rows]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _plain(spread: Spread) -> dict[str, Any]:
    return {
        "median": spread.middle,
        "min": spread.least,
        "max": spread.greatest,
        "unit": spread.unit,
        "n": spread.n,
    }


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (c + " " * (w - _columns(c)) for c, w in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _columns(text: str) -> int:
    """Width on a terminal, where a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
