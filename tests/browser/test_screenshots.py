"""The pictures of the README: small, wide enough, of every page, their colours kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from cityscene.links import PAGE_KEYS
from cityscene.theme import PALETTES, Mode
from tests.browser.screenshots import FOLDER, LARGEST, SHOTS, UNSEEN, WIDTH, reduced


def test_every_page_has_a_picture():
    light = {shot.link.partition("?")[0] for shot in SHOTS if shot.ground == "light"}
    assert light == {f"/{page}" for page in PAGE_KEYS}


def test_there_is_a_phone_and_a_dark_picture():
    assert [shot.ground for shot in SHOTS].count("dark") == 1
    assert [shot.width for shot in SHOTS if shot.width != WIDTH] == [390]


def test_the_folder_holds_these_pictures_only():
    assert {file.name for file in FOLDER.iterdir()} == {f"{shot.name}.png" for shot in SHOTS}


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_picture_is_small_and_of_its_window(shot):
    file = FOLDER / f"{shot.name}.png"
    assert file.stat().st_size < LARGEST
    with Image.open(file) as image:
        assert image.size == (shot.width * shot.scale, shot.height * shot.scale)


def test_small_spots_keep_their_colour():
    picture = Image.linear_gradient("L").resize((600, 400)).convert("RGB")
    spots = [PALETTES[Mode.LIGHT].accent, *PALETTES[Mode.LIGHT].series]
    for place, colour in enumerate(spots):
        picture.paste(colour, (place * 20, 0, place * 20 + 4, 4))
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(reduced(buffer.getvalue()))) as small:
        seen = [small.convert("RGB").getpixel((place * 20 + 2, 2)) for place in range(len(spots))]
    wanted = [tuple(bytes.fromhex(colour[1:])) for colour in spots]
    off = [abs(a - b) for one, two in zip(seen, wanted, strict=True)
           for a, b in zip(one, two, strict=True)]  # fmt: skip
    assert max(off) <= UNSEEN
