"""The ZIP of a selection: what it holds, that its numbers agree, that nothing in it runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from cityscene.cards.release import Release
from cityscene.export.bundle import (
    README_NAMES,
    SOURCE_COLUMNS,
    Extract,
    extract_csv,
    extract_xlsx,
    extract_zip,
    readme,
)
from cityscene.filters import Filter
from cityscene.tables import FILE_COLUMNS
from tests.cityscene.builders import HEFEI, area, observation, registry, source

FIGURES = (
    observation("o1", 1400, value_printed="1400余项", note="=1+1"),
    observation("o2", 40, source_id="s2", note="@SUM(A1)"),
    observation("o3", 50, source_id="s2", locator="-cmd"),
)
SOURCES = [source(title="+公报"), source("s2", note="a|b")]
EXTRACT = Extract(
    observations=FIGURES,
    chosen=Filter(areas=(HEFEI,), text="场景"),
    registry=registry([area()], SOURCES),
    coverage={"landed_scenarios": {"n_observations": 9, "n_areas": 4}},
    release=Release("0123456789abcdef", datetime(2026, 11, 20, 8, 30, tzinfo=UTC), "2026-03-01"),
    link="http://localhost/sources?q=场景",
    lang="zh",
)


def unpacked(extract=EXTRACT):
    with zipfile.ZipFile(io.BytesIO(extract_zip(extract))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_zip_holds_facts_sources_and_both_readmes():
    assert list(unpacked()) == ["facts.csv", "sources.csv", *README_NAMES.values()]


def test_facts_and_sources_agree():
    files = unpacked()
    facts, listed = rows(files["facts.csv"]), rows(files["sources.csv"])
    assert tuple(facts[0]) == FILE_COLUMNS
    assert tuple(listed[0]) == SOURCE_COLUMNS
    assert {f["source_id"] for f in facts} == {s["source_id"] for s in listed}
    assert {s["source_id"]: int(s["n_facts"]) for s in listed} == {"s1": 1, "s2": 2}
    assert sum(int(s["n_facts"]) for s in listed) == len(facts)


@pytest.mark.parametrize(("lang", "label"), [("zh", "facts.csv 行数"), ("en", "Rows of facts.csv")])
@pytest.mark.parametrize("n", [0, 1, 3])
def test_the_readme_counts_the_rows_that_are_written(lang, label, n):
    files = unpacked(replace(EXTRACT, observations=FIGURES[:n]))
    text = files[README_NAMES[lang]]
    (line,) = [x for x in text.splitlines() if x.startswith(f"- {label}")]
    assert int(re.findall(r"\d+$", line)[0]) == len(rows(files["facts.csv"])) == n


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_readme_says_what_was_chosen_from_what(lang):
    text = readme(EXTRACT, 3, lang)
    for part in ("0123456789abcdef", "2026-11-20 08:30 UTC", "2026-03-01", EXTRACT.link, "场景"):
        assert part in text
    for column in FILE_COLUMNS:
        assert f"| `{column}` |" in text
    assert "landed_scenarios" in text
    assert text.count("\n## ") == 8


def test_the_readme_holds_definition_unit_terms_and_citation():
    text = readme(EXTRACT, 3, "zh")
    for part in (
        "已落地的场景数",
        "| 项 |",
        "版权归其发布者",
        "怎样引用",
        "注意事项",
        "340100（含所辖）",
    ):
        assert part in text


def test_no_cell_begins_like_a_formula():
    files = unpacked()
    for name in ("facts.csv", "sources.csv"):
        cells = [c for row in rows(files[name]) for c in row.values()]
        assert not [c for c in cells if c and c[0] in "=@+-"]
    assert rows(files["facts.csv"])[0]["note"] == "'=1+1"


def test_the_same_extract_gives_the_same_bytes():
    assert extract_zip(EXTRACT) == extract_zip(EXTRACT)


def test_csv_is_the_same_table_as_in_the_zip():
    assert extract_csv(EXTRACT).decode("utf-8-sig") == unpacked()["facts.csv"]


def test_the_workbook_has_figures_definitions_sources_and_notes():
    book = openpyxl.load_workbook(io.BytesIO(extract_xlsx(EXTRACT)))
    assert book.sheetnames == ["数据", "口径", "来源", "说明"]
    assert book["数据"].max_row == 4
    assert book["来源"].max_row == 3
    notes = {row[0].value: row[1].value for row in book["说明"].iter_rows(min_row=2)}
    assert notes["facts.csv 行数（不含表头）"] == "3"
    assert "f" not in {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
