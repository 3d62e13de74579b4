"""Who has what, as a plain HTML table: a filled cell opens a note with its evidence.

On a telephone the table turns into a list: each line names the columns that are filled. Names
are escaped, lines of notes are HTML; the module has no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.charts.listing import link_style
from cityscene.theme import PALETTES, Mode, Palette

FILLED, PART, NONE = "■", "□", "·"
_NOTE = 320
#: Notes of columns and rows from here on open to the other side, so that they stay in sight.
_TURNED, _RAISED = 14, 5


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: its name.
        link: where the name leads.
        marks: short marks under the name, one for each corner word.
        unseen: said on a telephone where a cell of one's own column is empty; it is not one's
            own column where there is nothing to say.
    """

    name: str
    link: str
    marks: tuple[str, ...]
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled cell: what it is, its note line by line, and whether only a part has it."""

    name: str
    note: tuple[str, ...]
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, what it means, a short note, how many have it, and a cell a column."""

    name: str
    title: str
    note: str
    n: int
    cells: tuple[Filled | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one heading; an empty heading is not drawn."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Words:
    """What the table says besides its data.

    Attributes:
        caption: what it holds, for readers who do not see it.
        corner: names of the marks under the names of the columns.
        legend: what the signs mean, a line each.
    """

    caption: str
    corner: tuple[str, ...]
    legend: tuple[str, ...]


def presence(columns: Sequence[Column], bands: Sequence[Band], words: Words, mode: Mode) -> str:
    """Draw the table with its legend above."""
    palette = PALETTES[mode]
    heads = "".join(_head(c) for c in columns)
    corner = "".join(f"<small>{escape(w)}</small>" for w in words.corner)
    legend = "".join(f"<p>{escape(line)}</p>" for line in words.legend)
    body = "".join(_band(b, columns) for b in bands)
    return (
        f'<style>{_style(palette)}</style><div class="cs-key">{legend}</div>'
        f'<div class="cs-box" tabindex="0"><table class="cs-has" '
        f'aria-label="{escape(words.caption, quote=True)}">'
        f"<thead><tr><th>{corner}</th>{heads}</tr></thead>{body}</table></div>"
    )


def _head(column: Column) -> str:
    marks = "".join(f"<small>{escape(m)}</small>" for m in column.marks)
    mine = ' class="mine"' if column.unseen else ""
    return (
        f'<th scope="col"{mine}><a href="{escape(column.link, quote=True)}" target="_self">'
        f"<span>{escape(column.name)}</span></a>{marks}</th>"
    )


def _band(band: Band, columns: Sequence[Column]) -> str:
    title = (
        f'<tr><th scope="rowgroup" colspan="{len(columns) + 1}"><b>{escape(band.title)}</b></th>'
        "</tr>"
        if band.title
        else ""
    )
    return f"<tbody>{title}{''.join(_line(x, columns) for x in band.lines)}</tbody>"


def _line(line: Line, columns: Sequence[Column]) -> str:
    note = f"<small>{escape(line.note)}</small>" if line.note else ""
    cells = "".join(_cell(f, c) for f, c in zip(line.cells, columns, strict=True))
    return (
        f'<tr><th scope="row" title="{escape(line.title, quote=True)}"><div>'
        f"<span>{escape(line.name)}{note}</span><i>{line.n}</i></div></th>{cells}</tr>"
    )


def _cell(filled: Filled | None, column: Column) -> str:
    mine = f' class="mine" data-unseen="{escape(column.unseen, quote=True)}"'
    opening = f"<td{mine if column.unseen else ''}>"
    if filled is None:
        return f"{opening}</td>"
    part = ' class="part"' if filled.is_part else ""
    name = escape(filled.name)
    note = "".join(f"<p>{line}</p>" for line in filled.note)
    return (
        f'{opening}<details name="cs-cell"><summary{part} title="{escape(filled.name, quote=True)}"'
        f' data-name="{escape(column.name, quote=True)}">{PART if filled.is_part else FILLED}'
        f"</summary><div><p><strong>{name}</strong></p>{note}</div></details></td>"
    )


def _style(p: Palette) -> str:
    return f"""
.cs-key p{{margin:0 0 2px;font-size:13px;line-height:1.5;color:{p.muted}}}
.cs-box{{max-height:82vh;overflow:auto;margin-top:8px}}
.cs-has{{border-collapse:separate;border-spacing:0;font-size:13px;line-height:1.3;color:{p.ink};
font-variant-numeric:tabular-nums;margin:0}}
.cs-has th,.cs-has td{{border:0;border-bottom:1px solid {p.hairline};padding:0;font-weight:400}}
.cs-has a{{color:inherit;text-decoration:none}}
.cs-has small{{display:block;font-size:12px;line-height:17px;color:{p.muted}}}
.cs-has thead th{{position:sticky;top:0;z-index:2;background:{p.ground};vertical-align:bottom;
text-align:center;min-width:28px;padding:2px 0 3px}}
.cs-has thead th span{{writing-mode:vertical-rl;letter-spacing:1px;padding-bottom:4px}}
.cs-has thead th small{{min-height:17px}}
.cs-has thead th:first-child{{left:0;z-index:3;text-align:right;padding-right:8px}}
.cs-has tbody th{{position:sticky;left:0;z-index:1;background:{p.ground};text-align:left}}
.cs-has th[scope=rowgroup]{{padding:12px 0 3px;color:{p.ink}}}
.cs-has th[scope=rowgroup] b{{position:sticky;left:0;font-weight:600}}
.cs-has th[scope=row] div{{display:flex;gap:8px;justify-content:space-between;
align-items:center;width:236px;padding:3px 8px 3px 0}}
.cs-has th[scope=row] small{{display:inline;margin-left:6px}}
.cs-has th[scope=row] i{{font-style:normal;color:{p.muted}}}
.cs-has td{{text-align:center}}
.cs-has td:empty::before{{content:"{NONE}";color:{p.muted}}}
.cs-has summary{{display:flex;min-height:26px;align-items:center;justify-content:center;
color:{p.neutral};font-size:0;cursor:pointer;list-style:none}}
.cs-has summary::-webkit-details-marker{{display:none}}
.cs-has summary::before{{content:"";width:12px;height:12px;border:2px solid currentColor;
box-sizing:border-box;background:currentColor}}
.cs-has summary.part::before{{background:none}}
.cs-has .mine summary,.cs-has th.mine a{{color:{p.accent}}}
.cs-has th.mine a{{font-weight:700}}
.cs-has summary:hover,.cs-has summary:focus-visible,.cs-has [open] summary{{
background:{p.hairline}}}
.cs-has td{{position:relative}}
.cs-has details>div{{position:absolute;z-index:4;top:100%;left:0;width:{_NOTE}px;padding:8px 12px;
text-align:left;font-size:13px;line-height:1.5;background:{p.ground};
border:1px solid {p.muted};overflow-wrap:anywhere}}
.cs-has td:nth-child(n+{_TURNED}) details>div{{left:auto;right:0}}
.cs-has tbody:last-child tr:nth-last-child(-n+{_RAISED}) details>div{{top:auto;bottom:100%}}
.cs-has details p{{margin:0 0 4px;font-size:13px}}
{link_style(".cs-has details", p)}
@media (max-width:640px){{
.cs-box{{max-height:none;overflow:visible}}
.cs-has thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.cs-has,.cs-has tbody,.cs-has th{{display:block;width:auto}}
.cs-has tbody th,.cs-has th,.cs-has td{{border:0;position:static}}
.cs-has th[scope=row],.cs-has th[scope=row] div{{width:100%;font-size:14px}}
.cs-has tr{{display:flex;flex-wrap:wrap;gap:4px 6px;border-bottom:1px solid {p.hairline};
padding:4px 0 8px}}
.cs-has td,.cs-has td:empty::before{{display:none}}
.cs-has td:not(:empty){{display:block}}
.cs-has td.mine{{display:block;order:-1}}
.cs-has th{{order:-2}}
.cs-has td.mine:empty::before{{display:inline;content:attr(data-unseen);line-height:32px;
padding-right:6px}}
.cs-has summary{{gap:6px;min-height:32px;padding:0 8px;border:1px solid {p.hairline}}}
.cs-has summary::after{{content:attr(data-name);font-size:13px;color:{p.ink}}}
.cs-has td.mine summary::after{{color:{p.accent};font-weight:600}}
.cs-has td:has([open]){{flex-basis:100%}}
.cs-has summary{{width:max-content}}
.cs-has td details>div,.cs-has tbody tr td details>div{{position:static;width:auto;border:0;
padding:6px 0}}
}}"""
