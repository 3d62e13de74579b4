"""Publishing: whatever happens to a build, readers have the last good one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time

import duckdb
import pytest

from cityscene import paths
from etl import pipeline, publish
from etl.cli import main
from etl.lock import only_builder
from etl.pipeline import run_build
from etl.problems import DataError
from etl.publish import PublishError, place, switch, verify
from etl.report import last_report
from tests.etl.folders import OBSERVATIONS, copy_fixture, set_cell

ROOT = paths.project_root()


@pytest.fixture
def build(data, tmp_path):
    """A build folder with one good build of ``data``."""
    run_build(data, tmp_path / "build")
    return tmp_path / "build"


def current(build):
    return paths.current_database(build)


def edit(data, note):
    set_cell(OBSERVATIONS, 2, "note", note)(data)


def leftovers(build):
    return list(build.glob(".building-*"))


def build_arguments(data, build):
    return ["build", "--data", str(data), "--build-dir", str(build)]


def test_a_build_has_a_versioned_name_behind_a_pointer(build):
    pointer = build / "current.duckdb"
    assert pointer.is_symlink()
    assert not os.readlink(pointer).startswith("/")  # the folder can be moved
    assert current(build).name == f"cityscene-{last_report(build)['build_id']}.duckdb"
    assert leftovers(build) == []


def test_the_same_inputs_give_the_same_id_and_the_same_content(data, build, tmp_path):
    other = copy_fixture(tmp_path / "elsewhere")
    run_build(other, tmp_path / "again")
    first, second = current(build), current(tmp_path / "again")
    assert first.name == second.name
    with duckdb.connect() as con:
        for name, path in (("a", first), ("b", second)):
            con.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        tables = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'a'"
        ).fetchall()
        for (table,) in tables:
            but = "* EXCLUDE (created_at)" if table == "build" else "*"
            both = [con.execute(f"SELECT {but} FROM {db}.{table}").fetchall() for db in "ab"]
            assert both[0] == both[1], table


def test_any_changed_byte_gives_another_id(data, build):
    before = current(build)
    edit(data, "另一条备注")
    run_build(data, build)
    assert current(build) != before


def test_an_open_reader_keeps_its_build(data, build):
    with duckdb.connect(str(current(build)), read_only=True) as reader:
        edit(data, "新备注")
        run_build(data, build)
        sql = "SELECT note FROM observation WHERE obs_id = 'fx-001'"
        assert reader.execute(sql).fetchall() == [("按文中会议时间推定截至2025年11月",)]
        with duckdb.connect(str(current(build)), read_only=True) as fresh:
            assert fresh.execute(sql).fetchall() == [("新备注",)]


def test_bad_data_leave_the_last_build_and_a_report(data, build, capsys):
    before = current(build)
    set_cell(OBSERVATIONS, 2, "value", "1500")(data)
    assert main(build_arguments(data, build)) == 1
    assert current(build) == before
    out, err = capsys.readouterr()
    assert "facts/observations.csv:2:value value_printed" in out
    assert "the last good database stays in place" in err
    report = last_report(build)
    assert report["status"] == "failed"
    assert [(e["file"], e["row"]) for e in report["errors"]] == [(OBSERVATIONS, 2)]
    assert all(f["read"] == f["loaded"] + f["rejected"] for f in report["files"])
    assert leftovers(build) == []


def test_after_a_failed_build_the_repaired_data_are_built(data, build, capsys):
    set_cell(OBSERVATIONS, 2, "value", "1500")(data)
    main(build_arguments(data, build))
    set_cell(OBSERVATIONS, 2, "value", "1400")(data)
    assert main(build_arguments(data, build)) == 0
    assert last_report(build)["status"] == "published"


def test_a_failing_verification_publishes_nothing(data, build, monkeypatch, capsys):
    before = current(build)
    edit(data, "新备注")
    monkeypatch.setattr(pipeline, "verify", fail)
    assert main(build_arguments(data, build)) == 1
    assert "does not hold" in capsys.readouterr().err
    assert current(build) == before
    assert leftovers(build) == []


def fail(*_):
    raise PublishError("the new database does not hold what was loaded")


def test_verification_opens_the_file_and_counts(build):
    file, report = current(build), last_report(build)
    verify(file, report["build_id"], report["tables"])
    with pytest.raises(PublishError, match="does not hold"):
        verify(file, report["build_id"], report["tables"] | {"observation": 1})
    with pytest.raises(PublishError, match="does not hold"):
        verify(file, "another", report["tables"])


def test_verification_refuses_a_file_with_a_log_beside_it(build, tmp_path):
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(current(build).read_bytes())
    (tmp_path / "copy.duckdb.wal").write_bytes(b"")
    with pytest.raises(PublishError, match="log"):
        verify(copy, "x", {})


@pytest.mark.parametrize("size", [-4096, 100_000])
def test_verification_refuses_a_file_that_is_cut_off(build, tmp_path, size):
    cut = tmp_path / "cut.duckdb"
    cut.write_bytes(current(build).read_bytes()[:size])
    report = last_report(build)
    with pytest.raises(PublishError, match=r"cut off|cannot be read"):
        verify(cut, report["build_id"], report["tables"])


#: A builder that stops for good at the moment named, after saying so.
_STOPPING = """
import sys, time
from pathlib import Path
from etl import pipeline

def stop(*_):
    print("stopped", flush=True)
    time.sleep(600)

