"""The commands: what they print, what they return, and how little they load."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from cityscene import paths
from etl.cli import main
from etl.report import last_report
from tests.etl.folders import OBSERVATIONS, SOURCES, records, set_cell

ROOT = paths.project_root()


def rows_of(data):
    return sum(len(records(path)) - 1 for path in data.rglob("*.csv"))


def run(data, name, *more):
    return main([name, "--data", str(data), "--build-dir", str(data.parent / "build"), *more])


def test_build_prints_the_database_and_what_it_holds(data, capsys):
    assert run(data, "build") == 0
    built, told = capsys.readouterr().out.splitlines()
    assert built == f"built {paths.current_database(data.parent / 'build')}"
    tables = last_report(data.parent / "build")["tables"]
    derived = last_report(data.parent / "build")["derived_observations"]
    assert told.startswith(
        f"{tables['observation'] - derived} figures and {derived} derived from them, "
        f"{tables['metric']} metrics, 12 areas, 5 sources; "
    )


def test_an_unchanged_build_says_so_and_does_nothing(data, capsys):
    run(data, "build")
    before = paths.current_database(data.parent / "build").stat().st_mtime_ns
    capsys.readouterr()
    assert run(data, "build") == 0
    assert capsys.readouterr().out.startswith("unchanged ")
    assert paths.current_database(data.parent / "build").stat().st_mtime_ns == before


def test_an_unchanged_build_can_be_forced(data, capsys):
    run(data, "build")
    assert run(data, "build", "--force") == 0
    assert "built" in capsys.readouterr().out.splitlines()[-2]


@pytest.mark.parametrize("harm", ["cut", "removed", "no report"])
def test_an_unchanged_build_that_is_not_whole_is_made_again(data, capsys, harm):
    run(data, "build")
    build = data.parent / "build"
    file = paths.current_database(build)
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:1000])
    elif harm == "removed":
        file.unlink()
    else:
        (build / "report.json").unlink()
    capsys.readouterr()
    assert run(data, "build") == 0
    assert capsys.readouterr().out.startswith("built ")


def test_an_unchanged_build_loads_nothing_heavy(data):
    run(data, "build")
    script = (
        "import sys; from etl.cli import main; status = main(sys.argv[1:])\n"
        "heavy = {'pandas', 'numpy', 'pyarrow', 'duckdb', 'streamlit', 'plotly'}\n"
        "sys.exit(status or bool(heavy & set(sys.modules)))"
    )
    arguments = ["build", "--data", str(data), "--build-dir", str(data.parent / "build")]
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=ROOT, check=False)
    assert done.returncode == 0
    assert time.perf_counter() - start < 5  # 0.1 s where nothing else runs


def test_a_build_does_without_pandas(data):
    # It takes longer to load than a small build takes.
    script = (
        "import sys; from etl.cli import main; main(sys.argv[1:])\n"
        "sys.exit('pandas' in sys.modules)"
    )
    arguments = ["build", "--data", str(data), "--build-dir", str(data.parent / "build")]
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_validate_lists_problems_and_fails(data, capsys):
    set_cell(OBSERVATIONS, 2, "area_id", "9")(data)
    assert run(data, "validate") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "facts/observations.csv:2:area_id unknown_id '9' does not occur in registry/areas.csv",
        f"{rows_of(data)} rows in 15 files: 1 errors, 0 warnings",
    ]


def test_validate_prints_json(data, capsys):
    set_cell(OBSERVATIONS, 2, "area_id", "9")(data)
    assert run(data, "validate", "--json") == 1
    content = json.loads(capsys.readouterr().out)
    assert content["warnings"] == []
    assert content["errors"] == [
        {
            "file": OBSERVATIONS,
            "row": 2,
            "column": "area_id",
            "kind": "unknown_id",
            "message": "'9' does not occur in registry/areas.csv",
            "severity": "error",
        }
    ]


def test_validate_accepts_sound_data(data, capsys):
    assert run(data, "validate") == 0
    assert capsys.readouterr().out == f"{rows_of(data)} rows in 15 files: 0 errors, 0 warnings\n"


def test_path_prints_the_file_behind_the_pointer(data, capsys):
    assert run(data, "path") == 1
    assert "python -m etl build" in capsys.readouterr().err
    run(data, "build")
    capsys.readouterr()
    assert run(data, "path") == 0
    assert capsys.readouterr().out.strip() == str(paths.current_database(data.parent / "build"))


def test_diff_lists_what_the_next_build_would_change(data, capsys):
    run(data, "build")
    set_cell(OBSERVATIONS, 2, "note", "新备注")(data)
    capsys.readouterr()
    assert run(data, "diff") == 0
    out = capsys.readouterr().out
    assert "## Edited observations (1)" in out
    assert "- fx-001: note 按文中会议时间推定截至2025年11月 → 新备注" in out


def test_diff_of_bad_data_lists_the_problems(data, capsys):
    run(data, "build")
    set_cell(OBSERVATIONS, 2, "value", "1500")(data)
    assert run(data, "diff") == 1
    assert "value_printed" in capsys.readouterr().out


def test_verify_looks_up_every_place(data, capsys):
    assert run(data, "verify", "--sources", str(SOURCES)) == 0
    assert capsys.readouterr().out == "22 places looked up, 0 not borne out\n"


def test_verify_fails_with_every_miss(data, capsys):
    set_cell(OBSERVATIONS, 2, "locator", "4")(data)
    assert run(data, "verify", "--sources", str(SOURCES)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "facts/observations.csv:2:locator a.txt line 4 does not print '1400余项'; "
        "it stands on line 3",
        "22 places looked up, 1 not borne out",
    ]


def test_verify_without_its_folder_is_one_sentence(data, capsys):
    assert run(data, "verify", "--sources", str(data / "none")) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_a_broken_descriptor_is_one_sentence(data, capsys):
    (data / "datapackage.json").write_text("{", encoding="utf-8")
    assert run(data, "build") == 1
    assert capsys.readouterr().err.startswith("datapackage.json cannot be read")


def test_a_build_folder_that_is_a_file_is_one_sentence(data, capsys):
    (data.parent / "build").write_text("", encoding="utf-8")
    assert run(data, "build") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_module_can_be_run(data):
    command = [sys.executable, "-m", "etl", "validate", "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
