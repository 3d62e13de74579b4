"""机制矩阵: every cell with its evidence, honest about what is not known."""

from __future__ import annotations

import re

import pytest

from cityscene import links
from tests.pages.reading import html, words

SECTIONS = ["区域与机制", "依据", "最常见的机制", "与合肥相近的城市", "发展路径与相近城市群"]
TOLD = {
    "合肥 · 六位一体工作体系", "合肥 · 场景专责处室", "合肥 · 场景工作专班（小组）",
    "合肥 · 场景公司", "合肥 · 场景创新促进中心", "合肥 · 场景实验室",
    "合肥 · 场景合伙人与伙伴计划", "合肥 · 国企场景创新联盟",
    "合肥 · 场景创新城市联盟（发起或参加）", "北京 · 揭榜挂帅与公开征集", "成都 · 先用后付",
    "成都 · 先投后股", "成都 · 科技副总", "成都 · 场景贷", "无锡 · 超级场景",
    "上海 · 场景招商", "深圳 · 城市应用场景开放", "南京 · 场景公共服务平台",
    "唐山 · 跨区域研发转化协同",
}  # fmt: skip


def headers(app):
    return [h.value for h in app.header]


def cells(app):
    """What each filled cell is, in the order of the table."""
    return re.findall(r'<summary(?: class="part")? title="([^"]+)"', html(app))


def columns(app):
    head = html(app).partition("<thead>")[2].partition("</thead>")[0]
    return re.findall(r"<span>([^<]+)</span>", head)


def box(app, label):
    return next(s for s in app.selectbox if s.label == label)


def test_opens_with_every_section_in_order(open_either):
    app = open_either("mechanisms")
    assert not app.exception
    assert app.title[0].value == "机制矩阵"
    assert [h for h in headers(app) if h in SECTIONS] == SECTIONS
    assert "未见公开资料" in html(app)


@pytest.mark.parametrize("key", links.PAGE_KEYS["mechanisms"])
def test_unknown_values_of_a_link_are_named(open_fixture, key):
    app = open_fixture("mechanisms", **{key: "不存在"})
    assert not app.exception
    assert f"{key}=不存在" in app.warning[0].value
    assert cells(app)


@pytest.mark.parametrize("cell", ["火星:scenario_loan", "合肥:no_such_kind", "合肥", ":"])
def test_an_unknown_city_or_mechanism_is_named_and_the_rest_works(open_fixture, cell):
    app = open_fixture("mechanisms", cell=cell)
    assert not app.exception
    assert f"cell={cell}" in app.warning[0].value
    assert cells(app)


def test_what_the_texts_tell_is_a_filled_cell(open_real):
    assert set(cells(open_real("mechanisms"))) >= TOLD


def test_a_cell_of_the_link_shows_its_evidence_under_the_matrix(open_real):
    app = open_real("mechanisms", cell="无锡:super_scenario")
    assert not app.warning
    assert "### 无锡 · 超级场景：1 项做法，2 处来源，起始未注明" in words(app)
    blocks = [b.proto.body for b in app.get("html")]
    matrix = next(i for i, b in enumerate(blocks) if 'class="cs-has"' in b)
    evidence = next(i for i, b in enumerate(blocks) if "2 处来源<br>" in b)
    assert matrix < evidence
    assert "三个，主题分别是无人技术、焕新、能碳" in blocks[evidence]
    assert ">依据：无锡 · 超级场景</a>" in blocks[0]


def test_a_cell_without_evidence_says_so_and_does_not_say_no(open_real):
    app = open_real("mechanisms", cell="合肥:scenario_loan")
    assert app.info[0].value == "合肥 · 场景贷：未见公开资料（不等于没有）。"
    assert not app.warning


