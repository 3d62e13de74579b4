"""What visitors look at: for every page links that differ, so that no run repeats the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import cycle
from urllib.parse import quote

from cityscene.links import PAGE_KEYS

_CITIES = ("合肥", "无锡", "深圳", "芜湖")
#: More than my city, where the page has controls of its own.
_OWN: Mapping[str, tuple[str, ...]] = {
    "ranking": ("metric=scenario_opportunities", "metric=gdp", "metric=national_hightech_firms"),
    "compare": ("areas=合肥&areas=芜湖", "areas=上海&areas=深圳&areas=北京&areas=合肥"),
    "city": ("area=合肥", "area=深圳", "area=无锡"),
    "sources": ("", "q=场景", "tier=official"),
}


def pages() -> list[str]:
    """URL paths of all pages, in the order of the menu; the first is empty."""
    return list(PAGE_KEYS)


def name(page: str) -> str:
    """Return a page's path as it is written in a table: ``/ranking``."""
    return f"/{page}"


def queries(page: str) -> Iterator[str]:
    """Yield query strings of a page without end: other cities, other views, in turns."""
    for city, own in zip(cycle(_CITIES), cycle(_OWN.get(page, ("",))), strict=False):
        yield quote("&".join(part for part in (f"city={city}", own) if part), safe="=&")
