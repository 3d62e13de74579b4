"""Where data and databases are: the environment decides, the pointer leads to the real file."""

from __future__ import annotations

import pytest

from cityscene import paths


@pytest.fixture
def build(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.BUILD_VARIABLE, str(tmp_path))
    (tmp_path / "cityscene-1.duckdb").write_bytes(b"1")
    (tmp_path / "cityscene-2.duckdb").write_bytes(b"2")
    return tmp_path


def test_the_folders_are_in_the_project(monkeypatch):
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    monkeypatch.delenv(paths.BUILD_VARIABLE, raising=False)
    assert paths.data_dir() == paths.project_root() / "data"
    assert paths.build_dir() == paths.project_root() / "data" / "build"


def test_the_environment_moves_them(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    monkeypatch.delenv(paths.BUILD_VARIABLE, raising=False)
    assert paths.build_dir() == tmp_path / "build"
    monkeypatch.setenv(paths.BUILD_VARIABLE, str(tmp_path / "elsewhere"))
    assert paths.build_dir() == tmp_path / "elsewhere"


def test_the_current_database_is_the_real_file_behind_the_link(build):
    (build / "current.duckdb").symlink_to("cityscene-2.duckdb")
    assert paths.current_database() == (build / "cityscene-2.duckdb").resolve()


def test_a_text_names_the_file_where_there_is_no_link(build):
    (build / "current.txt").write_text("cityscene-1.duckdb\n", encoding="utf-8")
    assert paths.current_database() == (build / "cityscene-1.duckdb").resolve()


def test_another_folder_can_be_asked_for(build, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "current.txt").write_text("cityscene-9.duckdb", encoding="utf-8")
    (other / "cityscene-9.duckdb").write_bytes(b"9")
    assert paths.current_database(other).name == "cityscene-9.duckdb"


@pytest.mark.parametrize("pointer", ["none", "dangling link", "dangling text"])
def test_without_a_database_the_sentence_says_what_to_run(build, pointer):
    if pointer == "dangling link":
        (build / "current.duckdb").symlink_to("cityscene-3.duckdb")
    if pointer == "dangling text":
        (build / "current.txt").write_text("cityscene-3.duckdb", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="python -m etl build"):
        paths.current_database()


def test_a_data_folder_without_a_descriptor_follows_the_project(tmp_path):
    assert paths.descriptor_file(tmp_path) == paths.project_root() / "data" / "datapackage.json"
    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    assert paths.descriptor_file(tmp_path) == tmp_path / "datapackage.json"
