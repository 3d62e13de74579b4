"""Two builds for all tests: of the small fixture, whose rows are known, and of the real data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from cityscene import paths
from cityscene.database import Database
from etl.pipeline import run_build

# A busy machine is no failure of a law.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

ROOT = Path(__file__).parents[1]
FIXTURE_DATA = ROOT / "tests" / "fixtures" / "data"
PATIENCE = 60

#: Opens a page by its URL path, with the values of its query, and runs it.
OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="session")
def fixture_db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The database of the fixture."""
    return _built(FIXTURE_DATA, tmp_path_factory.mktemp("fixture_build"))


@pytest.fixture(scope="session")
def real_db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The database of the curated data."""
    return _built(ROOT / "data", tmp_path_factory.mktemp("real_build"))


@pytest.fixture
def open_fixture(fixture_db: Database, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open pages of the app on the fixture."""
    return _opener(fixture_db, monkeypatch)


@pytest.fixture
def open_real(real_db: Database, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open pages of the app on the curated data."""
    return _opener(real_db, monkeypatch)


@pytest.fixture(params=["fixture_db", "real_db"])
def open_either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open pages of the app on the one build and on the other."""
    return _opener(request.getfixturevalue(request.param), monkeypatch)


def _built(data: Path, folder: Path) -> Database:
    run_build(data, folder)
    return Database(paths.current_database(folder))


def _opener(db: Database, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    monkeypatch.setenv(paths.BUILD_VARIABLE, str(db.path.parent))

    def open_page(page: str = "", /, **query: Any) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        if page:
            app.run()  # the page table of app.py stands only after its first run
        for key, value in query.items():
            app.query_params[key] = value
        if page:
            app.switch_page(f"pages/page_{page}.py")
        return app.run()

    return open_page
