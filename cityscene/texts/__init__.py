"""Every text of the interface, in Chinese and English.

Texts live in ``<language>/<page>.toml``; a key is ``page.name`` or ``page.table.name``.
Both languages have the same keys and placeholders (a test checks it).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent


class Language(StrEnum):
    """Languages of the interface; the first is the default."""

    ZH = "zh"
    EN = "en"


def t(key: str, lang: str, /, **values: object) -> str:
    """Return the text of a key with its placeholders filled.

    Raises:
        KeyError: there is no such key in this language.
    """
    text = catalogue(lang)[key]
    return text.format(**values) if values else text


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """All texts of one language, flat: key to text."""
    files = sorted((FOLDER / Language(lang).value).glob("*.toml"))
    entries: dict[str, str] = {}
    for file in files:
        entries.update(_flatten(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))))
    return MappingProxyType(entries)


def _flatten(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            yield from _flatten(key, value)
        else:
            yield key, str(value)
