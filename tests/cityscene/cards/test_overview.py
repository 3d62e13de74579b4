"""Coverage and tiles: what counts as scenario work, who comes first."""

from __future__ import annotations

from cityscene.cards.overview import OverviewInput, coverage_card, tiles_card
from cityscene.theme import Mode
from cityscene.ui import data


def given(db, counts=None):
    return OverviewInput(
        counts if counts is not None else data.theme_counts(db),
        data.registry(db), "340100", lambda a: f"/city?area={a}", "zh",
    )  # fmt: skip


def test_context_themes_do_not_count_as_scenario_work(real_db):
    card = coverage_card(given(real_db, {("340100", "foundation"): 70, ("510100", "lists"): 1}))
    assert card.headline.startswith("2 个城市中，1 个")


def test_cities_with_more_scenario_figures_come_first(real_db):
    counts = {("340100", "lists"): 2, ("510100", "lists"): 9, ("110000", "foundation"): 99}
    table = coverage_card(given(real_db, counts)).table
    assert table["区域"].tolist() == ["成都", "合肥", "北京"]


def test_the_table_repeats_the_numbers_of_the_matrix(real_db):
    card = coverage_card(given(real_db, {("340100", "lists"): 2}))
    assert card.table["清单与供需"].tolist() == [2]
    assert ">2</td>" in card.html(Mode.LIGHT)


def test_districts_count_for_their_city(real_db):
    counts = data.theme_counts(real_db)
    assert counts["510100", "consumption"] > 0  # 锦江区 and 春熙路 lie in 成都


def test_tiles_name_cluster_and_province(real_db):
    card = tiles_card(given(real_db, {("340100", "lists"): 2, ("310000", "lists"): 1}))
    assert card.table.iloc[:, :3].to_numpy().tolist() == [
        ["长三角", "安徽", "合肥"],
        ["长三角", "上海", "上海"],
    ]
    assert "2 个城市分布在 2 个省份" in card.headline
