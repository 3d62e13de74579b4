"""Facts as plain HTML: tables that stack on a telephone, and boxes with one figure each.

Cells are HTML; ``text`` and ``link`` make them from data and escape it. No words of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.theme import PALETTES, Mode, Palette


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; an empty heading is not drawn."""

    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Box:
    """One figure to be read at a glance: what it is, how much, when and where it stands."""

    label: str
    figure: str
    small: str


def text(words: str) -> str:
    """Return data as HTML."""
    return escape(words)


def link(words: str, href: str, *, title: str = "") -> str:
    """Return a link that opens in the same tab, or in a new one when it leaves the site."""
    target = "_blank" if "://" in href else "_self"
    hint = f' title="{escape(title, quote=True)}"' if title else ""
    return f'<a href="{escape(href, quote=True)}" target="{target}"{hint}>{escape(words)}</a>'


def strong(html: str) -> str:
    """Return HTML in a heavier weight."""
    return f"<strong>{html}</strong>"


def small(html: str) -> str:
    """Return HTML as a muted line of its own."""
    return f"<small>{html}</small>" if html else ""


def tag(words: str) -> str:
    """Return a short remark in a frame, such as 目标."""
    return f"<em>{escape(words)}</em>"


def listing(
    label: str, header: Sequence[str], widths: Sequence[int], groups: Sequence[Group], mode: Mode
) -> str:
    """Draw rows as a table.

    Args:
        label: what the table holds, for readers who do not see it.
        header: names of the columns.
        widths: their widths in percent.
        groups: rows, each with as many cells as the header.
        mode: light or dark.
    """
    palette = PALETTES[mode]
    head = "".join(
        f'<th scope="col" style="width:{w}%">{escape(h)}</th>'
        for h, w in zip(header, widths, strict=True)
    )
    body = "".join(_group(g, header) for g in groups)
    return (
        f"<style>{_table_style(palette)}</style>"
        f'<table class="cs-list" aria-label="{escape(label, quote=True)}">'
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def folded(summary: str, html: str, mode: Mode, *, is_open: bool = False) -> str:
    """Put HTML behind a line that opens it."""
    palette = PALETTES[mode]
    return (
        f"<style>{_fold_style(palette)}</style>"
        f'<details class="cs-fold"{" open" if is_open else ""}>'
        f"<summary>{escape(summary)}</summary>{html}</details>"
    )


def boxes(items: Sequence[Box], mode: Mode) -> str:
    """Draw figures side by side, as many in a row as fit."""
    palette = PALETTES[mode]
    body = "".join(
        f"<div><p>{b.label}</p><p><strong>{b.figure}</strong></p><p><small>{b.small}</small></p>"
        "</div>"
        for b in items
    )
    return f'<style>{_box_style(palette)}</style><div class="cs-boxes">{body}</div>'


def section(heading: str, parts: Sequence[str]) -> str:
    """Put parts under a heading, apart from what comes before and after."""
    body = "".join(f'<div style="margin-top:10px">{part}</div>' for part in parts)
    return (
        f'<section style="margin:8px 0 36px"><div style="font-size:17px">{heading}</div>'
        f"{body}</section>"
    )


def lines(items: Sequence[str], mode: Mode) -> str:
    """Draw short lines of text and links, one below the other."""
    palette = PALETTES[mode]
    body = "".join(f"<p>{line}</p>" for line in items)
    return f'<style>{_line_style(palette)}</style><div class="cs-lines">{body}</div>'


def _group(group: Group, header: Sequence[str]) -> str:
    title = (
        f'<tr><th scope="rowgroup" colspan="{len(header)}">{escape(group.title)}</th></tr>'
        if group.title
        else ""
    )
    return f"<tbody>{title}{''.join(_row(row, header) for row in group.rows)}</tbody>"


def _row(cells: Sequence[str], header: Sequence[str]) -> str:
    """Cells name their column themselves, for where the header is out of sight."""
    first, *rest = cells
    named = "".join(
        f'<td data-column="{escape(name, quote=True)}"><div>{cell}</div></td>'
        for cell, name in zip(rest, header[1:], strict=True)
    )
    return f"<tr><td>{first}</td>{named}</tr>"


def _table_style(p: Palette) -> str:
    return f"""
.cs-list{{width:100%;border-collapse:collapse;table-layout:fixed;font-size:14px;line-height:1.5;
color:{p.ink};font-variant-numeric:tabular-nums;margin:0}}
.cs-list th,.cs-list td{{text-align:left;vertical-align:top;border:0;
border-bottom:1px solid {p.hairline};padding:7px 16px 7px 0;overflow-wrap:anywhere}}
.cs-list thead th{{font-weight:400;font-size:13px;color:{p.muted}}}
.cs-list tbody th{{font-weight:600;font-size:15px;padding-top:20px}}
.cs-list small{{display:block;font-size:13px;color:{p.muted}}}
.cs-list strong{{font-weight:600}}
.cs-list em{{font-style:normal;font-size:12px;color:{p.muted};border:1px solid {p.hairline};
padding:0 5px;margin-left:6px;white-space:nowrap}}
{link_style(".cs-list", p)}
@media (max-width:640px){{
.cs-list thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.cs-list,.cs-list tbody,.cs-list tr,.cs-list th,.cs-list td{{display:block}}
.cs-list tr{{border-bottom:1px solid {p.hairline};padding:8px 0}}
.cs-list td,.cs-list tbody th{{border:0;padding:1px 0}}
.cs-list td[data-column]{{display:grid;grid-template-columns:5.6em 1fr;
column-gap:6px}}
.cs-list td[data-column]::before{{content:attr(data-column);font-size:13px;color:{p.muted}}}
.cs-list tbody th{{padding-top:12px}}
}}"""


def _fold_style(p: Palette) -> str:
    return f"""
.cs-fold{{border-bottom:1px solid {p.hairline};color:{p.ink}}}
.cs-fold summary{{cursor:pointer;font-size:14px;padding:8px 0}}
.cs-fold[open] summary{{font-weight:600}}"""


def _box_style(p: Palette) -> str:
    return f"""
.cs-boxes{{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,260px),1fr));
gap:16px 28px;color:{p.ink};font-variant-numeric:tabular-nums}}
.cs-boxes div{{border-top:1px solid {p.hairline};padding-top:10px}}
.cs-boxes p{{margin:0;font-size:14px;line-height:1.45}}
.cs-boxes strong{{font-size:26px;font-weight:600}}
.cs-boxes small{{font-size:13px;color:{p.muted}}}
{link_style(".cs-boxes", p)}"""


def _line_style(p: Palette) -> str:
    return f"""
.cs-lines p{{margin:0 0 4px;font-size:15px;line-height:1.6;color:{p.ink}}}
.cs-lines small{{font-size:13px;color:{p.muted}}}
{link_style(".cs-lines", p)}"""


def link_style(within: str, p: Palette) -> str:
    """Links in the ink of their text, told by a thin line: a list of sources stays calm."""
    return f"""
{within} a{{color:inherit;text-decoration:underline;text-decoration-color:{p.neutral_soft};
text-underline-offset:3px}}
{within} a:hover,{within} a:focus-visible{{text-decoration-color:currentColor}}"""
