"""Areas side by side as an HTML table: real text, each figure opening its sources.

A click on a figure opens what is behind it, without a run of the page; on a telephone every
metric becomes a block with one line an area. No words of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from cityscene.theme import PALETTES, Mode, Palette, area_colours

_AREAS_WIDTH = 58  # percent of the table, shared by the areas


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: the number, a smaller remark behind it, and its sources as HTML."""

    main: str
    side: str
    why: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One metric; an area without a figure has no cell, ``apart`` are those of another level."""

    name: str
    link: str
    about: str
    verdict: str
    cells: Mapping[str, Cell]
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """Words of the table: over the columns, for a missing figure and for one of another level.

    ``areas`` are names by identifier,
    ``levels`` stand under the names of the areas, where they are not all cities; ``slots``
    are their places in the series colours.
    """

    metric: str
    verdict: str
    missing: str
    apart: str
    areas: Mapping[str, str]
    levels: Mapping[str, str]
    slots: Mapping[str, int]
    my_city: str | None

    def is_mine(self, key: str) -> bool:
        """Whether an area is my city."""
        return key == self.my_city


def comparison_table(
    head: Head,
    groups: Sequence[tuple[str, Sequence[Line]]],
    caption: str,
    mode: Mode,
) -> str:
    """Draw groups of lines under their titles.

    Args:
        head: the header.
        groups: title and lines.
        caption: what the table holds, for readers who do not see it.
        mode: light or dark.
    """
    palette = PALETTES[mode]
    body = "".join(_group(title, lines, head) for title, lines in groups)
    return (
        f"<style>{_style(palette)}</style>"
        f'<table class="cs-cmp" aria-label="{escape(caption, quote=True)}">'
        f"{_header(head, mode)}{body}</table>"
    )


def _header(head: Head, mode: Mode) -> str:
    mine = head.my_city if head.my_city in head.areas else None
    colours = area_colours(head.areas, mine, mode, head.slots)
    width = _AREAS_WIDTH / max(len(head.areas), 1)
    areas = "".join(
        f'<th scope="col"{_classes(cs_mine=head.is_mine(key))} style="width:{width:.1f}%">'
        f'<i style="background:{colours[key]}"></i>{escape(name)}{_level(head, key)}</th>'
        for key, name in head.areas.items()
    )
    return (
        f'<thead><tr><th scope="col">{escape(head.metric)}</th>{areas}'
        f'<th scope="col" class="cs-verdict">{escape(head.verdict)}</th></tr></thead>'
    )


def _level(head: Head, key: str) -> str:
    return f"<small>{escape(head.levels[key])}</small>" if key in head.levels else ""


def _group(title: str, lines: Sequence[Line], head: Head) -> str:
    span = len(head.areas) + 2
    rows = "".join(_line(line, head) for line in lines)
    return (
        f'<tbody><tr><th scope="rowgroup" class="cs-title" colspan="{span}">{escape(title)}</th>'
        f"</tr>{rows}</tbody>"
    )


def _line(line: Line, head: Head) -> str:
    cells = "".join(_cell(a, line, head) for a in head.areas)
    return (
        f'<tr><th scope="row"><a href="{escape(line.link, quote=True)}" target="_self">'
        f"{escape(line.name)}</a><small>{escape(line.about)}</small></th>{cells}"
        f'<td class="cs-verdict" data-of="{escape(head.verdict, quote=True)}">'
        f"<span>{escape(line.verdict)}</span></td></tr>"
    )


def _cell(key: str, line: Line, head: Head) -> str:
    cell = line.cells.get(key)
    of = f'data-of="{escape(head.areas[key], quote=True)}"'
    if cell is None:
        apart = key in line.apart
        classes = _classes(cs_none=True, cs_apart=apart, cs_mine=head.is_mine(key))
        return f"<td{classes} {of}>{escape(head.apart if apart else head.missing)}</td>"
    side = f"<small>{escape(cell.side)}</small>" if cell.side else ""
    return (
        f"<td{_classes(cs_first=cell.leads, cs_mine=head.is_mine(key))} {of}>"
        f'<details name="cs-cmp"><summary><span>{escape(cell.main)}</span>{side}</summary>'
        f"<div>{cell.why}</div></details></td>"
    )


def _classes(**applies: bool) -> str:
    names = " ".join(name.replace("_", "-") for name, applied in applies.items() if applied)
    return f' class="{names}"' if names else ""


def _style(p: Palette) -> str:
    return f"""
.cs-cmp{{width:100%;border-collapse:collapse;font-size:15px;line-height:1.45;color:{p.ink};
font-variant-numeric:tabular-nums;margin:0}}
.cs-cmp th,.cs-cmp td{{padding:7px 0 7px 10px;border:0;border-bottom:1px solid {p.hairline};
text-align:right;vertical-align:top;font-weight:400}}
.cs-cmp thead th{{vertical-align:bottom;font-size:14px;font-weight:600;
border-bottom:1px solid {p.muted}}}
.cs-cmp th:first-child{{text-align:left;padding-left:0;width:25%}}
.cs-cmp .cs-verdict{{text-align:left;padding-left:22px;width:17%}}
.cs-cmp td.cs-verdict,.cs-cmp .cs-none{{color:{p.muted}}}
.cs-cmp .cs-apart{{font-size:13px}}
.cs-cmp .cs-title{{padding-top:20px;font-weight:600}}
.cs-cmp th.cs-mine{{color:{p.accent}}}
.cs-cmp thead i{{display:inline-block;width:8px;height:8px;border-radius:4px;margin-right:4px}}
.cs-cmp a{{color:inherit;text-decoration:none}}
.cs-cmp a:hover,.cs-cmp a:focus{{text-decoration:underline}}
.cs-cmp small{{display:block;font-size:13px;font-weight:400;color:{p.muted}}}
.cs-cmp details{{position:relative}}
.cs-cmp summary{{cursor:pointer;list-style:none}}
.cs-cmp summary::-webkit-details-marker{{display:none}}
.cs-cmp summary span{{border-bottom:1px dotted {p.muted}}}
.cs-cmp summary small{{margin:0}}
.cs-cmp .cs-first summary span{{font-weight:700}}
.cs-cmp details>div{{position:absolute;right:0;top:100%;z-index:9;width:300px;padding:8px 12px;
text-align:left;font-size:13px;background:{p.ground};border:1px solid {p.muted};
border-radius:4px;overflow-wrap:anywhere}}
.cs-cmp details p{{margin:4px 0;font-size:13px}}
.cs-cmp details div a{{text-decoration:underline}}
@media (max-width:760px){{
.cs-cmp thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.cs-cmp,.cs-cmp tbody,.cs-cmp tr,.cs-cmp th,.cs-cmp td{{display:block;width:auto}}
.cs-cmp tbody tr{{border-bottom:1px solid {p.hairline};padding:8px 0}}
.cs-cmp th,.cs-cmp td,.cs-cmp .cs-verdict{{border:0;padding:2px 0;width:auto}}
.cs-cmp th:first-child{{width:auto}}
.cs-cmp td{{display:flex;justify-content:space-between;gap:16px;text-align:right}}
.cs-cmp td::before{{content:attr(data-of);color:{p.muted};text-align:left}}
.cs-cmp td.cs-apart{{display:none}}
.cs-cmp td.cs-mine::before{{color:{p.accent}}}
.cs-cmp summary small{{display:inline;margin-left:8px}}
.cs-cmp details>div{{width:min(300px,76vw)}}
}}"""
