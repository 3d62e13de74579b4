"""Small multiples: one panel a metric, one row an area, every panel on an axis of its own.

Rows and colours are the same in every panel, so an area is found at the same place; sizes
are read within a panel only. A stem runs from zero to the dot, a band shows what the hedge
allows, an arrow an open end; a target is a hollow diamond, an estimate a hollow dot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from cityscene.charts.labels import width, wrap
from cityscene.charts.marks import OPEN_SHARE, Item, span
from cityscene.schema import Basis
from cityscene.theme import PALETTES, Mode, Palette, template

NAME_SIZE = 12
TITLE_SIZE = 13
_ROW = 24
_NAME_LINE = 15
_TITLE_LINE = 18
_GAP = 16
_NARROWEST = 320  # what a figure has to live with on a phone
_NAME_WIDEST = 9.0
_TITLE_WIDEST = (_NARROWEST - 16) / TITLE_SIZE
_ROOM = 0.62  # of the axis, right of the longest mark, for its label
_BAND = 0.42
_VISIBLE = 0.01
_SYMBOLS = {
    Basis.ACTUAL: "circle",
    Basis.TARGET: "diamond-open",
    Basis.ESTIMATE: "circle-open",
}

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lane:
    """One area: its name and its colour in every panel."""

    key: str
    name: str
    colour: str
    is_mine: bool = False


@dataclass(frozen=True)
class Panel:
    """One metric: a title and the figure of each area that has one."""

    title: str
    unit: str
    items: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a panel stands: number of its axes, title lines, top and bottom in pixels.

    The unit follows the last title line, which is empty where it needs one of its own.
    """

    number: int
    title: list[str]
    top: int
    bottom: int


def small_multiples(
    panels: Sequence[Panel], lanes: Sequence[Lane], mode: Mode, missing: str
) -> go.Figure:
    """Draw panels from top to bottom, each with the lanes in the order given."""
    palette = PALETTES[mode]
    names = [wrap(lane.name, _NAME_WIDEST) for lane in lanes]
    row = max(_ROW, _NAME_LINE * max((len(n) for n in names), default=1) + 4)
    places = _places(panels, row * len(lanes))
    height = places[-1].bottom + 4 if places else row
    left = round(NAME_SIZE * max((width(line) for n in names for line in n), default=0)) + 18
    traces = [
        trace
        for panel, place in _zip(panels, places)
        for trace in _traces(panel, lanes, place.number, palette, missing)
    ]
    layout = {
        "template": template(mode),
        "height": height,
        "dragmode": False,
        "margin": {"l": left, "r": 8, "t": 0, "b": 0},
        "barmode": "overlay",
        "annotations": [
            _title(p, place, left, height, palette) for p, place in _zip(panels, places)
        ],
        **_axes(panels, lanes, names, places, height, palette),
    }
    # In one go: updating a figure axis by axis takes four times as long.
    return go.Figure({"data": traces, "layout": layout})


def _zip(panels: Sequence[Panel], places: Sequence[_Place]) -> list[tuple[Panel, _Place]]:
    return list(zip(panels, places, strict=True))


def _places(panels: Sequence[Panel], body: int) -> list[_Place]:
    places: list[_Place] = []
    top = 0
    for number, panel in enumerate(panels, start=1):
        title = wrap(panel.title, _TITLE_WIDEST)
        if width(f"{title[-1]}  {panel.unit}") > _TITLE_WIDEST:
            title.append("")
        start = top + _TITLE_LINE * len(title) + 6
        places.append(_Place(number, title, start, start + body))
        top = start + body + _GAP
    return places


def _traces(
    panel: Panel, lanes: Sequence[Lane], number: int, palette: Palette, missing: str
) -> list[Spec]:
    items = [(y, lane, panel.items[lane.key]) for y, lane in enumerate(lanes)
             if lane.key in panel.items]  # fmt: skip
    reach = OPEN_SHARE * span(i for _, _, i in items)
    axes = {"xaxis": _axis("x", number), "yaxis": _axis("y", number)}
    absent = [y for y, lane in enumerate(lanes) if lane.key not in panel.items]
    traces = [_dots(items, palette) | axes]
    if banded := [x for x in items if _is_banded(x[2], reach / OPEN_SHARE)]:
        traces.insert(0, _bands(banded, reach) | axes)
    if unbounded := [x for x in items if x[2].interval.high is None]:
        traces.append(_arrows(unbounded, reach) | axes)
    return [*traces, _labels(items, absent, reach, palette, missing) | axes]


def _axis(letter: str, number: int) -> str:
    return letter if number == 1 else f"{letter}{number}"


def _is_banded(item: Item, largest: float) -> bool:
    """Whether the hedge is wide enough to be seen; the rounding of an exact figure is not."""
    low, high = item.interval.low, item.interval.high
    return low is None or high is None or high - low > _VISIBLE * largest


def _ends(item: Item, reach: float) -> tuple[float, float]:
    """Ends of what a figure allows on the axis; an open end runs ``reach`` beyond the figure."""
    low, high = item.interval.low, item.interval.high
    return (0.0 if low is None else low, item.value + reach if high is None else high)


