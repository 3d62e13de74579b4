"""Where an area stands among its peers: rank ranges on every metric that can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from cityscene.cards import Card
from cityscene.cards.denominators import Denominators
from cityscene.cards.figures import value_text
from cityscene.charts.standing import Place, Strip, standing_strips, text_width
from cityscene.comparable import PeriodClass
from cityscene.ranking import OPEN_END, Rank
from cityscene.registry import Registry
from cityscene.schema import Observation
from cityscene.standing import Field, Standing, is_stale, relative
from cityscene.tables import period_text, source_text
from cityscene.texts import t
from cityscene.theme import Mode
from cityscene.units import MISSING

#: Rows at each end; the whole field is drawn where it is not much longer than both.
EXTREMES = 6
_NAME_WIDTH = 300  # px a name may take on a telephone


@dataclass(frozen=True)
class StandingInput:
    """What the card is made from; ``scope`` names the peer group in the page's language.

    ``whole`` draws every metric instead of the best and the worst; ``origins`` are the figures
    that ratios are computed from.
    """

    area_id: str
    field: Field
    registry: Registry
    scope: str
    lang: str
    whole: bool = False
    origins: Mapping[str, Observation] = default(default_factory=dict)

    @property
    def name(self) -> str:
        """Short name of the area."""
        return self.registry.area_name(self.area_id, self.lang)

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return t(key, self.lang, **values)

    def metric(self, standing: Standing) -> str:
        """Name of the metric of a standing."""
        return self.registry.metric_name(standing.view.metric_id, self.lang)


def standing_card(given: StandingInput) -> Card | None:
    """Build the card; None where the area can be ranked on no metric."""
    standings = given.field.standings
    if not standings:
        return None
    figures = _ranked_figures(standings)
    return Card(
        card_id=f"standing_{given.area_id}",
        headline=headline(given),
        small=_small(given),
        draw=partial(_draw, given),
        table=_table(given),
        observations=figures,
        left_out=given.field.left_out,
        notes=tuple(_notes(given)),
        alt=_alt(given),
        source_ids=Denominators(figures, given.origins, given.registry, given.lang).source_ids,
    )


def headline(given: StandingInput) -> str:
    """Say on how many metrics the area is surely in the first and in the last quarter."""
    standings = given.field.standings
    first = sum(s.is_surely_first_part for s in standings)
    last = sum(s.is_surely_last_part for s in standings)
    return given.t("city.standing_headline", area=given.name, n=len(standings), first=first,
                   last=last)  # fmt: skip


def shown(given: StandingInput) -> tuple[Sequence[Standing], Sequence[Standing]]:
    """Return the rows at the head and at the foot of the chart; nothing twice."""
    standings = given.field.standings
    if given.whole or not is_long(given.field):
        return standings, ()
    return standings[:EXTREMES], standings[-EXTREMES:]


def is_long(field: Field) -> bool:
    """Whether there are more metrics than the ends show."""
    return len(field.standings) > 2 * EXTREMES + 2


def _small(given: StandingInput) -> str:
    days = sorted(o.as_of for o in (s.observation for s in given.field.standings) if o.as_of)
    years = dict.fromkeys(str(d.year) for d in (days[0], days[-1]))
    level = given.registry.areas[given.area_id].level
    return given.t("city.standing_small", scope=given.scope, level=given.t(f"enum.level.{level}"),
                   span="–".join(years))  # fmt: skip


def _draw(given: StandingInput, mode: Mode) -> go.Figure:
    head, foot = shown(given)
    strips = [strip(s, given) for s in head]
    if foot:
        left = len(given.field.standings) - len(head) - len(foot)
        strips.append(Strip((given.t("city.standing_between", n=left),)))
        strips += [strip(s, given) for s in foot]
    return standing_strips(strips, (given.t("city.first"), given.t("city.last")), mode)


def strip(standing: Standing, given: StandingInput) -> Strip:
    """Return the row of a standing: its name, the place of the area and those of its peers."""
    own = standing.rank
    return Strip(
        lines=tuple(wrapped(given.metric(standing), _NAME_WIDTH)),
        text=given.t("city.standing_place", rank=own.label, n=own.n),
        remark=_stale_mark(standing, given),
        own=_place(own, standing, given),
        peers=tuple(
            _place(r, standing, given) for r in standing.ranks.values() if r.key != own.key
        ),
    )


def _place(rank: Rank, standing: Standing, given: StandingInput) -> Place:
    o = standing.selection.chosen[rank.key]
    lines = (
        f"<b>{given.registry.area_name(rank.key, given.lang)}</b>",
        given.t("ranking.hover_rank", rank=rank.label, n=rank.n),
        f"{value_text(o, given.registry, given.lang)} · {period_text(o, given.lang)}",
    )
    return Place(relative(rank.best, rank.n), relative(rank.worst, rank.n), "<br>".join(lines))


def _stale_mark(standing: Standing, given: StandingInput) -> str:
    o = standing.observation
    if o.as_of is None or not is_stale(o, standing.selection, given.registry):
        return ""
    return given.t("city.standing_year", year=o.as_of.year)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` px, at blanks or between Chinese characters."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and text_width(lines[-1] + word.rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def _words(text: str) -> list[str]:
    """Latin words with the blank behind them; each Chinese character a word of its own."""
    words: list[str] = []
    for c in text:
        joined = words and ord(c) < 0x2E80 and ord(words[-1][-1]) < 0x2E80
        if joined and words[-1][-1] != " ":
            words[-1] += c
        else:
            words.append(c)
    return words


def _ranked_figures(standings: Sequence[Standing]) -> tuple[Observation, ...]:
    """Every figure the places rest on, the area's own first."""
    own = [s.observation for s in standings]
    others = [o for s in standings for a, o in s.selection.chosen.items() if a != s.area_id]
    return (*own, *others)


