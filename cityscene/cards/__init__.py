"""What a chart card holds, whatever draws it: on the page, in a file, on a slide.

A card is data: the words around a chart, the figures in it, and a function that draws it
for a light or a dark ground. The same card feeds the screen and every export, so that the
text of both is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import pandas as pd
import plotly.graph_objects as go

from cityscene.comparable import LeftOut
from cityscene.schema import Observation
from cityscene.theme import Mode

DrawFigure = Callable[[Mode], go.Figure]
DrawHtml = Callable[[Mode], str]


@dataclass(frozen=True)
class Card:
    """One chart with its words, figures and left-outs.

    Attributes:
        card_id: stable name in ASCII, used for widget keys and file names.
        headline: what the data say, one sentence.
        small: place, time and unit.
        draw: builds the figure; None for a card that is a table only.
        table: the numbers of the chart, labelled in the language of the page.
        observations: the figures shown, from which the source line is computed.
        left_out: figures that do not take part, each with its reason.
        notes: definitions, rules and caveats, one sentence each.
        html: draws a matrix or tiles as a plain table of links instead of a figure.
        alt: the chart in words, for readers who do not see it.
        source_ids: sources of facts shown that are no figures, one entry a fact.
        data: the rows behind a card without figures, with identifiers, for files.
    """

    card_id: str
    headline: str
    small: str
    draw: DrawFigure | None
    table: pd.DataFrame
    observations: tuple[Observation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = field(default=())
    alt: str = ""
    html: DrawHtml | None = None
    source_ids: tuple[str, ...] = ()
    data: pd.DataFrame | None = None

    @property
    def cited(self) -> list[str]:
        """Identifiers of the sources of everything shown, one entry a figure or fact."""
        return [*(o.source_id for o in self.observations), *self.source_ids]

    def kept(self) -> Card:
        """Return the same card, which keeps what it has drawn for each ground."""
        return replace(
            self,
            draw=cache(self.draw) if self.draw else None,
            html=cache(self.html) if self.html else None,
        )
