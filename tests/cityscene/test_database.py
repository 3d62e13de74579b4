"""Read-only access: safe from several threads, locked, closed when builds come and go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from cityscene import database


def test_rows_and_frames_agree(fixture_db):
    sql = "SELECT area_id FROM area WHERE level = ? ORDER BY area_id"
    rows = [row["area_id"] for row in fixture_db.rows(sql, ["city"])]
    assert rows == fixture_db.frame(sql, ["city"])["area_id"].tolist()
    assert "340100" in rows


def test_missing_is_none_and_not_nan(fixture_db):
    sql = "SELECT value_high FROM observation WHERE obs_id = 'fx-004'"
    assert fixture_db.rows(sql) == [{"value_high": None}]


def test_many_threads_read_at_once(fixture_db):
    def count(_: int) -> int:
        return int(fixture_db.rows("SELECT count(*) AS n FROM observation")[0]["n"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(count, range(160)))) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a INTEGER)",
        "DELETE FROM area",
        "COPY area TO '/tmp/area.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
    ],
)
def test_nothing_can_be_written_or_read_outside(fixture_db, sql):
    with pytest.raises(duckdb.Error):
        fixture_db.rows(sql)


def test_only_the_newest_files_stay_open(fixture_db, tmp_path):
    for name in ("a", "b", "c"):
        path = tmp_path / f"{name}.duckdb"
        path.write_bytes(fixture_db.path.read_bytes())
        assert database.Database(path).rows("SELECT 1 AS one") == [{"one": 1}]
    assert len(database._CONNECTIONS) <= database._OPEN_FILES
