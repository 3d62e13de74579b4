"""政策时间线 in a browser: a deep link on a cold server, a mark that opens, a download."""

from __future__ import annotations

from pathlib import Path

from cityscene.texts import t


def test_a_deep_link_a_mark_and_a_download(cold_server, visitor):
    view = visitor(cold_server, 390, 844).open("/timeline", kind="list_published", area="成都")
    assert view.title == t("timeline.title", "zh")
    assert not view.crashes() and not view.ignored()
    mark = view.page.locator(".cs-time summary").first
    mark.click()
    opened = view.page.locator(".cs-time details[open] > div")
    assert "成都" in opened.inner_text()
    box = opened.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    with view.page.expect_download() as waiting:
        view.page.get_by_role("button", name=t("card.download", "zh", kind="CSV")).first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("event_id,same_as") and "SE-0002" in text


def test_a_ratio_and_the_national_lines_are_in_the_address(view):
    view.open("/ranking", metric="national_hightech_firms")
    view.press(t("enum.per.residents", "zh"))
    view.settle()
    assert view.query["per"] == ["residents"]
    view.page.get_by_text(t("ranking.marks", "zh"), exact=True).click()
    view.settle()
    assert view.query["marks"] == ["on"]
    view.back()
    assert "marks" not in view.query
