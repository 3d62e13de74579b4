"""Which series colour an area keeps for the whole session, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

import streamlit as st

SLOTS = 6
_STORE = "cityscene_colours"


def slots(area_ids: Iterable[str]) -> dict[str, int]:
    """Return a place in the series colours for each area, the same in every run of a session."""
    known: MutableMapping[str, int] = st.session_state.setdefault(_STORE, {})
    return assign(list(dict.fromkeys(area_ids)), known)


def assign(area_ids: list[str], known: MutableMapping[str, int]) -> dict[str, int]:
    """Give areas their known place, or a new one, and remember it.

    A new area takes a place nobody has had yet, then one that is free now. Up to ``SLOTS``
    areas never share a place.
    """
    taken: dict[str, int] = {}
    for a in area_ids:
        if a in known and known[a] not in taken.values():
            taken[a] = known[a]
    for a in area_ids:
        if a not in taken:
            taken[a] = _free(set(taken.values()), set(known.values()))
            known[a] = taken[a]
    return {a: taken[a] for a in area_ids}


def _free(taken: set[int], used: set[int]) -> int:
    unused = [i for i in range(SLOTS) if i not in taken | used]
    free = [i for i in range(SLOTS) if i not in taken]
    return (unused or free or [0])[0]