@pytest.mark.parametrize(
    ("level", "cell", "expected"),
    [
        ("rolled", "成都高新区:scenario_loan", "成都高新区 · 场景贷：1 项做法"),
        ("rolled", "全国:error_tolerance", "全国 · 容错激励：1 项做法"),
        ("city", "成都:scenario_loan", "成都 · 场景贷：1 项做法"),
        ("zone", "合肥:six_in_one_system", "合肥 · 六位一体工作体系：1 项做法"),
    ],
)
def test_evidence_of_a_link_is_found_even_where_it_has_no_cell(open_real, level, cell, expected):
    app = open_real("mechanisms", level=level, cell=cell)
    assert not app.warning
    assert f"### {expected}" in words(app)


def test_a_cell_can_be_picked(open_fixture):
    app = open_fixture("mechanisms")
    box(app, "查看一格的依据").select("成都:super_scenario")
    app.run()
    assert "### 成都 · 超级场景：1 项做法，1 处来源，起始未注明" in words(app)


def test_cells_lead_to_their_evidence_in_the_same_view(open_fixture):
    app = open_fixture("mechanisms", columns="similarity", category="finance", city="无锡")
    address = "/mechanisms?city=%E6%97%A0%E9%94%A1&amp;columns=similarity&amp;category=finance"
    assert f"{address}&amp;cell=%E5%90%88%E8%82%A5%3Ascenario_loan#evidence" in html(app)


def test_a_city_with_its_zones_and_alone(open_fixture):
    assert columns(open_fixture("mechanisms")) == ["合肥", "成都", "无锡"]
    assert columns(open_fixture("mechanisms", level="city")) == ["合肥", "无锡"]
    assert columns(open_fixture("mechanisms", level="zone")) == ["成都高新区"]
    every = open_fixture("mechanisms", level="any")
    assert columns(every) == ["合肥", "成都高新区", "无锡"]


def test_categories_and_the_least_number_narrow_the_rows(open_real):
    money = cells(open_real("mechanisms", category="finance"))
    assert "成都 · 先用后付" in money
    assert not any("超级场景" in cell for cell in money)
    common = cells(open_real("mechanisms", least="5"))
    assert "合肥 · 场景创新城市联盟（发起或参加）" in common
    assert "成都 · 先用后付" not in common


def test_similarity_puts_families_side_by_side(open_real):
    app = open_real("mechanisms", columns="similarity", rows="similarity")
    shown = columns(app)
    marks = re.findall(r"<small>([A-Z]?)</small></th>", html(app))
    lettered = [m for m in marks if m]
    assert len(marks) == len(shown)
    assert lettered == sorted(lettered)
    assert abs(shown.index("北京") - shown.index("上海")) == 1


def test_the_peer_group_narrows_the_columns(open_real):
    everyone, cluster = (columns(open_real("mechanisms", peers=p)) for p in ("all", "same_cluster"))
    assert set(cluster) < set(everyone)
    assert "成都" not in cluster and "合肥" in cluster


def test_paths_are_shown_beside_what_the_matrix_says(open_real):
    shown = words(open_real("mechanisms"))
    assert re.search(r"平均相似度为 0\.\d\d（5 对）；不同路径之间为 0\.\d\d（16 对）", shown)
    assert "五个文本归纳的发展路径" in html(open_real("mechanisms"))


def test_a_city_of_which_little_is_known_is_not_compared(open_real):
    app = open_real("mechanisms", city="天津")
    assert not app.exception
    assert "天津未见公开资料" in words(app)
    assert "天津或对标组中其他区域已知的机制不足 3 种" in words(app)


def test_nothing_that_fits_is_a_sentence(open_fixture):
    app = open_fixture("mechanisms", category="evaluation")
    assert not app.exception
    assert "没有符合条件的机制" in words(app)


def test_english(open_real):
    app = open_real("mechanisms", lang="en", cell="成都:science_vice_president")
    assert app.title[0].value == "Mechanisms"
    assert "Chengdu · Science vice-president" in words(app)
    assert "no public evidence found" in html(app)
    assert "区域与机制" not in words(app)
