"""The stages of several areas as panels: one panel an area, every stage a line of its own.

Figures of two stages count different things and share no scale, so they are numbers and not
bars; only a share has a bar, on one scale from nothing to all. A stage without a figure is a
line that says so. Cells are HTML, as in ``listing``; no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.charts.listing import link_style
from cityscene.schema import Interval
from cityscene.theme import PALETTES, Mode, Palette


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: its name, and what is known of it as HTML."""

    name: str
    html: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One area: its name and what it is as HTML, and its stages."""

    title: str
    about: str
    steps: Sequence[Step]
    label: str
    is_mine: bool = False


def chain_panels(panels: Sequence[Panel], mode: Mode) -> str:
    """Draw panels side by side, as many in a row as fit."""
    body = "".join(_panel(p) for p in panels)
    return f'<style>{_style(PALETTES[mode])}</style><div class="cs-chain">{body}</div>'


def share_line(name: str, share: Interval, text: str) -> str:
    """Draw a share from 0 to 1: solid to the sure part, hatched for the possible part."""
    low = min(share.low or 0.0, 1.0)
    high = 1.0 if share.high is None else min(share.high, 1.0)
    ends = " cs-open" if share.high is None else ""
    return (
        f'<p class="cs-share"><span>{escape(name)}</span>'
        f'<i class="cs-track{ends}"><b style="width:{100 * low:.1f}%"></b>'
        f'<u style="width:{100 * (high - low):.1f}%"></u></i><span>{escape(text)}</span></p>'
    )


def remark_line(html: str) -> str:
    """Draw a remark under the figures of a stage."""
    return f'<p class="cs-remark">{html}</p>'


def _panel(panel: Panel) -> str:
    mine = ' class="cs-mine"' if panel.is_mine else ""
    rows = "".join(_step(s) for s in panel.steps)
    return (
        f"<section{mine}><p>{panel.title}<small>{panel.about}</small></p>"
        f'<table aria-label="{escape(panel.label, quote=True)}"><tbody>{rows}</tbody></table>'
        "</section>"
    )


def _step(step: Step) -> str:
    missing = ' class="cs-none"' if step.is_missing else ""
    return f'<tr{missing}><th scope="row">{escape(step.name)}</th><td>{step.html}</td></tr>'


def _style(p: Palette) -> str:
    return f"""
.cs-chain{{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,440px),1fr));
gap:30px 44px;color:{p.ink};font-size:14px;line-height:1.5;font-variant-numeric:tabular-nums}}
.cs-chain section>p{{margin:0;padding-bottom:6px;font-size:16px;font-weight:600;
border-bottom:1px solid {p.muted}}}
.cs-chain section>p small{{font-size:13px;font-weight:400;color:{p.muted};margin-left:10px}}
.cs-chain .cs-mine>p>a{{color:{p.accent}}}
.cs-chain table{{width:100%;border-collapse:collapse;table-layout:fixed;margin:0}}
.cs-chain th,.cs-chain td{{text-align:left;vertical-align:top;font-weight:400;border:0;
border-bottom:1px solid {p.hairline};padding:7px 0;overflow-wrap:anywhere}}
.cs-chain th{{width:6.6em;padding-right:10px;color:{p.muted}}}
.cs-chain td p{{margin:0;font-size:14px}}
.cs-chain td small{{display:block;font-size:13px;color:{p.muted}}}
.cs-chain strong{{font-weight:600;margin-right:8px}}
.cs-chain em{{font-style:normal;font-size:12px;color:{p.muted};border:1px solid {p.hairline};
padding:0 5px;margin-right:8px;white-space:nowrap}}
.cs-chain .cs-none td{{color:{p.muted}}}
.cs-chain .cs-share{{display:flex;flex-wrap:wrap;align-items:center;gap:0 10px;
margin-top:4px;font-size:13px}}
.cs-chain .cs-track{{display:flex;flex:0 0 120px;height:12px;
border-right:1px solid {p.muted};background:{p.hairline}}}
.cs-chain .cs-track b{{background:{p.neutral}}}
.cs-chain .cs-track u{{background:repeating-linear-gradient(135deg,{p.neutral} 0 2px,
{p.ground} 2px 5px)}}
.cs-chain .cs-open{{border-right-style:dotted}}
.cs-chain .cs-mine .cs-track b{{background:{p.accent}}}
.cs-chain .cs-mine .cs-track u{{background:repeating-linear-gradient(135deg,{p.accent} 0 2px,
{p.ground} 2px 5px)}}
.cs-chain .cs-remark{{font-size:13px;color:{p.muted};margin-top:4px}}
.cs-chain details{{font-size:13px}}
.cs-chain summary{{cursor:pointer;color:{p.muted}}}
{link_style(".cs-chain", p)}"""
