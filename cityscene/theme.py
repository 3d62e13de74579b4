"""Colours, type and the Plotly template, for a light and a dark ground.

One accent marks "my city" and what the headline speaks of; everything else is a neutral
blue-grey. Up to six areas side by side take colours from one set that stays apart for
colour-blind readers and keeps at least 3:1 contrast to its ground (a test computes both).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import plotly.graph_objects as go

FONT = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif'


class Mode(StrEnum):
    """Ground of the page."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """Named colours of one mode, as ``#RRGGBB``."""

    ground: str
    ink: str
    muted: str
    hairline: str
    accent: str
    neutral: str
    neutral_soft: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]


PALETTES: Mapping[Mode, Palette] = {
    Mode.LIGHT: Palette(
        ground="#FFFFFF",
        ink="#1F2937",
        muted="#6B7280",
        hairline="#E5E7EB",
        accent="#B3262B",
        neutral="#6F859E",
        neutral_soft="#C3CEDA",
        series=("#3B93EF", "#1E8280", "#30365E", "#4F9461", "#904EA3", "#B7892D"),
        ramp=("#F1F4F7", "#D3DDE7", "#A9BCCF", "#7793B0", "#456A8E", "#234867"),
    ),
    Mode.DARK: Palette(
        ground="#14181F",
        ink="#E5E7EB",
        muted="#9CA3AF",
        hairline="#2E3540",
        accent="#F0787C",
        neutral="#8EA3BA",
        neutral_soft="#4A5A6C",
        series=("#86BDFE", "#68F0F8", "#6D78D5", "#BCE7C6", "#B47BA0", "#F1CE7C"),
        ramp=("#1B222B", "#263746", "#355168", "#4B7290", "#6F9ABB", "#A6CBE6"),
    ),
}


def area_colours(
    area_ids: Iterable[str],
    my_city: str | None,
    mode: Mode,
    slots: Mapping[str, int] | None = None,
) -> dict[str, str]:
    """Fix one colour per area: the accent for my city, the series colours for the others.

    ``slots`` says which series colour an area keeps; without it the order decides.
    """
    palette = PALETTES[mode]
    others = [a for a in dict.fromkeys(area_ids) if a != my_city]
    places = {a: i for i, a in enumerate(others)} | dict(slots or {})
    colours = {a: palette.series[places[a] % len(palette.series)] for a in others}
    if my_city is not None:
        colours[my_city] = palette.accent
    return colours


@cache
def template(mode: Mode) -> go.layout.Template:
    """Plotly template of a mode: hairline value grid, no frame, system CJK type."""
    p = PALETTES[mode]
    axis = {
        "gridcolor": p.hairline,
        "linecolor": p.hairline,
        "zerolinecolor": p.muted,
        "zerolinewidth": 1,
        "tickfont": {"color": p.muted, "size": 12},
        "title": {"font": {"color": p.muted, "size": 12}},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": p.ink},
            "paper_bgcolor": p.ground,
            "plot_bgcolor": p.ground,
            "colorway": list(p.series),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "hoverlabel": {
                "bgcolor": p.ground,
                "bordercolor": p.hairline,
                "font": {"family": FONT, "size": 13, "color": p.ink},
                "align": "left",
            },
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        }
    )


def contrast(one: str, two: str) -> float:
    """WCAG 2 contrast ratio of two ``#RRGGBB`` colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
