"""Cached reads of the page 数据与来源, keyed by the build and shared by all sessions."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cityscene.cards.definitions import Coverage
from cityscene.cards.documents import Use, use_by_source
from cityscene.cards.release import Release
from cityscene.database import Database
from cityscene.differences import Difference, Kind, Pair, differences
from cityscene.filters import Filter, Order
from cityscene.queries import browse, observations, provenance
from cityscene.schema import Observation
from cityscene.ui import data

PAGE_LENGTH = 25

_BUILDS = 2
_SELECTIONS = 256

Rows = list[dict[str, Any]]


@st.cache_resource(max_entries=_SELECTIONS, show_spinner=False)
def count(db: Database, chosen: Filter) -> dict[str, int]:
    """How many figures fit a filter."""
    return browse.count(db, chosen)


@st.cache_resource(max_entries=_SELECTIONS, show_spinner=False)
def page(db: Database, chosen: Filter, order: Order, number: int) -> list[Observation]:
    """One page of figures; pages count from 1."""
    return browse.page(db, chosen, order, PAGE_LENGTH, (number - 1) * PAGE_LENGTH)


@st.cache_resource(max_entries=_SELECTIONS, show_spinner=False)
def origins(db: Database, obs_ids: tuple[str, ...]) -> dict[str, Observation]:
    """Figures that computed ones come from, by identifier."""
    return {o.obs_id: o for o in observations.by_ids(db, obs_ids)}


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def years(db: Database) -> list[str]:
    """Years any figure stands for, as text, latest first."""
    return [str(y) for y in browse.years(db)]


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def coverage(db: Database) -> Coverage:
    """Number of figures and areas by metric."""
    found = data.metric_coverage(db)[["n_observations", "n_areas"]]
    return {str(k): {str(n): int(v) for n, v in row.items()} for k, row in found.T.items()}


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def use(db: Database) -> Use:
    """Number of facts by source and kind."""
    return use_by_source(provenance.use_of_sources(db))


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def all_differences(db: Database) -> list[Difference]:
    """Every place where sources differ."""
    rows = provenance.differing_pairs(db)
    pairs = [Pair(Kind(row["kind"]), *row["obs_ids"]) for row in rows]
    wanted = sorted({k for p in pairs for k in (p.first_id, p.second_id)})
    figures = {o.obs_id: o for o in observations.by_ids(db, wanted)}
    return differences(pairs, figures, data.registry(db).sources)


@st.cache_resource(max_entries=_SELECTIONS, show_spinner=False)
def facts_from(db: Database, source_id: str) -> dict[str, Rows]:
    """Mechanisms, events and scenarios that rest on a source."""
    return {
        "mechanisms": provenance.mechanisms_from(db, source_id),
        "events": provenance.events_from(db, source_id),
        "scenarios": provenance.scenarios_from(db, source_id),
    }


@st.cache_resource(max_entries=_BUILDS, show_spinner=False)
def books(db: Database) -> dict[str, Rows]:
    """What the build says of itself: findings, corrections, left-outs, files, years."""
    return {
        "findings": provenance.findings(db),
        "corrections": provenance.corrections(db),
        "left_out": provenance.left_out(db),
        "files": provenance.input_files(db),
        "years": provenance.figures_by_year(db),
    }


def release(db: Database) -> Release:
    """The build as something to cite."""
    row = data.build(db)
    return Release(row["build_id"], row["created_at"], str(row["data_date"]))
