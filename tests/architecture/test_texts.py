"""Texts and the code that shows them: every key exists, is used, and gets its values."""

from __future__ import annotations

import ast
import json
import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from cityscene import schema
from cityscene.comparable import PeriodClass, Reason
from cityscene.peers import Strategy
from cityscene.ratios import Per
from cityscene.texts import Language, catalogue
from tests.architecture.project import joined, strings, text, tree, under

APP = ("app.py", "pages", "cityscene")
KEYS = frozenset(catalogue(Language.ZH))
FILES = sorted({key.partition(".")[0] for key in KEYS})
CHINESE = re.compile(r"[\u3400-\u9fff，。、；：？！（）“”]")
#: Where Chinese is data of the language itself (numerals, hedge words, units), and the terminal.
NO_PAGE = ("cityscene/units", "cityscene/setup", "cityscene/ui/server.py")


class Call(NamedTuple):
    """One call of ``t``: where, the key (``{}`` for a value), the named values, or None for **."""

    place: str
    key: str
    values: frozenset[str] | None


@cache
def calls() -> tuple[Call, ...]:
    """Return every call of ``t`` or ``context.t`` whose key is written out."""
    found = []
    for path in under(*APP):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _is_t(node.func) and node.args:
                place = f"{path}:{node.lineno}"
                found += [Call(place, key, _values(node)) for key in _keys(node.args[0])]
    return tuple(found)


def _is_t(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "t"


def _keys(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_keys(node.body), *_keys(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        return [joined(node)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []


def _values(node: ast.Call) -> frozenset[str] | None:
    names = [k.arg for k in node.keywords]
    return None if None in names else frozenset(n for n in names if n)


def matching(key: str) -> set[str]:
    """Return the keys that a written key may stand for; a value in front may hold dots."""
    pattern = re.escape(key).replace(r"\{\}", "[^.]+")
    if key.startswith("{}"):
        pattern = ".+" + pattern.removeprefix("[^.]+")
    return {k for k in KEYS if re.fullmatch(pattern, k)}


def placeholders(key: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(catalogue("zh")[key]) if name}


def test_every_key_in_the_code_exists():
    assert len(calls()) > 20
    assert [c for c in calls() if not matching(c.key)] == []


def test_every_call_gives_the_values_its_text_asks_for():
    literal = [c for c in calls() if c.values is not None and "{}" not in c.key]
    assert [c for c in literal if c.key in KEYS and c.values != placeholders(c.key)] == []


def test_every_key_is_used():
    written = {s for path in under(*APP) for _, s in strings(path)}
    families = {s for s in written if "{}" in s and s.partition(".")[0] in FILES and "." in s}
    used = (KEYS & written).union(*(matching(s) for s in families))
    # Enumerations are complete whether shown yet or not; the tests below hold them.
    assert sorted(k for k in KEYS - used if not k.startswith("enum.")) == []


def test_texts_of_pages_are_not_written_in_code():
    places = [p for p in under(*APP) if not p.as_posix().startswith(NO_PAGE)]
    found = [f"{p}:{line} {s}" for p in places for line, s in strings(p) if CHINESE.search(s)]
    assert found == []


def entries(prefix: str) -> list[str]:
    return sorted(k.removeprefix(prefix) for k in KEYS if k.startswith(prefix))


def described(resource: str, field: str) -> list[str]:
    """Return an enumeration of the descriptor."""
    for r in json.loads(text(Path("data/datapackage.json")))["resources"]:
        for f in r["schema"]["fields"]:
            if (r["name"], f["name"]) == (resource, field):
                return sorted(f["constraints"]["enum"])
    raise AssertionError(f"{resource}.{field} is not described")


def in_snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


SCHEMA = {
    in_snake_case(v.__name__): sorted(v)
    for v in vars(schema).values()
    if isinstance(v, type) and issubclass(v, StrEnum) and v is not StrEnum
}
APP_ONLY = {
    "per": sorted(Per),
    "period_class": sorted(PeriodClass),
    "peers": sorted([*Strategy, "custom"]),
}
DESCRIBED = {
    "path": described("areas", "development_path"),
    "category": described("mechanism_kinds", "category"),
    "event_type": described("events", "event_type"),
    "scope": described("themes", "scope"),
}
ENUMERATIONS = SCHEMA | APP_ONLY | DESCRIBED


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_every_enumeration_has_its_texts_and_no_others(name):
    assert entries(f"enum.{name}.") == ENUMERATIONS[name]


def test_there_are_texts_of_these_enumerations_only():
    assert {key.split(".")[1] for key in KEYS if key.startswith("enum.")} == set(ENUMERATIONS)


def test_every_reason_to_leave_a_figure_out_has_its_text():
    assert entries("reason.") == sorted(Reason)
