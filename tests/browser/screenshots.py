"""The pictures of the README: ``python -m tests.browser.screenshots [NAME ...]``.

Serves the current build and saves one picture of every page, in Chinese on a light ground, and
one on a phone and one on a dark ground. Needs a build, Chromium and a Chinese font, as
``make test`` installs them. The pictures are reduced to 256 colours.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from cityscene import paths
from cityscene.setup.machine import find_chromium
from tests.browser.conftest import FLAGS
from tests.browser.pages import link
from tests.browser.served import serving
from tests.browser.view import View

FOLDER = paths.project_root() / "screenshots"
WIDTH = 1200
LARGEST = 250_000  # bytes of one picture
COLOURS = 256
UNSEEN = 8  # of 255: a change of a colour that nobody sees


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: file name without ending, link of the page, window size, ground, scale."""

    name: str
    link: str
    width: int = WIDTH
    height: int = 940
    ground: Literal["light", "dark"] = "light"
    scale: int = 1


SHOTS = (
    Shot("overview", "/"),
    Shot("ranking", "/ranking?metric=national_hightech_firms"),
    Shot("compare", "/compare?areas=合肥&areas=成都&areas=无锡"),
    Shot("city", "/city?area=合肥"),
    Shot("benchmark", "/benchmark?city=合肥"),
    Shot("funnel", "/funnel"),
    Shot("mechanisms", "/mechanisms"),
    Shot("scenarios", "/scenarios"),
    Shot("timeline", "/timeline"),
    Shot("sources", "/sources"),
    Shot("phone", "/ranking", 390, 844, scale=2),
    Shot("dark", "/ranking?metric=gdp&peers=same_cluster", ground="dark"),
)


def main(names: Sequence[str] = ()) -> int:
    """Take the pictures that are named, or all of them; return the exit code."""
    build = paths.current_database().parent
    chromium = find_chromium()
    if chromium is None:
        print("No Chromium was found; make test installs one where it may.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with serving(build) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for shot in _chosen(names):
            file = FOLDER / f"{shot.name}.png"
            file.write_bytes(reduced(_taken(browser, address, shot)))
            print(f"{file.name} {file.stat().st_size // 1000} kB")
        browser.close()
    return 0


def _chosen(names: Collection[str]) -> list[Shot]:
    return [shot for shot in SHOTS if not names or shot.name in names]


def _taken(browser: Browser, address: str, shot: Shot) -> bytes:
    """Open a page in a new window and return it as PNG, once nothing moves any more."""
    window = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        color_scheme=shot.ground,
        locale="zh-CN",
    )
    try:
        view = View(window.new_page(), address)
        view.follow(address + link(shot.link))
        view.page.wait_for_load_state("networkidle")
        assert not view.complaints, view.complaints
        return view.page.screenshot(animations="disabled", caret="hide")
    finally:
        window.close()


def reduced(picture: bytes) -> bytes:
    """Return a PNG with a palette, a third of the size; as it is where that would change a colour.

    A palette may give a small coloured dot the colour of its neighbours.
    """
    with Image.open(BytesIO(picture)) as image:
        full = image.convert("RGB")
    small = full.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    change = ImageChops.difference(full, small.convert("RGB"))
    seen = change.point(lambda level: level if level > UNSEEN else 0).getbbox()
    kept = full if seen else small
    buffer = BytesIO()
    kept.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
