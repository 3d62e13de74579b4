"""Events as read from a build."""

from __future__ import annotations

from cityscene.queries import events


def test_all_reports_come_latest_first_and_undated_last(real_db):
    dates = [r["event_date"] for r in events.all_events(real_db)]
    dated = [d for d in dates if d]
    assert dates == [*sorted(dated, reverse=True), *([None] * (len(dates) - len(dated)))]


def test_marking_events_come_with_all_their_reports(real_db):
    rows = events.marking_events(real_db)
    assert [r["event_id"] for r in rows if r["mark_zh"]] == ["SE-0019", "t003-e01"]
    assert {r["same_as"] for r in rows} == {None, "t003-e01"}
    assert {r["area_id"] for r in rows} == {"100000"}


def test_nothing_marks_where_nothing_is_marked(fixture_db):
    assert events.marking_events(fixture_db) == []
    assert len(events.all_events(fixture_db)) == 5
