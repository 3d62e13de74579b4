"""The lock names one version of everything, fits the ranges, and is what is installed."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINES = [
    line
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LOCK = {Requirement(line).name: Requirement(line) for line in LINES}
RANGES = [
    Requirement(text)
    for group in (PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"].values())
    for text in group
]


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_one_exact_version(line):
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [!=]= '\w+')?", line)


@pytest.mark.parametrize("wanted", RANGES, ids=lambda wanted: wanted.name)
def test_the_lock_fits_the_range(wanted):
    pinned = next(iter(LOCK[wanted.name].specifier)).version
    assert wanted.specifier.contains(pinned)


@pytest.mark.parametrize("pinned", LOCK.values(), ids=lambda pinned: pinned.name)
def test_the_lock_is_what_is_installed(pinned):
    if pinned.marker is not None and not pinned.marker.evaluate():
        with pytest.raises(PackageNotFoundError):
            version(pinned.name)
        return
    assert pinned.specifier.contains(version(pinned.name))
