"""``python -m etl build | validate | path | diff | verify``.

Heavy modules are imported inside the commands: an unchanged build and ``path`` answer at once.
"""

from __future__ import annotations

import argparse
import errno
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cityscene import paths
from etl.descriptor import DescriptorError
from etl.problems import DataError, Problem, errors, warnings

_Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0, or 1 with what is wrong on the screen."""
    options = _parser().parse_args(arguments)
    command: _Command = options.run
    try:
        return command(options)
    except (DescriptorError, FileNotFoundError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(_disk_sentence(options.build_dir, error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Build the database.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, text in (
        ("build", _build, "build and publish the database"),
        ("validate", _validate, "list everything that is wrong with the data"),
        ("path", _path, "print the current database file"),
        ("diff", _diff, "list what changed since the last build"),
        ("verify", _verify, "look up printed figures in the source texts"),
    ):
        command = commands.add_parser(name, help=text, description=text.capitalize() + ".")
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, default=paths.data_dir(), metavar="DIR")
        command.add_argument("--build-dir", type=Path, default=None, metavar="DIR")
        command.add_argument("--json", action="store_true", help="print JSON")
        if name == "build":
            command.add_argument("--force", action="store_true", help="build unchanged inputs too")
        if name == "verify":
            command.add_argument("--sources", type=Path, required=True, metavar="DIR")
    return parser


def _build_dir(options: argparse.Namespace) -> Path:
    """The folder of databases: as told, else that of the data folder."""
    told: Path | None = options.build_dir
    data: Path = options.data
    if told is not None:
        return told
    return paths.build_dir() if data == paths.data_dir() else data / "build"


def _build(options: argparse.Namespace) -> int:
    build_dir = _build_dir(options)
    if not options.force and (unchanged := _unchanged(options.data, build_dir)):
        _say(options, f"unchanged {unchanged}", {"status": "unchanged", "path": str(unchanged)})
        return 0
    from etl import pipeline

    try:
        report = pipeline.run_build(options.data, build_dir)
    except DataError as error:
        _print_problems(options, error.problems)
        return _fail("The data have errors; the last good database stays in place.")
    except _build_failures() as error:
        return _fail(_disk_sentence(build_dir, error))
    if options.json:
        print(report.to_json(), end="")
        return 0
    tables, path = report.tables, paths.current_database(build_dir)
    read = tables["observation"] - report.derived_observations
    print(f"built {path}")
    print(
        f"{read:,} figures and {report.derived_observations:,} derived from them, "
        f"{tables['metric']:,} metrics, {tables['area']:,} areas, {tables['source']:,} sources; "
        f"{tables['finding']:,} findings; {sum(report.seconds.values()):.1f} s"
    )
    return 0


def _build_failures() -> tuple[type[Exception], ...]:
    """Failures that are the machine's, not the data's: disk, memory, a file that is not whole."""
    import duckdb

    from etl.pipeline import ChangedInputsError
    from etl.publish import PublishError

    return (duckdb.IOException, duckdb.OutOfMemoryException, ChangedInputsError, PublishError)


def _unchanged(data: Path, build_dir: Path) -> Path | None:
    """Return the current database when it was built of these very inputs by this very code."""
    from etl.fingerprint import fingerprint
    from etl.report import is_published

    build_id = fingerprint(data).build_id
    try:
        current = paths.current_database(build_dir)
    except FileNotFoundError:
        return None
    same = current.name == paths.version_name(build_id)
    return current if same and is_published(build_dir, current, build_id) else None


def _validate(options: argparse.Namespace) -> int:
    from etl import pipeline

    found = pipeline.run_validate(options.data)
    _print_problems(options, found.problems)
    bad = len(errors(found.problems))
    if not options.json:
        rows = sum(file.read for file in found.dataset.files.values())
        told = len(warnings(found.problems))
        print(f"{rows:,} rows in {len(found.dataset.files)} files: {bad} errors, {told} warnings")
    return 1 if bad else 0


def _path(options: argparse.Namespace) -> int:
    current = paths.current_database(_build_dir(options))
    _say(options, str(current), {"path": str(current)})
    return 0


def _diff(options: argparse.Namespace) -> int:
    from etl import pipeline
    from etl.diff import as_markdown
    from etl.fingerprint import fingerprint

    try:
        changes = pipeline.run_diff(options.data, _build_dir(options))
    except DataError as error:
        _print_problems(options, error.problems)
        return 1
    _say(options, as_markdown(changes, fingerprint(options.data).build_id), changes.as_dict())
    return 0


def _verify(options: argparse.Namespace) -> int:
    from etl import pipeline

    if not options.sources.is_dir():
        return _fail(f"There is no folder {options.sources}.")
    outcome = pipeline.run_verify(options.data, options.sources)
    misses = [str(miss) for miss in outcome.misses]
    summary = f"{outcome.checked} places looked up, {len(misses)} not borne out"
    _say(options, "\n".join([*misses, summary]), {"checked": outcome.checked, "misses": misses})
    return 1 if misses else 0


def _print_problems(options: argparse.Namespace, problems: Sequence[Problem]) -> None:
    """Errors first, warnings apart from them; each in the order of the files."""
    bad, told = errors(problems), warnings(problems)
    if options.json:
        content = {"errors": [p.as_dict() for p in bad], "warnings": [p.as_dict() for p in told]}
        print(json.dumps(content, ensure_ascii=False, indent=1))
        return
    for problem in (*bad, *told):
        print(problem)


def _say(options: argparse.Namespace, text: str, content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1) if options.json else text)


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _disk_sentence(build_dir: Path | None, error: Exception) -> str:
    """Say in one sentence what the machine lacks; the last good database is untouched."""
    text = str(error).splitlines()[0]
    full = getattr(error, "errno", None) == errno.ENOSPC or "No space left" in text
    if full:
        return f"The disk of {build_dir} is full: free some space; the last database stands."
    return f"The build failed and the last good database stays in place: {text}"
