"""Small multiples: one panel a metric with an axis of its own, the same lanes in each."""

from __future__ import annotations

import itertools

import pytest

from cityscene.charts.dots import Lane, Panel, small_multiples
from cityscene.charts.marks import Item
from cityscene.schema import Basis, Interval
from cityscene.theme import PALETTES, Mode

LANES = [Lane("a", "合肥", "#111111", is_mine=True), Lane("b", "无锡", "#222222")]


def item(key, value, low=None, high=None, **changes):
    interval = Interval(value if low is None else low, value if high is None else high)
    return Item(key=key, label=key, value=value, interval=interval, text=f"{value:g}",
                hover=f"about {key}", **changes)  # fmt: skip


def drawn(*panels, lanes=LANES, mode=Mode.LIGHT):
    return small_multiples(panels, lanes, mode, "—").to_plotly_json()


def traces(figure, kind, axis="x"):
    return [t for t in figure["data"] if t["type"] == kind and t["xaxis"] == axis]


def test_every_panel_has_an_axis_of_its_own():
    figure = drawn(
        Panel("甲", "项", {"a": item("a", 10.0), "b": item("b", 5.0)}),
        Panel("乙", "亿元", {"a": item("a", 9000.0)}),
    )
    layout = figure["layout"]
    assert layout["xaxis"]["range"][1] < 20
    assert layout["xaxis2"]["range"][1] > 9000
    assert layout["yaxis"]["ticktext"] == layout["yaxis2"]["ticktext"]
    assert not layout["xaxis"]["showticklabels"]


def test_panels_stand_below_one_another_inside_the_figure():
    figure = drawn(*(Panel(f"指标{i}", "项", {"a": item("a", 1.0)}) for i in range(5)))
    layout = figure["layout"]
    names = ["yaxis", *(f"yaxis{i}" for i in range(2, 6))]
    domains = [layout[n]["domain"] for n in names]
    assert all(0 <= low < high <= 1 for low, high in domains)
    assert all(upper[0] > lower[1] for upper, lower in itertools.pairwise(domains))


def test_a_missing_figure_is_a_dash_and_never_a_dot():
    figure = drawn(Panel("甲", "项", {"a": item("a", 10.0)}))
    dots, labels = traces(figure, "scatter")
    assert list(dots["y"]) == [0]
    assert list(labels["text"]) == ["<b>10</b>", "—"]
    assert list(labels["x"])[1] == 0
    assert labels["textfont"]["color"][1] == PALETTES[Mode.LIGHT].muted


def test_a_hedge_is_a_hatched_band_and_an_open_end_an_arrow():
    """1400余 may be up to 1500; 突破40 has no upper end."""
    open_end = Item("b", "b", 40.0, Interval(40.0, None, "neither"), "超40", "")
    figure = drawn(
        Panel("甲", "项", {"a": item("a", 1400.0, 1400.0, 1500.0)}),
        Panel("乙", "亿元", {"b": open_end}),
    )
    band = traces(figure, "bar")[0]
    assert (band["base"], band["x"]) == ([1400.0], [100.0])
    assert band["marker"]["pattern"]["shape"] == "/"
    arrows = [t for t in traces(figure, "scatter", "x2")
              if t["marker"].get("symbol") == "triangle-right"]  # fmt: skip
    assert arrows[0]["x"][0] > 40
    label = traces(figure, "scatter", "x2")[-1]
    assert label["x"][0] >= arrows[0]["x"][0]


def test_the_rounding_of_an_exact_figure_is_not_drawn():
    figure = drawn(Panel("甲", "亿元", {"a": item("a", 43.5, 43.45, 43.55)}))
    assert traces(figure, "bar") == []


@pytest.mark.parametrize(
    ("basis", "symbol"),
    [
        (Basis.ACTUAL, "circle"),
        (Basis.TARGET, "diamond-open"),
        (Basis.ESTIMATE, "circle-open"),
    ],
)
def test_basis_is_told_by_the_mark(basis, symbol):
    figure = drawn(Panel("甲", "项", {"a": item("a", 10.0, basis=basis)}))
    assert traces(figure, "scatter")[0]["marker"]["symbol"] == [symbol]


def test_stems_start_at_zero_on_either_side():
    figure = drawn(Panel("增速", "%", {"a": item("a", 5.0), "b": item("b", -2.0)}))
    stem = traces(figure, "scatter")[0]["error_x"]
    assert list(stem["arrayminus"]) == [5.0, 0.0]
    assert list(stem["array"]) == [0.0, 2.0]
    assert figure["layout"]["xaxis"]["range"][0] < -2


def test_labels_have_room_right_of_the_longest_mark():
    figure = drawn(Panel("甲", "项", {"a": item("a", 100.0)}))
    assert figure["layout"]["xaxis"]["range"][1] > 150


def test_only_my_city_is_in_the_accent():
    accent = PALETTES[Mode.DARK].accent
    figure = drawn(Panel("甲", "项", {"a": item("a", 1.0), "b": item("b", 2.0)}), mode=Mode.DARK)
    mine, other = figure["layout"]["yaxis"]["ticktext"]
    assert accent in mine and accent not in other
    colours = traces(figure, "scatter")[-1]["textfont"]["color"]
    assert colours[0] == accent != colours[1]


def test_long_names_and_titles_are_broken_not_cut():
    lanes = [Lane("a", "Hefei SOE Alliance for Scenario Innovation", "#111111")]
    title = "Patents of high value in force per ten thousand residents of the city"
    figure = drawn(Panel(title, "per 10k residents · Yearly", {"a": item("a", 1.0)}), lanes=lanes)
    assert "<br>" in figure["layout"]["yaxis"]["ticktext"][0]
    text = figure["layout"]["annotations"][0]["text"]
    assert "<br>" in text and "per 10k residents" in text
    assert figure["layout"]["margin"]["l"] < 160


def test_no_panels_no_lanes_no_error():
    assert drawn()["data"] == []
    assert drawn(Panel("甲", "项", {}), lanes=[])
