"""What is found of a city among its peers, before anything is put into words.

Four findings from the same figures and evidence that the other pages show: where it stands,
which mechanisms it lacks and has, its chain, and what it has not published. The rules stand in
``cityscene.diagnosis``, which makes sentences of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cityscene.comparable import LeftOut, preference
from cityscene.funnel import Chain, Rate, Thin, height, thin_stage
from cityscene.gaps import LEAST_PEERS, Gap, gaps
from cityscene.mechanisms import Lesson, Matrix, distinctive, missing
from cityscene.registry import Registry
from cityscene.schema import Basis, ChainStage, Observation, Scope
from cityscene.standing import Field, Standing, is_stale

LEAST_METRICS = 3
_HALF = 0.5
#: Unit of places on a list.
_PLACE = "rank"


@dataclass(frozen=True)
class Judged:
    """Standings of one scope, best first, and those that are strong or weak for sure."""

    scope: Scope
    standings: tuple[Standing, ...]
    strong: tuple[Standing, ...]
    weak: tuple[Standing, ...]

    @property
    def is_judged(self) -> bool:
        """Whether there are enough metrics to speak of strong and weak."""
        return len(self.standings) >= LEAST_METRICS


@dataclass(frozen=True)
class Instruments:
    """Kinds of mechanisms the city lacks or has, beside the peers of whom any is known.

    Attributes:
        known: number of such peers.
        own: number of kinds known of the city.
        most: kinds that at least half of them have and the city, as far as known, not.
        some: kinds that fewer have and the city, as far as known, not.
        rare: kinds of the city that fewer than half of them have, the rarest first.
    """

    known: int
    own: int
    most: tuple[Lesson, ...]
    some: tuple[Lesson, ...]
    rare: tuple[Lesson, ...]

    @property
    def only(self) -> tuple[Lesson, ...]:
        """Kinds of the city that none of the peers is known to have."""
        return tuple(x for x in self.rare if not x.gap.n)


@dataclass(frozen=True)
class Beside:
    """A share of the city, and the same share of peers."""

    own: Rate
    peers: tuple[Rate, ...]


@dataclass(frozen=True)
class Stages:
    """The chain of the city beside those of its peers.

    Attributes:
        own: the chain of the city.
        thin: its thin stage.
        figures: one figure of every peer that has published a result, by stage.
        of: number of peers.
        shares: shares that may be claimed, the lowest first.
    """

    own: Chain
    thin: Thin | None
    figures: Mapping[ChainStage, tuple[Observation, ...]]
    of: int
    shares: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A metric that peers have figures of and the city has none, with one peer's figure."""

    gap: Gap
    example: Observation


@dataclass(frozen=True)
class Findings:
    """Everything that is found.

    Attributes:
        city: the city judged.
        peers: the other members of its group, in the order of the registry.
        scenario: standings on metrics of scenario work.
        context: standings on the base it stands on.
        left_out: figures of the city that take part in no standing.
        instruments: mechanisms.
        stages: the chain.
        unpublished: metrics that at least half of the peers have; None where peers are too few.
        emerging: scenario metrics that fewer have, but at least ``LEAST_PEERS``.
    """

    city: str
    peers: tuple[str, ...]
    scenario: Judged
    context: Judged
    left_out: tuple[LeftOut, ...]
    instruments: Instruments
    stages: Stages
    unpublished: tuple[Unpublished, ...] | None
    emerging: tuple[Unpublished, ...]


@dataclass(frozen=True)
class Material:
    """What is judged.

    Attributes:
        field: standings of the city in its group, published metrics only.
        matrix: mechanisms of cities, their districts, zones and organisations included.
        chains: chain of every area that has one.
        holders: areas with a published figure, by metric.
        figures: figures of a metric, of any area.
    """

    field: Field
    matrix: Matrix
    chains: Mapping[str, Chain]
    holders: Mapping[str, Collection[str]]
    figures: Mapping[str, Sequence[Observation]]


def find(city: str, peers: Collection[str], material: Material, registry: Registry) -> Findings:
    """Judge a city against the other members of its peer group."""
    group = tuple(a for a in registry.areas if a in peers and a != city)
    field = material.field
    most, some = _unpublished(city, group, material, registry)
    return Findings(
        city,
        group,
        _judged(field, Scope.SCENARIO, len(group) + 1, registry),
        _judged(field, Scope.CONTEXT, len(group) + 1, registry),
        field.left_out,
        _instruments(city, group, material.matrix, registry),
        _stages(city, group, material.chains),
        most,
        some,
    )