def _table(given: StandingInput) -> pd.DataFrame:
    standings = given.field.standings
    own = [s.observation for s in standings]
    registry, lang = given.registry, given.lang
    themes = [registry.theme_name(registry.metrics[o.metric_id].theme_id, lang) for o in own]
    return pd.DataFrame(
        {
            given.t("table.metric"): [given.metric(s) for s in standings],
            given.t("table.theme"): themes,
            given.t("table.rank"): [s.rank.label for s in standings],
            given.t("city.ranked"): [s.rank.n for s in standings],
            given.t("table.value"): [value_text(o, registry, lang) for o in own],
            given.t("table.period"): [period_text(o, lang) for o in own],
            given.t("table.source"): [source_text(o, registry) for o in own],
            given.t("table.note"): [o.note or MISSING for o in own],
        }
    )


def _notes(given: StandingInput) -> list[str]:
    standings = given.field.standings
    notes = [given.t("city.standing_note_rule")]
    if any(not s.rank.is_certain for s in standings):
        notes.append(given.t("city.standing_note_range"))
    if any(has_open_end(s) for s in standings):
        notes.append(given.t("ranking.note_open_end", factor=f"{OPEN_END:g}"))
    if any(s.view.period_class is PeriodClass.EVENT for s in standings):
        notes.append(given.t("ranking.note_event"))
    stale = sum(bool(_stale_mark(s, given)) for s in standings)
    if stale:
        notes.append(given.t("city.standing_note_stale", n=stale))
    if any(given.registry.is_derived(s.view.metric_id) for s in standings):
        notes.append(given.t("city.standing_note_derived"))
    return notes


def has_open_end(standing: Standing) -> bool:
    """Whether some figure in the field of a standing has no upper end."""
    return any(o.interval.high is None for o in standing.selection.chosen.values())


def _alt(given: StandingInput) -> str:
    head, foot = shown(given)
    rows = (
        given.t("city.standing_alt", metric=given.metric(s), rank=s.rank.label, n=s.rank.n)
        for s in (*head, *foot)
    )
    return given.t("city.alt_separator").join(rows)
