"""What lies where: files, sizes, pages, pins, and words that have no place in the tree."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from statistics import median

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cityscene.links import PAGE_KEYS
from tests.architecture.project import BINARY, ROOT, SHIPPED, files, strings, text, tree, under

LONGEST_FILE = 400
TYPICAL_PAGE, LONGEST_PAGE = 100, 200
REQUIRED = {
    "app.py", "pages", "data", "etl", "tests", "cityscene", "benchmarks", "requirements.txt",
    "README.md", "README.zh-CN.md", "Makefile", "pyproject.toml", ".ci", ".streamlit", ".gitignore",
}  # fmt: skip
OPTIONAL = {"screenshots", ".gitattributes"}
PACKAGE_HOSTS = re.compile(
    r"pypi\.[a-z]|pythonhosted|npmjs|--(?:extra-)?index-url|--find-links|trusted-host", re.I
)
#: An absolute path of one machine; addresses on the web have something before the slash.
MACHINE_PATHS = re.compile(
    r"(?:^|[\s\"'`=(\[])(?:/(?:work|root|home|Users|mnt)/\w|[A-Z]:\\\w|file:///)", re.M
)
LEFT_FOR_LATER = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b")
NOT_RUN = re.compile(r"\b(?:mark\.(?:ski[p]|xfai[l])|pytest\.(?:ski[p]|xfai[l])|importorski[p])")
SQL = re.compile(
    r"^\s*(?:SELECT\s.+\sFROM\s|WITH\s+\w+\s+AS\s*\(|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s"
    r"|DELETE\s+FROM\s|(?:CREATE|DROP|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:TABLE|VIEW|INDEX|SCHEMA)\s"
    r"|COPY\s+\w+\s|ATTACH\s|PRAGMA\s|COMMENT\s+ON\s)"
    r"|\sFROM\s+\w+\s+(?:\w+\s+)?(?:WHERE|JOIN|ORDER\s+BY|GROUP\s+BY)\s",
    re.I | re.S,
)


def readable() -> list[Path]:
    return [p for p in files() if p.suffix not in BINARY]


def found_in_files(pattern: re.Pattern[str], among: list[Path]) -> list[str]:
    return [
        f"{path}:{text(path).count(chr(10), 0, m.start()) + 1} {m.group().strip()}"
        for path in among
        for m in pattern.finditer(text(path))
    ]


def test_the_top_level_is_a_fixed_list():
    top = {p.parts[0] for p in files()}
    assert top - REQUIRED - OPTIONAL == set()
    assert top >= REQUIRED


@pytest.mark.parametrize("place", ["etl", "cityscene"])
def test_tests_mirror_the_code(place):
    parts = {p.parts[1] for p in under(place) if len(p.parts) > 2}
    mirrored = {p.parts[2] for p in under("tests") if p.parts[1] == place and len(p.parts) > 3}
    assert mirrored <= parts


def test_no_file_of_code_is_a_drawer():
    code = [p for p in files() if p.suffix in (".py", ".toml", ".css", ".js", ".sh")]
    assert [str(p) for p in code if len(text(p).splitlines()) > LONGEST_FILE] == []


def test_pages_are_thin():
    lengths = {str(p): len(text(p).splitlines()) for p in under("pages")}
    assert {p: n for p, n in lengths.items() if n > LONGEST_PAGE} == {}
    assert median(lengths.values()) <= TYPICAL_PAGE


def test_text_files_are_plain_utf8_with_unix_lines():
    bad = [
        str(p)
        for p in readable()
        if (raw := (ROOT / p).read_bytes()).startswith(b"\xef\xbb\xbf") or b"\r\n" in raw
    ]
    assert bad == []


def page_table() -> dict[str, str]:
    """Return the dictionary of app.py that maps URL paths to scripts."""
    for node in ast.walk(tree(Path("app.py"))):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PAGES":
            found: dict[str, str] = ast.literal_eval(node.value)
            return found
    raise AssertionError("app.py has no table PAGES")


def test_every_page_is_in_the_table_and_has_its_keys():
    table = page_table()
    assert sorted(table.values()) == [p.as_posix() for p in under("pages")]
    assert list(table) == list(PAGE_KEYS)


def test_no_page_file_is_named_like_a_url():
    # On a cold server a link to /ranking would run pages/ranking.py alone, without app.py.
    table = page_table()
    stems = {Path(script).stem for script in table.values()}
    assert not stems & set(table)
    assert all(stem.startswith("page_") for stem in stems)


def test_sql_stands_in_the_build_and_in_queries_only():
    places = [
        p for p in under("app.py", "pages", "cityscene") if p.parts[:2] != ("cityscene", "queries")
    ]
    found = [f"{p}:{line}" for p in places for line, s in strings(p) if SQL.search(s)]
    assert found == []


@pytest.mark.parametrize(
    ("words", "is_sql"),
    [
        ("SELECT a, b FROM t", True),
        ("\n  select *\n  from t\n", True),
        ("WITH x AS (SELECT 1)", True),
        ("CREATE OR REPLACE VIEW latest AS", True),
        (" FROM area a WHERE level = 'city'", True),
        ("Select a metric", False),
        ("from 2024 to 2025", False),
        ("update", False),
        ("with", False),
    ],
)
def test_sql_is_told_from_prose(words, is_sql):
    assert bool(SQL.search(words)) is is_sql


def test_retired_arguments_are_not_used():
    retired = "use_container_" + "width"
    assert [str(p) for p in under(*SHIPPED, "tests") if retired in text(p)] == []


def pins() -> dict[str, str]:
    """Return name and exact version of every line of the lock."""
    found: dict[str, str] = {}
    for line in text(Path("requirements.txt")).splitlines():
        if line and not line.startswith("#"):
            match = re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9][\w.+!]*)(?: ; .+)?", line.strip())
            assert match, f"not an exact version: {line}"
            found[canonicalize_name(match[1])] = match[2]
    return found


def test_the_lock_pins_exact_versions_of_everything_asked_for():
    project = tomllib.loads(text(Path("pyproject.toml")))
    groups = project.get("dependency-groups", {}).values()
    asked = [*project["project"]["dependencies"], *(line for group in groups for line in group)]
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)]), (
            requirement
        )


def test_no_package_host_is_named():
    assert found_in_files(PACKAGE_HOSTS, [p for p in readable() if not is_own(p)]) == []


def test_no_machine_path_is_named():
    assert found_in_files(MACHINE_PATHS, [p for p in readable() if not is_own(p)]) == []


def is_own(path: Path) -> bool:
    return (ROOT / path) == Path(__file__)


def test_nothing_is_left_for_later():
    assert found_in_files(LEFT_FOR_LATER, readable()) == []


def test_every_test_runs():
    assert found_in_files(NOT_RUN, under("tests")) == []


def test_what_tools_make_is_ignored_by_git():
    ignored = text(Path(".gitignore")).split()
    for made in (".venv/", "data/build/", "__pycache__/", ".pytest_cache/", ".hypothesis/"):
        assert made in ignored
