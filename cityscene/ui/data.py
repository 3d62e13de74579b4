"""Cached reads: every result is keyed by the build, and shared by all sessions.

Results are records or frames that nothing may change in place; what a page needs to change
it copies first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from cityscene import timeline
from cityscene.comparable import PERIOD_CLASS
from cityscene.comparison import Comparison, Kind, compare
from cityscene.database import Database
from cityscene.normalised import normalise
from cityscene.queries import events, facts, observations
from cityscene.queries import registry as registry_queries
from cityscene.ratios import Per
from cityscene.registry import Registry
from cityscene.schema import Level, Observation, PeriodType
from cityscene.timeline import Happening

_BUILDS = 2
_ENTRIES = 512
ANY = "any"
LEAST_RANKED = 3


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def registry(db: Database) -> Registry:
    """The registry of a build."""
    return Registry.from_rows(
        areas=registry_queries.areas(db),
        units=registry_queries.units(db),
        themes=registry_queries.themes(db),
        metrics=registry_queries.metrics(db),
        sources=registry_queries.sources(db),
        peer_groups=registry_queries.peer_groups(db),
        mechanism_kinds=registry_queries.mechanism_kinds(db),
        breaks=registry_queries.breaks(db),
    )


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def sizes(db: Database) -> dict[str, dict[str, float]]:
    """Size of every city by GDP and by population, for nearest peers."""
    return {
        "gdp": registry_queries.sizes(db, "gdp"),
        "population": registry_queries.sizes(db, "resident_population"),
    }


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def years(db: Database) -> list[str]:
    """Years that can be chosen, as text."""
    return [str(y) for y in registry_queries.years(db)]


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def build(db: Database) -> dict[str, Any]:
    """The description of the build."""
    return registry_queries.build(db)


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def counts(db: Database) -> dict[str, int]:
    """Number of rows by kind of fact."""
    return facts.counts(db)


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def metric_coverage(db: Database) -> pd.DataFrame:
    """How much is known per metric."""
    return observations.metric_coverage(db).set_index("metric_id")


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def published_kinds(db: Database) -> dict[str, frozenset[Kind]]:
    """Metric, basis and kind of period of what each area has published with a date."""
    kinds: dict[str, set[Kind]] = {}
    for row in observations.published_kinds(db):
        kind = (row["metric_id"], row["basis"], PERIOD_CLASS[PeriodType(row["period_type"])])
        kinds.setdefault(row["area_id"], set()).add(kind)
    return {area_id: frozenset(found) for area_id, found in kinds.items()}


@dataclass(frozen=True, slots=True)
class Facets:
    """What a metric can be viewed by, and the view to begin with."""

    levels: list[str]
    bases: list[str]
    periods: list[str]
    level: str
    basis: str
    period: str


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def metric_facets(db: Database, metric_id: str) -> Facets:
    """Levels, bases and kinds of period that a metric has figures for.

    The view to begin with is the best covered one; where that has too few areas to rank,
    all figures stand side by side.
    """
    areas = registry(db).areas
    found = of_metric(db, metric_id)
    bases = _by_frequency(str(o.basis) for o in found)
    own = [o for o in found if o.basis == bases[0]]
    kinds = {(areas[o.area_id].level, PERIOD_CLASS[o.period_type], o.area_id) for o in own}
    views = Counter((level, period) for level, period, _ in kinds)
    level, period = max(views, key=lambda v: (views[v], v[0] == Level.CITY))
    wide = views[level, period] >= LEAST_RANKED or len(views) == 1
    return Facets(
        [*_by_frequency(str(areas[o.area_id].level) for o in found), ANY],
        bases,
        [*_by_frequency(str(PERIOD_CLASS[o.period_type]) for o in found), ANY],
        str(level) if wide else ANY,
        bases[0],
        str(period) if wide else ANY,
    )


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def of_metric(db: Database, metric_id: str) -> list[Observation]:
    """All figures of one metric."""
    return observations.of_metric(db, metric_id)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def of_areas(db: Database, area_ids: tuple[str, ...], derived: bool = False) -> list[Observation]:
    """All figures of some areas."""
    return observations.of_areas(db, area_ids, derived=derived)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def origins(db: Database, metric_id: str) -> dict[str, Observation]:
    """Figures that those of a computed metric come from, by identifier."""
    return origins_of(db, of_metric(db, metric_id))


def origins_of(db: Database, figures: Iterable[Observation]) -> dict[str, Observation]:
    """Figures that the computed ones among some figures come from, by identifier; not cached."""
    wanted = sorted({k for o in figures for k in o.derived_from})
    return {o.obs_id: o for o in observations.by_ids(db, wanted)}


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def happenings(db: Database) -> list[Happening]:
    """All events, latest first, every report of one event together."""
    return timeline.happenings(events.all_events(db))


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def national_marks(db: Database) -> list[Happening]:
    """National events that charts over time can show as reference lines, earliest first."""
    return timeline.happenings(events.marking_events(db))


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def theme_counts(db: Database) -> dict[tuple[str, str], int]:
    """Number of figures by city and theme."""
    frame = observations.area_theme_coverage(db)
    return {
        (str(city), str(theme)): int(n)
        for city, theme, n in zip(
            frame["city_id"], frame["theme_id"], frame["n_observations"], strict=True
        )
    }


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def freshest(db: Database, limit: int) -> list[Observation]:
    """The latest figures."""
    return observations.freshest(db, limit)


def freshest_of(db: Database, metric_id: str, area_id: str | None = None) -> Observation | None:
    """The latest figure of one metric, of one area or any; None when there is none."""
    found = of_metric(db, metric_id)
    dated = [o for o in found if o.as_of and area_id in (None, o.area_id)]
    return max(dated, key=lambda o: str(o.as_of), default=None)


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def comparison(
    db: Database,
    area_ids: tuple[str, ...],
    year: int | None,
    themes: tuple[str, ...],
    per: Per = Per.NONE,
) -> Comparison:
    """Some areas side by side: published figures, or ratios where the areas have them."""
    known = registry(db)
    found = normalise(of_areas(db, area_ids, derived=per is not Per.NONE), per, known, year)
    made = compare(found.observations, area_ids, known, year, themes)
    left_out = (
        x for x in found.left_out
        if not themes or known.metrics[x.observation.metric_id].theme_id in themes
    )  # fmt: skip
    return replace(made, left_out=(*left_out, *made.left_out))


def _by_frequency(values: Iterable[str]) -> list[str]:
    return [value for value, _ in Counter(values).most_common()]
