"""What can go wrong before the app runs, each said in one sentence."""

from __future__ import annotations

import locale
import os
import re
from pathlib import Path

_NO_NETWORK = re.compile(
    r"Failed to establish a new connection|Name or service not known|NameResolutionError"
    r"|Temporary failure in name resolution|Network is unreachable|Connection refused"
    r"|ConnectTimeout|Connection to .* timed out|ReadTimeout|Read timed out|ProxyError"
    r"|getaddrinfo failed|nodename nor servname|Connection reset|connection broken",
    re.IGNORECASE,
)
_NO_DISK = re.compile(r"No space left on device|Errno 28|not enough space on the disk", re.I)
_NO_WHEEL = re.compile(r"No matching distribution found for (\S+)")
_DENIED = re.compile(r"Permission denied|Errno 13|Read-only file system", re.I)


def speaks_chinese() -> bool:
    """Whether the terminal's locale is a Chinese one."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


class SetupFailure(Exception):
    """A reason to stop, as one sentence in each language.

    ``str()`` gives the one for the terminal's locale.
    """

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh

    def __str__(self) -> str:
        return self.zh if speaks_chinese() else self.en


def port_in_use(port: int) -> SetupFailure:
    """Another program listens on ``port``."""
    return SetupFailure(
        f"Port {port} is in use: stop the program that holds it, or choose another port, "
        f"for example make run PORT={port + 1}",
        f"端口 {port} 已被占用: 请关闭占用它的程序, 或换一个端口, 例如 make run PORT={port + 1}",
    )


def port_not_allowed(host: str, port: int) -> SetupFailure:
    """The address cannot be bound: a privileged port, or a host name that is not this machine."""
    return SetupFailure(
        f"This machine does not let the server listen on {host}:{port}: "
        "choose HOST=127.0.0.1 and a PORT between 1024 and 65535",
        f"本机不允许在 {host}:{port} 监听: 请用 HOST=127.0.0.1 和 1024 到 65535 之间的 PORT",
    )


def no_venv_module(package: str) -> SetupFailure:
    """Debian and Ubuntu ship ``ensurepip`` in a package of its own."""
    return SetupFailure(
        f"Python's venv module is missing: run sudo apt-get install {package}, then try again",
        f"缺少 Python 的 venv 模块: 请先运行 sudo apt-get install {package}, 然后重试",
    )


def no_network() -> SetupFailure:
    """The package index cannot be reached."""
    return SetupFailure(
        "The package index cannot be reached: connect to the internet (or set pip's own proxy "
        "or mirror settings), then run the same command again",
        "无法连接软件包索引: 请接入互联网 (或设置 pip 的代理、镜像), 然后重新运行同一命令",
    )


def no_disk(folder: Path, needed_mb: int | None = None, free_mb: int | None = None) -> SetupFailure:
    """The disk under ``folder`` is full, or too small for what comes next (sizes in MB)."""
    sizes = f" ({needed_mb} MB needed, {free_mb} MB free)" if needed_mb else ""
    sizes_zh = f" (需要 {needed_mb} MB, 剩余 {free_mb} MB)" if needed_mb else ""
    return SetupFailure(
        f"Not enough disk space under {folder}{sizes}: free some, then run the same command again",
        f"{folder} 所在磁盘空间不足{sizes_zh}: 请腾出空间后重新运行同一命令",
    )


def not_writable(folder: Path) -> SetupFailure:
    """The environment cannot be written."""
    return SetupFailure(
        f"{folder} cannot be written: move the project to a folder that belongs to you",
        f"无法写入 {folder}: 请把项目放到您有写权限的文件夹",
    )


def no_wheel(requirement: str) -> SetupFailure:
    """The index has no ready-built file of ``requirement`` for this machine."""
    return SetupFailure(
        f"The package index has no {requirement} for this machine and Python: "
        "use a 64-bit Linux, macOS or Windows with Python 3.11 to 3.14",
        f"软件包索引中没有适合本机的 {requirement}: "
        "请使用 64 位 Linux、macOS 或 Windows 与 Python 3.11 至 3.14",
    )


def install_failed(last_line: str) -> SetupFailure:
    """Pip failed for a reason of its own; ``last_line`` is what it said."""
    return SetupFailure(
        f"The packages could not be installed, pip says: {last_line}",
        f"软件包安装失败, pip 的提示是: {last_line}",
    )


def no_browser(command: str) -> SetupFailure:
    """The browser tests lack Chromium or a Chinese font."""
    return SetupFailure(
        f"The browser tests need Chromium and a Chinese font: run {command}, then make test again",
        f"浏览器测试需要 Chromium 和中文字体: 请先运行 {command}, 再重新 make test",
    )


def from_pip(output: str, folder: Path) -> SetupFailure:
    """Turn the output of a failed pip or venv call into the sentence that fits.

    The order matters: a full disk and a missing network both also end in
    "No matching distribution found".
    """
    if _NO_DISK.search(output):
        return no_disk(folder)
    if _NO_NETWORK.search(output):
        return no_network()
    if _DENIED.search(output):
        return not_writable(folder)
    if found := _NO_WHEEL.search(output):
        return no_wheel(found.group(1))
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return install_failed(lines[-1] if lines else "nothing")
