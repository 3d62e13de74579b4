"""A generated data folder: what is true of the fixture is true of many figures as well."""

from __future__ import annotations

import duckdb
import pytest

from benchmarks.generate import write_folder
from etl.cli import main
from etl.pipeline import run_build, run_validate
from etl.problems import errors
from tests.etl.folders import OBSERVATIONS, set_cell

FIGURES = 20_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    write_folder(folder / "data", FIGURES)
    return folder


def test_it_is_valid_loaded_whole_and_derived_from(folder):
    report = run_build(folder / "data", folder / "build")
    read = {f["path"]: f["read"] for f in report.files}
    assert read[OBSERVATIONS] == FIGURES
    assert report.tables["observation"] == FIGURES + report.derived_observations
    assert report.derived_observations > FIGURES / 2
    with duckdb.connect(str((folder / "build/current.duckdb").resolve())) as con:
        ids = con.execute("SELECT count(*), count(DISTINCT obs_id) FROM observation").fetchone()
        assert ids == (report.tables["observation"],) * 2
        outside = con.execute(
            """SELECT count(*) FROM observation
               WHERE value < value_low - 1e-9 * abs(value_low)
                  OR value > value_high + 1e-9 * abs(value_high)"""
        ).fetchone()
        assert outside == (0,)


def test_one_bad_figure_among_many_is_found_at_its_row(folder):
    row = FIGURES // 2
    set_cell(OBSERVATIONS, row, "value", "3")(folder / "data")
    found = [(p.file, p.row) for p in errors(run_validate(folder / "data").problems)]
    assert found == [(OBSERVATIONS, row)]
    build = ["build", "--data", str(folder / "data"), "--build-dir", str(folder / "build")]
    assert main(build) == 1
