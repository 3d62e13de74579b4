"""The project as text and syntax trees: what the rules of the design are checked on."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Made by tools; ignored by git, and skipped where the tree is no git checkout.
GENERATED = {
    ".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis",
    "build", "test-results",
}  # fmt: skip
BINARY = {".png", ".woff2", ".duckdb", ".xlsx"}
#: Code that ships; tests are held to fewer rules.
SHIPPED = ("app.py", "pages", "cityscene", "etl", "benchmarks")
PUBLIC = ("cityscene", "etl")


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is or would be committed, relative to the root."""
    listed = _listed_by_git() if (ROOT / ".git").exists() else _walked()
    return tuple(sorted(p for p in listed if not GENERATED & set(p.parts)))


def _listed_by_git() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [Path(n) for n in names.split("\0") if n and (ROOT / n).is_file()]


def _walked() -> list[Path]:
    return [p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file()]


def under(*places: str, suffix: str = ".py") -> list[Path]:
    """Return the files of some folders (or single files) that end in a suffix."""
    return [p for p in files() if p.suffix == suffix and (p.parts[0] in places or str(p) in places)]


@cache
def text(path: Path) -> str:
    """Return the text of a file."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(text(path), filename=str(path))


def module_name(path: Path) -> str:
    """Return the dotted name of a module: ``cityscene/ui/card.py`` -> ``cityscene.ui.card``."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """Return all modules by name, tests included."""
    return {module_name(p): p for p in files() if p.suffix == ".py"}


@cache
def imports(path: Path) -> frozenset[str]:
    """Return what a file imports, wherever the statement stands: modules, by full name."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relative to itself"
            found.update(_member(node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            found.update(a.value for a in node.args[:1] if _is_text(a))  # type: ignore[attr-defined]
    return frozenset(found)


def _member(module: str, name: str) -> str:
    return f"{module}.{name}" if f"{module}.{name}" in modules() else module


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, methods and inner functions included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string that is no docstring; ``{}`` stands for a value."""
    inner = {id(part) for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr)
             for part in node.values}  # fmt: skip
    docs = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if id(node) in inner or id(node) in docs:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, joined(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def joined(node: ast.JoinedStr) -> str:
    """Return an f-string with ``{}`` for every value."""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
    )
