"""The two READMEs: the same in both languages, and true of the project as it is."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from benchmarks import browser, builds, load, page_runs
from benchmarks.table import number
from cityscene import paths
from cityscene.links import PAGE_KEYS
from cityscene.ranking import OPEN_END
from cityscene.setup.environment import NEEDED_MB
from cityscene.texts import t
from cityscene.units import interval, parse_printed
from etl.descriptor import load_descriptor
from etl.pipeline import run_validate
from etl.tables import published_tables
from tests.architecture.project import ROOT, files, text

READMES = {"en": Path("README.md"), "zh": Path("README.zh-CN.md")}
SECTIONS = {
    "pages": {"en": "Pages", "zh": "页面"},
    "rules": {"en": "What it claims and what it does not", "zh": "断言什么，不断言什么"},
    "files": {"en": "Files", "zh": "文件"},
    "hedges": {"en": "Hedges become ranges", "zh": "限定词化为范围"},
    "tables": {"en": "The DuckDB file", "zh": "DuckDB 文件"},
    "benchmarks": {"en": "Benchmarks", "zh": "性能测量"},
    "dependencies": {"en": "Dependencies", "zh": "依赖"},
}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
HEADING = re.compile(r"^(#+) (.+)$", re.M)
PICTURE = re.compile(r"!\[(.+?)\]\((.+?)\)|<img src=\"(.+?)\" alt=\"(.+?)\"")
LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
OWN_ADDRESS = "http://localhost:8501"

each = pytest.mark.parametrize("lang", READMES)


def readme(lang: str) -> str:
    return text(READMES[lang])


def prose(lang: str) -> str:
    """Return a README without its blocks of code."""
    return FENCE.sub("", readme(lang))


def blocks(lang: str, language: str) -> list[str]:
    return [body for name, body in FENCE.findall(readme(lang)) if name == language]


def section(name: str, lang: str) -> str:
    """Return what stands below a heading, up to the next of its level or a higher one."""
    found = re.search(
        rf"^(#+) {re.escape(SECTIONS[name][lang])}\n(.*?)(?=^#{{1,6}} |\Z)",
        prose(lang),
        re.M | re.S,
    )
    assert found, SECTIONS[name][lang]
    start, level = found.start(2), len(found[1])
    end = re.search(rf"^#{{1,{level}}} ", prose(lang)[start:], re.M)
    return prose(lang)[start:][: end.start()] if end else prose(lang)[start:]


def rows(words: str) -> list[list[str]]:
    """Return the cells of all tables, without heads and rules."""
    lines = [line.strip("|\n ").split(" | ") for line in words.splitlines() if line[:1] == "|"]
    rules = [i for i, cells in enumerate(lines) if set("".join(cells)) <= set("-| ")]
    heads = {i - 1 for i in rules}
    return [cells for i, cells in enumerate(lines) if i not in heads and i not in rules]


def same_in_both(found: dict[str, object]) -> None:
    assert found["en"] == found["zh"]


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_headings_have_the_same_levels():
    same_in_both({k: [m[0] for m in HEADING.findall(prose(k))] for k in READMES})
    assert len(HEADING.findall(prose("en"))) > 20


def test_blocks_of_code_are_the_same():
    same_in_both({k: FENCE.findall(readme(k)) for k in READMES})
    assert FENCE.findall(readme("en"))[0] == ("sh", "make run\nmake test\n")


def test_words_of_code_are_the_same():
    same_in_both({k: set(CODE.findall(prose(k))) for k in READMES})


def test_tables_and_lists_have_the_same_rows():
    same_in_both({k: [len(cells) for cells in rows(prose(k))] for k in READMES})
    same_in_both({k: re.findall(r"^(?:\*|\d\.) ", prose(k), re.M) for k in READMES})


@each
def test_pictures_are_there_and_are_described(lang):
    found = [(a or d, b or c) for a, b, c, d in PICTURE.findall(readme(lang))]
    stored = [p.as_posix() for p in files() if p.parts[0] == "screenshots"]
    assert sorted(path for _, path in found) == stored
    assert all(words for words, _ in found)


def test_pictures_are_the_same():
    same_in_both({k: [b or c for _, b, c, _ in PICTURE.findall(readme(k))] for k in READMES})


@each
def test_links_lead_somewhere(lang):
    headings = {slug(words) for _, words in HEADING.findall(prose(lang))}
    for target in LINK.findall(prose(lang)):
        assert target.removeprefix("#") in headings or (ROOT / target).is_file(), target


@each
def test_no_other_host_is_named(lang):
    found = re.findall(r"\w+://[\w.:-]*\w", readme(lang))
    assert set(found) == {OWN_ADDRESS, "http://cityscene"}


@each
def test_every_target_of_make_is_named_and_no_other(lang):
    targets = re.search(r"^\.PHONY: (.*)$", text(Path("Makefile")), re.M)
    assert targets
    named = {m for code in CODE.findall(prose(lang)) for m in re.findall(r"^make (\w+)", code)}
    assert named == set(targets[1].split())


@each
def test_every_page_is_named(lang):
    headings = [words for _, words in HEADING.findall(section("pages", lang))]
    assert headings[:-1] == [t(f"nav.{page or 'overview'}", lang) for page in PAGE_KEYS]
    paths_named = set(CODE.findall(section("pages", lang)))
    assert paths_named == {f"/{page}" for page in PAGE_KEYS}


@each
def test_every_data_file_is_named_and_holds_as_much(lang):
    stated = {CODE.findall(name)[0]: int(least) for name, _, least in rows(section("files", lang))}
    described = {f"data/{r.path}" for r in load_descriptor(ROOT / "data").resources}
    assert set(stated) == described
    for path, least in stated.items():
        with (ROOT / path).open(encoding="utf-8", newline="") as file:
            n = sum(1 for _ in csv.reader(file)) - 1
        assert n >= least, f"{path} has {n} rows"
        assert n <= 2 * least + 20, f"{path} has {n} rows: say so"


@each
def test_every_table_of_the_database_is_named(lang):
    stated = {name for cells in rows(section("tables", lang)) for name in CODE.findall(cells[0])}
    assert stated == {table.name for table in published_tables(load_descriptor(ROOT / "data"))}


@each
def test_every_dependency_is_listed_with_a_reason(lang):
    project = tomllib.loads(text(Path("pyproject.toml")))
    groups = project["dependency-groups"].values()
    asked = [*project["project"]["dependencies"], *(line for group in groups for line in group)]
    listed = {CODE.findall(name)[0]: reason for name, reason in rows(section("dependencies", lang))}
    assert list(listed) == [Requirement(line).name for line in asked]
    assert all(len(reason) > 1 for reason in listed.values())


@each
def test_folders_and_files_named_exist(lang):
    named = [
        code for code in CODE.findall(prose(lang)) if re.fullmatch(r"[\w.-]+(?:/[\w.-]*)+", code)
    ]
    made = ("data/build/", "pages/page_NAME.py")
    assert [p for p in named if not p.startswith(made) and not (ROOT / p).exists()] == []
    assert len(named) > 30


@each
def test_examples_of_hedges_are_what_the_rule_gives(lang):
    for printed, shown, _ in rows(section("hedges", lang)):
        number_printed = parse_printed(CODE.findall(printed)[0])
        unit = "CNY" if number_printed.counter == "元" else "count"
        assert number_printed.hedge is not None
        found = interval(number_printed, number_printed.hedge, unit)
        ends = ["…" if end is None else f"{end:.0f}" for end in (found.low, found.high)]
        left = "[" if found.includes_low else "("
        right = "]" if found.includes_high else ")"
        assert CODE.findall(shown)[0] == f"{left}{ends[0]}, {ends[1]}{right}"


@each
def test_the_assumption_on_open_ends_is_stated(lang):
    assert f" {OPEN_END:g} " in section("rules", lang)


@each
def test_the_disk_needed_is_what_set_up_asks_for(lang):
    stated = re.findall(r"([\d.]+) GB", FENCE.sub("", readme(lang)).split("\n## ")[1])
    assert stated == [f"{NEEDED_MB / 1000:g}"]


@each
def test_goals_of_the_benchmarks_are_theirs(lang):
    words = section("benchmarks", lang)
    cells = {CODE.sub(r"\1", group): goal for group, _, goal in rows(words)[:4]}
    limits = {
        "build": (builds.SECONDS.limit, builds.MEMORY.limit / 1024),
        "pages": (page_runs.CPU.limit,),
        "load": (load.THROUGHPUT.limit,),
        "browser": (browser.AGAINST_PEER.limit,),
    }
    for group, wanted in limits.items():
        assert all(re.search(rf"\b{re.escape(number(n))}\b", cells[group]) for n in wanted), group


@each
def test_the_examples_of_rows_are_valid(lang, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("build"))
    before = run_validate(data).problems
    for block in blocks(lang, "csv"):
        head, *_ = csv.reader(StringIO(block))
        file = data / _path_of(head)
        file.write_text(
            file.read_text(encoding="utf-8") + block.partition("\n")[2], encoding="utf-8"
        )
    assert run_validate(data).problems == before
    assert len(blocks(lang, "csv")) == 3


def _path_of(head: list[str]) -> str:
    """Return the first data file with these columns."""
    package = json.loads(text(Path("data/datapackage.json")))
    for resource in package["resources"]:
        if [field["name"] for field in resource["schema"]["fields"]] == head:
            return str(resource["path"])
    raise AssertionError(head)


@each
def test_the_queries_run(lang, real_db, monkeypatch, capsys):
    monkeypatch.setenv(paths.BUILD_VARIABLE, str(real_db.path.parent))
    names = {}
    shown = []
    for block in blocks(lang, "python"):
        exec(block, names)
        shown.append(capsys.readouterr().out)
    assert "北京" in shown[0]
    assert "value_low" in shown[1]
    assert "Least value the print allows" in shown[1]