def _judged(field: Field, scope: Scope, members: int, registry: Registry) -> Judged:
    """Judge the metrics of a scope that enough of the group have, by a figure fresh enough."""
    found = [s for s in field.standings if _scope(s.view.metric_id, registry) is scope]
    telling = [
        s
        for s in found
        if s.rank.n >= _HALF * members and not is_stale(s.observation, s.selection, registry)
    ]
    return Judged(
        scope,
        tuple(found),
        tuple(s for s in telling if s.is_surely_first_part),
        tuple(
            s for s in reversed(telling) if s.is_surely_last_part and not _is_of_listed(s, registry)
        ),
    )


def _is_of_listed(standing: Standing, registry: Registry) -> bool:
    """Whether figures are places on a list: whoever is not on it stands behind without a figure."""
    return registry.metrics[standing.view.metric_id].unit == _PLACE


def _scope(metric_id: str, registry: Registry) -> Scope:
    return registry.themes[registry.metrics[metric_id].theme_id].scope


def _instruments(
    city: str, group: Collection[str], matrix: Matrix, registry: Registry
) -> Instruments:
    known = [a for a in group if a in matrix.kinds]
    sources = registry.sources
    lacking = missing(city, matrix, known, sources, share=0, least=1)
    rare = distinctive(city, matrix, known, sources, _HALF, least=1)
    places = {kind: i for i, kind in enumerate(registry.mechanism_kinds)}
    lacking.sort(key=lambda x: (-x.gap.n, places[x.gap.key]))
    rare.sort(key=lambda x: (x.gap.n, places[x.gap.key]))
    is_most = {x.gap.key for x in lacking if len(known) >= LEAST_PEERS and _is_half(x.gap)}
    return Instruments(
        len(known),
        len(matrix.kinds.get(city, ())),
        tuple(x for x in lacking if x.gap.key in is_most),
        tuple(x for x in lacking if x.gap.key not in is_most),
        tuple(rare),
    )


def _is_half(gap: Gap) -> bool:
    return gap.n >= _HALF * gap.of


def _stages(city: str, group: Collection[str], chains: Mapping[str, Chain]) -> Stages:
    nothing: Mapping[ChainStage, tuple[()]] = {s: () for s in ChainStage}
    own = chains.get(city) or Chain(city, nothing)
    peers = [chains.get(a) or Chain(a, nothing) for a in group]
    figures = {
        s: tuple(c.steps[s][0].observation for c in peers if s in c.published) for s in ChainStage
    }
    shares = [
        Beside(r, tuple(x for c in peers for x in _shares(c) if x.pair == r.pair))
        for r in sorted(_shares(own), key=height)
    ]
    return Stages(own, thin_stage(own, peers), figures, len(peers), tuple(shares))


def _shares(chain: Chain) -> list[Rate]:
    """Shares of results that may be claimed."""
    return [r for r in chain.claimed if r.pair.is_share and r.part.basis is Basis.ACTUAL]


def _unpublished(
    city: str, group: Collection[str], material: Material, registry: Registry
) -> tuple[tuple[Unpublished, ...] | None, tuple[Unpublished, ...]]:
    """Metrics of at least half of the peers, then scenario metrics of at least ``LEAST_PEERS``."""
    if len(group) < LEAST_PEERS:
        return None, ()
    holders = {m: material.holders.get(m, ()) for m in registry.metrics}
    found = [
        Unpublished(gap, _example(gap.key, group, material, registry))
        for gap in gaps(city, holders, group, share=0)
        if gap.n >= LEAST_PEERS or _is_half(gap)
    ]
    found.sort(key=lambda u: (_scope(u.gap.key, registry) is not Scope.SCENARIO, -u.gap.n))
    most = tuple(u for u in found if _is_half(u.gap))
    some = (u for u in found if u not in most)
    return most, tuple(u for u in some if _scope(u.gap.key, registry) is Scope.SCENARIO)


def _example(
    metric_id: str, group: Collection[str], material: Material, registry: Registry
) -> Observation:
    """Return a peer's figure: a result before a target, then the freshest."""
    return min(
        (o for o in material.figures[metric_id] if o.area_id in group),
        key=lambda o: (o.basis is not Basis.ACTUAL, preference(o, registry.sources)),
    )
