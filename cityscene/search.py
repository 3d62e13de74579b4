"""Find words in Chinese and English texts: as written, by full pinyin, or by its initials.

``jjyy`` and ``jinjiangyeyou`` find 锦江夜游. A character with several readings is found by each
of them. Punctuation between characters is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

#: Letters that pinyin needs to be looked for in a name, and in a remark: any two letters are the
#: initials of something in a long text.
LEAST_IN_NAME = 2
LEAST_IN_REMARK = 4
_LATIN = re.compile(r"[a-z0-9]+")

#: What a character of a text may be typed as.
_Readings = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One text made ready to be searched.

    Attributes:
        plain: the text as written, normalised.
        full: for each character its readings in full; letters and digits stand for themselves.
        initials: the same with first letters.
        least: letters that pinyin needs.
    """

    plain: str
    full: _Readings
    initials: _Readings
    least: int


def prepare(names: Iterable[str], remarks: Iterable[str] = ()) -> tuple[Text, ...]:
    """Make names, and the longer remarks about them, ready to be searched."""
    found = [(text, LEAST_IN_NAME) for text in names]
    found += [(text, LEAST_IN_REMARK) for text in remarks]
    return tuple(_prepared(normal(text), least) for text, least in found if text)


def has_all(texts: Sequence[Text], question: str) -> bool:
    """Whether every word of a question, parted by blanks, is found in one of the texts."""
    return all(any(_has(text, word) for text in texts) for word in normal(question).split())


def normal(text: str) -> str:
    """Return a text in one width and without capitals."""
    return unicodedata.normalize("NFKC", text).casefold()


def _has(text: Text, word: str) -> bool:
    if word in text.plain:
        return True
    typed = word.replace("ü", "v")
    if not _LATIN.fullmatch(typed) or len(typed) < text.least:
        return False
    return _spells(text.initials, typed) or _spells(text.full, typed)


def _spells(readings: _Readings, typed: str) -> bool:
    """Whether some run of characters can be typed as exactly these letters."""
    return any(_spells_from(readings, start, typed) for start in range(len(readings)))


def _spells_from(readings: _Readings, start: int, typed: str) -> bool:
    ends = {0}
    for choices in readings[start:]:
        ends = {end + len(r) for end in ends for r in choices if typed.startswith(r, end)}
        if len(typed) in ends:
            return True
        if not ends:
            return False
    return False


@lru_cache(maxsize=4096)
def _prepared(text: str, least: int) -> Text:
    full = tuple(found for c in text if (found := _readings(c)))
    initials = tuple(frozenset(r[0] for r in found) for found in full)
    return Text(text, full, initials, least)


@lru_cache(maxsize=8192)
def _readings(character: str) -> frozenset[str]:
    """Readings of a character without tones, ``v`` for ü; nothing for punctuation."""
    if _LATIN.fullmatch(character):
        return frozenset(character)
    from pypinyin import Style, pinyin  # large dictionaries: read when somebody asks for them

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(r for readings in found for r in readings if _LATIN.fullmatch(r))
