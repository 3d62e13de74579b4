"""What the benchmark looks at exists: pages of the app, keys that the pages know."""

from __future__ import annotations

from itertools import islice, pairwise
from urllib.parse import parse_qs

import pytest

from benchmarks import views
from benchmarks.options import QUICK, Extent, extent
from cityscene.links import known_keys


@pytest.mark.parametrize("page", views.pages())
def test_links_are_known_to_their_page(page):
    for query in islice(views.queries(page), 20):
        assert set(parse_qs(query)) <= known_keys(page)


@pytest.mark.parametrize("page", views.pages())
def test_no_link_repeats_the_one_before(page):
    found = list(islice(views.queries(page), 30))
    assert all(one != next_ for one, next_ in pairwise(found))


def test_names_are_paths():
    assert [views.name(page) for page in views.pages()][:2] == ["/", "/ranking"]


def test_what_is_asked_for_takes_the_place_of_the_extent():
    assert extent(quick=False, figures=None, peer_figures=None) == Extent()
    assert extent(quick=True, figures=None, peer_figures=None) == QUICK
    chosen = extent(quick=False, figures=5, peer_figures=7)
    assert (chosen.figures, chosen.peer_figures, chosen.build_rounds) == (5, 7, 3)
