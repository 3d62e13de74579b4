"""Colours: contrast to the ground, distance for colour-blind readers, one colour an area."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityscene.theme import FONT, PALETTES, Mode, area_colours, contrast, template
from tests.cityscene.colour import SIGHT, distance

LAW = settings(deadline=None)

#: CIE76: ten times what is just noticeable; less for those who see fewer colours.
APART = {"normal": 25, "protanopia": 20, "deuteranopia": 20}

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")
modes = pytest.mark.parametrize("mode", Mode)


@pytest.mark.parametrize(
    ("one", "two", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#777777", 1.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#333333", "#FFFFFF", 12.63),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_has_the_published_values(one, two, ratio):
    assert contrast(one, two) == pytest.approx(ratio, abs=0.005)


@LAW
@given(colours, colours)
def test_contrast_is_symmetric_and_between_1_and_21(one, two):
    assert contrast(one, two) == contrast(two, one)
    assert 1 <= contrast(one, two) <= 21 + 1e-9


@modes
@pytest.mark.parametrize(
    ("name", "least"), [("ink", 7), ("muted", 4.5), ("accent", 3), ("neutral", 3)]
)
def test_contrast_to_the_ground(mode, name, least):
    palette = PALETTES[mode]
    assert contrast(getattr(palette, name), palette.ground) >= least


@modes
def test_contrast_of_the_series_to_the_ground(mode):
    palette = PALETTES[mode]
    faint = [c for c in palette.series if contrast(c, palette.ground) < 3]
    assert faint == []


@modes
@pytest.mark.parametrize("sight", SIGHT)
def test_series_and_accent_stay_apart(mode, sight):
    palette = PALETTES[mode]
    close = {
        pair: round(distance(*pair, sight), 1)
        for pair in combinations((palette.accent, *palette.series), 2)
        if distance(*pair, sight) < APART[sight]
    }
    assert close == {}


@modes
@pytest.mark.parametrize("sight", SIGHT)
def test_my_city_stands_out_from_the_neutral_bars(mode, sight):
    palette = PALETTES[mode]
    assert distance(palette.accent, palette.neutral, sight) >= APART[sight]


@modes
def test_the_ramp_moves_away_from_the_ground_step_by_step(mode):
    palette = PALETTES[mode]
    steps = [contrast(c, palette.ground) for c in palette.ramp]
    assert all(low < high for low, high in pairwise(steps))
    assert contrast(palette.ramp[-1], palette.ground) >= 7


@modes
def test_colours_are_written_in_full(mode):
    values = [getattr(PALETTES[mode], f.name) for f in fields(PALETTES[mode])]
    flat = [c for v in values for c in ((v,) if isinstance(v, str) else v)]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", c) for c in flat)


@modes
def test_six_areas_have_six_colours_and_my_city_the_accent(mode):
    palette = PALETTES[mode]
    found = area_colours(["a", "b", "me", "c", "d", "e", "f"], "me", mode)
    assert found["me"] == palette.accent
    assert [found[a] for a in "abcdef"] == list(palette.series)
    assert len(set(found.values())) == 7


def test_colours_of_few_and_of_many_areas():
    palette = PALETTES[Mode.LIGHT]
    assert area_colours([], None, Mode.LIGHT) == {}
    assert area_colours([], "me", Mode.LIGHT) == {"me": palette.accent}
    assert area_colours(["a", "a"], None, Mode.LIGHT) == {"a": palette.series[0]}
    many = area_colours(map(str, range(8)), None, Mode.LIGHT)
    assert many["6"] == many["0"] == palette.series[0]


@LAW
@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=1)), st.text("abc", min_size=1, max_size=1)
)
def test_an_area_keeps_its_colour_when_others_join(areas, more):
    before = area_colours(areas, None, Mode.LIGHT)
    after = area_colours([*areas, more], None, Mode.LIGHT)
    assert before.items() <= after.items()


@modes
def test_the_template_takes_its_colours_from_the_palette(mode):
    layout, palette = template(mode).layout, PALETTES[mode]
    assert layout.paper_bgcolor == layout.plot_bgcolor == palette.ground
    assert layout.font.color == palette.ink
    assert layout.font.family == FONT
    assert layout.xaxis.gridcolor == layout.yaxis.gridcolor == palette.hairline
    assert layout.colorway == palette.series
    assert template(mode) is template(mode)
