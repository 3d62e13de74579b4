"""The commands behind the Makefile; the same on every system as python -m cityscene.setup."""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cityscene.setup import environment, failures, machine, ports
from cityscene.setup.environment import ROOT, Environment
from cityscene.setup.machine import say

_CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "data/build")
_FORMAT = ("ruff", "format", "--check", ".")
_LINT = ("ruff", "check", ".")
_TYPES = ("mypy",)
# Files stay whole on one worker: the browser tests start one server per file.
_PYTEST = ("pytest", "-n", "2", "--dist", "loadfile")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Foreseen failures are one sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        return int(_COMMANDS[options.command](Environment(ROOT), options))
    except failures.SetupFailure as failure:
        print(failure, file=sys.stderr)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS):
            raise
        folder = Path(error.filename or ROOT)
        full = error.errno == errno.ENOSPC
        print(failures.no_disk(ROOT) if full else failures.not_writable(folder), file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cityscene.setup")
    parser.add_argument("command", choices=sorted(_COMMANDS))
    parser.add_argument("rest", nargs="*", help="handed to pytest or to the benchmarks (after --)")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--host", default=os.environ.get("CITYSCENE_HOST", "127.0.0.1"))
    return parser


def _call(env: Environment, *arguments: str) -> int:
    """Run ``python -m arguments`` inside the environment and return its exit code."""
    command = [str(env.python), "-m", *arguments]
    return subprocess.run(command, cwd=env.root, env=_variables(), check=False).returncode


def _variables() -> dict[str, str]:
    """The caller's environment, with UTF-8 everywhere (Windows consoles default to less)."""
    return {**os.environ, "PYTHONUTF8": "1"}


def install(env: Environment, _: argparse.Namespace) -> int:
    """Make the environment; nothing is done twice."""
    environment.ensure(env)
    return 0


def run(env: Environment, options: argparse.Namespace) -> int:
    """Install, build the data, serve. On success it ends only when the server does."""
    ports.require_free(options.host, options.port)
    environment.ensure(env)
    if code := _call(env, "etl", "build"):
        return code
    server = ["cityscene.ui.server", "--host", options.host, "--port", str(options.port)]
    if os.name == "nt":
        return _call(env, *server)
    # The server takes this process over, so that a signal to make's child reaches it.
    os.chdir(env.root)
    os.execve(env.python, [str(env.python), "-m", *server], _variables())


def test(env: Environment, options: argparse.Namespace) -> int:
    """Everything that must hold before a change is kept; all four checks run, then it fails."""
    environment.ensure(env)
    machine.ensure_browser(env.python)
    if code := _call(env, "etl", "build"):
        return code
    return _all_of(env, _FORMAT, _LINT, _TYPES, (*_PYTEST, *options.rest))


def lint(env: Environment, _: argparse.Namespace) -> int:
    """Formatting and lint rules."""
    environment.ensure(env)
    return _all_of(env, _FORMAT, _LINT)


def format(env: Environment, _: argparse.Namespace) -> int:
    """Rewrite the code in the house format and mend what the linter can mend."""
    environment.ensure(env)
    return _all_of(env, ("ruff", "format", "."), ("ruff", "check", "--fix", "."))


def types(env: Environment, _: argparse.Namespace) -> int:
    """The type checker."""
    environment.ensure(env)
    return _all_of(env, _TYPES)


def bench(env: Environment, options: argparse.Namespace) -> int:
    """Measure; see benchmarks/."""
    environment.ensure(env)
    machine.ensure_browser(env.python)
    if code := _call(env, "etl", "build"):
        return code
    return _call(env, "benchmarks", *options.rest)


def clean(env: Environment, _: argparse.Namespace) -> int:
    """Remove what was built and cached; the environment stays."""
    for name in _CACHES:
        shutil.rmtree(env.root / name, ignore_errors=True)
    for folder in ("cityscene", "etl", "pages", "benchmarks", "tests"):
        for cache in list((env.root / folder).rglob("__pycache__")):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


def distclean(env: Environment, options: argparse.Namespace) -> int:
    """Back to a fresh clone: the environment goes too."""
    shutil.rmtree(env.folder, ignore_errors=True)
    return clean(env, options)


def _all_of(env: Environment, *checks: Sequence[str]) -> int:
    failed = [check[0] for check in checks if _call(env, *check)]
    if failed:
        names = ", ".join(dict.fromkeys(failed))
        say(f"Not passed: {names}", f"未通过: {names}")
    return 1 if failed else 0


_COMMANDS: dict[str, Callable[[Environment, argparse.Namespace], int]] = {
    function.__name__: function
    for function in (install, run, test, lint, types, format, bench, clean, distclean)
}
