"""The card of the time line: its words claim no more than the dates give."""

from __future__ import annotations

import pytest

from cityscene import timeline
from cityscene.cards.references import References
from cityscene.cards.timeline import TimelineInput, full_list, timeline_card, undated_list
from cityscene.theme import Mode
from cityscene.ui import data, profile

ALL = timeline.Filter()


@pytest.fixture(scope="module")
def given(real_db):
    return make(real_db)


def make(db, asked=ALL, lang="zh", city="340100"):
    areas = data.registry(db).areas
    found = [e for e in data.happenings(db) if timeline.fits(e, asked, areas)]
    writer = profile.written(db, "", (), lang)
    return TimelineInput(found, data.national_marks(db), writer, city, "全部城市", asked.year)


def test_an_event_of_two_prints_is_shown_once_with_both(given):
    (found,) = [e for e in given.events if "超级场景" in e.name("zh") and e.area_id == "320200"]
    assert found.source_ids == ["txt-003", "txt-004"]
    card = timeline_card(given)
    row = card.table[card.table["事件"] == found.name("zh")].iloc[0]
    assert row["来源数"] == 2
    assert {"txt-003", "txt-004"} <= set(card.source_ids)


def test_the_headline_counts_lists_and_what_surely_came_after(given):
    opinion = given.references.events[-1]
    after = [e for e in given.dated if e.start > opinion.end]
    lists = [e for e in given.dated if e.kind == "list_published" and e.start.year == 2025]
    words = timeline_card(given).headline
    assert f"2025 年发布的最多（{len(lists)} 份）" in words
    assert f"之后确有 {len(after)} 件事件" in words


def test_national_documents_are_lines(given):
    html = timeline_card(given).html(Mode.LIGHT)
    assert [e.mark("zh") for e in given.references.events] == ["六部门AI场景意见", "国办场景意见"]
    assert html.count("<i ") == 2
    assert "国办场景意见" in html


def test_rows_begin_with_my_city_in_the_accent(given, real_db):
    for made, name in ((given, "合肥"), (make(real_db, city="440300"), "深圳")):
        html = timeline_card(made).html(Mode.LIGHT)
        first = html[html.index("cs-lane cs-head") :]
        assert first.startswith("cs-lane cs-head cs-mine") and f">{name}</a>" in first[:200]


def test_a_day_a_month_and_a_year_are_drawn_as_such(given):
    html = timeline_card(given).html(Mode.LIGHT)
    for precision in ("day", "month", "year"):
        n = sum(e.precision == precision for e in given.dated)
        assert html.count(f'class="cs-{precision}"') == n > 0


def test_undated_events_stand_apart_with_their_reason(given):
    html = undated_list(given, Mode.LIGHT)
    assert len(given.undated) == 14 and html.count("<tr>") == 15
    assert "未印日期，不晚于2025-03-11" in html
    chart = timeline_card(given).html(Mode.LIGHT)
    assert all(e.name("zh") not in chart for e in given.undated)


def test_the_list_is_newest_first_by_year(given):
    html = full_list(given, Mode.LIGHT)
    years = [html.index(f"{y} 年（") for y in (2026, 2025, 2024, 2018)]
    assert years == sorted(years)
    assert html.count("<details") == html.count("</details>") == 9
    assert html.count(" open>") == 1


def test_a_chosen_year_is_shown_by_months(real_db):
    card = timeline_card(make(real_db, timeline.Filter(year=2025)))
    assert "2025 年有 45 件事件" in card.headline
    assert "<span>12月</span>" in card.html(Mode.LIGHT)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (timeline.Filter(areas=("nowhere",)), "没有符合条件的事件"),
        (timeline.Filter(areas=("org-510100-crp",)), "均未注明日期"),
        (timeline.Filter(areas=("420100",)), "收录到 1 件有日期的事件"),
    ],
)
def test_little_or_nothing_is_said_in_words(real_db, asked, said):
    card = timeline_card(make(real_db, asked))
    assert said in card.headline
    assert (card.html is None) is ("收录到" not in said)


def test_files_hold_every_report_with_its_source(given):
    data_rows = timeline_card(given).data
    assert len(data_rows) == sum(len(e.reports) for e in given.events)
    assert data_rows.loc[data_rows["event_id"] == "t004-e01", "same_as"].item() == "t003-e01"
    assert data_rows["publisher"].notna().all()


def test_english(real_db):
    card = timeline_card(make(real_db, lang="en"))
    assert "State Council opinion" in card.headline
    assert "<b>P</b>" in card.html(Mode.DARK)


def test_lines_of_other_years_are_left_out(real_db):
    marks = data.national_marks(real_db)
    found = References.within(marks, 2019, 2022, data.registry(real_db), "zh")
    assert [line.label for line in found.lines()] == ["六部门AI场景意见"]
    assert "2022年8月12日" in found.notes()[0]
    none = References.within(marks, 2018, 2020, data.registry(real_db), "zh")
    assert (none.lines(), none.source_ids) == ([], ())
    assert "没有收录" in none.notes()[0]
