"""CSV and XLSX as other programs read them back."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.export.spreadsheet import csv_bytes, xlsx_bytes

LAW = settings(deadline=None, max_examples=50)

FORMULAS = [
    "=1+1", "=HYPERLINK(A1)", "==", "+86-551", "-2+3", "-A1", "-1%%", "@SUM(A1)", "\t=1+1",
    "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠A1", "-", "+1 cmd", "-1\n",
]  # fmt: skip
PLAIN = [
    "合肥市", "1400余项", "a=b", "超100个", "—", "-2.5%", "+1,234.5", "-7", "'quoted", "a,b;c",
    'say "x"', "two\nlines", " =1", "",
]  # fmt: skip

#: Text a spreadsheet can hold: no control characters, no lone surrogates.
cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def column(texts):
    return pd.DataFrame({"text": texts, "n": range(len(texts))})


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_cells_never_begin_like_a_formula(text):
    assert read_csv(csv_bytes(column([text])))[1] == [f"'{text}", "0"]


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_cells_are_text_and_no_formula(text):
    cell = read_xlsx(xlsx_bytes({"a": column([text])}))["a"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("\r", "\n") == text.replace("\r", "\n")  # XML has one line end


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_left_as_it_is(text):
    frame = column([text])
    assert read_csv(csv_bytes(frame))[1][0] == text
    assert (read_xlsx(xlsx_bytes({"a": frame}))["a"]["A2"].value or "") == text


@pytest.mark.parametrize("header", ["=1+1", "@SUM(A1)", "－1"])
def test_headers_are_no_formulas_either(header):
    frame = pd.DataFrame({header: [1]})
    assert read_csv(csv_bytes(frame))[0] == [f"'{header}"]
    cell = read_xlsx(xlsx_bytes({"a": frame}))["a"]["A1"]
    assert (cell.value, cell.data_type) == (header, "s")


@LAW
@given(st.lists(cells, min_size=1, max_size=6))
def test_csv_keeps_every_text_but_for_the_apostrophe(texts):
    rows = read_csv(csv_bytes(column(texts)))
    assert rows[0] == ["text", "n"]
    assert [row[0].removeprefix("'") for row in rows[1:]] == [t.removeprefix("'") for t in texts]


@LAW
@given(st.lists(cells, min_size=1, max_size=6))
def test_xlsx_keeps_every_text_and_runs_none(texts):
    sheet = read_xlsx(xlsx_bytes({"a": column(texts)}))["a"]
    assert [cell.value or "" for cell in sheet["A"][1:]] == texts
    assert "f" not in {cell.data_type for cell in sheet["A"]}


def test_csv_opens_in_excel_as_chinese():
    data = csv_bytes(pd.DataFrame({"区域": ["合肥"], "数值": [4e9]}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.endswith(b"\r\n")
    assert read_csv(data)[0] == ["区域", "数值"]


def test_numbers_dates_and_gaps_keep_their_kind():
    frame = pd.DataFrame(
        {
            "value": [4e9, -2.5],
            "date": [date(2025, 10, 31), None],
            "text": [None, "合肥"],
        }
    )
    rows = read_csv(csv_bytes(frame))
    assert [float(rows[1][0]), float(rows[2][0])] == [4e9, -2.5]
    assert [rows[1][1], rows[2][1], rows[1][2]] == ["2025-10-31", "", ""]
    sheet = read_xlsx(xlsx_bytes({"a": frame}))["a"]
    values = list(sheet.iter_rows(min_row=2, values_only=True))
    assert values == [(4e9, datetime(2025, 10, 31), None), (-2.5, None, "合肥")]


def test_every_frame_is_a_sheet_in_order():
    book = read_xlsx(xlsx_bytes({"数据": column(["a"]), "说明": column(["b"])}))
    assert book.sheetnames == ["数据", "说明"]
    assert book["说明"]["A2"].value == "b"


def test_long_sheet_names_are_cut_to_what_excel_allows():
    assert read_xlsx(xlsx_bytes({"长" * 40: column(["a"])})).sheetnames == ["长" * 31]


def test_headers_stay_in_view_and_columns_fit_their_text():
    frame = pd.DataFrame({"短": ["x"], "长": ["场景" * 10], "更长": ["场景" * 100]})
    sheet = read_xlsx(xlsx_bytes({"a": frame}))["a"]
    assert sheet.freeze_panes == "A2"
    assert all(c.font.bold for c in sheet[1])
    short, fitting, widest = (sheet.column_dimensions[c].width for c in "ABC")
    assert short < fitting == 42 < widest == 60
    assert sheet["C2"].alignment.wrap_text


def test_a_frame_without_rows_keeps_its_header():
    frame = pd.DataFrame(columns=["区域", "数值"])
    assert read_csv(csv_bytes(frame)) == [["区域", "数值"]]
    sheet = read_xlsx(xlsx_bytes({"a": frame}))["a"]
    assert [c.value for c in sheet[1]] == ["区域", "数值"]


def test_the_frame_itself_is_not_changed():
    frame = column(["=1"])
    csv_bytes(frame)
    xlsx_bytes({"a": frame})
    assert frame.loc[0, "text"] == "=1"
