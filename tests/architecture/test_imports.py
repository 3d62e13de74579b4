"""The direction of imports: every sentence of the design as a test.

schema <- registry <- etl; schema <- database <- queries <- ui;
schema <- units, theme, ranking, composite <- charts <- export <- ui <- pages <- app.
"""

from __future__ import annotations

import sys
from functools import cache
from graphlib import TopologicalSorter
from itertools import combinations

import pytest

from tests.architecture.project import PUBLIC, SHIPPED, imports, module_name, modules, under

CHAINS = (
    (("schema",), ("registry",), ("etl",)),
    (("schema",), ("database",), ("queries",), ("ui",)),
    (
        ("schema",),
        ("units", "theme", "ranking", "composite"),
        ("charts",),
        ("export",),
        ("ui",),
        ("pages",),
        ("app",),
    ),
)
PAIRS = sorted(
    {
        (low, high)
        for chain in CHAINS
        for lower, upper in combinations(chain, 2)
        for low in lower
        for high in upper
    }
)
#: Where a package from outside may be imported; everywhere else it may not.
OUTSIDE = {
    "streamlit": ("ui", "pages", "app", "benchmarks"),
    "duckdb": ("database", "etl", "benchmarks"),
    "openpyxl": ("export",),
}


def part(module: str) -> str:
    """Return the part of the design a module belongs to: ``cityscene.ui.card`` -> ``ui``."""
    names = module.split(".")
    return names[1] if names[0] == "cityscene" and len(names) > 1 else names[0]


@cache
def edges() -> dict[str, set[str]]:
    """Return the parts each part imports from, packages from outside included."""
    found: dict[str, set[str]] = {}
    for path in under(*SHIPPED):
        own = part(module_name(path))
        found.setdefault(own, set()).update({part(name) for name in imports(path)} - {own})
    return found


def reach(start: str) -> set[str]:
    """Return all parts that a part imports, directly or through others."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for name in edges().get(ahead.pop(), ()):
            if name not in seen:
                seen.add(name)
                ahead.append(name)
    return seen


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_the_lower_never_imports_the_upper(low, high):
    assert high not in reach(low)


def test_parts_import_one_another_in_one_direction_only():
    own = {part(name) for name in modules()} - {"tests"}
    graph = {name: found & own for name, found in edges().items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("forbidden", ["ui", "charts", "export", "streamlit", "plotly"])
def test_the_build_never_imports(forbidden):
    assert forbidden not in reach("etl")


@pytest.mark.parametrize("place", ["pages", "app"])
def test_the_app_never_imports_the_build(place):
    assert "etl" not in reach(place)


@pytest.mark.parametrize("package", OUTSIDE)
def test_packages_from_outside_have_their_places(package):
    users = {name for name, found in edges().items() if package in found}
    assert users <= set(OUTSIDE[package])


def test_only_pages_and_app_import_the_interface():
    assert {name for name, found in edges().items() if "ui" in found} <= {
        "pages",
        "app",
        "benchmarks",
    }


def test_charts_and_exports_know_nothing_of_the_database():
    for name in ("charts", "export"):
        assert not reach(name) & {"database", "queries", "duckdb"}


def test_the_schema_stands_on_nothing():
    assert not reach("schema") - set(sys.stdlib_module_names)


def test_set_up_runs_before_anything_is_installed():
    assert reach("setup") <= set(sys.stdlib_module_names)


def test_nothing_that_ships_imports_tests_or_benchmarks():
    for path in under(*SHIPPED):
        if path.parts[0] != "benchmarks":
            found = {name.split(".")[0] for name in imports(path)}
            assert not found & {"tests", "benchmarks"}, path


def test_figures_are_built_with_graph_objects():
    express = [p for p in under(*SHIPPED) if any("plotly.express" in n for n in imports(p))]
    assert express == []


@pytest.mark.parametrize("folder", PUBLIC)
def test_every_import_of_our_own_names_a_module_that_exists(folder):
    for path in under(folder):
        own = {n for n in imports(path) if n.split(".")[0] in PUBLIC}
        assert own <= set(modules()), path
