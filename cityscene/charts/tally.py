"""How many have something, as HTML bars that name who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cityscene.charts.listing import link_style
from cityscene.theme import PALETTES, Mode, Palette


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what is counted, how many have it, and who; label and names are HTML."""

    label: str
    n: int
    who: str


def tally(bars: Sequence[Bar], caption: str, mode: Mode) -> str:
    """Draw bars from zero, in the order given, on one scale."""
    palette = PALETTES[mode]
    most = max((b.n for b in bars), default=1)
    rows = "".join(_bar(b, most) for b in bars)
    return (
        f'<style>{_style(palette)}</style><div class="cs-tally" role="list" '
        f'aria-label="{escape(caption, quote=True)}">{rows}</div>'
    )


def _bar(bar: Bar, most: int) -> str:
    return (
        f'<div role="listitem"><p>{bar.label}</p><div>'
        f'<p><i style="width:{80 * bar.n / most:.1f}%"></i><b>{bar.n}</b></p>'
        f"<p><small>{bar.who}</small></p></div></div>"
    )


def _style(p: Palette) -> str:
    return f"""
.cs-tally{{color:{p.ink};font-variant-numeric:tabular-nums}}
.cs-tally>div{{display:grid;grid-template-columns:16em 1fr;gap:2px 14px;padding:6px 0;
border-bottom:1px solid {p.hairline}}}
.cs-tally p{{margin:0;font-size:14px;line-height:22px;display:flex;flex-wrap:wrap;
align-items:center;gap:0 8px}}
.cs-tally small{{font-size:13px;color:{p.muted};line-height:1.5}}
.cs-tally i{{display:block;height:22px;background:{p.neutral}}}
.cs-tally b,.cs-tally strong{{font-weight:600}}
.cs-tally strong{{color:{p.accent}}}
.cs-tally em{{font-style:normal;font-size:12px;line-height:18px;color:{p.muted};
border:1px solid {p.hairline};padding:0 5px;white-space:nowrap}}
{link_style(".cs-tally", p)}
@media (max-width:640px){{.cs-tally>div{{grid-template-columns:1fr}}}}"""
