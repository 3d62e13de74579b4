"""What can be said of a city among its peers: three sentences, by rule.

Rules, in the order of the sentences:

1. Position. A metric counts where the city and at least two peers have figures of one view.
   Scenario metrics and the background are judged apart, each only where at least
   ``LEAST_METRICS`` can be compared. Strong is a metric whose worst possible place still lies in
   the first quarter of its field, weak one whose best possible place lies in the last. Places are
   those of every ranking: an open upper end is taken as ``ranking.OPEN_END`` says, and the page
   tells so. Neither is a metric that fewer than half of the group have, nor one whose figure of
   the city is older than the metric tolerates. A place on a list is never weak: those who are not
   on it stand behind without a figure.
2. Mechanisms. Peers of whom no mechanism is known do not count. With at least ``LEAST_PEERS``
   known peers a kind is missed where at least half of them are known to have it and nothing was
   found of the city; with fewer there is no majority to speak of, and what they have is listed
   without one. The reverse are kinds of the city that fewer than half of the known peers have.
   Not found is never "has not".
3. Chain and figures. The thin stage is the one ``funnel.thin_stage`` names. A share is told with
   its interval, beside the same share of peers where they have one. Unpublished is a metric that
   at least half of at least ``LEAST_PEERS`` peers have figures of and the city has none.

A sentence is a list of clauses. Each clause holds the key of its text, plain values, the figures
and pieces of evidence it rests on, and what its claim is worth: ``sure`` holds whatever the
printed figures allow, open ends taken as above; ``seen`` as far as public material was found;
``withheld`` says that there is too little to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cityscene.findings import (
    LEAST_METRICS,
    Beside,
    Findings,
    Instruments,
    Stages,
    Unpublished,
)
from cityscene.funnel import ThinReason
from cityscene.gaps import LEAST_PEERS
from cityscene.mechanisms import Lesson
from cityscene.ranking import Rank
from cityscene.standing import Standing

#: Things a clause names one by one; the rest is counted.
MOST_NAMED = 3
#: Clauses that speak of figures of whatever year.
ANY_YEAR = frozenset(("unpublished", "no_unpublished"))


class Topic(StrEnum):
    """What a sentence speaks of; texts stand under ``benchmark.topic.*``."""

    POSITION = "position"
    MECHANISMS = "mechanisms"
    CHAIN = "chain"


class Confidence(StrEnum):
    """What a claim is worth; texts stand under ``benchmark.confidence.*``."""

    SURE = "sure"
    SEEN = "seen"
    WITHHELD = "withheld"


class Noun(StrEnum):
    """What an item of an enumeration is."""

    METRIC = "metric"
    MECHANISM = "mechanism"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a clause names: with its place, or with how many peers have it."""

    noun: Noun
    key: str
    rank: Rank | None = None
    n: int | None = None


Value = int | str | tuple[Item, ...]


