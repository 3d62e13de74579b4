"""New data reach the pages while the server runs; before the first build it says what to do."""

from __future__ import annotations

import shutil

from cityscene import paths
from cityscene.texts import t
from etl.pipeline import run_build
from tests.browser.served import ROOT, serving

SIDEBAR = '[data-testid="stSidebar"]'


def publish(data, build):
    """Build and return the first characters of the build id, as pages show them."""
    run_build(data, build)
    return paths.current_database(build).stem.removeprefix("cityscene-")[:8]


def test_the_next_run_shows_the_new_build(tmp_path, visitor):
    data, build = tmp_path / "data", tmp_path / "build"
    shutil.copytree(ROOT / "tests" / "fixtures" / "data", data)
    build.mkdir()
    with serving(build) as address:
        view = visitor(address)
        view.page.goto(address + "/ranking")
        view.page.get_by_text(t("common.no_build", "zh")).wait_for()

        first = publish(data, build)
        view.open("/ranking", city="合肥")
        assert first in view.page.locator(SIDEBAR).inner_text()

        facts = data / "facts" / "scenarios.csv"
        lines = facts.read_text(encoding="utf-8").splitlines()
        facts.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        second = publish(data, build)
        assert second != first

        view.choose("对标组", "同城市群")
        view.page.locator(SIDEBAR).get_by_text(second).wait_for()
        view.settle()
        assert first not in view.page.locator(SIDEBAR).inner_text()
        assert view.crashes() == []
        assert view.query == {"peers": ["same_cluster"]}
