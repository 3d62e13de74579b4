"""Generated data folders: valid, of the size asked for, the same for the same seed."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from benchmarks.generate import write_folder
from etl.pipeline import run_build, run_validate
from etl.problems import errors

FIGURES = 2000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("generated")
    write_folder(made, FIGURES)
    return made


def figures(folder):
    with (folder / "facts" / "observations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*.*"))}


def test_it_passes_validation(folder):
    assert [str(p) for p in errors(run_validate(folder).problems)] == []


def test_it_can_be_built_and_derives(folder, tmp_path):
    report = run_build(folder, tmp_path)
    assert report.tables["observation"] == FIGURES + report.derived_observations
    assert report.derived_observations > FIGURES


def test_the_same_seed_gives_the_same_bytes(folder, tmp_path):
    write_folder(tmp_path / "again", FIGURES)
    write_folder(tmp_path / "other", FIGURES, seed=1)
    assert content(tmp_path / "again") == content(folder)
    assert content(tmp_path / "other") != content(folder)


@pytest.mark.parametrize("n", [1, 700, FIGURES, 60_000])
def test_it_has_as_many_figures_as_asked_for(tmp_path, n):
    write_folder(tmp_path, n)
    assert len(figures(tmp_path)) == n


def test_figures_are_of_all_kinds(folder):
    rows = figures(folder)
    assert {r["qualifier"] for r in rows} == {
        "exact", "over", "about", "nearly", "at_least", "at_most",
    }  # fmt: skip
    assert {r["basis"] for r in rows} == {"actual", "target", "estimate"}
    assert {r["period_type"] for r in rows} == {"year", "as_of", "ytd", "cumulative", "event"}
    assert {r["unit"] for r in rows} == {
        "CNY", "count", "firms", "persons", "percent", "rank", "km",
    }  # fmt: skip


def test_hedges_and_second_sources_are_as_rare_as_said(folder):
    rows = figures(folder)
    hedged = sum(r["qualifier"] != "exact" for r in rows) / len(rows)
    assert 0.03 < hedged < 0.10
    keys = Counter((r["area_id"], r["metric_id"], r["period_end"], r["as_of"]) for r in rows)
    assert 0.002 < sum(n > 1 for n in keys.values()) / len(rows) < 0.03