def _dots(items: Sequence[tuple[int, Lane, Item]], palette: Palette) -> Spec:
    """Dots with a stem from zero, which is drawn as an error bar to spare a trace."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [i.value for _, _, i in items],
        "y": [y for y, _, _ in items],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [max(-i.value, 0.0) for _, _, i in items],
            "arrayminus": [max(i.value, 0.0) for _, _, i in items],
            "color": palette.neutral_soft,
            "thickness": 1.5,
            "width": 0,
        },
        "marker": {
            "color": [lane.colour for _, lane, _ in items],
            "symbol": [_SYMBOLS[i.basis] for _, _, i in items],
            "size": 11,
            "line": {"color": [lane.colour for _, lane, _ in items], "width": 2},
            "opacity": 1,
        },
        "customdata": [i.hover for _, _, i in items],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _bands(items: Sequence[tuple[int, Lane, Item]], reach: float) -> Spec:
    ends = [_ends(i, reach) for _, _, i in items]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [y for y, _, _ in items],
        "x": [high - low for low, high in ends],
        "base": [low for low, _ in ends],
        "width": _BAND,
        "marker": {
            "color": "rgba(0,0,0,0)",
            "pattern": {
                "shape": "/", "size": 5, "solidity": 0.35,
                "fgcolor": [lane.colour for _, lane, _ in items],
            },
            "line": {"width": 0},
        },
        "customdata": [i.hover for _, _, i in items],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _arrows(items: Sequence[tuple[int, Lane, Item]], reach: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_ends(i, reach)[1] for _, _, i in items],
        "y": [y for y, _, _ in items],
        "marker": {
            "symbol": "triangle-right",
            "size": 10,
            "color": [lane.colour for _, lane, _ in items],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _labels(
    items: Sequence[tuple[int, Lane, Item]],
    absent: Sequence[int],
    reach: float,
    palette: Palette,
    missing: str,
) -> Spec:
    """Direct labels right of each mark; a muted dash at zero for an area without a figure."""
    texts = [f"<b>{i.text}</b>" if lane.is_mine else i.text for _, lane, i in items]
    return {
        "type": "scatter",
        "mode": "markers+text",  # an unseen marker keeps the text off the dot
        "marker": {"size": 15, "opacity": 0},
        "x": [_label_at(i, reach) for _, _, i in items] + [0.0 for _ in absent],
        "y": [y for y, _, _ in items] + list(absent),
        "text": texts + [missing for _ in absent],
        "textposition": "middle right",
        "textfont": {
            "size": 12,
            "color": [palette.accent if lane.is_mine else palette.ink for _, lane, _ in items]
            + [palette.muted for _ in absent],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _label_at(item: Item, reach: float) -> float:
    return max(item.value, _ends(item, reach)[1], 0.0)


def _title(panel: Panel, place: _Place, left: int, height: int, palette: Palette) -> Spec:
    lines = [f"<b>{line}</b>" if line else "" for line in place.title]
    unit = f'<span style="color:{palette.muted}">{panel.unit}</span>'
    lines[-1] = f"{lines[-1]}  {unit}" if lines[-1] else unit
    return {
        "text": "<br>".join(lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8 - left,
        "y": 1 - (place.top - 4) / height,
        "yref": "paper",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": TITLE_SIZE, "color": palette.ink},
    }


def _axes(
    panels: Sequence[Panel],
    lanes: Sequence[Lane],
    names: Sequence[Sequence[str]],
    places: Sequence[_Place],
    height: int,
    palette: Palette,
) -> Spec:
    """The axes of all panels: values from zero without ticks, names at the left."""
    ticks = [_name(lane, n, palette) for lane, n in zip(lanes, names, strict=True)]
    axes: Spec = {}
    for panel, place in _zip(panels, places):
        suffix = "" if place.number == 1 else str(place.number)
        axes[f"xaxis{suffix}"] = {
            "anchor": _axis("y", place.number),
            "range": _range(panel),
            "showgrid": False,
            "showticklabels": False,
            "zeroline": True,
            "fixedrange": True,
        }
        axes[f"yaxis{suffix}"] = {
            "anchor": _axis("x", place.number),
            "domain": [max(1 - place.bottom / height, 0.0), 1 - place.top / height],
            "range": [len(lanes) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(lanes))),
            "ticktext": ticks,
            "tickfont": {"size": NAME_SIZE, "color": palette.ink},
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
            "automargin": False,
            "fixedrange": True,
        }
    return axes


def _name(lane: Lane, lines: Sequence[str], palette: Palette) -> str:
    text = "<br>".join(lines)
    if lane.is_mine:
        return f'<b><span style="color:{palette.accent}">{text}</span></b>'
    return text


def _range(panel: Panel) -> list[float]:
    items = list(panel.items.values())
    reach = OPEN_SHARE * span(items)
    high = max((_label_at(i, reach) for i in items), default=1.0) or 1.0
    low = min([0.0, *(x for i in items for x in (i.value, i.interval.low) if x is not None)])
    room = _ROOM * (high - low)
    return [low - 0.03 * (high - low), high + room]
