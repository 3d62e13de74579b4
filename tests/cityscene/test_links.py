"""Links that reopen a view, and what a page does not know of one."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.links import PAGE_KEYS, SHARED_KEYS, Ignored, known_keys, resolve, unknown_keys, url

LAW = settings(deadline=None)

AREA_IDS = {"合肥": "340100", "340100": "340100", "上海": "310000"}


@pytest.mark.parametrize(
    ("page", "params", "expected"),
    [
        ("", {}, "/"),
        ("ranking", {}, "/ranking"),
        ("ranking", {"metric": "gdp"}, "/ranking?metric=gdp"),
        ("ranking", {"metric": "", "city": []}, "/ranking"),
        ("", {"city": "合肥"}, "/?city=%E5%90%88%E8%82%A5"),
        ("compare", {"areas": ["a", "b"]}, "/compare?areas=a&areas=b"),
        ("sources", {"q": "a&b=c d"}, "/sources?q=a%26b%3Dc+d"),
    ],
)
def test_url(page, params, expected):
    assert url(page, params) == expected


@LAW
@given(
    st.sampled_from(sorted(PAGE_KEYS)),
    st.dictionaries(
        st.sampled_from(SHARED_KEYS),
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=3),
    ),
)
def test_a_link_is_read_back_as_it_was_written(page, params):
    parts = urlsplit(url(page, params))
    assert parts.path == f"/{page}"
    assert not (parts.scheme or parts.netloc or parts.fragment)
    assert parse_qs(parts.query, keep_blank_values=True) == {k: v for k, v in params.items() if v}


@pytest.mark.parametrize("page", sorted(PAGE_KEYS))
def test_every_page_knows_the_shared_keys_and_repeats_none(page):
    assert known_keys(page) == {*SHARED_KEYS, *PAGE_KEYS[page]}
    assert not set(SHARED_KEYS) & set(PAGE_KEYS[page])
    assert len(set(PAGE_KEYS[page])) == len(PAGE_KEYS[page])


@pytest.mark.parametrize(
    ("page", "params", "ignored"),
    [
        ("ranking", {"metric": ["gdp"], "city": ["合肥"]}, []),
        ("", {"metric": ["gdp"]}, [Ignored("metric", "gdp")]),
        ("city", {"areas": ["a", "b"]}, [Ignored("areas", "a"), Ignored("areas", "b")]),
        ("city", {"utm_source": [""], "area": ["x"]}, [Ignored("utm_source", "")]),
    ],
)
def test_unknown_keys(page, params, ignored):
    assert unknown_keys(page, params) == ignored


def test_a_page_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        known_keys("nowhere")


@pytest.mark.parametrize(
    ("wanted", "found", "ignored"),
    [
        ([], [], []),
        (["合肥"], ["340100"], []),
        (["合肥", "340100", "上海"], ["340100", "310000"], []),
        (["上海", "合肥"], ["310000", "340100"], []),
        (["汴京", "合肥"], ["340100"], [Ignored("city", "汴京")]),
        (["", "x"], [], [Ignored("city", ""), Ignored("city", "x")]),
    ],
)
def test_resolve(wanted, found, ignored):
    assert resolve("city", wanted, AREA_IDS.get) == (found, ignored)


@LAW
@given(st.lists(st.sampled_from([*AREA_IDS, "汴京", ""])))
def test_every_value_of_a_link_is_used_or_named(wanted):
    found, ignored = resolve("city", wanted, AREA_IDS.get)
    assert set(found) == {AREA_IDS[w] for w in wanted if w in AREA_IDS}
    assert [i.value for i in ignored] == [w for w in wanted if w not in AREA_IDS]
    assert len(found) == len(set(found))
