"""What the machine must have beside Python: the venv module, Chromium, a Chinese font."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from cityscene.setup import failures

_CHROMIUM_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
_CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Where Playwright's own `install chromium` puts its copy, by system.
_PLAYWRIGHT_COPIES = (
    (".cache/ms-playwright", "chromium-*/chrome-linux*/chrome"),
    ("Library/Caches/ms-playwright", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*"),
    ("AppData/Local/ms-playwright", "chromium-*/chrome-win*/chrome.exe"),
)


def say(en: str, zh: str) -> None:
    """Print one line of progress in the terminal's language."""
    print(zh if failures.speaks_chinese() else en, flush=True)


def find_chromium() -> str | None:
    """Path of a Chromium-like browser that starts, or None.

    The environment variable ``CHROMIUM`` names one and wins.
    """
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    candidates = [shutil.which(name) for name in _CHROMIUM_NAMES]
    candidates += [place for place in _CHROMIUM_PLACES if Path(place).is_file()]
    for folder, pattern in _PLAYWRIGHT_COPIES:
        candidates += sorted(map(str, (Path.home() / folder).glob(pattern)), reverse=True)
    return next((path for path in candidates if path and _starts(path)), None)


def _starts(browser: str) -> bool:
    """Whether ``browser`` is more than a stub (Ubuntu's package only points to a snap)."""
    if not sys.platform.startswith("linux"):
        return True
    asked = subprocess.run([browser, "--version"], capture_output=True, check=False, timeout=60)
    return asked.returncode == 0


def has_chinese_font() -> bool:
    """Whether a font with Chinese characters is installed (macOS and Windows ship one)."""
    if not sys.platform.startswith("linux"):
        return True
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
        return bool(listed.stdout.strip())
    return any(Path("/usr/share/fonts").rglob("*CJK*"))


def ensure_browser(python: Path) -> None:
    """Make Chromium and a Chinese font available; ``python`` is the environment's interpreter.

    Raises:
        SetupFailure: they are missing and cannot be installed from here.
    """
    if not has_chinese_font():
        _apt_install("fonts-noto-cjk")
    if find_chromium() is None:
        _apt_install("chromium")
    if find_chromium() is None:  # Ubuntu has Chromium only as a snap
        _quietly([str(python), "-m", "playwright", "install", "--with-deps", "chromium"])
    if find_chromium() is None or not has_chinese_font():
        raise failures.no_browser(_advice(python))


def _advice(python: Path) -> str:
    if shutil.which("apt-get"):
        return "sudo apt-get install chromium fonts-noto-cjk"
    return f"{python} -m playwright install chromium"


def install_venv_module() -> None:
    """Install the package that Debian and Ubuntu split off Python.

    Raises:
        SetupFailure: it cannot be installed from here.
    """
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    _apt_install(package)
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise failures.no_venv_module(package)


def _apt_install(package: str) -> bool:
    """Install a Debian package; False when this user may not, or the package is not to be had."""
    prefix = _apt_prefix()
    if prefix is None:
        return False
    say(f"Installing {package} with apt-get", f"正在用 apt-get 安装 {package}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    options = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    return _quietly([*apt, "update"]) and _quietly([*apt, "install", *options, package])


def _apt_prefix() -> list[str] | None:
    """How to call apt-get from here: as root, by a sudo that asks nothing, or not at all."""
    if shutil.which("apt-get") is None:
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _quietly(command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=1800
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
