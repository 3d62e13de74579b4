"""The project's own environment: .venv beside the lock, made once, renewed when either changes."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cityscene.setup import failures, machine
from cityscene.setup.machine import say

# What a first installation takes (960 MB measured, and the wheels that pip keeps meanwhile), and
# what a renewed lock may take.
NEEDED_MB = 1400
RENEWAL_MB = 300
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Environment:
    """Where the environment of the project at ``root`` lives."""

    root: Path

    @property
    def folder(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.folder.joinpath(*inside)

    @property
    def lock(self) -> Path:
        """The exact versions to install."""
        return self.root / "requirements.txt"

    @property
    def stamp(self) -> Path:
        """Says for which lock and Python the environment was completed."""
        return self.folder / ".installed"

    def version(self) -> str | None:
        """Python version inside, or None when there is no environment that starts."""
        asked = [str(self.python), "-c", "import sys; print(*sys.version_info[:3], sep='.')"]
        try:
            answer = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            return None
        return answer.stdout.strip()

    def key(self, version: str) -> str:
        """What the stamp must hold: a digest of the lock and of the Python version."""
        return hashlib.sha256(self.lock.read_bytes() + version.encode()).hexdigest()

    def complete(self) -> bool:
        """Whether everything in the lock is installed."""
        version = self.version()
        if version is None or not self.stamp.is_file():
            return False
        return self.stamp.read_text(encoding="utf-8").strip() == self.key(version)


def ensure(environment: Environment) -> None:
    """Make the environment hold what the lock says; does nothing when it already does.

    Raises:
        SetupFailure: no disk, no network, no venv module, not writable.
    """
    if environment.complete():
        return
    version = environment.version()
    _require_disk(environment.root, NEEDED_MB if version is None else RENEWAL_MB)
    if version is None or not _same_release(environment, version):
        _make(environment)
    _install(environment)
    environment.stamp.write_text(environment.key(str(environment.version())), encoding="utf-8")


def _free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000


def _require_disk(folder: Path, needed_mb: int) -> None:
    if (free_mb := _free_mb(folder)) < needed_mb:
        raise failures.no_disk(folder, needed_mb, free_mb)


def _failure(environment: Environment, output: str) -> failures.SetupFailure:
    """Why venv or pip stopped; neither always says that the disk was full."""
    if _free_mb(environment.root) < 20:
        return failures.no_disk(environment.root)
    return failures.from_pip(output, environment.folder)


def _same_release(environment: Environment, version: str) -> bool:
    """Whether the packages inside belong to the interpreter that now starts (3.11 != 3.12).

    After an upgrade of the system the environment's link may lead to a newer Python.
    """
    config = (environment.folder / "pyvenv.cfg").read_text(encoding="utf-8")
    written = next(
        (ln.split("=")[1].strip() for ln in config.splitlines() if ln[:7] == "version"), ""
    )
    release = version.split(".")[:2]
    return written.split(".")[:2] == release and tuple(map(int, release)) >= (3, 11)


def _make(environment: Environment) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        machine.install_venv_module()
    say("Making the environment .venv", "正在创建环境 .venv")
    # The base interpreter: an environment made from inside another one breaks with it.
    base = getattr(sys, "_base_executable", None) or sys.executable
    command = [base, "-m", "venv", "--clear", str(environment.folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise _failure(environment, made.stdout + made.stderr)


def _install(environment: Environment) -> None:
    lines = environment.lock.read_text(encoding="utf-8").splitlines()
    total = sum("==" in line for line in lines)
    say(
        f"Installing {total} packages, once (about a minute)",
        f"正在安装 {total} 个软件包, 仅此一次 (约一分钟)",
    )
    command = [
        *(str(environment.python), "-m", "pip", "install", "--requirement", str(environment.lock)),
        *("--only-binary=:all:", "--compile", "--no-input", "--disable-pip-version-check"),
        *("--retries", "2", "--progress-bar", "off", "--no-warn-script-location"),
    ]
    code, output = _run_with_count(command, total)
    if code != 0:
        raise _failure(environment, output)


def _run_with_count(command: list[str], total: int) -> tuple[int, str]:
    """Run pip, showing on a terminal how far it is; return its exit code and its output."""
    counted, output = 0, []
    shown = sys.stdout.isatty()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            output.append(line)
            counted += line.startswith("Collecting ")
            if shown:
                print(f"\r  {counted}/{total}", end="", flush=True)
    if shown:
        print("\r", end="")
    return pip.returncode, "".join(output)