@dataclass(frozen=True)
class Clause:
    """One claim: key under ``benchmark.say.*``, values, what it rests on and what it is worth."""

    key: str
    confidence: Confidence
    values: Mapping[str, Value] = field(default_factory=dict)
    observation_ids: tuple[str, ...] = ()
    evidence_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One of the three sentences."""

    topic: Topic
    clauses: tuple[Clause, ...]

    @property
    def confidences(self) -> tuple[Confidence, ...]:
        """What the claims of the sentence are worth, each kind once, in the order they occur."""
        return tuple(dict.fromkeys(c.confidence for c in self.clauses))

    @property
    def observation_ids(self) -> tuple[str, ...]:
        """Figures the sentence rests on."""
        return tuple(dict.fromkeys(i for c in self.clauses for i in c.observation_ids))

    @property
    def evidence_ids(self) -> tuple[str, ...]:
        """Pieces of evidence the sentence rests on."""
        return tuple(dict.fromkeys(i for c in self.clauses for i in c.evidence_ids))


def sentences(found: Findings) -> tuple[Sentence, Sentence, Sentence]:
    """Return the three sentences: position, mechanisms, chain and figures."""
    if not found.peers:
        alone = (Clause("no_peers", Confidence.WITHHELD),)
        return tuple(Sentence(topic, alone) for topic in Topic)  # type: ignore[return-value]
    return (
        Sentence(Topic.POSITION, tuple(_position(found))),
        Sentence(Topic.MECHANISMS, tuple(_mechanisms(found.instruments))),
        Sentence(Topic.CHAIN, (*_chain(found.stages), *_unpublished(found.unpublished))),
    )


def _position(found: Findings) -> Iterator[Clause]:
    """Scenario metrics first; the background is judged apart."""
    for judged in (found.scenario, found.context):
        n = len(judged.standings)
        if not judged.is_judged:
            yield Clause(
                f"few_{judged.scope}", Confidence.WITHHELD, {"n": n, "least": LEAST_METRICS}
            )
            continue
        own = tuple(s.observation.obs_id for s in judged.standings)
        yield Clause(f"comparable_{judged.scope}", Confidence.SURE, {"n": n}, own)
        yield _ends("strong", judged.strong)
        yield _ends("weak", judged.weak)


def _ends(key: str, standings: Sequence[Standing]) -> Clause:
    """What is surely in the first or the last quarter; its ranks rest on every figure ranked."""
    if not standings:
        return Clause(f"no_{key}", Confidence.SURE)
    named = standings[:MOST_NAMED]
    own = [s.observation.obs_id for s in named]
    others = [o.obs_id for s in named for o in s.selection.chosen.values()]
    items = tuple(Item(Noun.METRIC, s.view.metric_id, rank=s.rank) for s in named)
    return Clause(
        key, Confidence.SURE, {"n": len(standings), "items": items}, _once([*own, *others])
    )


def _mechanisms(found: Instruments) -> Iterator[Clause]:
    if not found.own:
        yield Clause("city_unseen", Confidence.WITHHELD)
    if found.known < LEAST_PEERS:
        counts = {"n": found.known, "least": LEAST_PEERS}
        yield Clause("few_known", Confidence.WITHHELD, counts)
    elif found.most:
        yield _lessons("most", found.most, of=found.known)
    else:
        yield Clause("no_most", Confidence.SEEN, {"of": found.known})
    if found.some and not found.most:
        yield _lessons("some", found.some)
    if found.known and found.own:
        yield _lessons("only", found.only) if found.only else Clause("no_only", Confidence.SEEN)


def _lessons(key: str, lessons: Sequence[Lesson], **counts: int) -> Clause:
    """Kinds with the evidence to learn from; how many have one is told unless none has."""
    named = lessons[:MOST_NAMED]
    items = tuple(Item(Noun.MECHANISM, x.gap.key, n=x.gap.n or None) for x in named)
    values: dict[str, Value] = {"n": len(lessons), "items": items, **counts}
    ids = _once(x.evidence["evidence_id"] for x in named)
    return Clause(key, Confidence.SEEN, values, evidence_ids=ids)


def _chain(found: Stages) -> Iterator[Clause]:
    """The thin stage, and the lowest share: of peers with figures, those figures are the ground."""
    if found.thin is None:
        yield Clause("no_thin", Confidence.WITHHELD)
    elif found.thin.reason is ThinReason.NOT_PUBLISHED:
        stage = found.thin.stage
        ground = tuple(o.obs_id for o in found.figures[stage])
        values: dict[str, Value] = {"stage": stage, "n": len(ground), "of": found.of}
        yield Clause("thin" if ground else "thin_alone", Confidence.SEEN, values, ground)
    else:
        yield Clause("thin_lowest", Confidence.SURE, {"stage": found.thin.stage})
    if found.shares:
        yield _share(found.shares[0])


def _share(found: Beside) -> Clause:
    rates = (found.own, *found.peers)
    return Clause(
        "share_beside" if found.peers else "share",
        Confidence.SURE,
        {"pair": found.own.pair.key, "n": len(found.peers)},
        _once(o.obs_id for r in rates for o in (r.part, r.whole)),
    )


def _unpublished(found: Sequence[Unpublished] | None) -> Iterator[Clause]:
    if found is None:
        yield Clause("few_peers", Confidence.WITHHELD, {"least": LEAST_PEERS})
    elif not found:
        yield Clause("no_unpublished", Confidence.SEEN)
    else:
        named = found[:MOST_NAMED]
        items = tuple(Item(Noun.METRIC, u.gap.key, n=u.gap.n) for u in named)
        values: dict[str, Value] = {"n": len(found), "items": items, "of": found[0].gap.of}
        ids = _once(u.example.obs_id for u in named)
        yield Clause("unpublished", Confidence.SEEN, values, ids)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
