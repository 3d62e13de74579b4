"""What a build is made of: the bytes of its inputs and of the code that reads them.

Only the standard library, so that "unchanged" is answered before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cityscene
import etl
from cityscene import paths
from etl.descriptor import Descriptor, load_descriptor

_ID_LENGTH = 16
_CHUNK = 1 << 20
#: Library code whose change can change the content of the database.
_CODE = ("schema.py", "ratios.py", "units")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input: path relative to the data folder, size in bytes and digest."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Identity of a build: same inputs and same code give the same ``build_id``."""

    build_id: str
    input_sha256: str
    code_sha256: str
    files: tuple[InputFile, ...]


def fingerprint(data_dir: Path, descriptor: Descriptor | None = None) -> Fingerprint:
    """Digest the descriptor, every file it names and the code.

    A missing file is left out here; reading reports it.
    """
    listed = descriptor or load_descriptor(data_dir)
    files = tuple(_inputs(data_dir, listed))
    inputs = _digest_of(f"{f.path} {f.sha256}" for f in files)
    code = _digest_of(f"{name} {file_sha256(path)}" for name, path in _code_files())
    build_id = _digest_of((inputs, code))[:_ID_LENGTH]
    return Fingerprint(build_id, inputs, code, files)


def file_sha256(path: Path) -> str:
    """Return the digest of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _inputs(data_dir: Path, descriptor: Descriptor) -> Iterable[InputFile]:
    yield _input("datapackage.json", paths.descriptor_file(data_dir))
    for resource in descriptor.resources:
        if (data_dir / resource.path).is_file():
            yield _input(resource.path, data_dir / resource.path)


def _input(name: str, path: Path) -> InputFile:
    return InputFile(name, path.stat().st_size, file_sha256(path))


def _code_files() -> Iterable[tuple[str, Path]]:
    library = Path(cityscene.__file__).parent
    roots = [Path(etl.__file__).parent, *(library / name for name in _CODE)]
    for root in roots:
        found = sorted(root.rglob("*.py")) if root.is_dir() else [root]
        for path in found:
            yield path.relative_to(root.parent).as_posix(), path


def _digest_of(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
