"""Where the city stands: scenario metrics first, then both ends of the background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.city import StandingInput, has_open_end, standing_card, strip
from cityscene.cards.diagnosis.words import DiagnosisInput, listed
from cityscene.cards.figures import value_text
from cityscene.charts.report import Block, Line, Place, Places, Run, Section, Words
from cityscene.findings import Findings
from cityscene.ranking import OPEN_END
from cityscene.standing import Field, Standing, is_stale
from cityscene.tables import period_text

#: Rows at each end of the background; all are shown where there are few more.
ENDS = 5
KEY = "standing"


@dataclass(frozen=True)
class Shown:
    """Standings by where they are shown: heading and rows; ``rest`` is named in a line."""

    groups: tuple[tuple[str, tuple[Standing, ...]], ...]
    rest: tuple[Standing, ...]


def shown(found: Findings) -> Shown:
    """Return every scenario metric, and the background from both ends."""
    scenario, context = found.scenario.standings, found.context.standings
    groups = [("scenario", scenario)]
    if len(context) <= 2 * ENDS + 2:
        return Shown(_filled([*groups, ("context", context)]), ())
    groups += [("best", context[:ENDS]), ("worst", context[-ENDS:])]
    return Shown(_filled(groups), context[ENDS:-ENDS])


def _filled(
    groups: Sequence[tuple[str, tuple[Standing, ...]]],
) -> tuple[tuple[str, tuple[Standing, ...]], ...]:
    return tuple((name, rows) for name, rows in groups if rows)


def section(given: DiagnosisInput) -> Section:
    """Return the part as blocks."""
    found = shown(given.found)
    headline, notes = _headline(given), tuple(_notes(given)) if found.groups else ()
    return Section(KEY, headline, _small(given), tuple(_blocks(found, given)), notes)


def card(part: Section, given: DiagnosisInput) -> Card:
    """Return the card of the part: its table has every metric, its figure the rows shown."""
    everything = standing_card(_input(_all(given.found), given))
    if everything is None:
        return _empty_card(part, given)
    rows = tuple(s for _, group in shown(given.found).groups for s in group)
    drawn = standing_card(_input(rows, given))
    return replace(
        everything,
        card_id=f"benchmark_{KEY}",
        headline=part.headline,
        small=part.small,
        draw=drawn.draw if drawn else None,
        left_out=given.found.left_out,
    )


def _empty_card(part: Section, given: DiagnosisInput) -> Card:
    """Return the card of a part that has nothing to show but words."""
    table = pd.DataFrame(columns=[given.t("table.metric")])
    return Card(f"benchmark_{KEY}", part.headline, part.small, None, table, alt=part.headline,
                left_out=given.found.left_out)  # fmt: skip


def _all(found: Findings) -> tuple[Standing, ...]:
    return (*found.scenario.standings, *found.context.standings)


def _input(standings: tuple[Standing, ...], given: DiagnosisInput) -> StandingInput:
    return StandingInput(
        given.found.city, Field(standings), given.registry, given.scope, given.lang, whole=True
    )


def _headline(given: DiagnosisInput) -> str:
    found = given.found
    n = len(_all(found))
    if not n:
        return given.t("benchmark.standing.headline_none")
    first = len(found.scenario.strong) + len(found.context.strong)
    last = len(found.scenario.weak) + len(found.context.weak)
    return given.t("benchmark.standing.headline", city=given.city, n=n, first=first, last=last)


def _small(given: DiagnosisInput) -> str:
    return given.t("benchmark.standing.small", scope=given.scope, period=given.period)


def _blocks(found: Shown, given: DiagnosisInput) -> Iterator[Block]:
    if not found.groups:
        yield Words(Line((Run(given.t("benchmark.standing.empty")),)))
        return
    ends = given.t("city.first"), given.t("city.last")
    groups = tuple(
        (given.t(f"benchmark.standing.{name}"), tuple(_place(s, given) for s in rows))
        for name, rows in found.groups
    )
    yield Places(ends, groups)
    if found.rest:
        title = given.t("benchmark.standing.rest", n=len(found.rest))
        line = Line(listed(given, (_compact(s, given) for s in found.rest)))
        yield Words(line, title, given.t("benchmark.label_separator"))


def _place(standing: Standing, given: DiagnosisInput) -> Place:
    o = standing.observation
    return Place(
        Line((Run(_metric(standing, given), _address(standing, given)),)),
        strip(standing, _input((standing,), given)),
        Line((Run(" · ".join(_about(standing, given))),), (o.source_id,)),
    )


def _about(standing: Standing, given: DiagnosisInput) -> Iterator[str]:
    """The figure, its date, who is first for sure, and whether it is out of date."""
    o = standing.observation
    yield value_text(o, given.registry, given.lang)
    yield period_text(o, given.lang)
    first = [a for a, r in standing.ranks.items() if r.best == 1]
    if len(first) == 1 and first[0] != standing.area_id:
        yield given.t("benchmark.standing.leader", city=given.given.name(first[0]))
    if is_stale(o, standing.selection, given.registry):
        yield given.t("benchmark.standing.stale")


def _metric(standing: Standing, given: DiagnosisInput) -> str:
    return given.registry.metric_name(standing.view.metric_id, given.lang)


def _address(standing: Standing, given: DiagnosisInput) -> str:
    """Address of the ranking in the view of the standing."""
    view = standing.view
    return given.given.link(
        "ranking", metric=view.metric_id, level=str(view.level), basis=str(view.basis),
        period=str(view.period_class),
    )  # fmt: skip


def _compact(standing: Standing, given: DiagnosisInput) -> Run:
    words = given.t(
        "benchmark.compact",
        name=_metric(standing, given), rank=standing.rank.label, n=standing.rank.n,
    )  # fmt: skip
    return Run(words, _address(standing, given))


def _notes(given: DiagnosisInput) -> Iterator[str]:
    yield given.t("benchmark.standing.note_rule", city=given.city)
    yield given.t("benchmark.standing.note_claim", city=given.city)
    if any(not s.rank.is_certain or has_open_end(s) for s in _all(given.found)):
        yield given.t("benchmark.standing.note_range", factor=f"{OPEN_END:g}")
