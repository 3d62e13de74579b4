"""Where the data, the build folder and the published database are."""

from __future__ import annotations

import os
from pathlib import Path

DATA_VARIABLE = "CITYSCENE_DATA"
BUILD_VARIABLE = "CITYSCENE_BUILD"
POINTER = "current.duckdb"
#: Written instead of the symbolic link where the system allows none (Windows without rights).
POINTER_TEXT = "current.txt"

_ROOT = Path(__file__).resolve().parent.parent


def project_root() -> Path:
    """Return the folder that holds ``app.py``, ``etl`` and ``data``."""
    return _ROOT


def data_dir() -> Path:
    """Return the curated data: $CITYSCENE_DATA, else ``data`` beside the code."""
    return Path(os.environ.get(DATA_VARIABLE) or _ROOT / "data")


def build_dir() -> Path:
    """Return the folder of built databases: $CITYSCENE_BUILD, else ``build`` in the data."""
    return Path(os.environ.get(BUILD_VARIABLE) or data_dir() / "build")


def descriptor_file(data: Path) -> Path:
    """Return the descriptor of a data folder; a folder without its own follows the project's."""
    own = data / "datapackage.json"
    return own if own.is_file() else _ROOT / "data" / "datapackage.json"


def version_name(build_id: str) -> str:
    """Return the file name of one published build."""
    return f"cityscene-{build_id}.duckdb"


def current_database(build: Path | None = None) -> Path:
    """Return the real path of the published database file.

    The path changes with every build, so whatever is cached by it is never stale.

    Raises:
        FileNotFoundError: nothing has been built yet, or the pointer leads nowhere.
    """
    folder = build or build_dir()
    target = _pointed_to(folder)
    if target is None or not target.is_file():
        raise FileNotFoundError(
            f"No database in {folder}: run `python -m etl build` (or `make run`) first."
        )
    return target.resolve()


def _pointed_to(folder: Path) -> Path | None:
    if (folder / POINTER).exists():
        return folder / POINTER
    text = folder / POINTER_TEXT
    return folder / text.read_text(encoding="utf-8").strip() if text.is_file() else None
