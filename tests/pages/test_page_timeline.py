"""政策时间线: conditions, the lists under the chart, downloads, bad links."""

from __future__ import annotations

from tests.pages.reading import html, words


def test_opens(open_either):
    app = open_either("timeline")
    assert not app.exception
    assert app.title[0].value == "政策时间线"
    assert "cs-time" in html(app)


def test_the_texts_events_are_found_with_their_source(open_real):
    app = open_real("timeline")
    shown = html(app)
    for name in ("成都高新区举办智能医疗科技场景供需对接会", "无锡发布三个城市级超级场景",
                 "国务院办公厅印发场景培育和开放的实施意见"):  # fmt: skip
        assert name in shown
    assert "未印日期，不晚于2025-03-11" in shown
    assert "件事件有两处以上的报道" in words(app)


def test_conditions_of_a_link_narrow_the_events(open_real):
    app = open_real("timeline", kind="list_published", cluster="greater_bay")
    assert "3 件事件，2 个区域" in words(app)
    assert "广州在北京首次发布应用场景" in html(app)
    assert "合肥举办场景创新生态大会" not in html(app)


def test_an_area_stands_for_everything_in_it(open_real):
    shown = html(open_real("timeline", area="成都"))
    assert "锦江区启动白鹭计划" in shown
    assert "深圳发布人工智能终端产业计划" not in shown


def test_a_peer_group_keeps_the_nation(open_real):
    app = open_real("timeline", city="深圳", peers="same_cluster")
    assert "国务院办公厅印发场景培育和开放的实施意见" in html(app)
    assert "成都发布首批城市机会清单" not in html(app)


def test_my_city_without_an_event_has_a_lane_that_says_so(open_real):
    lane = html(open_real("timeline", city="天津")).partition('class="cs-lane cs-head cs-mine"')[2]
    assert ">天津</a>" in lane[:200] and "未见公开资料" in lane[:300]
    assert "未见公开资料" not in html(open_real("timeline", city="合肥", area="成都"))


def test_nothing_found_is_a_sentence(open_real):
    app = open_real("timeline", kind="report", cluster="greater_bay")
    assert not app.exception
    assert "没有符合条件的事件" in words(app)


def test_unknown_values_of_a_link_are_named(open_real):
    app = open_real("timeline", kind="nonsense", area="不存在市", x="1")
    assert not app.exception
    warned = app.warning[0].value
    assert "kind=nonsense" in warned and "area=不存在市" in warned and "x=1" in warned


def test_the_table_can_be_downloaded(open_real):
    labels = [b.proto.label for b in open_real("timeline").get("download_button")]
    assert labels[:2] == ["下载 CSV", "下载 XLSX"]


def test_english(open_real):
    app = open_real("timeline", lang="en")
    assert app.title[0].value == "Policy time line"
    assert "lists most were published in 2025" in words(app)
