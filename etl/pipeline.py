"""The order of the steps: read -> validate -> correct -> derive -> check -> load -> publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cityscene import paths
from etl.account import FileCount, account, reject_all
from etl.check import check
from etl.correct import correct
from etl.derive import derive
from etl.descriptor import Descriptor, load_descriptor
from etl.diff import CHANGES, Changes, as_markdown, compare
from etl.fingerprint import Fingerprint, fingerprint
from etl.latest import load_latest, pick_latest
from etl.load import load_build, load_files
from etl.problems import DataError, Problem, errors, warnings
from etl.publish import place, switch, table_counts, verify, work_folder, write_text
from etl.read import Dataset, read
from etl.report import PUBLISHED, REPORT, Report
from etl.stage import stage
from etl.validate import validate
from etl.verify import Outcome
from etl.verify import verify as verify_sources
from etl.workspace import Workspace, open_workspace

_NEW_FILE = "new.duckdb"


class ChangedInputsError(Exception):
    """An input was edited while it was being built; the build is not what its id says."""


@dataclass(frozen=True)
class Validation:
    """Outcome of a validation: problems in reading order, and the account of the files."""

    problems: list[Problem]
    dataset: Dataset


def run_validate(data_dir: Path) -> Validation:
    """Read and validate a data folder; nothing is written."""
    descriptor = load_descriptor(data_dir)
    with open_workspace(descriptor) as work:
        dataset = read(descriptor, data_dir)
        corrected, problems = validate(work, dataset)
    return Validation(problems, corrected)


def run_verify(data_dir: Path, sources: Path) -> Outcome:
    """Look up the facts of a data folder in the source texts of another."""
    descriptor = load_descriptor(data_dir)
    with open_workspace(descriptor) as work:
        dataset = read(descriptor, data_dir)
        work.take(dataset)
        corrected, _ = correct(work, dataset)
        work.take(corrected)
        return verify_sources(work, sources)


def run_diff(data_dir: Path, build_dir: Path) -> Changes:
    """Compare a data folder with the published database; nothing is written.

    Raises:
        DataError: the data have errors.
    """
    descriptor = load_descriptor(data_dir)
    with open_workspace(descriptor) as work:
        _validated(work, read(descriptor, data_dir))
        stage(work)
        load_files(work)
        return compare(work, _last(build_dir))


def run_build(data_dir: Path, build_dir: Path) -> Report:
    """Build and publish a database, and write ``report.json`` and ``changes.md``.

    Raises:
        DataError: the data have errors; the report says which, the last build stands.
    """
    report = Report()
    descriptor = load_descriptor(data_dir)
    with work_folder(build_dir) as folder:
        made_of = fingerprint(data_dir, descriptor)
        report.build_id = made_of.build_id
        with report.step("read"):
            dataset = read(descriptor, data_dir)
        try:
            _build(descriptor, dataset, made_of, folder / _NEW_FILE, report)
        except DataError as error:
            _write_failure(build_dir, report, dataset, error)
            raise
        if fingerprint(data_dir, descriptor).files != made_of.files:
            raise ChangedInputsError("An input file changed during the build; build again.")
        with report.step("publish"):
            _publish(folder, build_dir, report)
    return report


def _build(
    descriptor: Descriptor, dataset: Dataset, made_of: Fingerprint, new: Path, report: Report
) -> None:
    """Fill the new file; afterwards it is closed and its counts are in the report."""
    with open_workspace(descriptor, new, new.parent) as work:
        with report.step("validate"):
            dataset, problems = _validated(work, dataset)
            report.warnings = [p.as_dict() for p in warnings(problems)]
        with report.step("stage"):
            stage(work)
        with report.step("derive"):
            report.derived_observations = derive(work)
        with report.step("check"):
            pick_latest(work)
            report.findings = check(work, problems)
        with report.step("load"):
            _load(work, dataset, made_of, report)
        with report.step("diff"):
            changes = compare(work, _last(new.parent.parent))
            write_text(new.parent / CHANGES, as_markdown(changes, made_of.build_id))
        with report.step("finish"):
            work.finish()


def _validated(work: Workspace, dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    corrected, problems = validate(work, dataset)
    if errors(problems):
        raise DataError(problems)
    return corrected, problems


def _load(work: Workspace, dataset: Dataset, made_of: Fingerprint, report: Report) -> None:
    load_files(work)
    load_latest(work)
    counts = account(work, dataset)
    load_build(work, made_of, counts)
    report.files = _as_rows(counts)
    report.tables = table_counts(work)


def _publish(folder: Path, build_dir: Path, report: Report) -> None:
    """Verify, place, write the reports and switch: the switch is what makes it published."""
    new = folder / _NEW_FILE
    verify(new, report.build_id, report.tables)
    target = place(new, build_dir, report.build_id)
    report.status, report.size = PUBLISHED, target.stat().st_size
    write_text(build_dir / CHANGES, (folder / CHANGES).read_text(encoding="utf-8"))
    write_text(build_dir / REPORT, report.to_json())
    switch(target)


def _write_failure(build_dir: Path, report: Report, dataset: Dataset, error: DataError) -> None:
    report.files = _as_rows(reject_all(dataset))
    report.errors = [p.as_dict() for p in errors(error.problems)]
    report.warnings = [p.as_dict() for p in warnings(error.problems)]
    write_text(build_dir / REPORT, report.to_json())


def _as_rows(counts: Sequence[FileCount]) -> list[dict[str, str | int]]:
    return [
        {"path": c.path, "read": c.read, "loaded": c.loaded, "rejected": c.rejected} for c in counts
    ]


def _last(build_dir: Path) -> Path | None:
    try:
        return paths.current_database(build_dir)
    except FileNotFoundError:
        return None
