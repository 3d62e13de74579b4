"""The files of a card, read back with other programs: same figures, same words, all sources."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.cards import Card
from cityscene.comparable import LeftOut, Reason
from cityscene.export.card_files import CARD_FILES, Origin, file_name
from cityscene.schema import Basis, Interval, PeriodType, Qualifier, Tier
from cityscene.tables import FILE_COLUMNS
from cityscene.texts import Language, catalogue
from tests.cityscene.builders import HEFEI, SHANGHAI, area, observation, registry, source

LAW = settings(deadline=None, max_examples=50)
LINK = "https://example.org/ranking?metric=landed_scenarios&city=合肥"
SOURCES = (
    source("s1", url="https://www.hefei.gov.cn/a", note="网页"),
    source("s2", publisher="文汇报", tier=Tier.MAINSTREAM, published_date="2025-12"),
)
REGISTRY = registry([area(HEFEI, name_zh="合肥市"), area(SHANGHAI, name_zh="上海市")], SOURCES)
SHOWN = (
    observation("o1", 1400.0, interval=Interval(1400.0, 1500.0, "left"), value_printed="1400余项",
                qualifier=Qualifier.OVER, note="=cmd|' /C calc'!A0"),
    observation("o2", 1500.0, area_id=SHANGHAI, source_id="s2", derived_from=("o7", "o8")),
)  # fmt: skip
ASIDE = observation("o3", 2000.0, basis=Basis.TARGET, period_type=PeriodType.AS_OF,
                    as_of=date(2027, 12, 31))  # fmt: skip


def card(**changes: Any) -> Card:
    given_values: dict[str, Any] = {
        "card_id": "ranking_landed_scenarios",
        "headline": "上海居首，合肥次之",
        "small": "长三角，2025年10月，单位：个",
        "draw": None,
        "table": pd.DataFrame({"区域": ["上海", "合肥"], "数值": ["1500", "1400余"]}),
        "observations": SHOWN,
        "left_out": (LeftOut(ASIDE, Reason.BASIS),),
        "notes": ("余：不少于所示数。", "两处来源口径相同。"),
    }
    return Card(**given_values | changes)


def made(ending: str, lang: str = "zh", **changes: Any) -> bytes:
    kind = next(k for k in CARD_FILES if k.ending == ending)
    return kind.make(card(**changes), REGISTRY, Origin("20251120-abc", LINK, lang))


def rows_of_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def book(lang: str = "zh", **changes: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return the sheets of the workbook, each as rows."""
    opened = openpyxl.load_workbook(io.BytesIO(made("xlsx", lang, **changes)))
    return {s.title: list(s.iter_rows(values_only=True)) for s in opened.worksheets}


def test_csv_has_one_row_a_figure_with_all_provenance():
    rows = rows_of_csv(made("csv"))
    assert tuple(rows[0]) == FILE_COLUMNS
    assert [r["obs_id"] for r in rows] == ["o1", "o2"]
    first, second = rows
    assert (first["area"], first["metric"], first["value_printed"]) == (
        "合肥市",
        "落地场景",
        "1400余项",
    )
    assert (float(first["value_low"]), float(first["value_high"])) == (1400, 1500)
    assert (first["interval_closed"], first["qualifier"]) == ("left", "over")
    assert (first["as_of"], first["period_start"]) == ("2025-10-31", "")
    assert (first["url"], first["tier"]) == ("https://www.hefei.gov.cn/a", "official")
    assert (second["publisher"], second["tier"]) == ("文汇报", "mainstream")
    assert second["derived_from"] == "o7 o8"


def test_csv_is_the_same_in_both_languages():
    assert made("csv", "zh") == made("csv", "en")


def test_a_card_without_figures_gives_its_table():
    assert rows_of_csv(made("csv", observations=())) == [
        {"区域": "上海", "数值": "1500"},
        {"区域": "合肥", "数值": "1400余"},
    ]


def test_facts_that_are_no_figures_leave_with_identifiers_and_sources():
    facts = pd.DataFrame({"evidence_id": ["e1"], "since": ["2025"]})
    changes = {"observations": (), "data": facts, "source_ids": ("s2", "s2", "s1")}
    assert rows_of_csv(made("csv", **changes)) == [{"evidence_id": "e1", "since": "2025"}]
    sheets = book(**changes)
    assert [row[0] for row in sheets["来源"]][1:] == ["s2", "s1"]
    assert [row[0] for row in sheets["图中数字"]][1:] == ["上海", "合肥"]


