"""Horizontal bars of one metric, sorted by rank, with what the hedges leave open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from cityscene.charts.labels import width
from cityscene.charts.marks import OPEN_SHARE, ROW, Item, figure, possible_end, span, sure_end
from cityscene.schema import Basis
from cityscene.theme import PALETTES, Mode, Palette

Row = tuple[int, Item]
_BAR = 0.74
_LABEL_GAP = 24
_LABEL_SIZE = 13
_PHONE_BARS = 190
_HATCH = {"shape": "/", "size": 5, "solidity": 0.35}


def ranking_bars(items: Sequence[Item], mode: Mode) -> go.Figure:
    """Draw items from top to bottom in the order given, at y = 0, 1, 2 ...

    Places are numbers and not names, because a category axis takes area codes for numbers.

    Solid up to the sure part, hatched for the possible part, an arrow where the hedge is
    open; estimates are hollow bars, targets hollow diamonds.
    """
    palette = PALETTES[mode]
    fig = figure(mode, height=ROW * len(items) + 48)
    bars = [(y, i) for y, i in enumerate(items) if i.basis is not Basis.TARGET]
    targets = [(y, i) for y, i in enumerate(items) if i.basis is Basis.TARGET]
    reach = OPEN_SHARE * span(items)
    if bars:
        fig.add_trace(_sure(bars, palette))
        fig.add_trace(_possible(bars, palette, reach))
        fig.add_trace(_open_ends(bars, palette, reach))
    if targets:
        fig.add_trace(_targets(targets, palette))
    _labels(fig, items, palette, reach)
    _axes(fig, items, palette, reach)
    return fig


def _colour(item: Item, palette: Palette) -> str:
    return palette.accent if item.is_mine else palette.neutral


def _sure(rows: Sequence[Row], palette: Palette) -> go.Bar:
    hollow = [i.basis is Basis.ESTIMATE for _, i in rows]
    return go.Bar(
        y=[y for y, _ in rows],
        x=[sure_end(i) for _, i in rows],
        orientation="h",
        width=_BAR,
        marker={
            "color": [
                palette.ground if h else _colour(i, palette)
                for (_, i), h in zip(rows, hollow, strict=True)
            ],
            "line": {
                "color": [_colour(i, palette) for _, i in rows],
                "width": [1.5 if h else 0 for h in hollow],
            },
        },
        customdata=[i.hover for _, i in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _possible(rows: Sequence[Row], palette: Palette, reach: float) -> go.Bar:
    return go.Bar(
        y=[y for y, _ in rows],
        x=[possible_end(i, reach) - sure_end(i) for _, i in rows],
        base=[sure_end(i) for _, i in rows],
        orientation="h",
        width=_BAR,
        marker={
            "color": palette.ground,
            "pattern": _HATCH | {"fgcolor": [_colour(i, palette) for _, i in rows]},
            "line": {"width": 0},
        },
        customdata=[i.hover for _, i in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _open_ends(rows: Sequence[Row], palette: Palette, reach: float) -> go.Scatter:
    """Arrow heads at bars whose upper end is open."""
    open_rows = [(y, i) for y, i in rows if i.interval.high is None]
    return go.Scatter(
        y=[y for y, _ in open_rows],
        x=[possible_end(i, reach) for _, i in open_rows],
        mode="markers",
        marker={
            "symbol": "triangle-right",
            "size": 11,
            "color": [_colour(i, palette) for _, i in open_rows],
        },
        hoverinfo="skip",
    )


def _targets(rows: Sequence[Row], palette: Palette) -> go.Scatter:
    return go.Scatter(
        y=[y for y, _ in rows],
        x=[i.value for _, i in rows],
        mode="markers",
        marker={
            "symbol": "diamond-open",
            "size": 13,
            "color": [_colour(i, palette) for _, i in rows],
            "line": {"width": 2},
        },
        customdata=[i.hover for _, i in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _labels(fig: go.Figure, items: Sequence[Item], palette: Palette, reach: float) -> None:
    """Direct value labels, right of the longest part of each bar.

    Set at once: adding them one by one copies all earlier ones each time.
    """
    labels = [_label(y, i, palette, reach) for y, i in enumerate(items)]
    fig.update_layout(annotations=labels)


def _label(y: int, item: Item, palette: Palette, reach: float) -> dict[str, Any]:
    is_target = item.basis is Basis.TARGET
    end = item.value if is_target else max(possible_end(item, reach), item.value)
    colour = palette.accent if item.is_mine else palette.ink
    return {
        "x": max(end, 0.0), "y": y, "text": item.text, "showarrow": False, "xanchor": "left",
        "xshift": 10, "font": {"color": colour, "size": _LABEL_SIZE},
    }  # fmt: skip


def _axes(fig: go.Figure, items: Sequence[Item], palette: Palette, reach: float) -> None:
    low = min([0.0, *(x for i in items for x in (i.value, i.interval.low) if x is not None)])
    high = max((possible_end(i, reach) for i in items), default=1.0)
    high = max(high, *(i.value for i in items), 0.0) if items else 1.0
    fig.update_layout(margin={"r": _label_room(items, reach, high or 1.0)})
    fig.update_xaxes(
        range=[low * 1.05, high],
        showgrid=True,
        zeroline=True,
        fixedrange=True,
        nticks=5,
        tickangle=0,
        tickformat=",~g",
        side="top",
    )
    fig.update_yaxes(
        range=[len(items) - 0.5, -0.5],
        tickvals=list(range(len(items))),
        ticktext=[_bold(i) for i in items],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": 13, "color": palette.ink},
        ticklabelstandoff=8,
    )
    fig.update_layout(barmode="overlay", bargap=0.2)


def _label_room(items: Sequence[Item], reach: float, high: float) -> int:
    """Pixels that labels need right of the axis where the bars have a phone's width."""
    ends = [max(possible_end(i, reach), i.value, 0.0) for i in items]
    over = [
        _LABEL_GAP + _LABEL_SIZE * width(i.text) - (1 - end / high) * _PHONE_BARS
        for i, end in zip(items, ends, strict=True)
    ]
    return round(max(over, default=0.0))


def _bold(item: Item) -> str:
    return f"<b>{item.label}</b>" if item.is_mine else item.label
