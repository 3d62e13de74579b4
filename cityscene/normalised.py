"""Totals set against the size of an area: which ratio a view asks for, and who has none.

The build divides; here a view of a total is turned into the view of its ratio. What cannot be
divided is listed with its reason: nothing to divide by within one year of the same area, or a
figure of one batch or of part of a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cityscene.comparable import LeftOut, Reason, Selection
from cityscene.ratios import RATIO_KINDS, Per
from cityscene.registry import Registry
from cityscene.schema import Basis, Observation, PeriodType

LEAST_AREAS = 2
DIVIDED_PERIODS = (PeriodType.YEAR, PeriodType.AS_OF, PeriodType.CUMULATIVE)

#: Endings of ratio metrics that older links may still hold, and what took their place.
_RENAMED = {"_per_1e8_cny_gdp": "_per_1e12_cny_gdp"}


def ratios(metric_id: str, registry: Registry) -> dict[Per, str]:
    """Return the ratio metrics computed from a metric, by what it is divided by."""
    found = {d.kind: m for m, d in registry.derivations.items() if d.base_metric_id == metric_id}
    return {per: found[kind] for per, kind in RATIO_KINDS.items() if kind in found}


def split(metric_id: str, registry: Registry) -> tuple[str, Per]:
    """Return the total behind a metric and what it is divided by; no ratio is its own total."""
    known = _renamed(metric_id)
    derivation = registry.derivations.get(known)
    if derivation is None:
        return metric_id, Per.NONE
    kinds = {kind: per for per, kind in RATIO_KINDS.items()}
    per = kinds.get(derivation.kind, Per.NONE)
    return (derivation.base_metric_id, per) if per is not Per.NONE else (metric_id, Per.NONE)


def _renamed(metric_id: str) -> str:
    for old, new in _RENAMED.items():
        if metric_id.endswith(old):
            return metric_id.removesuffix(old) + new
    return metric_id


def denominators(
    observations: Iterable[Observation], origins: Mapping[str, Observation], registry: Registry
) -> list[Observation]:
    """Return what the ratios among some figures are divided by, one figure a ratio.

    Args:
        observations: ratios, and perhaps other figures.
        origins: figures that computed ones come from, by identifier.
        registry: tells ratios from the rest.
    """
    kinds = frozenset(RATIO_KINDS.values())
    derivations = registry.derivations
    divided_by = (
        o.derived_from[-1]
        for o in observations
        if o.metric_id in derivations and derivations[o.metric_id].kind in kinds
    )
    return [origins[k] for k in divided_by if k in origins]


def divided(base: Selection, ratio: Selection) -> Selection:
    """Return the selection of a ratio with the left-outs a reader of the total asks about.

    Args:
        base: figures of the total in the same view.
        ratio: figures of the ratio.
    """
    left_out = [
        LeftOut(o, _why_not(o))
        for o in base.chosen.values()
        if not _same_time(o, ratio.chosen.get(o.area_id))
    ]
    return Selection(ratio.chosen, ratio.others, [*left_out, *base.left_out])


def _same_time(o: Observation, ratio: Observation | None) -> bool:
    return ratio is not None and (ratio.as_of, ratio.period_type) == (o.as_of, o.period_type)


def _why_not(o: Observation) -> Reason:
    whole = o.period_type in DIVIDED_PERIODS
    return Reason.NO_DENOMINATOR if whole else Reason.NOT_DIVIDED


@dataclass(frozen=True)
class Normalised:
    """Figures for a comparison: ratios where two areas have them, all others as published.

    ``metrics`` are the ratios that took the place of their totals.
    """

    observations: list[Observation]
    left_out: list[LeftOut] = field(default_factory=list)
    metrics: frozenset[str] = frozenset()


def normalise(
    observations: Sequence[Observation], per: Per, registry: Registry, year: int | None = None
) -> Normalised:
    """Replace totals by their ratios where at least two areas have these.

    Args:
        observations: published and computed figures of the areas.
        per: what totals are divided by; none leaves everything as published.
        registry: tells which metric is computed from which.
        year: left-outs are named for this year only; None names each area's freshest.
    """
    published = [o for o in observations if not o.derived_from]
    if per is Per.NONE:
        return Normalised(published)
    wanted = {m for m, d in registry.derivations.items() if d.kind == RATIO_KINDS[per]}
    found = [o for o in observations if o.metric_id in wanted]
    holders: dict[str, set[str]] = {}
    for o in found:
        holders.setdefault(o.metric_id, set()).add(o.area_id)
    shown = {m for m, areas in holders.items() if len(areas) >= LEAST_AREAS}
    by_base = {registry.base_metric(m): holders[m] for m in shown}
    replaced = [o for o in published if o.metric_id in by_base and _is_divided(o)]
    ids = {o.obs_id for o in replaced}
    return Normalised(
        [
            *(o for o in published if o.obs_id not in ids),
            *(o for o in found if o.metric_id in shown),
        ],
        _without(replaced, by_base, year),
        frozenset(shown),
    )


def _is_divided(o: Observation) -> bool:
    """Whether a figure is of the kind that the build divides."""
    return o.basis is Basis.ACTUAL and o.as_of is not None and o.period_type in DIVIDED_PERIODS


def _without(
    replaced: Iterable[Observation], holders: Mapping[str, set[str]], year: int | None
) -> list[LeftOut]:
    """The freshest figure of every area that has the total and no ratio of it."""
    freshest: dict[tuple[str, str], Observation] = {}
    for o in sorted(replaced, key=_day):
        of_year = year is None or (o.as_of is not None and o.as_of.year == year)
        if of_year and o.area_id not in holders[o.metric_id]:
            freshest[o.metric_id, o.area_id] = o
    return [LeftOut(o, Reason.NO_DENOMINATOR) for o in freshest.values()]


def _day(o: Observation) -> Any:
    return o.as_of
