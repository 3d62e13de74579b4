"""The settings file: names that this Streamlit knows, nothing sent away, colours one can read."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from cityscene.theme import PALETTES, Mode

FILE = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
SETTINGS = tomllib.loads(FILE.read_text(encoding="utf-8"))


def flat(section, prefix=""):
    for name, value in section.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", dict(flat(SETTINGS)))
def test_streamlit_knows_the_option(name):
    assert name in config._config_options_template


def test_nothing_is_sent_to_others():
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert "://" not in FILE.read_text(encoding="utf-8")


def test_uploads_and_messages_are_small():
    assert SETTINGS["server"]["maxUploadSize"] <= 5
    assert SETTINGS["server"]["maxMessageSize"] <= 32


@pytest.mark.parametrize("mode", list(Mode))
def test_the_page_has_the_colours_of_the_charts(mode):
    page, charts = SETTINGS["theme"][mode], PALETTES[mode]
    assert page["backgroundColor"] == charts.ground
    assert page["textColor"] == charts.ink
    assert page["grayColor"] == charts.muted
    assert page["borderColor"] == charts.hairline
    assert page["redColor"] == charts.accent


@pytest.mark.parametrize("mode", list(Mode))
def test_contrast(mode):
    page = SETTINGS["theme"][mode]
    side = page["sidebar"]
    for ground in (page["backgroundColor"], page["secondaryBackgroundColor"]):
        assert contrast(page["textColor"], ground) >= 7
        assert contrast(page["linkColor"], ground) >= 4.5
        assert contrast(page["grayColor"], ground) >= 4.4
        assert contrast(page["dataframeHeaderTextColor"], ground) >= 4.5
    assert contrast(page["primaryColor"], "#FFFFFF") >= 4.5
    assert contrast(page["primaryColor"], side["secondaryBackgroundColor"]) >= 3
    for ground in (side["backgroundColor"], side["secondaryBackgroundColor"]):
        assert contrast(side["borderColor"], ground) >= 3
