"""Places as rows of plain HTML: the name, a scale from first to last, the place in words.

The scale is that of ``standing_strips``: peers as dots, the area as a range. Here names and
sources are real links, and the rows print as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.charts.listing import link_style
from cityscene.charts.standing import Place, Strip
from cityscene.theme import PALETTES, Mode, Palette


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row: its name and what is said of its figure as HTML, and the places."""

    name: str
    strip: Strip
    about: str


def place_rows(
    groups: Sequence[tuple[str, Sequence[PlaceRow]]], ends: tuple[str, str], mode: Mode
) -> str:
    """Draw rows under headings; ``ends`` are the words for the first and the last place."""
    scale = f"<div><span>{escape(ends[0])}</span><span>{escape(ends[1])}</span></div>"
    body = "".join(_group(title, rows, scale) for title, rows in groups)
    return f'<style>{_style(PALETTES[mode])}</style><div class="cs-places">{body}</div>'


def _group(title: str, rows: Sequence[PlaceRow], scale: str) -> str:
    body = "".join(_row(r) for r in rows)
    return f"<section><header><p>{escape(title)}</p>{scale}</header>{body}</section>"


def _row(row: PlaceRow) -> str:
    peers = "".join(_peer(p) for p in row.strip.peers)
    own = _own(row.strip.own) if row.strip.own else ""
    return (
        f'<div class="cs-place"><p>{row.name}</p><div class="cs-rail">{peers}{own}</div>'
        f"<p><b>{escape(row.strip.text)}</b></p><p>{row.about}</p></div>"
    )


def _peer(place: Place) -> str:
    """A dot, or a thin line where the place is not certain."""
    if place.best == place.worst:
        return f'<i style="left:{100 * place.best:.1f}%"></i>'
    return f'<u style="left:{100 * place.best:.1f}%;width:{_width(place)}%"></u>'


def _own(place: Place) -> str:
    return f'<b style="left:{100 * place.best:.1f}%;width:{_width(place)}%"></b>'


def _width(place: Place) -> str:
    return f"{100 * (place.worst - place.best):.1f}"


def _style(p: Palette) -> str:
    return f"""
.cs-places{{color:{p.ink};font-size:14px;line-height:1.45;font-variant-numeric:tabular-nums}}
.cs-places p{{margin:0;font-size:14px;line-height:1.45}}
.cs-places section{{margin:0 0 10px}}
.cs-places header,.cs-place{{display:grid;grid-template-columns:minmax(0,1fr) 42% 5.2em;
gap:0 14px;align-items:center}}
.cs-places header{{padding:4px 0;border-bottom:1px solid {p.hairline}}}
.cs-places header p{{font-weight:600}}
.cs-places header div{{display:flex;justify-content:space-between;font-size:12px;
color:{p.muted}}}
.cs-place{{padding:6px 0;border-bottom:1px solid {p.hairline}}}
.cs-place>p:last-child{{grid-column:1/-1;font-size:12px;color:{p.muted}}}
.cs-place>p>b{{font-weight:600;color:{p.accent};white-space:nowrap}}
.cs-rail{{position:relative;height:16px;margin:0 6px;
background:linear-gradient({p.hairline},{p.hairline}) 0 50%/100% 1px no-repeat}}
.cs-rail i,.cs-rail u,.cs-rail b{{position:absolute;top:8px;box-sizing:content-box}}
.cs-rail i{{width:5px;height:5px;margin:-2.5px;border-radius:50%;background:{p.neutral_soft}}}
.cs-rail u{{height:3px;margin-top:-1.5px;background:{p.neutral_soft}}}
.cs-rail b{{height:10px;margin:-5px;padding:0 5px;border-radius:5px;background:{p.accent}}}
{link_style(".cs-places", p)}
@media (max-width:640px){{.cs-places header,.cs-place{{grid-template-columns:minmax(0,1fr) auto}}
.cs-places header div{{display:none}}
.cs-rail{{grid-row:2;grid-column:1/-1}}}}"""
