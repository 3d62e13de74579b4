"""An old Python gets a sentence: so the gate, and what it imports first, must parse there."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cityscene.setup.__main__ import OLDEST, old_python

ROOT = Path(__file__).resolve().parents[2]
READ_BY_OLD_PYTHON = (
    "cityscene/__init__.py",
    "cityscene/setup/__init__.py",
    "cityscene/setup/__main__.py",
)


@pytest.mark.parametrize("name", READ_BY_OLD_PYTHON)
def test_the_gate_parses_on_python_3_7(name):
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_sentence(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert old_python(3, 10).startswith("Python 3.11 or newer is needed, this is 3.10: ")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert old_python(3, 10).startswith("需要 Python 3.11 或更新版本, 当前是 3.10")
    assert "\n" not in old_python(3, 10)


def test_the_gate_stops_before_anything_is_imported():
    code = (
        "import sys, runpy; sys.version_info = (3, 10, 1); sys.argv[1:] = ['run'];"
        "runpy.run_module('cityscene.setup', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == old_python(3, 10)
    assert sys.version_info[:2] >= OLDEST


def test_setup_imports_the_standard_library_only():
    code = "import sys, cityscene.setup.commands; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    tops = {name.split(".")[0] for name in done.stdout.split()}
    assert not tops & {"streamlit", "pandas", "plotly", "duckdb", "numpy", "uvicorn"}
