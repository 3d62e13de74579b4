"""Strips of places: one row a metric, from first to last, peers as dots, the area as a range.

Every row has a scale of its own, from 1 to n, drawn to one width. The name stands above its
strip, so that a row reads alike on a telephone and on a wide screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from cityscene.charts.marks import figure
from cityscene.theme import PALETTES, Mode, Palette

Annotation = dict[str, Any]

_LINE = 19  # height of a line of the name, px
_STRIP = 26
_SPACE = 10
_HEAD = 26
_WIDE = 0x2E7F  # from here on characters are as wide as high


@dataclass(frozen=True, slots=True)
class Place:
    """A range of places on the scale from 0 (first) to 1 (last), with its hover text."""

    best: float
    worst: float
    hover: str

    @property
    def middle(self) -> float:
        """Middle of the range."""
        return (self.best + self.worst) / 2


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: lines of its name, the area's place, its peers' places, the text at the end
    and a remark under it.

    A row without a place is a remark between rows.
    """

    lines: tuple[str, ...]
    text: str = ""
    remark: str = ""
    own: Place | None = None
    peers: tuple[Place, ...] = field(default=())

    @property
    def height(self) -> int:
        """Height of the row in pixels."""
        return _LINE * len(self.lines) + (_STRIP if self.own else 0) + _SPACE


def standing_strips(strips: Sequence[Strip], ends: tuple[str, str], mode: Mode) -> go.Figure:
    """Draw rows from top to bottom; ``ends`` are the words for the first and the last place."""
    palette = PALETTES[mode]
    total = sum(s.height for s in strips)
    fig = figure(mode, height=total + _HEAD + 8)
    tops = [sum(s.height for s in strips[:i]) for i in range(len(strips))]
    rows = [
        (s, top + _LINE * len(s.lines) + _STRIP / 2) for s, top in zip(strips, tops, strict=True)
    ]
    placed = [(s.own, s, y) for s, y in rows if s.own is not None]
    fig.add_traces(
        [
            _scales([y for _, _, y in placed], palette),
            _peer_ranges(rows, palette),
            _peer_dots(rows, palette),
            _own_ranges([(own, y) for own, _, y in placed], palette),
        ]
    )
    fig.update_xaxes(range=[-0.02, 1.02], visible=False, fixedrange=True)
    fig.update_yaxes(range=[total, 0], visible=False, fixedrange=True)
    room = max((text_width(s.text) for s in strips if s.own), default=0)
    fig.update_layout(
        margin={"l": 6, "r": room + 20, "t": _HEAD, "b": 4},
        hovermode="closest",
        # All at once: add_annotation copies those before, time and again.
        annotations=[
            *(_end_text(strip, y, palette) for _, strip, y in placed),
            *(_name(strip, top, palette) for strip, top in zip(strips, tops, strict=True)),
            *_ends(ends, palette),
        ],
    )
    return fig


def text_width(text: str) -> int:
    """Width of a text at 13 px, in pixels: a Chinese character is about twice as wide."""
    return sum(14 if ord(c) > _WIDE else 8 for c in text)


def _scales(heights: Sequence[float], palette: Palette) -> go.Scatter:
    """A hairline a row, with short marks at the quarters."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for y in heights:
        xs += [0.0, 1.0, None]
        ys += [y, y, None]
        for quarter in (0.0, 0.25, 0.5, 0.75, 1.0):
            xs += [quarter, quarter, None]
            ys += [y - 5, y + 5, None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": palette.hairline, "width": 1},
        hoverinfo="skip",
    )


def _peer_ranges(rows: Sequence[tuple[Strip, float]], palette: Palette) -> go.Scatter:
    """Peers whose place is not certain, as thin lines."""
    open_places = [(p, y) for s, y in rows for p in s.peers if p.best != p.worst]
    return go.Scatter(
        x=[x for p, _ in open_places for x in (p.best, p.worst, None)],
        y=[v for _, y in open_places for v in (y, y, None)],
        mode="lines",
        line={"color": palette.neutral_soft, "width": 3},
        hoverinfo="skip",
    )


def _peer_dots(rows: Sequence[tuple[Strip, float]], palette: Palette) -> go.Scatter:
    peers = [(p, y) for s, y in rows for p in s.peers]
    return go.Scatter(
        x=[p.middle for p, _ in peers],
        y=[y for _, y in peers],
        mode="markers",
        marker={"size": 7, "color": palette.neutral_soft, "line": {"width": 0}},
        customdata=[p.hover for p, _ in peers],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _own_ranges(places: Sequence[tuple[Place, float]], palette: Palette) -> go.Scatter:
    """The area: a bar from its best to its worst place, one dot where they are the same."""
    return go.Scatter(
        x=[x for p, _ in places for x in (p.best, p.worst, None)],
        y=[v for _, y in places for v in (y, y, None)],
        mode="lines+markers",
        line={"color": palette.accent, "width": 8},
        marker={"size": 14, "color": palette.accent, "line": {"width": 0}},
        customdata=[text for p, _ in places for text in (p.hover, p.hover, "")],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _end_text(strip: Strip, y: float, palette: Palette) -> Annotation:
    remark = f'<br><span style="font-size:11px">{strip.remark}</span>' if strip.remark else ""
    return {
        "x": 1, "y": y, "text": strip.text + remark, "showarrow": False, "xanchor": "left",
        "align": "left", "xshift": 14, "font": {"color": palette.accent, "size": 13},
    }  # fmt: skip


def _name(strip: Strip, top: float, palette: Palette) -> Annotation:
    return {
        "x": 0, "y": top, "text": "<br>".join(strip.lines), "showarrow": False,
        "xanchor": "left", "yanchor": "top", "align": "left", "xshift": -4,
        "font": {"color": palette.ink if strip.own else palette.muted, "size": 13},
    }  # fmt: skip


def _ends(ends: tuple[str, str], palette: Palette) -> list[Annotation]:
    """The words at both ends of the scales, above the first row."""
    return [
        {
            "x": x, "y": 0, "text": text, "showarrow": False, "xanchor": anchor,
            "yanchor": "bottom", "xshift": shift, "font": {"color": palette.muted, "size": 12},
        }
        for x, text, anchor, shift in ((0, ends[0], "left", -4), (1, ends[1], "right", 4))
    ]  # fmt: skip
