"""The three sentences in words, with the sources they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cityscene.cards.chain_words import pair_name, rate_text, stage_name
from cityscene.cards.profile import ProfileInput
from cityscene.charts.report import Line, Run
from cityscene.diagnosis import ANY_YEAR, MOST_NAMED, Clause, Item, Noun, Sentence, Topic
from cityscene.findings import Beside, Findings
from cityscene.funnel import Rate
from cityscene.registry import Registry
from cityscene.schema import ChainStage, Observation


@dataclass(frozen=True)
class DiagnosisInput:
    """What is found, and how it is written.

    Attributes:
        found: the findings.
        given: how rows about the city are written.
        scope: name of the peer group.
        year: the year asked for; None takes the latest of each area.
        cell_link: address that opens the evidence of an area and a kind.
    """

    found: Findings
    given: ProfileInput
    scope: str
    year: int | None
    cell_link: Callable[[str, str], str]

    @property
    def registry(self) -> Registry:
        """Names of everything."""
        return self.given.registry

    @property
    def lang(self) -> str:
        """Language of the words."""
        return self.given.lang

    @property
    def city(self) -> str:
        """Name of the city."""
        return self.given.name(self.found.city)

    @property
    def period(self) -> str:
        """The year asked for, or that the latest of each area is taken."""
        return str(self.year) if self.year else self.t("common.year_latest")

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.given.t(key, **values)

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other."""
        return self.t("common.list_separator").join(names)

    @cached_property
    def source_of(self) -> Mapping[str, str]:
        """Source of every figure and piece of evidence that a sentence may rest on."""
        found = self.found
        lessons = (*found.instruments.most, *found.instruments.some, *found.instruments.rare)
        evidence = {x.evidence["evidence_id"]: x.evidence["source_id"] for x in lessons}
        return evidence | {o.obs_id: o.source_id for o in figures(found)}


def figures(found: Findings) -> Iterable[Observation]:
    """Every figure that findings rest on."""
    for judged in (found.scenario, found.context):
        for standing in judged.standings:
            yield from standing.selection.chosen.values()
    for peers in found.stages.figures.values():
        yield from peers
    for beside in found.stages.shares:
        for rate in (beside.own, *beside.peers):
            yield from (rate.part, rate.whole)
    yield from (u.example for u in (*(found.unpublished or ()), *found.emerging))


def sentence_line(sentence: Sentence, given: DiagnosisInput) -> Line:
    """Return a sentence with its sources."""
    separator = given.t("common.sentence_separator")
    clauses = separator.join(_in_time(sentence, given))
    words = given.t(
        f"benchmark.sentence.{sentence.topic}", clauses=clauses, peers=len(given.found.peers)
    )
    ids = (*sentence.observation_ids, *sentence.evidence_ids)
    cited = dict.fromkeys(given.source_of[i] for i in ids)
    return Line((Run(words[:1].upper() + words[1:]),), tuple(cited))


def confidence_text(sentence: Sentence, given: DiagnosisInput) -> str:
    """Say what the claims of a sentence are worth."""
    found = (given.t(f"benchmark.confidence.{c}") for c in sentence.confidences)
    return given.t("common.sentence_separator").join(found)


def listed(given: DiagnosisInput, runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return words with links, one after the other."""
    separator = Run(given.t("common.list_separator"))
    parts: list[Run] = []
    for run in runs:
        parts += [separator, run] if parts else [run]
    return tuple(parts)


def share_text(rate: Rate, given: DiagnosisInput) -> str:
    """Return whose rate it is, of what, and how high."""
    return given.t(
        "benchmark.stages.share_item",
        city=given.given.name(rate.part.area_id),
        pair=pair_name(rate.pair, given.lang),
        share=rate_text(rate, given.registry, given.lang),
    )


def _in_time(sentence: Sentence, given: DiagnosisInput) -> Iterator[str]:
    """Yield clauses; where one year is asked for, they say which of them it holds for."""
    for place, clause in enumerate(sentence.clauses):
        text = _clause(clause, given)
        if given.year is None or sentence.topic is Topic.MECHANISMS:
            yield text
        elif clause.key in ANY_YEAR:
            yield given.t("benchmark.any_year", text=text)
        else:
            yield given.t("benchmark.of_year", year=given.year, text=text) if not place else text


def _clause(clause: Clause, given: DiagnosisInput) -> str:
    values: dict[str, object] = dict(clause.values)
    items = values.get("items")
    if isinstance(items, tuple):
        values["items"] = _items(items, int(str(values["n"])), given)
    if "stage" in values:
        values["stage"] = stage_name(ChainStage(str(values["stage"])), given.lang)
    if "pair" in values:
        values |= _share(str(values["pair"]), given)
    return given.t(f"benchmark.say.{clause.key}", city=given.city, **values)


def _items(items: Sequence[Item], n: int, given: DiagnosisInput) -> str:
    """Name what a clause names, and say where there is more."""
    text = given.listed(_item(i, given) for i in items)
    return given.t("benchmark.items_more", items=text) if n > MOST_NAMED else text


def _item(item: Item, given: DiagnosisInput) -> str:
    if item.noun is Noun.METRIC:
        name = given.registry.metric_name(item.key, given.lang)
    else:
        name = given.registry.mechanism_name(item.key, given.lang)
    if item.rank is not None:
        return given.t("benchmark.metric_placed", name=name, rank=item.rank.label, n=item.rank.n)
    if item.n is None:
        return name
    return given.t("benchmark.counted", name=name, n=item.n)


def _share(key: str, given: DiagnosisInput) -> dict[str, str]:
    found = _beside(key, given.found.stages.shares)
    others = (
        given.t("benchmark.compact_share", city=given.given.name(r.part.area_id),
                share=rate_text(r, given.registry, given.lang))
        for r in found.peers
    )  # fmt: skip
    return {
        "pair": pair_name(found.own.pair, given.lang),
        "share": rate_text(found.own, given.registry, given.lang),
        "others": given.listed(others),
    }


def _beside(key: str, shares: Iterable[Beside]) -> Beside:
    return next(s for s in shares if s.own.pair.key == key)
