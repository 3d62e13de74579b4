"""Downloads open, and hold what stands on the screen."""

from __future__ import annotations

import csv
import re
import zipfile
from urllib.parse import parse_qs, urlsplit

import duckdb
import openpyxl
import pytest

from cityscene.texts import t

GRID = '[data-testid="stDataFrame"]'
LABELS = """svgs => svgs.flatMap(svg => [...svg.querySelectorAll('text')])
    .filter(text => !text.closest('.xtick, .ytick')).map(text => text.textContent)"""
ROWS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"


@pytest.fixture
def save(tmp_path):
    """Press a button and return the file it gives, under its own name."""

    def saved(view, button):
        with view.page.expect_download() as started:
            view.page.get_by_role("button", name=button).first.click()
        file = tmp_path / started.value.suggested_filename
        started.value.save_as(file)
        return file

    return saved


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def card_button(kind):
    return t("card.download", "zh", kind=kind)


def selection_button(kind):
    return t("sources.download_selection", "zh", kind=kind)


def same_link(url, view):
    """Whether a link opens this view; the order of its parts does not matter."""
    parts = urlsplit(url)
    return (parts.path, parse_qs(parts.query)) == (view.path, view.query)


def digits(text):
    """Numbers of a label: 超18,500（2023） -> 18500."""
    found = re.search(r"\d[\d,]*(\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def test_the_csv_of_a_card_holds_the_figures_of_the_chart(view, save):
    view.open("/ranking", metric="national_hightech_firms")
    file = save(view, card_button("CSV"))
    assert file.name == "cityscene-ranking_national_hightech_firms.csv"
    rows = rows_of(file)
    chart = view.page.locator('[data-testid="stPlotlyChart"]').first
    numbers = [digits(text) for text in chart.locator("svg").evaluate_all(LABELS)]
    on_bars = {number for number in numbers if number is not None}
    assert len(rows) >= 30
    assert len(on_bars) >= 30
    assert on_bars <= {float(row["value"]) for row in rows}
    assert all(row["source_id"] and row["value_printed"] for row in rows)


def test_the_xlsx_of_a_card_holds_the_table_as_it_is_shown(view, save):
    view.open("/ranking", metric="national_hightech_firms", city="无锡")
    view.unfold("数据表")
    view.page.locator(f"{GRID} td").first.wait_for(state="attached")
    head, *shown = view.page.locator(f"{GRID} tr").evaluate_all(ROWS)
    book = openpyxl.load_workbook(save(view, card_button("XLSX")))
    sheet = book[t("sheet.table", "zh")]
    first, *rows = [
        ["" if value is None else str(value) for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    assert first == head
    assert len(shown) >= 10
    assert rows[: len(shown)] == shown
    notes = dict(book[t("sheet.notes", "zh")].iter_rows(values_only=True))
    assert notes[t("sheet.headline", "zh")] == view.headlines()[0]
    assert same_link(notes[t("sheet.link", "zh")], view)


def test_the_files_of_a_selection_hold_as_many_figures_as_the_page_counts(view, save):
    view.open("/sources", area="合肥", basis="actual", tab="download")
    count = int(re.search(r"共 (\d+) 条", view.page.locator("main").inner_text())[1])
    assert count > 0
    rows = rows_of(save(view, selection_button("CSV")))
    assert len(rows) == count
    assert {row["basis"] for row in rows} == {"actual"}
    with zipfile.ZipFile(save(view, selection_button("ZIP"))) as archive:
        assert archive.testzip() is None
        assert {"facts.csv", "sources.csv", "README.md", "README.zh-CN.md"} <= set(
            archive.namelist()
        )
        lines = archive.read("facts.csv").decode("utf-8-sig").splitlines()
        assert len(list(csv.reader(lines))) == count + 1
        words = archive.read("README.zh-CN.md").decode()
        assert any(same_link(url, view) for url in re.findall(r"http[^\s)>]+", words))
    book = openpyxl.load_workbook(save(view, selection_button("XLSX")), read_only=True)
    assert book.sheetnames


def test_the_whole_database_opens(view, save):
    view.open("/sources", tab="download")
    count = int(re.search(r"共 (\d+) 条", view.page.locator("main").inner_text())[1])
    file = save(view, re.compile("DuckDB"))
    build = file.stem.removeprefix("cityscene-")
    assert build[:8] in view.page.locator('[data-testid="stSidebar"]').inner_text()
    with duckdb.connect(str(file), read_only=True) as connection:
        stored = connection.sql("select build_id from build").fetchall()
        published = connection.sql(
            "select count(*) from observation where len(coalesce(derived_from, [])) = 0"
        ).fetchall()
    assert stored == [(build,)]
    assert published == [(count,)]


def test_the_table_of_definitions_and_of_conflicts_open(view, save):
    view.open("/sources", tab="definitions")
    metrics = rows_of(save(view, t("sources.download_definitions", "zh")))
    assert len(metrics) > 200
    view.open("/sources", tab="conflicts")
    assert rows_of(save(view, card_button("CSV")))
