"""What rests on a source, what differs, what was corrected or left out."""

from __future__ import annotations

from cityscene.queries import provenance


def test_every_fact_rests_on_exactly_one_source(real_db):
    counted = {"observations": 0, "mechanisms": 0, "events": 0, "scenarios": 0}
    for row in provenance.use_of_sources(real_db):
        counted[row["kind"]] += row["n"]
    for kind, table in (
        ("mechanisms", "mechanism"),
        ("events", "event"),
        ("scenarios", "scenario"),
    ):
        assert counted[kind] == real_db.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]


def test_facts_of_one_source(fixture_db):
    assert [r["evidence_id"] for r in provenance.mechanisms_from(fixture_db, "web-1")] == ["me-004"]
    events = provenance.events_from(fixture_db, "txt-a")
    assert {r["source_id"] for r in events} == {"txt-a"}
    assert provenance.scenarios_from(fixture_db, "nobody") == []


def test_events_come_latest_first_and_undated_last(real_db):
    for source in ("txt-003", "txt-000"):
        dates = [r["event_date"] for r in provenance.events_from(real_db, source)]
        dated = [d for d in dates if d]
        assert dated == sorted(dated, reverse=True)
        assert all(d is None for d in dates[len(dated) :])


def test_differing_pairs_name_two_figures_each(fixture_db):
    rows = provenance.differing_pairs(fixture_db)
    assert [(r["kind"], r["obs_ids"]) for r in rows] == [
        ("conflict", ["fx-003", "fx-017"]),
        ("variant", ["fx-001", "fx-016"]),
        ("variant", ["fx-002", "fx-016"]),
    ]


def test_corrections_and_left_out_rows(fixture_db):
    assert [r["status"] for r in provenance.corrections(fixture_db)] == ["applied", "proposed"]
    assert len(provenance.left_out(fixture_db)) == 2


def test_files_add_up(real_db):
    files = provenance.input_files(real_db)
    assert {f["path"] for f in files} >= {"facts/observations.csv", "registry/sources.csv"}
    assert all(f["rows_read"] == f["rows_loaded"] + f["rows_rejected"] for f in files)


def test_freshness_counts_results_only(fixture_db):
    years = {r["year"]: r["figures"] for r in provenance.figures_by_year(fixture_db)}
    assert 2027 not in years  # a target
    assert list(years) == sorted(years, reverse=True)
