"""Figures of several sources for the same thing: which is shown, and what decided.

Nothing is thrown away: every figure stays, and the rule that picks one is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cityscene.comparable import preference
from cityscene.schema import Observation, Source


class Kind(StrEnum):
    """Whether the figures exclude each other, or only differ within what is printed."""

    CONFLICT = "conflict"
    VARIANT = "variant"


class Rule(StrEnum):
    """What put the figure that is shown first; in the order the rules are tried."""

    FRESHNESS = "freshness"
    TIER = "tier"
    PUBLISHED = "published"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that differ, as the build found them."""

    kind: Kind
    first_id: str
    second_id: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures for one area, metric, basis and period; the one that is shown comes first."""

    kind: Kind
    figures: tuple[Observation, ...]
    rule: Rule

    @property
    def shown(self) -> Observation:
        """The figure that charts and ranks use."""
        return self.figures[0]

    @property
    def spread(self) -> float:
        """Greatest value less the smallest, in percent of the figure that is shown."""
        values = [o.value for o in self.figures]
        base = abs(self.shown.value)
        return 100 * (max(values) - min(values)) / base if base else 0.0


def differences(
    pairs: Iterable[Pair], figures: Mapping[str, Observation], sources: Mapping[str, Source]
) -> list[Difference]:
    """Gather pairs of the same thing; conflicts first, the widest apart first.

    Args:
        pairs: what the build found.
        figures: the figures named by the pairs, by identifier.
        sources: the registry's sources.
    """
    groups: dict[tuple[object, ...], dict[str, Observation]] = {}
    kinds: dict[tuple[object, ...], set[Kind]] = {}
    for pair in pairs:
        thing = _thing(figures[pair.first_id])
        kinds.setdefault(thing, set()).add(pair.kind)
        group = groups.setdefault(thing, {})
        group.update({k: figures[k] for k in (pair.first_id, pair.second_id)})
    found = [_difference(groups[k].values(), kinds[k], sources) for k in groups]
    return sorted(found, key=lambda d: (d.kind, -d.spread, d.shown.obs_id))


def _thing(o: Observation) -> tuple[object, ...]:
    """What two figures have to share for their difference to mean anything."""
    return (
        o.area_id, o.metric_id, o.basis, o.period_type, o.period_start, o.period_end, o.as_of,
    )  # fmt: skip


def _difference(
    figures: Iterable[Observation], kinds: set[Kind], sources: Mapping[str, Source]
) -> Difference:
    ordered = sorted(figures, key=lambda o: preference(o, sources))
    kind = Kind.CONFLICT if Kind.CONFLICT in kinds else Kind.VARIANT
    return Difference(kind, tuple(ordered), _decided(ordered[0], ordered[1], sources))


def _decided(first: Observation, second: Observation, sources: Mapping[str, Source]) -> Rule:
    """The first rule on which two figures differ."""
    ranked = zip(Rule, preference(first, sources), preference(second, sources), strict=True)
    return next(rule for rule, one, other in ranked if one != other)
