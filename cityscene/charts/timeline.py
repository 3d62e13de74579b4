"""Events on one time axis as plain HTML: a lane an area, a sign an event, opened by a tap.

A date known to the day is a disc, one known to the month a bar of a month, one known to the
year a bar of a year. Signs that would overlap stand in rows below one another; rows are worked
out for a wide screen and for a telephone, and the style sheet takes one. Labels and what opens
are HTML; no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.charts.grid import ink_on
from cityscene.charts.labels import width
from cityscene.charts.listing import link_style
from cityscene.theme import PALETTES, Mode, Palette

_WIDE, _PHONE = 620.0, 290.0  # least px of a lane
_SIGN = 12.0  # px of type
_DISC = 18.0
_THINNEST = 3.0
_GAP = 2.0
_ROW = 22
_EARLY = 0.4  # of the axis: left of it a label would run out of the chart
DAY, MONTH, YEAR = "day", "month", "year"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; ``place`` and ``length`` are shares of the axis, from 0 to 1.

    ``precision`` is day, month or year, ``sign`` a character or two, ``title`` what pointing
    shows and a screen reader says, ``about`` the HTML that a tap opens.
    """

    place: float
    length: float
    precision: str
    sign: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one area; a head stands for a whole group. ``label`` is HTML."""

    label: str
    events: Sequence[Event]
    is_head: bool = False
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A reference line through all lanes, as wide as its date is inexact."""

    place: float
    length: float
    label: str


def timeline(
    ticks: Sequence[str], lanes: Sequence[Lane], lines: Sequence[Line], caption: str, mode: Mode
) -> str:
    """Draw lanes from top to bottom.

    Args:
        ticks: names of the cells of the axis, all of one width.
        lanes: one an area.
        lines: reference lines, in the order of time.
        caption: what it shows, for readers who do not see it.
        mode: light or dark.
    """
    palette = PALETTES[mode]
    scale = "".join(f"<span>{escape(name)}</span>" for name in ticks)
    body = "".join(_lane(lane) for lane in lanes)
    return (
        f"<style>{_style(palette, len(ticks), len(lines))}</style>"
        f'<div class="cs-time" role="group" aria-label="{escape(caption, quote=True)}">'
        f'<div class="cs-lines">{"".join(_line(x, i) for i, x in enumerate(lines))}</div>'
        f'<div class="cs-scale">{scale}</div>{body}<div class="cs-scale">{scale}</div></div>'
    )


