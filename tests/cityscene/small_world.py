"""A few cities, their figures and mechanisms as plain tables: what a diagnosis is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cityscene.findings import Findings, Material, find
from cityscene.funnel import Chain, chains
from cityscene.mechanisms import Extent, matrix
from cityscene.registry import MechanismKind, Registry
from cityscene.schema import ChainStage, Interval, Observation, Scope, Theme, Unit
from cityscene.standing import standings
from tests.cityscene.builders import area, observation, registry, source

ME = "me"
PEERS = ("a", "b", "c", "d")
CITIES = (ME, *PEERS)

#: Metrics of a share, and the stages they speak of; stages are metrics of their own, too.
STAGES = {
    "scenario_opportunities": ChainStage.DEMAND,
    "landed_scenarios": ChainStage.LANDED,
    **{str(s): s for s in ChainStage},
}

#: Values by metric, one a city in the order of CITIES; None where a city has none.
Figures = Mapping[str, Iterable[float | Interval | None]]
#: Cities that use each kind of mechanism.
Kinds = Mapping[str, Iterable[str]]


def known(metrics: Iterable[str], kinds: Iterable[str] = ()) -> Registry:
    """Return a registry; metrics named ``s...`` are scenario work, all others background.

    A metric named after a stage of the chain, or in STAGES, belongs to it.
    """
    base = registry([area(c, short_zh=c, name_en=c.upper()) for c in CITIES], [source()])
    only = next(iter(base.metrics.values()))
    scopes = {"s": Scope.SCENARIO, "c": Scope.CONTEXT}
    themes = {k: Theme(k, k, k, i, scope) for i, (k, scope) in enumerate(scopes.items())}
    return replace(
        base,
        themes=themes,
        units={**base.units, "percent": Unit("percent", "%", "%", "share", False, 1)},
        metrics={
            m: replace(
                only, metric_id=m, name_zh=m, name_en=m, theme_id="s" if m[0] == "s" else "c",
                chain_stage=STAGES.get(m),
            )
            for m in metrics
        },
        mechanism_kinds={
            k: MechanismKind(k, k, k, "lists", k, k, i) for i, k in enumerate(kinds)
        },
    )  # fmt: skip


def figure(metric: str, city: str, value: float | Interval, **changes: Any) -> Observation:
    """Return one figure; an interval is a hedged one."""
    hedged = isinstance(value, Interval)
    interval = value if isinstance(value, Interval) else Interval(value, value)
    low = (interval.low or 0.0) if hedged else float(interval.low or 0.0)
    found = observation(f"{metric}-{city}", low, area_id=city, metric_id=metric, **changes)
    return replace(found, interval=interval)


def evidence(kind: str, city: str) -> dict[str, Any]:
    """Return one piece of evidence."""
    return {
        "evidence_id": f"{kind}-{city}", "area_id": city, "mechanism_id": kind, "since": None,
        "source_id": "s1", "locator": None, "note": None, "name_zh": f"{kind}@{city}",
        "name_en": f"{kind}@{city}", "category": "lists", "kind_zh": kind, "kind_en": kind,
    }  # fmt: skip


def diagnosed(
    figures: Figures,
    kinds: Kinds | None = None,
    peers: Iterable[str] = PEERS,
    dates: Mapping[str, date] | None = None,
) -> tuple[Findings, Registry]:
    """Judge ``ME`` among its peers; ``dates`` are those of the figures of some cities."""
    dates = dates or {}
    table = {m: list(values) for m, values in figures.items()}
    kinds = kinds or {}
    names = known(table, kinds)
    by_metric = {
        m: [
            figure(m, c, v, **({"as_of": dates[c]} if c in dates else {}))
            for c, v in zip(CITIES, values, strict=False)
            if v is not None
        ]
        for m, values in table.items()
    }
    rows = [evidence(k, c) for k, cities in kinds.items() for c in cities]
    everything = [o for found in by_metric.values() for o in found]
    own_chains: dict[str, Chain] = chains(everything, names)
    members = {ME, *peers}
    material = Material(
        standings(ME, by_metric, names, members),
        matrix(rows, names.areas, Extent.ROLLED),
        own_chains,
        {m: {o.area_id for o in found} for m, found in by_metric.items()},
        by_metric,
    )
    return find(ME, members, material, names), names