pipeline.{step} = stop
pipeline.run_build(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", ["derive", "verify", "place", "switch"])
def test_a_killed_build_leaves_the_last_good_one(data, build, step):
    before = current(build)
    edit(data, "新备注")
    script = textwrap.dedent(_STOPPING).format(step=step)
    command = [sys.executable, "-c", script, str(data), str(build)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == b"stopped\n"
        builder.send_signal(signal.SIGKILL)
        assert builder.wait() != 0
    assert current(build) == before
    with duckdb.connect(str(current(build)), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM area").fetchall() == [(12,)]
    # The next build is not held up, and clears what the killed one left.
    assert main(build_arguments(data, build)) == 0
    assert current(build) != before
    assert leftovers(build) == []


FULL = {
    "while the database is written": (
        "stage", duckdb.IOException('IO Error: Could not write file "new.duckdb": '
                                    "No space left on device")),
    "while it is made durable": ("place", OSError(28, "No space left on device")),
    "while reports are written": ("write_text", OSError(28, "No space left on device")),
}  # fmt: skip


@pytest.mark.parametrize("moment", FULL)
def test_a_full_disk_is_one_sentence_and_leaves_the_last_build(
    data, build, monkeypatch, capsys, moment
):
    before = current(build)
    edit(data, "新备注")
    step, error = FULL[moment]

    def full(*_):
        raise error

    monkeypatch.setattr(pipeline, step, full)
    assert main(build_arguments(data, build)) == 1
    assert capsys.readouterr().err == (
        f"The disk of {build} is full: free some space; the last database stands.\n"
    )
    assert current(build) == before
    assert leftovers(build) == []


@pytest.mark.parametrize("limit", [100_000, 1_000_000, 4_000_000])
def test_a_file_that_cannot_grow_is_never_published(data, build, limit):
    before = current(build)
    edit(data, "新备注")
    # The system refuses to let any file grow beyond the limit, as a full disk would: early
    # in the build, or as late as in the last checkpoint.
    script = textwrap.dedent(
        """
        import resource, signal, sys
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        from etl.cli import main
        sys.exit(main(sys.argv[2:]))
        """
    )
    command = [sys.executable, "-c", script, str(limit), *build_arguments(data, build)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "the last good database stays in place" in done.stderr
    assert current(build) == before
    assert leftovers(build) == []


def test_an_input_edited_during_the_build_is_noticed(data, build, monkeypatch, capsys):
    before = current(build)
    edit(data, "新备注")
    load = pipeline.load_files

    def edit_meanwhile(work):
        load(work)
        edit(data, "更新的备注")

    monkeypatch.setattr(pipeline, "load_files", edit_meanwhile)
    assert main(build_arguments(data, build)) == 1
    assert "changed during the build" in capsys.readouterr().err
    assert current(build) == before


def test_three_versions_are_kept(data, build):
    made = [current(build)]
    for i in range(4):
        edit(data, f"备注{i}")
        run_build(data, build)
        made.append(current(build))
    assert sorted(build.glob("cityscene-*.duckdb")) == sorted(made[-3:])
    assert current(build) == made[-1]


def test_an_older_version_that_is_built_again_is_current(data, build):
    first = current(build)
    edit(data, "新备注")
    run_build(data, build)
    edit(data, "按文中会议时间推定截至2025年11月")
    run_build(data, build)
    assert current(build) == first


def test_without_symbolic_links_a_text_names_the_file(data, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("A required privilege is not held by the client")

    build = tmp_path / "build"
    with monkeypatch.context() as windows:
        windows.setattr(os, "symlink", refuse)
        run_build(data, build)
        assert not (build / "current.duckdb").exists()
        assert (build / "current.txt").read_text() == current(build).name + "\n"
        edit(data, "新备注")
        run_build(data, build)
        assert (build / "current.txt").read_text() == current(build).name + "\n"
    edit(data, "再新的备注")
    run_build(data, build)
    assert not (build / "current.txt").exists()
    assert current(build).name == os.readlink(build / "current.duckdb")


def test_placing_alone_changes_nothing_for_readers(data, build, tmp_path):
    before = current(build)
    new = tmp_path / "new.duckdb"
    new.write_bytes(before.read_bytes())
    target = place(new, build, "0123456789abcdef")
    assert current(build) == before
    switch(target)
    assert current(build) == target


def test_two_builders_take_turns(data, build):
    edit(data, "新备注")
    command = [sys.executable, "-m", "etl", *build_arguments(data, build)]
    builders = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [b.wait() for b in builders] == [0, 0]
    assert leftovers(build) == []
    assert last_report(build)["status"] == "published"


def test_a_waiting_builder_says_so_and_goes_on(tmp_path):
    script = (
        "import sys; from pathlib import Path; from etl.lock import only_builder\n"
        "with only_builder(Path(sys.argv[1])): print('mine', flush=True)"
    )
    with only_builder(tmp_path):
        command = [sys.executable, "-c", script, str(tmp_path)]
        waiting = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True
        )
        assert waiting.stderr is not None
        assert "waiting for it" in waiting.stderr.readline()
        time.sleep(0.2)
        assert waiting.poll() is None
    out, _ = waiting.communicate(timeout=30)
    assert out == "mine\n"


def test_a_failed_first_build_leaves_no_database(data, tmp_path):
    set_cell(OBSERVATIONS, 2, "value", "1500")(data)
    with pytest.raises(DataError):
        run_build(data, tmp_path / "build")
    with pytest.raises(FileNotFoundError, match="python -m etl build"):
        current(tmp_path / "build")
    assert publish.KEPT_VERSIONS == 3
