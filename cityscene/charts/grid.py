"""Matrices and tiles as plain HTML tables: real links, real text, no chart library.

Everything that comes from data is escaped. Colours are inline because the page sets no
style sheet of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.theme import PALETTES, Mode, Palette, contrast

_STEPS = (0, 1, 2, 4, 8, 16)
"""Lower bounds of the shades after "nothing": counts spread over orders of magnitude."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a matrix: its label, where the label leads, and a count a column.

    ``links`` are where the counts lead, one a column; without them counts are plain text.
    """

    label: str
    link: str
    counts: tuple[int, ...]
    is_mine: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """One area of a tile layout, shaded by ``count``."""

    label: str
    link: str
    count: int
    title: str
    is_mine: bool = False


def shade(count: int, palette: Palette) -> str:
    """Return the ramp colour of a count; zero is the ground itself."""
    if count == 0:
        return palette.ground
    step = sum(count >= bound for bound in _STEPS[1:])
    return palette.ramp[step]


def ink_on(colour: str, palette: Palette) -> str:
    """Return the text colour that reads better on a shade."""
    return max(("#FFFFFF", "#111827"), key=lambda ink: contrast(ink, colour))


def matrix(
    columns: Sequence[str], rows: Sequence[Row], missing: str, caption: str, mode: Mode
) -> str:
    """Draw counts as a shaded table: one row an area, one column a theme.

    ``missing`` stands in cells without a count, ``caption`` is read out to those who do not
    see the table.
    """
    palette = PALETTES[mode]
    head = "".join(
        f'<th scope="col" style="{_head_style(palette)}">{escape(c)}</th>' for c in columns
    )
    body = "".join(_matrix_row(row, missing, palette) for row in rows)
    return (
        f'<table aria-label="{escape(caption, quote=True)}" style="border-collapse:separate;'
        "border-spacing:2px;width:100%;table-layout:fixed;font-size:13px;line-height:1.25;"
        f'color:{palette.ink}"><thead><tr><th style="width:5.5em;border:0"></th>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table>"
    )


def tiles(groups: Sequence[tuple[str, Sequence[tuple[str, Sequence[Tile]]]]], mode: Mode) -> str:
    """Draw areas as tiles: cluster, then province, then its cities."""
    palette = PALETTES[mode]
    return "".join(_cluster(name, provinces, palette) for name, provinces in groups)


def _head_style(palette: Palette) -> str:
    return (
        f"font-weight:500;color:{palette.muted};border:0;padding:2px 1px;font-size:12px;"
        "vertical-align:bottom;text-align:center;word-break:break-word"
    )


def _matrix_row(row: Row, missing: str, palette: Palette) -> str:
    weight = "700" if row.is_mine else "400"
    colour = palette.accent if row.is_mine else palette.ink
    label = (
        f'<th scope="row" style="text-align:right;border:0;padding:2px 6px 2px 0;'
        f'font-weight:{weight}"><a href="{escape(row.link, quote=True)}" target="_self" '
        f'style="color:{colour};text-decoration:none">{escape(row.label)}</a></th>'
    )
    links = row.links or ("",) * len(row.counts)
    cells = (_cell(n, href, missing, palette) for n, href in zip(row.counts, links, strict=True))
    return f"<tr>{label}{''.join(cells)}</tr>"


def _cell(count: int, href: str, missing: str, palette: Palette) -> str:
    ground = shade(count, palette)
    ink = ink_on(ground, palette) if count else palette.muted
    text = str(count) if count else escape(missing)
    if count and href:
        text = (
            f'<a href="{escape(href, quote=True)}" target="_self" style="display:block;'
            f'color:inherit">{text}</a>'
        )
    return (
        f'<td style="background:{ground};color:{ink};text-align:center;border:0;'
        f'padding:3px 0;font-variant-numeric:tabular-nums">{text}</td>'
    )


def _cluster(name: str, provinces: Sequence[tuple[str, Sequence[Tile]]], palette: Palette) -> str:
    rows = "".join(_province(label, cities, palette) for label, cities in provinces)
    return (
        f'<section style="margin:0 0 14px"><div style="font-size:13px;color:{palette.muted};'
        f'border-bottom:1px solid {palette.hairline};margin-bottom:6px">{escape(name)}</div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:6px 18px">{rows}</div></section>'
    )


def _province(label: str, cities: Sequence[Tile], palette: Palette) -> str:
    boxes = "".join(_tile(tile, palette) for tile in cities)
    return (
        f'<div style="display:flex;flex-wrap:wrap;align-items:center;gap:4px"><span style="'
        f'font-size:12px;color:{palette.muted};margin-right:2px">{escape(label)}</span>{boxes}'
        "</div>"
    )


def _tile(tile: Tile, palette: Palette) -> str:
    ground = palette.accent if tile.is_mine else shade(tile.count, palette)
    return (
        f'<a href="{escape(tile.link, quote=True)}" target="_self" '
        f'title="{escape(tile.title, quote=True)}" style="display:inline-block;padding:4px 8px;'
        f"font-size:13px;text-decoration:none;background:{ground};"
        f'color:{ink_on(ground, palette)};border:1px solid {palette.hairline}">'
        f"{escape(tile.label)}</a>"
    )
