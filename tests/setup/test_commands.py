"""The commands: order of steps, exit codes, and the Makefile that calls them."""

import re
from pathlib import Path

import pytest

from cityscene.setup import commands, environment, failures, machine, ports

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def calls(monkeypatch):
    """What is called inside the environment; everything succeeds unless named in ``failing``."""
    made = []
    failing = set()

    def call(_, *arguments):
        made.append(arguments)
        return 1 if arguments[0] in failing else 0

    monkeypatch.setattr(commands, "_call", call)
    monkeypatch.setattr(environment, "ensure", lambda _: made.append(("install",)))
    monkeypatch.setattr(machine, "ensure_browser", lambda _: made.append(("browser",)))
    monkeypatch.setattr(
        commands.os, "execve", lambda _, command, __: made.append(tuple(command[2:]))
    )
    monkeypatch.setattr(commands.os, "chdir", lambda _: None)
    call.made, call.failing = made, failing
    return call


def test_run_installs_builds_and_serves(calls):
    with pytest.raises(TypeError):  # execve does not come back; here it does, with nothing
        commands.main(["run", "--port", "0"])
    assert calls.made == [
        ("install",),
        ("etl", "build"),
        ("cityscene.ui.server", "--host", "127.0.0.1", "--port", "0"),
    ]


def test_run_does_not_serve_a_failed_build(calls):
    calls.failing.add("etl")
    assert commands.main(["run", "--port", "0"]) == 1
    assert calls.made[-1] == ("etl", "build")


def test_a_taken_port_is_said_before_anything_slow(calls, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with ports.bind("127.0.0.1", 0) as holder:
        port = holder.getsockname()[1]
        assert commands.main(["run", "--port", str(port)]) == 1
    assert calls.made == []
    assert capsys.readouterr().err.splitlines() == [failures.port_in_use(port).en]


def test_test_runs_every_check_even_after_a_failure(calls, capsys):
    calls.failing |= {"ruff", "mypy"}
    assert commands.main(["test", "--", "-k", "units"]) == 1
    names = [arguments[0] for arguments in calls.made]
    assert names == ["install", "browser", "etl", "ruff", "ruff", "mypy", "pytest"]
    assert calls.made[-1][-2:] == ("-k", "units")
    assert "ruff, mypy" in capsys.readouterr().out


def test_test_passes_when_all_pass(calls):
    assert commands.main(["test"]) == 0


def test_bench_passes_its_arguments_on(calls):
    assert commands.main(["bench", "--", "--quick"]) == 0
    assert calls.made[-1] == ("benchmarks", "--quick")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (failures.no_network(), failures.no_network().en),
        (OSError(28, "No space left on device"), failures.no_disk(environment.ROOT).en),
        (PermissionError(13, "denied", "there"), failures.not_writable(Path("there")).en),
    ],
)
def test_failures_are_one_line_without_traceback(calls, capsys, monkeypatch, error, expected):
    def fail(_):
        raise error

    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(environment, "ensure", fail)
    assert commands.main(["install"]) == 1
    assert capsys.readouterr().err.splitlines() == [expected]


def test_clean_keeps_the_environment(tmp_path):
    env = environment.Environment(tmp_path)
    made = [tmp_path / "data/build/x", tmp_path / "cityscene/__pycache__/y", env.folder / "z"]
    for file in made:
        file.parent.mkdir(parents=True)
        file.touch()
    assert commands.clean(env, None) == 0
    assert [file.exists() for file in made] == [False, False, True]
    commands.distclean(env, None)
    assert not env.folder.exists()


def test_every_target_is_a_command_and_is_in_the_help():
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    targets = set(phony.group(1).split()) - {"help"}
    assert targets == set(commands._COMMANDS)
    helped = re.findall(r"^\t'make (\w+) +\S", MAKEFILE, re.MULTILINE)
    assert set(helped) == targets


def test_every_help_line_is_in_both_languages():
    lines = re.findall(r"^\t'(make .*)'", MAKEFILE, re.MULTILINE)
    for line in lines:
        assert re.search(r"[a-z]{4,}", line.split(None, 2)[2])
        assert re.search(r"[\u4e00-\u9fff]{2,}", line)
