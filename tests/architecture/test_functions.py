"""The shape of the code: short functions, types everywhere, docstrings on what is public."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.project import PUBLIC, SHIPPED, functions, tree, under

MEDIAN, NINETY_PERCENT, LONGEST = 12, 40, 80

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(node: Function) -> int:
    """Return the lines of a function from ``def`` to its end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def named(path: Path, node: Function) -> str:
    return f"{path}:{node.lineno} {node.name}"


def test_functions_are_short_by_median_and_ninetieth_percentile():
    lengths = [lines(f) for path in under(*SHIPPED) for f in functions(path)]
    assert median(lengths) <= MEDIAN
    assert quantiles(lengths, n=10)[-1] <= NINETY_PERCENT


def test_no_function_is_long():
    places = under(*SHIPPED, "tests")
    long = [named(p, f) for p in places for f in functions(p) if lines(f) > LONGEST]
    assert long == []


def test_every_function_says_what_it_takes_and_returns():
    bare = [named(p, f) for p in under(*SHIPPED) for f in functions(p) if not annotated(f)]
    assert bare == []


def annotated(node: Function) -> bool:
    a = node.args
    given = [*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]
    typed = all(x.annotation is not None for x in given if x.arg not in ("self", "cls"))
    return typed and node.returns is not None


def test_modules_and_public_names_have_a_docstring():
    missing = [
        f"{path}: {name}"
        for path in under(*PUBLIC)
        for name, node in public(tree(path))
        if not (ast.get_docstring(node) or "").strip()
    ]
    assert missing == []


def test_scripts_and_test_files_say_what_they_are_about():
    places = under("app.py", "pages", "benchmarks", "tests")
    assert [str(p) for p in places if tree(p).body and not ast.get_docstring(tree(p))] == []


def public(module: ast.Module) -> Iterator[tuple[str, ast.Module | ast.ClassDef | Function]]:
    """Yield a module with its public classes, functions and methods."""
    if module.body:
        yield "module", module
    yield from _public_in(module.body)


def _public_in(body: list[ast.stmt]) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public_in(node.body)
