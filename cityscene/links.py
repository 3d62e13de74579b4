"""The vocabulary of the URL: which keys a page reads, and links that reopen a view.

Values in a link are independent of the language: identifiers, and for areas their short
Chinese name. Only what differs from the default is written. A value that is not known is
returned as ignored, so that the page can name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

Params = dict[str, list[str]]
#: Values of the shared controls that differ from the default; hashable, so it can key a cache.
Shared = tuple[tuple[str, tuple[str, ...]], ...]

SHARED_KEYS = ("lang", "city", "peers", "with", "year")
PAGE_KEYS: Mapping[str, tuple[str, ...]] = {
    "": (),
    "ranking": ("metric", "per", "level", "basis", "period", "view", "marks"),
    "compare": ("areas", "themes", "per", "cells"),
    "city": ("area", "ranks"),
    "benchmark": (),
    "funnel": ("areas",),
    "mechanisms": ("level", "columns", "rows", "least", "category", "cell"),
    "scenarios": (
        "view", "q", "domain", "stage", "area", "tech", "owner", "kind", "order", "cities", "page",
    ),
    "timeline": ("kind", "level", "cluster", "area"),
    "sources": (
        "tab", "source", "area", "within", "metric", "tier", "qualifier", "basis", "period",
        "years", "q", "kind", "sort", "form", "page", "finding", "part",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in a link that this page does not know."""

    key: str
    value: str


def known_keys(page: str) -> frozenset[str]:
    """Keys that the page (by its URL path) understands."""
    return frozenset(SHARED_KEYS) | frozenset(PAGE_KEYS[page])


def unknown_keys(page: str, params: Mapping[str, Sequence[str]]) -> list[Ignored]:
    """Parameters of a link that the page does not understand."""
    known = known_keys(page)
    return [Ignored(k, v) for k, values in params.items() if k not in known for v in values]


def resolve(
    key: str,
    wanted: Iterable[str],
    lookup: Callable[[str], str | None],
    most: int | None = None,
) -> tuple[list[str], list[Ignored]]:
    """Turn the values of a link into options, at most so many; the rest has to be ignored."""
    found: list[str] = []
    ignored: list[Ignored] = []
    for text in wanted:
        option = lookup(text)
        if option in found:
            continue
        if option is None or len(found) == most:
            ignored.append(Ignored(key, text))
        else:
            found.append(option)
    return found, ignored


def url(page: str, params: Mapping[str, str | Sequence[str]]) -> str:
    """Return the relative link of a view: ``/ranking?metric=gdp&city=合肥`` (encoded)."""
    query = urlencode({k: v for k, v in params.items() if v}, doseq=True)
    return f"/{page}?{query}" if query else f"/{page}"