def test_formulas_in_notes_do_not_run():
    assert rows_of_csv(made("csv"))[0]["note"] == "'=cmd|' /C calc'!A0"
    opened = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    kinds = {cell.data_type for sheet in opened.worksheets for row in sheet for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize(
    ("lang", "sheets"),
    [
        ("zh", ["数据", "图中数字", "说明", "来源", "未纳入"]),
        ("en", ["Data", "Chart numbers", "Notes", "Sources", "Left out"]),
    ],
)
def test_workbook_has_its_sheets_in_the_language_of_the_page(lang, sheets):
    assert list(book(lang)) == sheets
    assert list(book(lang, left_out=())) == sheets[:-1]


def test_data_sheet_equals_the_csv():
    header, *rows = book()["数据"]
    assert header == FILE_COLUMNS
    found = [dict(zip(header, row, strict=True)) for row in rows]
    for cells, texts in zip(found, rows_of_csv(made("csv")), strict=True):
        assert cells["value"] == float(texts["value"])
        for column in ("obs_id", "area", "value_printed", "qualifier", "source_id"):
            assert cells[column] == texts[column]


def test_notes_sheet_says_what_the_screen_says():
    rows = book()["说明"]
    contents = [content for _, content in rows]
    assert rows[0] == ("项目", "内容")
    assert ("标题", "上海居首，合肥次之") in rows
    assert ("范围与单位", "长三角，2025年10月，单位：个") in rows
    assert ("落地场景", "已落地的场景数") in rows
    assert ("数据版本", "20251120-abc") in rows
    assert ("链接", LINK) in rows
    assert contents.index("余：不少于所示数。") < contents.index("两处来源口径相同。")
    line = next(content for item, content in rows if item == "来源行")
    assert line == "数据来源：合肥市人民政府（2025，官方）、文汇报（2025，主流媒体）"


def test_sources_sheet_cites_every_source_once():
    header, *rows = book("en")["Sources"]
    assert header == ("Source id", "Citation", "Source tier", "Note")
    assert rows == [
        (
            "s1",
            "合肥市人民政府. 题名s1. 2025-11-28. https://www.hefei.gov.cn/a",
            "official",
            "网页",
        ),
        ("s2", "文汇报. 题名s2. 2025-12", "mainstream press", None),
    ]


def test_left_out_sheet_gives_the_reason():
    header, row = book("en")["Left out"]
    cells = dict(zip(header, row, strict=True))
    assert cells["Why left out"].startswith("another basis")
    assert (cells["Area"], cells["As printed"], cells["Basis"]) == (
        f"Area {HEFEI}", "2000个", "target",
    )  # fmt: skip


@pytest.mark.parametrize("lang", Language)
def test_sheet_names_are_different_and_legal(lang):
    kinds = ("data", "table", "notes", "sources", "left_out")
    names = [catalogue(lang)[f"sheet.{kind}"] for kind in kinds]
    assert len({n.casefold() for n in names}) == len(names)
    assert all(0 < len(n) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", n) for n in names)


def test_formats_have_their_own_endings_and_types():
    assert len({k.ending for k in CARD_FILES}) == len(CARD_FILES)
    assert {k.ending: k.mime for k in CARD_FILES}["csv"] == "text/csv"
    assert made("xlsx")[:2] == b"PK"


@pytest.mark.parametrize(
    ("card_id", "expected"),
    [
        ("ranking_gdp", "cityscene-ranking_gdp.csv"),
        ("a/b\\c:d*e?f", "cityscene-a-b-c-d-e-f.csv"),
        ("city 合肥 gdp", "cityscene-city-gdp.csv"),
        ("..", "cityscene-.csv"),
        ("end. ", "cityscene-end.csv"),
    ],
)
def test_file_name(card_id, expected):
    assert file_name(card(card_id=card_id), "csv") == expected


@LAW
@given(st.text())
def test_file_names_are_safe_on_every_system(card_id):
    name = file_name(card(card_id=card_id), "xlsx")
    assert re.fullmatch(r"cityscene-[A-Za-z0-9_.-]*\.xlsx", name)
    stem = name.removesuffix(".xlsx")
    assert not stem.endswith((".", " "))
    assert stem.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
