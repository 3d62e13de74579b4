"""The environment is made once, renewed when the lock or Python changes, and fails in sentences."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cityscene.setup import environment, failures
from cityscene.setup.environment import Environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    """A project whose lock is empty, so that installing it needs no network."""
    (tmp_path / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    return Environment(tmp_path)


@pytest.fixture
def bare(project):
    """The same with an environment already made, without pip (half a second instead of three)."""
    base = getattr(sys, "_base_executable", sys.executable)
    command = [base, "-m", "venv", "--without-pip", str(project.folder)]
    subprocess.run(command, check=True)
    return project


@pytest.fixture
def pip_calls(monkeypatch):
    """Counts what would be installed; nothing is."""
    calls = []

    def count(command, total):
        calls.append((command, total))
        return 0, ""

    monkeypatch.setattr(environment, "_run_with_count", count)
    return calls


def test_a_second_call_does_nothing(bare, pip_calls):
    assert not bare.complete()
    environment.ensure(bare)
    assert bare.complete()
    environment.ensure(bare)
    assert len(pip_calls) == 1


def test_a_changed_lock_is_installed(bare, pip_calls):
    environment.ensure(bare)
    bare.lock.write_text("six==1.17.0\n", encoding="utf-8")
    assert not bare.complete()
    environment.ensure(bare)
    assert [total for _, total in pip_calls] == [0, 1]


def test_an_interrupted_install_is_taken_up_again(bare, monkeypatch):
    monkeypatch.setattr(environment, "_run_with_count", lambda *_: (1, "ERROR: stopped"))
    with pytest.raises(failures.SetupFailure):
        environment.ensure(bare)
    assert not bare.complete()


def test_an_environment_of_another_python_is_made_anew(bare, pip_calls, monkeypatch):
    environment.ensure(bare)
    config = bare.folder / "pyvenv.cfg"
    config.write_text("home = somewhere\nversion = 3.9.1\n", encoding="utf-8")
    bare.stamp.unlink()
    made = []
    monkeypatch.setattr(environment, "_make", made.append)
    environment.ensure(bare)
    assert made == [bare]


def test_a_broken_environment_counts_as_none(bare):
    bare.python.unlink()
    assert bare.version() is None
    assert not bare.complete()


def test_pip_is_called_with_the_lock_and_compiles(bare, pip_calls):
    environment.ensure(bare)
    command, _ = pip_calls[0]
    assert command[:4] == [str(bare.python), "-m", "pip", "install"]
    assert {"--compile", "--only-binary=:all:", "--disable-pip-version-check"} <= set(command)
    assert command[command.index("--requirement") + 1] == str(bare.lock)


def test_too_little_disk_is_said_before_anything_is_written(project, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=300_000_000))
    with pytest.raises(failures.SetupFailure) as caught:
        environment.ensure(project)
    assert caught.value.en == failures.no_disk(project.root, environment.NEEDED_MB, 300).en
    assert not project.folder.exists()


def test_a_renewed_lock_needs_less_disk(bare, pip_calls, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=400_000_000))
    environment.ensure(bare)
    assert len(pip_calls) == 1


def test_a_disk_that_fills_up_meanwhile(bare, monkeypatch):
    monkeypatch.setattr(environment, "_free_mb", lambda _: 1000)

    def fill(*_):
        monkeypatch.setattr(environment, "_free_mb", lambda _: 3)
        return 1, "Error: ensurepip returned non-zero exit status 1."

    monkeypatch.setattr(environment, "_run_with_count", fill)
    with pytest.raises(failures.SetupFailure) as caught:
        environment.ensure(bare)
    assert caught.value.en == failures.no_disk(bare.root).en


def test_no_venv_module(project, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("cityscene.setup.machine._apt_prefix", lambda: None)
    with pytest.raises(failures.SetupFailure) as caught:
        environment.ensure(project)
    release = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert caught.value.en == failures.no_venv_module(release).en


def test_no_network_from_the_command_line(tmp_path):
    """The real thing: a copy of the set-up, real venv and pip, an index nobody serves."""
    shutil.copytree(ROOT / "cityscene" / "setup", tmp_path / "cityscene" / "setup")
    shutil.copy(ROOT / "cityscene" / "__init__.py", tmp_path / "cityscene")
    (tmp_path / "requirements.txt").write_text("a-package-nobody-has==1.0\n", encoding="utf-8")
    unreachable = {
        "PIP_INDEX_URL": "https://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-m", "cityscene.setup", "install"],
        cwd=tmp_path,
        env={**os.environ, **unreachable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [failures.no_network().en]
    assert not (tmp_path / ".venv" / ".installed").exists()
