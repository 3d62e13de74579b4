"""总览: what is held, what is new, and a way to every city."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from cityscene import paths
from tests.pages.reading import figures, html, words


def test_names_the_national_figure_with_its_source(open_either):
    app = open_either()
    assert not app.exception
    assert app.metric[0].value == "83 个"
    assert "数据来源：" in words(app)


def test_counts_what_the_database_holds(open_fixture, fixture_db):
    values = {m.label: m.value for m in open_fixture().metric}
    assert values["来源"] == "5"
    assert values["观测值"] == str(
        fixture_db.rows("SELECT count(*) n FROM observation WHERE derived_kind IS NULL")[0]["n"]
    )


def test_every_city_with_figures_leads_to_its_profile(open_real):
    page = html(open_real())
    for city in ("合肥", "成都", "无锡", "深圳", "北京", "上海", "芜湖"):
        assert f">{city}</a>" in page
    assert "/city?area=%E5%90%88%E8%82%A5" in page


def test_first_screen_needs_no_chart_library(open_real):
    assert figures(open_real()) == []


def test_the_latest_figures_are_not_from_the_future(open_real):
    text = words(open_real())
    assert "2027" not in text


def test_english_page_has_no_chinese_headline(open_real):
    app = open_real(lang="en")
    assert app.title[0].value == "City Scenario Comparison"
    assert "cities have published figures on scenario work" in words(app)


def test_without_a_database_the_page_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.BUILD_VARIABLE, str(tmp_path))
    app = AppTest.from_file(str(paths.project_root() / "app.py"), default_timeout=60).run()
    assert "make run" in app.error[0].value
    assert not app.exception
