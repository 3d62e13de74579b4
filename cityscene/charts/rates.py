"""Shares as bars on one scale, with a line where the part would be as large as the whole.

The name stands above its bar, so that long ones need no room beside it on a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from cityscene.charts.labels import wrap
from cityscene.charts.marks import Item
from cityscene.charts.ranking import ranking_bars
from cityscene.theme import PALETTES, Mode, Palette

WHOLE = 100.0
_HEAD = 44
_BAR = 22
_LINE = 18
_SPACE = 14
_NAME_WIDEST = 23.0


def rate_bars(items: Sequence[Item], mode: Mode) -> go.Figure:
    """Draw shares in percent: solid to the sure part, hatched for the possible, open ends open.

    The scale reaches at least to 100.
    """
    palette = PALETTES[mode]
    names = [wrap(i.label, _NAME_WIDEST) for i in items]
    row = _BAR + _SPACE + _LINE * max(len(n) for n in names)
    fig = ranking_bars(items, mode)
    low, high = fig.layout.xaxis.range
    fig.update_xaxes(range=[low, max(high, WHOLE)], ticksuffix="%")
    fig.update_yaxes(showticklabels=False, range=[len(items) - 1 + _BAR / row, _BAR / row - 1])
    fig.update_traces(width=_BAR / row, selector={"type": "bar"})
    fig.update_annotations(bgcolor=palette.ground)  # the line of the whole passes behind them
    fig.add_vline(x=WHOLE, line={"color": palette.muted, "width": 1, "dash": "dot"}, layer="below")
    for y, (item, lines) in enumerate(zip(items, names, strict=True)):
        fig.add_annotation(_name(item, lines, y - _BAR / row / 2, palette))
    fig.update_layout(height=_HEAD + row * len(items), margin={"l": 20})
    return fig


def _name(item: Item, lines: Sequence[str], y: float, palette: Palette) -> dict[str, Any]:
    """The name above a bar; ``y`` is the upper edge of the bar."""
    text = "<br>".join(lines)
    return {
        "x": 0, "y": y, "text": f"<b>{text}</b>" if item.is_mine else text, "showarrow": False,
        "xanchor": "left", "yanchor": "bottom", "xshift": 4, "align": "left",
        "font": {"size": 13, "color": palette.accent if item.is_mine else palette.ink},
    }  # fmt: skip
