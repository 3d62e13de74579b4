"""What a visitor waits for, in a real Chromium: from the address to the first chart.

Three visits to every freshly started server: the *first* one, a *cold* one with an empty
browser profile, and a *warm* one with the profile of the visit before (scripts cached, new
session). The app, the bare page behind ``streamlit run`` and the bare page behind the app's
own server take turns, so that a busy minute hits them alike.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.options import Extent
from benchmarks.page_runs import BARE_PAGE
from benchmarks.processes import (
    BenchmarkError,
    Server,
    note,
    serving_app,
    serving_plainly,
    serving_script,
)
from benchmarks.table import Goal, Row, Spread
from cityscene.setup.machine import find_chromium

AGAINST_PEER = Goal(1.15, of_ratio=True)
VISITS = ("first", "cold", "warm")
_CHART = '[data-testid="stPlotlyChart"] .bars .point'
_TEXT = '[data-testid="stHeading"]'
_TIMEOUT_MS = 60_000
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A page to wait for: key of its server, path, and what has to be there."""

    server: str
    path: str
    awaited: str


RANKING = Subject("app", "/ranking", _CHART)
OVERVIEW = Subject("app", "/", _TEXT)
BARE_CHART = Subject("plain", "/", _CHART)
BARE_TEXT = Subject("plain", "/", _TEXT)
SERVED_CHART = Subject("served", "/", _CHART)
#: In this order; each has a visit of its own to a server of its own.
_SUBJECTS = (RANKING, BARE_CHART, SERVED_CHART, OVERVIEW, BARE_TEXT)

Times = dict[tuple[Subject, str], list[float]]


def rows(extent: Extent) -> Iterator[Row]:
    """Measure the ranking page and the overview."""
    times: Times = defaultdict(list)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        for n in range(extent.browser_rounds):
            note(f"browser: round {n + 1} of {extent.browser_rounds}")
            _round(browser, _SUBJECTS if n % 2 else _SUBJECTS[::-1], times)
        browser.close()
    spread = {key: Spread.of(values, "s") for key, values in times.items()}
    for visit in VISITS:
        what, ours = f"ranking, first chart, {visit}", spread[RANKING, visit]
        yield Row(what, ours, spread[BARE_CHART, visit], "bare page", AGAINST_PEER)
        yield Row("  same, one server", ours, spread[SERVED_CHART, visit],
                  "bare page on our server", AGAINST_PEER)  # fmt: skip
    for visit in VISITS:
        yield Row(f"overview, first text, {visit}", spread[OVERVIEW, visit],
                  spread[BARE_TEXT, visit], "bare page")  # fmt: skip


def _chromium() -> str:
    found = find_chromium()
    if found is None:
        raise BenchmarkError("No Chromium was found; `make bench` installs one where it may.")
    return found


def _round(browser: Browser, subjects: tuple[Subject, ...], times: Times) -> None:
    """Start a server for every subject, then make all first, all cold and all warm visits."""
    with ExitStack() as stack:
        servers = {s: stack.enter_context(_SERVERS[s.server]()) for s in subjects}
        for subject in subjects:
            with browser.new_context() as profile:
                times[subject, "first"].append(_visit(profile, servers[subject], subject))
        profiles = {s: stack.enter_context(browser.new_context()) for s in subjects}
        for visit in ("cold", "warm"):
            for subject, profile in profiles.items():
                times[subject, visit].append(_visit(profile, servers[subject], subject))


def _visit(profile: BrowserContext, server: Server, subject: Subject) -> float:
    """Open a page in a new tab and return the seconds until what is awaited is in it."""
    page = profile.new_page()
    start = time.perf_counter()
    page.goto(server.url + subject.path, wait_until="commit")
    page.wait_for_selector(subject.awaited, state="attached", timeout=_TIMEOUT_MS)
    seconds = time.perf_counter() - start
    page.close()
    return seconds


_SERVERS: dict[str, Callable[[], AbstractContextManager[Server]]] = {
    "app": serving_app,
    "plain": lambda: serving_plainly(BARE_PAGE),
    "served": lambda: serving_script(BARE_PAGE),
}
