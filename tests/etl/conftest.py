"""A data folder of one's own, and one database built of the fixture for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from etl.pipeline import run_build
from tests.etl.folders import copy_fixture


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the fixture's data folder that may be spoiled."""
    return copy_fixture(tmp_path / "data")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of the fixture's data; tests only read it."""
    folder = tmp_path_factory.mktemp("built")
    run_build(copy_fixture(folder / "data"), folder / "build")
    return folder / "build"


@pytest.fixture
def db(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the fixture's database."""
    with duckdb.connect(str((built / "current.duckdb").resolve()), read_only=True) as con:
        yield con


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Callable[[Path], duckdb.DuckDBPyConnection]]:
    """Build a data folder and connect to what it gives."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def build(data: Path) -> duckdb.DuckDBPyConnection:
        run_build(data, tmp_path / "build")
        path = (tmp_path / "build/current.duckdb").resolve()
        opened.append(duckdb.connect(str(path), read_only=True))
        return opened[-1]

    yield build
    for con in opened:
        con.close()
