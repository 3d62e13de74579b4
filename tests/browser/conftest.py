"""A real Chromium before a real server, both fresh where a test depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from cityscene.database import Database
from cityscene.setup.machine import find_chromium
from tests.browser.served import serving
from tests.browser.view import PATIENCE_MS, View

HERE = Path(__file__).parent
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE = (1440, 900)

#: Opens a new browser window without a past: ``visitor(address, width, height)``.
Visitor = Callable[..., View]
#: Opens a new tab, which is a new session.
Tab = Callable[[], View]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; every visitor has a profile of its own in it."""
    path = find_chromium()
    assert path, "no Chromium was found: sudo apt-get install chromium"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def cold_server(real_db: Database) -> Iterator[str]:
    """Address of a server that nobody has visited."""
    with serving(build=real_db.path.parent) as address:
        yield address


@pytest.fixture(scope="module")
def server(real_db: Database) -> Iterator[str]:
    """Address of a server of this file's own."""
    with serving(build=real_db.path.parent) as address:
        yield address


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """One window for a file: scripts are fetched once, every tab is a session of its own."""
    with _opened(chromium, *WIDE) as window:
        yield window


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Open windows without a past; at the end nothing may have gone wrong in any of them."""
    views: list[View] = []
    with ExitStack() as stack:

        def visit(address: str, width: int = WIDE[0], height: int = WIDE[1]) -> View:
            window = stack.enter_context(_opened(chromium, width, height))
            views.append(View(window.new_page(), address))
            return views[-1]

        yield visit
    assert_well(views)


@pytest.fixture
def tab(server: str, window: BrowserContext) -> Iterator[Tab]:
    """Open tabs before this file's server; at the end nothing may have gone wrong in them."""
    views: list[View] = []

    def open_tab() -> View:
        views.append(View(window.new_page(), server))
        return views[-1]

    yield open_tab
    for view in views:
        view.page.close()
    assert_well(views)


@pytest.fixture
def view(tab: Tab) -> View:
    """A new tab before this file's server."""
    return tab()


def _opened(chromium: Browser, width: int, height: int) -> BrowserContext:
    return chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")


def assert_well(views: list[View]) -> None:
    """Every request stayed on the host, and no script failed."""
    assert [complaint for view in views for complaint in view.complaints] == []
