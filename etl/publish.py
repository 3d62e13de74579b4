"""Publish: a verified file gets its versioned name, then the pointer is switched.

Readers open the real path behind the pointer, so a build never changes a file under them.
Until the switch the last good build stands; a killed build leaves only its own work folder,
which the next one removes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from cityscene import paths
from etl.lock import only_builder
from etl.tables import published_tables
from etl.workspace import Workspace

KEPT_VERSIONS = 3
_WORK_PREFIX = ".building-"
#: Bytes of a DuckDB file before its blocks.
_HEADERS = 3 * 4096


class PublishError(Exception):
    """The new file is not what was loaded; it is not published."""


@contextlib.contextmanager
def work_folder(build_dir: Path) -> Iterator[Path]:
    """Give a folder for one build, the only one at work; it is removed whatever happens."""
    build_dir.mkdir(parents=True, exist_ok=True)
    with only_builder(build_dir):
        for abandoned in build_dir.glob(f"{_WORK_PREFIX}*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_WORK_PREFIX, dir=build_dir))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def table_counts(work: Workspace) -> dict[str, int]:
    """Count the rows of every published table."""
    return {
        table.name: int(work.value(f"SELECT count(*) FROM {table.name}"))
        for table in published_tables(work.descriptor)
    }


def verify(file: Path, build_id: str, counts: Mapping[str, int]) -> None:
    """Open a finished file as readers do and compare it with what was loaded.

    Raises:
        PublishError: it is not whole, cannot be opened, or rows or the build id differ.
    """
    if file.with_name(f"{file.name}.wal").exists():
        raise PublishError("part of the new database is in its log still")
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            found = {name: _count(con, name) for name in counts}
            ids = con.execute("SELECT build_id FROM build").fetchall()
            blocks = con.execute("SELECT total_blocks, block_size FROM pragma_database_size()")
            ((total, size),) = blocks.fetchall()
    except duckdb.Error as error:
        raise PublishError(f"the new database cannot be read: {error}") from error
    if file.stat().st_size < _HEADERS + total * size:
        raise PublishError("the new database is cut off")
    if found != dict(counts) or ids != [(build_id,)]:
        raise PublishError(f"the new database does not hold what was loaded: {found}, {ids}")


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    ((n,),) = con.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(n)


def place(file: Path, build_dir: Path, build_id: str) -> Path:
    """Give a verified file its versioned name, safe on the disk; the pointer stays."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
    target = build_dir / paths.version_name(build_id)
    os.replace(file, target)
    _sync_folder(build_dir)
    return target


def switch(target: Path) -> None:
    """Point to a placed file; from here on readers see it. Old versions are removed."""
    build_dir = target.parent
    try:
        _link(target)
    except (OSError, NotImplementedError):
        # Windows allows symbolic links to few: name the file in a text instead.
        write_text(build_dir / paths.POINTER_TEXT, target.name + "\n")
        (build_dir / paths.POINTER).unlink(missing_ok=True)
    else:
        (build_dir / paths.POINTER_TEXT).unlink(missing_ok=True)
    _sync_folder(build_dir)
    _remove_old(target)


def _link(target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=_WORK_PREFIX, dir=target.parent) as folder:
        link = Path(folder) / paths.POINTER
        # Relative, so that the build folder can be moved or mounted elsewhere.
        os.symlink(target.name, link)
        os.replace(link, target.parent / paths.POINTER)


def _remove_old(current: Path) -> None:
    versions = sorted(
        current.parent.glob(paths.version_name("*")),
        key=lambda p: (p == current, p.stat().st_mtime),
    )
    for old in versions[:-KEPT_VERSIONS]:
        # Windows refuses while a reader has it open; a later build tries again.
        with contextlib.suppress(OSError):
            old.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a text file so that a reader finds the old or the new one, never a part."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; only POSIX opens folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
