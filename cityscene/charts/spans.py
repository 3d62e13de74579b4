"""Releases on an axis of years as plain HTML: text at the left, its mark at the right.

A mark is as wide as its date is uncertain: a day is a stroke, a month or a year a bar. A total
has a tail from its start; where no start is known the tail is short and dotted. Lines break as
text does, so that nothing overlaps at any width. Cells are HTML; no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from cityscene.charts.listing import link_style
from cityscene.theme import PALETTES, Mode, Palette

_TAIL = 3.0  # percent of the axis: a tail without a known start


@dataclass(frozen=True, slots=True)
class Mark:
    """When something was: the days it may have been on, and the start of a total."""

    first: date
    last: date
    since: date | None = None
    is_total: bool = False
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One release: what it was as HTML, and its mark."""

    html: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Group:
    """Releases of one area under its name."""

    title: str
    lines: Sequence[Line]
    is_mine: bool = False


def span_rows(groups: Sequence[Group], label: str, mode: Mode) -> str:
    """Draw releases by area on one axis, from the first year of any to the last."""
    marks = [line.mark for g in groups for line in g.lines]
    start = min((m.since or m.first).year for m in marks)
    years = list(range(start, max(m.last.year for m in marks) + 1))
    body = "".join(_group(g, years) for g in groups)
    return (
        f"<style>{_style(PALETTES[mode], len(years))}</style>"
        f'<table class="cs-spans" aria-label="{escape(label, quote=True)}">{body}</table>'
    )


def place(day: date, years: Sequence[int]) -> float:
    """Place of the beginning of a day on the axis, in percent."""
    began = date(day.year, 1, 1)
    part = (day - began).days / (date(day.year + 1, 1, 1) - began).days
    return 100 * (day.year - years[0] + part) / len(years)


def _group(group: Group, years: Sequence[int]) -> str:
    mine = ' class="cs-mine"' if group.is_mine else ""
    rows = "".join(_line(line, years) for line in group.lines)
    scale = "".join(f"<span>{y}</span>" for y in years)
    return (
        f'<tbody{mine}><tr><th scope="rowgroup">{group.title}</th>'
        f'<td class="cs-years"><div>{scale}</div></td></tr>{rows}</tbody>'
    )


def _line(line: Line, years: Sequence[int]) -> str:
    mark = _tail(line.mark, years) + _bar(line.mark, years)
    return (
        f"<tr><td>{line.html}</td>"
        f'<td class="cs-axis-cell"><div class="cs-axis">{mark}</div></td></tr>'
    )


def _bar(mark: Mark, years: Sequence[int]) -> str:
    left = place(mark.first, years)
    width = place(mark.last, years) + 100 / len(years) / 366 - left
    kind = "cs-total" if mark.is_total else "cs-one" if mark.is_counted else "cs-bare"
    return f'<b class="{kind}" style="left:{left:.2f}%;width:{width:.2f}%"></b>'


def _tail(mark: Mark, years: Sequence[int]) -> str:
    if not mark.is_total:
        return ""
    end = place(mark.first, years)
    start = place(mark.since, years) if mark.since else max(end - _TAIL, 0.0)
    kind = "cs-tail" if mark.since else "cs-tail cs-unknown"
    return f'<i class="{kind}" style="left:{start:.2f}%;width:{end - start:.2f}%"></i>'


def _style(p: Palette, n_years: int) -> str:
    return f"""
.cs-spans{{width:100%;border-collapse:collapse;table-layout:fixed;margin:0;font-size:14px;
line-height:1.5;color:{p.ink};font-variant-numeric:tabular-nums}}
.cs-spans td,.cs-spans th{{border:0;padding:0;text-align:left;vertical-align:middle;
font-weight:400;overflow-wrap:anywhere}}
.cs-spans td:first-child{{width:46%;padding:6px 20px 6px 0}}
.cs-spans th{{width:46%}}
.cs-spans .cs-axis-cell{{background:repeating-linear-gradient(90deg,{p.hairline} 0 1px,
transparent 1px calc(100%/{n_years}))}}
.cs-spans th{{font-weight:600;font-size:15px;padding:16px 0 4px;
border-bottom:1px solid {p.hairline}}}
.cs-spans strong{{font-weight:600}}
.cs-spans small{{display:block;font-size:13px;color:{p.muted}}}
.cs-spans th small{{display:inline;font-weight:400;margin-left:10px}}
.cs-axis{{position:relative;height:20px}}
.cs-axis b{{position:absolute;top:4px;height:12px;min-width:4px;box-sizing:border-box}}
.cs-axis .cs-one{{background:{p.neutral}}}
.cs-axis .cs-total{{border:1.5px solid {p.neutral};background:{p.ground};min-width:7px}}
.cs-axis .cs-bare{{border:1px dotted {p.muted};min-width:7px}}
.cs-axis .cs-tail{{position:absolute;top:9px;border-top:2px solid {p.neutral}}}
.cs-axis .cs-unknown{{border-top-style:dotted}}
.cs-mine th a{{color:{p.accent}}}
.cs-mine .cs-one{{background:{p.accent}}}
.cs-mine .cs-total,.cs-mine .cs-tail{{border-color:{p.accent}}}
.cs-spans .cs-years{{border-bottom:1px solid {p.hairline};padding:16px 0 4px;font-size:12px;
color:{p.muted};vertical-align:bottom}}
.cs-years div{{display:flex}}
.cs-years span{{flex:1 1 0;min-width:0}}
@media (max-width:640px){{
.cs-spans,.cs-spans tbody,.cs-spans tr,.cs-spans td,.cs-spans th{{display:block;width:auto}}
.cs-spans td:first-child{{width:auto;padding:8px 0 2px}}
.cs-spans th{{border:0}}
.cs-spans .cs-years{{padding-top:0;font-size:11px}}
}}
{link_style(".cs-spans", p)}"""
