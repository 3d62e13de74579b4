"""Lines of one metric over time, with the hedge of each figure as an error bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from cityscene.charts.marks import figure
from cityscene.schema import Interval
from cityscene.theme import PALETTES, Mode


@dataclass(frozen=True, slots=True)
class Point:
    """One figure at a date, in units of the axis."""

    at: date
    value: float
    interval: Interval
    hover: str


@dataclass(frozen=True, slots=True)
class Break:
    """A date a line does not cross, with the reason as hover text."""

    at: date
    hover: str


def series_lines(
    series: Mapping[str, Sequence[Point]],
    colours: Mapping[str, str],
    mode: Mode,
    breaks: Sequence[Break] = (),
) -> go.Figure:
    """Draw one line per name, labelled at its end; a break in series interrupts every line."""
    fig = figure(mode, height=360)
    for name, points in series.items():
        for part in _parts(sorted(points, key=lambda p: p.at), breaks):
            fig.add_trace(_line(name, part, colours[name]))
    _end_labels(fig, series, colours)
    for b in breaks:
        fig.add_vline(x=b.at, line={"color": PALETTES[mode].muted, "width": 1, "dash": "dot"})
    years = sorted({p.at.year for points in series.values() for p in points})
    fig.update_xaxes(
        tickvals=[date(y, 1, 1) for y in years],
        ticktext=[str(y) for y in years],
        showgrid=False,
        fixedrange=True,
    )
    fig.update_yaxes(rangemode="tozero", fixedrange=True, nticks=6, tickformat=",~g")
    fig.update_layout(margin={"r": 90, "t": 16})
    return fig


def _parts(points: Sequence[Point], breaks: Sequence[Break]) -> list[list[Point]]:
    """Cut a line at every break."""
    cuts = sorted(b.at for b in breaks)
    parts: dict[int, list[Point]] = {}
    for p in points:
        parts.setdefault(sum(p.at >= c for c in cuts), []).append(p)
    return list(parts.values())


def _line(name: str, points: Sequence[Point], colour: str) -> go.Scatter:
    above = [(p.interval.high or p.value) - p.value for p in points]
    below = [p.value - (p.interval.low if p.interval.low is not None else p.value) for p in points]
    return go.Scatter(
        x=[p.at for p in points],
        y=[p.value for p in points],
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"size": 7, "color": colour},
        error_y={"array": above, "arrayminus": below, "thickness": 1, "width": 3, "color": colour},
        customdata=[p.hover for p in points],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _end_labels(
    fig: go.Figure, series: Mapping[str, Sequence[Point]], colours: Mapping[str, str]
) -> None:
    """Names at the ends of the lines, spread so that they do not overlap."""
    ends = sorted(
        ((max(points, key=lambda p: p.at), name) for name, points in series.items() if points),
        key=lambda end: end[0].value,
    )
    top = max((p.value for p, _ in ends), default=1.0) or 1.0
    least_gap = 0.06 * top
    place = float("-inf")
    for point, name in ends:
        place = max(point.value, place + least_gap)
        fig.add_annotation(
            x=point.at, y=place, text=name, showarrow=False, xanchor="left", xshift=10,
            font={"color": colours[name], "size": 13},
        )  # fmt: skip