def rows(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the row of each span, from 0, so that spans of one row do not overlap."""
    ends: list[float] = []
    found = [0] * len(spans)
    for i in sorted(range(len(spans)), key=lambda i: spans[i]):
        start, end = spans[i]
        free = next((row for row, taken in enumerate(ends) if taken <= start), len(ends))
        if free == len(ends):
            ends.append(end)
        ends[free] = end
        found[i] = free
    return found


def _span(event: Event, lane: float) -> tuple[float, float]:
    """First and last pixel of an event with its sign, in a lane of some width."""
    start = event.place * lane
    if event.precision == DAY:
        return start - _DISC / 2, start + _DISC / 2 + _GAP
    bar = max(event.length * lane, _THINNEST)
    sign = _SIGN * width(event.sign) + _GAP
    return start, start + (max(bar, sign) if event.precision == YEAR else bar + sign) + _GAP


def _lane(lane: Lane) -> str:
    wide, narrow = (rows([_span(e, px) for e in lane.events]) for px in (_WIDE, _PHONE))
    classes = "".join(
        f" {name}" for name, is_so in (("cs-head", lane.is_head), ("cs-mine", lane.is_mine))
        if is_so
    )  # fmt: skip
    events = "".join(map(_event, lane.events, wide, narrow))
    heights = f"--a:{max(wide, default=-1) + 1};--b:{max(narrow, default=-1) + 1}"
    return (
        f'<div class="cs-lane{classes}"><div class="cs-name">{lane.label}</div>'
        f'<div class="cs-track" style="{heights}">{events}</div></div>'
    )


def _event(event: Event, wide: int, narrow: int) -> str:
    title = escape(event.title, quote=True)
    place = f"--x:{100 * event.place:.2f}%;--w:{100 * event.length:.2f}%;--a:{wide};--b:{narrow}"
    return (
        f'<details name="cs-time" class="cs-{event.precision}" style="{place}">'
        f'<summary title="{title}" aria-label="{title}"><b>{escape(event.sign)}</b></summary>'
        f"<div>{event.about}</div></details>"
    )


def _line(line: Line, row: int) -> str:
    place = f"--x:{100 * line.place:.2f}%;--w:{100 * line.length:.2f}%;--r:{row}"
    early = ' class="cs-early"' if line.place < _EARLY else ""
    return f'<i{early} style="{place}"><b>{escape(line.label)}</b></i>'


def _style(p: Palette, cells: int, lines: int) -> str:
    return f"""
.cs-time{{--name:8.5em;position:relative;font-size:13px;line-height:1.3;color:{p.ink};
padding-top:{18 * lines}px;font-variant-numeric:tabular-nums}}
.cs-time .cs-scale{{display:flex;margin-left:var(--name);color:{p.muted};font-size:12px}}
.cs-time .cs-scale span{{flex:1 1 0;min-width:0;padding-left:3px;border-left:1px solid {p.hairline};
overflow:hidden;white-space:nowrap}}
.cs-time .cs-lane{{display:flex}}
.cs-time .cs-head{{border-top:1px solid {p.hairline}}}
.cs-time .cs-name{{flex:0 0 var(--name);padding:4px 8px 2px 14px;overflow-wrap:anywhere}}
.cs-time .cs-head .cs-name{{font-weight:600;padding-left:0}}
.cs-time .cs-name small{{font-weight:400;color:{p.muted};white-space:nowrap}}
.cs-time .cs-track{{flex:1 1 0;min-width:0;position:relative;
height:calc(var(--a)*{_ROW}px + 4px);min-height:24px;
background:repeating-linear-gradient(to right,{p.hairline} 0 1px,transparent 1px
calc(100%/{cells}))}}
.cs-time details{{position:static}}
.cs-time summary{{position:absolute;left:var(--x);top:calc(var(--a)*{_ROW}px + 4px);height:18px;
cursor:pointer;list-style:none;line-height:18px;font-size:12px;white-space:nowrap;z-index:2}}
.cs-time summary::-webkit-details-marker{{display:none}}
.cs-time summary b{{font-weight:400}}
.cs-time .cs-day summary{{width:18px;margin-left:-9px;border-radius:9px;text-align:center;
background:{p.neutral};color:{ink_on(p.neutral, p)}}}
.cs-time .cs-month summary{{width:max({_THINNEST:g}px,var(--w));background:{p.neutral}}}
.cs-time .cs-month summary b{{position:absolute;left:calc(100% + 2px)}}
.cs-time .cs-year summary{{width:var(--w);box-sizing:border-box;text-align:center;
background:{p.neutral_soft};color:{ink_on(p.neutral_soft, p)};border-radius:2px}}
.cs-time .cs-mine .cs-day summary,.cs-time .cs-mine .cs-month summary{{background:{p.accent}}}
.cs-time .cs-mine .cs-day summary{{color:{ink_on(p.accent, p)}}}
.cs-time .cs-mine .cs-year summary{{background:{p.ground};color:{p.accent};
box-shadow:inset 0 0 0 1px {p.accent}}}
.cs-time .cs-mine .cs-name a{{color:{p.accent}}}
.cs-time summary:hover,.cs-time summary:focus-visible,.cs-time details[open] summary{{
outline:2px solid {p.ink};outline-offset:1px;z-index:3}}
.cs-time details>div{{position:absolute;z-index:9;top:calc(var(--a)*{_ROW}px + 28px);
left:clamp(0px,calc(var(--x) - 30px),calc(100% - 340px));width:340px;max-width:100%;
box-sizing:border-box;padding:8px 12px;background:{p.ground};border:1px solid {p.muted};
border-radius:4px;overflow-wrap:anywhere}}
.cs-time details p{{margin:3px 0;font-size:13px}}
.cs-time details small{{display:block;color:{p.muted}}}
.cs-time .cs-lines{{position:absolute;top:0;bottom:0;left:var(--name);right:0;pointer-events:none}}
.cs-time .cs-lines i{{position:absolute;top:calc(var(--r)*18px + 8px);bottom:0;left:var(--x);
width:max(1px,var(--w));box-sizing:border-box;background:{p.neutral}2A;
border-left:1px solid {p.neutral}}}
.cs-time .cs-lines b{{position:absolute;right:calc(100% + 3px);top:-9px;white-space:nowrap;
font-weight:400;font-style:normal;font-size:12px;color:{p.ink}}}
.cs-time .cs-lines .cs-early b{{right:auto;left:calc(100% + 3px)}}
{link_style(".cs-time", p)}
@media (max-width:760px){{
.cs-time{{--name:0px}}
.cs-time .cs-lane{{display:block}}
.cs-time .cs-name,.cs-time .cs-head .cs-name{{padding:6px 0 0}}
.cs-time .cs-scale{{font-size:11px}}
.cs-time .cs-track{{height:calc(var(--b)*{_ROW}px + 4px);min-height:0}}
.cs-time summary{{top:calc(var(--b)*{_ROW}px + 4px)}}
.cs-time details>div{{left:0;right:0;width:auto;top:calc(var(--b)*{_ROW}px + 28px)}}
}}"""
