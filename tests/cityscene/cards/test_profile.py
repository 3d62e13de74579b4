"""Rows about one area: key figures, figures by theme, figures of areas inside."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from cityscene import links
from cityscene.cards.profile import (
    KEY_FIGURES,
    ProfileInput,
    box,
    figures_card,
    inside_card,
    key_figures,
)
from cityscene.queries import observations
from cityscene.registry import load_registry
from cityscene.schema import Basis
from cityscene.theme import Mode
from tests.conftest import FIXTURE_DATA

HEFEI, CHENGDU, HITECH, WUXI = "340100", "510100", "zone-510100-hitech", "320200"


@pytest.fixture(scope="module")
def known():
    return load_registry(FIXTURE_DATA)


@pytest.fixture
def given(known):
    return lambda area_id, lang="zh": ProfileInput(
        area_id, known, lambda page, **params: links.url(page, params), lang
    )


@pytest.fixture
def of(fixture_db):
    return lambda *area_ids: observations.of_areas(fixture_db, area_ids)


def test_scenario_work_comes_first_and_targets_never(of, known):
    found = key_figures(of(HEFEI), known)
    assert [o.metric_id for o in found[:2]] == ["scenario_opportunities", "landed_scenarios"]
    assert len(found) <= KEY_FIGURES
    assert all(o.basis is Basis.ACTUAL for o in found)
    assert len({o.metric_id for o in found}) == len(found)


def test_undated_figures_are_the_last_choice(of, known):
    (first, *_) = key_figures(of("340200"), known)
    assert first.metric_id == "landed_scenarios"
    assert first.as_of is None


def test_a_target_alone_gives_no_key_figure(of, known):
    assert key_figures(of("310000"), known) == []


def test_a_box_has_hedge_period_and_source(of, known, given):
    found = box(key_figures(of(WUXI), known)[0], given(WUXI))
    assert "场景合作金额" in found.label
    assert found.figure == "43.5 亿元"
    assert "截至2025年12月31日" in found.small
    assert "示例网（2026，转载）" in found.small
    assert "/sources?source=web-1&amp;tab=observations" in found.small


def test_hedged_figures_keep_their_words(of, given):
    html = figures_card(of(WUXI), given(WUXI)).html(Mode.LIGHT)
    assert "&gt;40 亿元" in html
    assert "原文：突破40亿元" in html


def test_figures_stand_by_theme_and_figures_of_two_sources_once(of, given):
    card = figures_card(of(HEFEI), given(HEFEI))
    html = card.html(Mode.LIGHT)
    assert html.index("清单与供需") < html.index("对接与落地") < html.index("经济与创新基础")
    assert html.count("1400 余项") == 1
    assert "2 处来源" in html
    assert html.count("来源不一") == 2  # 近300个 and 320个 cannot both be right
    assert "12673.8" not in html
    assert "另有 2 个年份" in html
    assert card.observations == tuple(of(HEFEI))


def test_targets_are_marked(of, given):
    html = figures_card(of(CHENGDU), given(CHENGDU)).html(Mode.LIGHT)
    assert "<strong>600 项</strong><em>目标</em>" in html
    assert "≈500 项" in html


def test_figures_of_areas_inside_name_their_area(of, given):
    card = inside_card(of(HITECH, "510104"), given(CHENGDU))
    html = card.html(Mode.DARK)
    assert card.headline == "成都辖内 2 个区域与机构另有 3 项数字"
    assert "<summary>成都高新区（园区与功能区，2 项）</summary>" in html
    assert "<strong>193 项</strong>" in html
    assert "不是全市口径" in card.small


def test_one_figure_is_enough(of, given):
    card = figures_card(of("org-340100-city-alliance"), given("org-340100-city-alliance"))
    assert card.headline == "城市联盟自己的数字共 1 项，分属 1 个主题"
    assert "共19个" in card.html(Mode.LIGHT)


def test_links_lead_to_the_ranking_and_to_the_evidence(of, given):
    html = unquote(figures_card(of(HITECH), given(HITECH)).html(Mode.LIGHT))
    assert "/ranking?metric=scenario_capabilities&amp;level=zone" in html
    assert "area=zone-510100-hitech&amp;metric=scenario_capabilities" in html
    assert "第 5 行" in html


def test_addresses_of_documents_open_by_themselves(of, given):
    html = figures_card(of(HEFEI), given(HEFEI)).html(Mode.LIGHT)
    assert 'href="https://example.org/communique/2024" target="_blank"' in html


def test_english(of, given):
    html = figures_card(of(HEFEI), given(HEFEI, "en")).html(Mode.LIGHT)
    assert "1,400–1,500 items" in html
    assert "As printed: 1400余项" in html


def test_a_remark_links_the_source_it_names(known, given):
    assert given(HEFEI).remark("<x>") == "&lt;x&gt;"
    assert given(HEFEI).remark("见txt-009") == "见txt-009"
