"""The diagnosis in words: sentences, parts, links and numbered sources."""

from __future__ import annotations

import re

import pytest

from cityscene import links
from cityscene.cards.diagnosis import DiagnosisInput, cards, report
from cityscene.cards.profile import ProfileInput
from cityscene.schema import Interval
from cityscene.theme import Mode
from tests.cityscene.small_world import ME, diagnosed

FIGURES = {
    "c1": (9, 4, 3, 2, 1),
    "c2": (0, 4, 3, 2, 1),
    "c3": (3, 4, 5, 2, 1),
    "c4": (None, 1, 1, 1, None),
    "scenario_opportunities": (10, 1, None, None, None),
    "landed_scenarios": (Interval(5, 8), None, None, None, None),
}
KINDS = {"k1": "abc", "k2": ["d", ME], "k3": [ME], "k4": "a"}


def given(figures=None, kinds=None, lang="zh", year=None, **options):
    found, names = diagnosed(FIGURES if figures is None else figures, KINDS if kinds is None
                             else kinds, **options)  # fmt: skip
    row = ProfileInput(ME, names, lambda page, **p: links.url(page, p), lang)
    return DiagnosisInput(found, row, "对标组甲", year, lambda a, k: f"/mechanisms?cell={a}:{k}")


def said(**options):
    return [line.text for _, line, _ in report(given(**options)).sentences]


def shown(page, key):
    """Everything a section says, without links and sources."""
    section = next(s for s in page.sections if s.key == key)
    return "\n".join([section.headline, section.small, *(x.text for x in section.lines())])


def test_sentences_say_what_the_rules_find():
    position, mechanisms, chain = said()
    assert position == (
        "与对标组其他 4 个城市相比，可比的场景类数字不足 3 项（现有 0 项），不作强弱判断；"
        "背景条件可比 3 项；"
        "确在前四分之一的有 1 项：c1（第 1 位，共 5 个）；"
        "确在后四分之一的有 1 项：c2（第 5 位，共 5 个）。"
    )
    assert mechanisms == (
        "在有机制资料的 4 个对标城市中，至少半数有而未见me有的机制 1 种：k1（3 个）；"
        "me有而对标组未见的 1 种：k3。"
    )
    assert "未见me的公开结果" in chain
    assert "me的落地／机会为 50–80%，对标组没有可以并列的同一比率" in chain
    assert "至少半数已公布而未见me公布的指标 1 项：c4（3 个）" in chain


def test_sentences_in_english_begin_with_a_capital_and_name_the_same():
    position, mechanisms, chain = said(lang="en")
    assert position.startswith("Against the other 4 cities")
    assert "c1 (1 of 5)" in position
    assert mechanisms.startswith("Of the 4 peers")
    assert "ME is 50–80%" in chain
    assert not re.search("[\u4e00-\u9fff]", position + mechanisms + chain)


def test_one_year_is_said_where_it_holds():
    position, mechanisms, chain = said(year=2025)
    assert "，只用 2025 年的数，可比" in position
    assert "2025" not in mechanisms
    assert chain.startswith("只用 2025 年的数，")
    assert "不论年份，对标组" in chain


def test_what_each_sentence_is_worth_is_said():
    remarks = [remark for _, _, remark in report(given()).sentences]
    assert remarks[0] == "资料不足处不作判断；按公布数的区间可断定"
    assert remarks[1] == "以已见的公开资料为限"


def test_every_sentence_and_every_row_of_evidence_has_a_source_in_the_list():
    page = report(given())
    assert len(page.cited) == len(page.numbers.sources) == 1
    assert all(page.numbers.spans(line.cited) == [(1, 1)] for _, line, _ in page.sentences)


def test_standings_are_drawn_with_links_to_their_ranking():
    page = report(given())
    html = cards(page, given())[0].html(Mode.LIGHT)
    assert 'href="/ranking?metric=c1&amp;level=city&amp;basis=actual&amp;period=stock"' in html
    assert html.count('class="cs-place"') == 3
    assert "1 / 5" in html


def test_long_fields_show_both_ends_and_name_the_rest():
    many = {f"c{i:02d}": (9 - i / 2, 4, 3, 2, 1) for i in range(15)}
    page = report(given(many))
    text = shown(page, "standing")
    assert all(f"c{i:02d}" in text for i in range(15))
    html = cards(page, given(many))[0].html(Mode.LIGHT)
    assert html.count('class="cs-place"') == 10
    assert "居中的 5 项" in html


def test_scenario_metrics_come_first():
    figures = {**FIGURES, **{f"s{i}": (1, 4, 3, 2, 0) for i in range(3)}}
    groups = report(given(figures)).sections[0].blocks[0].groups
    assert [title for title, _ in groups] == ["场景类", "背景条件"]
    assert [p.name.text for p in groups[0][1]] == ["s0", "s1", "s2"]


def test_mechanisms_come_with_evidence_and_lead_to_it():
    page = report(given())
    assert "a：k1@a" in shown(page, "lessons")
    html = cards(page, given())[1].html(Mode.LIGHT)
    assert 'href="/mechanisms?cell=a:k1"' in html
    assert 'href="/mechanisms?cell=me:k3"' in html
    assert 'href="/city?area=a"' in html
    assert "3/4 个" in html


def test_every_stage_is_there_and_what_is_missing_is_said():
    text = shown(report(given()), "stages")
    assert text.count("未见公开结果") == 4
    assert "1/4 个" in text and "0/4 个" in text
    assert "50–80%" in text


def test_unpublished_metrics_come_with_a_peers_figure():
    text = shown(report(given()), "unpublished")
    assert "至少半数对标城市已公布而未见me公布的指标 1 项" in text
    assert "3/4 个" in text
    assert "1 个 · 截至2025年10月" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("peers", ["", "a", "ab", "abcd"])
@pytest.mark.parametrize("figures", [{}, FIGURES])
@pytest.mark.parametrize("kinds", [{}, KINDS])
def test_any_group_however_little_is_known_makes_a_page(lang, peers, figures, kinds):
    view = given(figures, kinds, lang, peers=tuple(peers))
    page = report(view)
    made = cards(page, view)
    assert [c.card_id for c in made] == [
        f"benchmark_{k}" for k in ("standing", "lessons", "stages", "unpublished")
    ]
    for card in made:
        assert card.headline and card.small
        assert card.html(Mode.DARK)
        assert "{" not in card.headline + card.small


def test_tables_hold_everything_that_is_counted():
    tables = [c.table for c in cards(report(given()), given())]
    assert len(tables[0]) == 3
    assert sorted(tables[1].iloc[:, 2]) == ["k1", "k2", "k3", "k4"]
    assert len(tables[2]) >= 3
    assert list(tables[3].iloc[:, 1]) == [3]
