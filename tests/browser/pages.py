"""Links to every page of the app."""

from __future__ import annotations

from urllib.parse import quote

from cityscene.links import PAGE_KEYS

PAGES = tuple(f"/{page}" for page in PAGE_KEYS)
#: Every page, and the views of it that look different.
LINKS = (
    *PAGES,
    "/ranking?metric=national_hightech_firms",
    "/city?area=成都高新区",
    "/scenarios?view=heat",
    "/scenarios?view=super",
    "/scenarios?view=pairs",
    "/sources?tab=sources",
    "/sources?tab=conflicts",
    "/sources?tab=definitions",
    "/sources?tab=download",
    "/sources?tab=build",
)


def link(written: str, lang: str = "zh") -> str:
    """Return a link as a browser wants it, in a language."""
    sign = "&" if "?" in written else "?"
    return quote(written if lang == "zh" else f"{written}{sign}lang={lang}", safe="/?=&")
