"""What all charts share: an item with its interval, and the frame of a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

from cityscene.schema import Basis, Interval
from cityscene.theme import Mode, template

ROW = 30
OPEN_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Item:
    """One figure to draw; ``value`` and ``interval`` are in units of the axis.

    ``text`` is the direct label, ``hover`` the sentence shown on pointing.
    """

    key: str
    label: str
    value: float
    interval: Interval
    text: str
    hover: str
    basis: Basis = Basis.ACTUAL
    is_mine: bool = False
    is_stale: bool = False


def figure(mode: Mode, height: int) -> go.Figure:
    """Return an empty figure in the look of the project."""
    fig = go.Figure()
    fig.update_layout(template=template(mode), height=height, dragmode=False)
    return fig


def sure_end(item: Item) -> float:
    """Length of the solid part of a bar: what the figure reaches whatever the hedge hides."""
    if item.interval.low is not None:
        return item.interval.low
    return 0.0


def possible_end(item: Item, reach: float) -> float:
    """End of the hatched part; an open end runs ``reach`` beyond the sure part."""
    if item.interval.high is None:
        return sure_end(item) + reach
    return item.interval.high


def span(items: Iterable[Item]) -> float:
    """Largest end among some items, the scale of the axis."""
    ends = [abs(x) for i in items for x in (i.value, i.interval.low, i.interval.high) if x]
    return max(ends, default=1.0)
