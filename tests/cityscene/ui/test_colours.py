"""An area keeps its colour for the session, whatever comes and goes beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cityscene.ui.colours import SLOTS, assign


def test_an_area_keeps_its_place_when_others_leave():
    known = {}
    first = assign(["a", "b", "c"], known)
    assert first == {"a": 0, "b": 1, "c": 2}
    assert assign(["c", "b"], known) == {"c": 2, "b": 1}


def test_a_new_area_takes_a_place_nobody_has_had():
    known = {}
    assign(["a", "b"], known)
    assert assign(["b", "x"], known)["x"] == 2


def test_when_all_places_were_used_a_free_one_is_taken():
    known = {}
    assign(list("abcdef"), known)
    assert assign(["b", "x"], known) == {"b": 1, "x": 0}


def test_an_area_that_lost_its_place_gets_another():
    known = {}
    assign(list("abcdef"), known)
    assign(["b", "x"], known)
    again = assign(["x", "a"], known)
    assert again["x"] == 0
    assert again["a"] != 0


@given(st.lists(st.lists(st.sampled_from("abcdefghij"), max_size=SLOTS, unique=True), max_size=8))
def test_areas_side_by_side_never_share_a_place(views):
    known = {}
    for view in views:
        found = assign(view, known)
        assert len(set(found.values())) == len(view)
        assert all(0 <= place < SLOTS for place in found.values())
