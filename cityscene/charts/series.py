"""Lines of one metric over time, with the hedge of each figure as an error bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from cityscene.charts.marks import figure
from cityscene.schema import Interval
from cityscene.theme import PALETTES, Mode, Palette

_YEAR = timedelta(days=365)
_LABEL_SIZE = 12
_LABEL_LINE = 17
_LABEL_ROWS = 2


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


@dataclass(frozen=True, slots=True)
class Reference:
    """An event in the background of the lines: the days its date covers, and its label."""

    start: date
    end: date
    label: str
    hover: str


def series_lines(
    series: Mapping[str, Sequence[Point]],
    colours: Mapping[str, str],
    mode: Mode,
    breaks: Sequence[Break] = (),
    references: Sequence[Reference] = (),
) -> go.Figure:
    """Draw one line per name, labelled at its end; a break in series interrupts every line.

    References are thin vertical lines behind the data, labelled above the chart.
    """
    palette = PALETTES[mode]
    fig = figure(mode, height=360)
    for name, points in series.items():
        for part in _parts(sorted(points, key=lambda p: p.at), breaks):
            fig.add_trace(_line(name, part, colours[name]))
    _end_labels(fig, series, colours, palette.ground)
    for b in breaks:
        fig.add_vline(x=b.at, line={"color": palette.muted, "width": 1, "dash": "dot"})
    years = sorted({p.at.year for points in series.values() for p in points})
    fig.update_xaxes(
        tickvals=[date(y, 1, 1) for y in years],
        ticktext=[str(y) for y in years],
        showgrid=False,
        fixedrange=True,
    )
    fig.update_yaxes(rangemode="tozero", fixedrange=True, nticks=6, tickformat=",~g")
    fig.update_layout(margin={"r": 90, "t": 16})
    if references and years:
        _add_references(fig, references, years, palette)
    return fig


def _add_references(
    fig: go.Figure, references: Sequence[Reference], years: Sequence[int], palette: Palette
) -> None:
    """Draw lines as wide as their dates are inexact, with room for them and their labels."""
    for m in references:
        fig.add_vrect(
            x0=_on_axis(m.start), x1=_on_axis(m.end), layer="below", opacity=1,
            fillcolor=palette.neutral_soft, line={"color": palette.neutral, "width": 1},
        )  # fmt: skip
    ordered = sorted(references, key=lambda m: m.start)
    middle = date(years[0], 1, 1) + (date(years[-1], 1, 1) - date(years[0], 1, 1)) / 2
    for place, m in enumerate(ordered):
        fig.add_annotation(
            x=_on_axis(m.end), y=1, yref="paper", text=m.label, hovertext=m.hover,
            showarrow=False, yanchor="bottom",
            xanchor="left" if _on_axis(m.end) < middle else "right",
            yshift=2 + _LABEL_LINE * ((len(ordered) - 1 - place) % _LABEL_ROWS),
            font={"color": palette.muted, "size": _LABEL_SIZE},
        )  # fmt: skip
    half = _YEAR / 2
    fig.update_xaxes(range=[date(years[0], 1, 1) - half, date(years[-1], 1, 1) + half])
    fig.update_layout(margin={"t": 16 + _LABEL_LINE * min(len(references), _LABEL_ROWS)})


def _on_axis(day: date) -> date:
    """Place of a day where a year's figure stands at the year's first day.

    That tick is the middle of the year: the band of a year runs half a year either way.
    """
    return day - _YEAR / 2


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
    fig: go.Figure,
    series: Mapping[str, Sequence[Point]],
    colours: Mapping[str, str],
    ground: str,
) -> None:
    """Names at the ends of the lines, spread so that they do not overlap.

    Behind the last point there is no line to hide, only perhaps a reference.
    """
    ends = sorted(
        ((max(points, key=lambda p: p.at), name) for name, points in series.items() if points),
        key=lambda end: end[0].value,
    )
    top = max((p.value for p, _ in ends), default=1.0) or 1.0
    least_gap = 0.06 * top
    last = max((p.at for p, _ in ends), default=None)
    place = float("-inf")
    for point, name in ends:
        place = max(point.value, place + least_gap)
        fig.add_annotation(
            x=point.at, y=place, text=name, showarrow=False, xanchor="left", xshift=10,
            font={"color": colours[name], "size": 13},
            bgcolor=ground if point.at == last else None,
        )  # fmt: skip
