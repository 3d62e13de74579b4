"""What is found on the machine, what is installed on it, and what is only said."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cityscene.setup import failures, machine

PYTHON = Path("python")


@pytest.fixture
def system(monkeypatch):
    """A machine with nothing on it that records what is installed."""
    state = SimpleNamespace(chromium=None, font=False, asked=[], works=True)

    def quietly(command):
        state.asked.append(" ".join(command))
        if state.works and command[-1] == "chromium":
            state.chromium = "/usr/bin/chromium"
        if state.works and command[-1] == "fonts-noto-cjk":
            state.font = True
        return state.works

    monkeypatch.setattr(machine, "find_chromium", lambda: state.chromium)
    monkeypatch.setattr(machine, "has_chinese_font", lambda: state.font)
    monkeypatch.setattr(machine, "_quietly", quietly)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    return state


def test_nothing_is_installed_where_both_are_there(system):
    system.chromium, system.font = "/usr/bin/chromium", True
    machine.ensure_browser(PYTHON)
    assert system.asked == []


def test_root_installs_both_by_apt(system, monkeypatch):
    monkeypatch.setattr(machine, "_apt_prefix", list)
    machine.ensure_browser(PYTHON)
    installs = [line for line in system.asked if " install " in line]
    assert [line.split()[-1] for line in installs] == ["fonts-noto-cjk", "chromium"]
    assert all(line.startswith("env DEBIAN_FRONTEND=noninteractive apt-get") for line in installs)


def test_sudo_is_used_only_when_it_asks_nothing(system, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000, raising=False)
    assert machine._apt_prefix() == ["sudo", "-n"]
    system.works = False
    assert machine._apt_prefix() is None


def test_one_line_says_what_to_install(system, monkeypatch):
    monkeypatch.setattr(machine, "_apt_prefix", lambda: None)
    system.works = False
    with pytest.raises(failures.SetupFailure) as caught:
        machine.ensure_browser(PYTHON)
    assert "sudo apt-get install chromium fonts-noto-cjk" in caught.value.en


def test_without_apt_the_advice_is_playwright(monkeypatch):
    monkeypatch.setattr(machine.shutil, "which", lambda _: None)
    assert machine._advice(PYTHON) == "python -m playwright install chromium"


def test_a_named_browser_wins(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert machine.find_chromium() == sys.executable


def test_a_stub_is_not_a_browser(tmp_path, monkeypatch):
    monkeypatch.setattr(machine.sys, "platform", "linux")
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho install the snap >&2\nexit 1\n", encoding="utf-8")
    stub.chmod(0o755)
    assert not machine._starts(str(stub))
