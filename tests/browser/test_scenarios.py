"""场景库 in a browser: a deep link first of all, the way through a count, and the files."""

from __future__ import annotations

import csv

import openpyxl

from cityscene.texts import t


def saved(view, kind, folder):
    with view.page.expect_download() as started:
        view.page.get_by_role("button", name=t("card.download", "zh", kind=kind)).first.click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def test_initials_in_a_link_are_the_first_thing_a_server_sees(cold_server, visitor, tmp_path):
    view = visitor(cold_server).open("/scenarios", q="jjyy")
    assert view.title == "场景库"
    assert view.headlines() == ["1 个具名场景，涉及 1 个城市"]
    with saved(view, "CSV", tmp_path).open(encoding="utf-8-sig", newline="") as text:
        (row,) = csv.DictReader(text)
    assert (row["name_zh"], row["locator"]) == ("基于AI模型的锦江夜游智能导游", "6")
    book = openpyxl.load_workbook(saved(view, "XLSX", tmp_path))
    assert book.sheetnames[:2] == [t("sheet.data", "zh"), t("sheet.table", "zh")]


def test_a_count_leads_to_its_scenarios(view):
    view.open("/scenarios", view="heat", city="无锡")
    row = view.page.locator("tr").filter(has_text="无锡")
    row.get_by_role("link", name="2", exact=True).click()
    view.settle()
    assert view.query == {"city": ["无锡"], "domain": ["city"], "area": ["无锡"]}
    assert view.headlines() == ["2 个具名场景，涉及 1 个城市"]
