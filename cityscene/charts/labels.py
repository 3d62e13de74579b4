"""How wide text is, for charts that have to leave room before a browser measures it."""

from __future__ import annotations

import unicodedata

#: Width of one Latin letter as a share of the type size; a Chinese character is 1.
LATIN = 0.56


def width(text: str) -> float:
    """Width of a line in units of the type size: a Chinese character counts 1."""
    return sum(1.0 if _is_wide(c) else LATIN for c in text)


def wrap(text: str, most: float) -> list[str]:
    """Break a text into lines no wider than ``most``, between words or Chinese characters.

    A single word that is wider stands on a line of its own.
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > most:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Words with the blanks behind them; Chinese characters one by one.

    Closing punctuation stays with what is before it, opening punctuation with what follows.
    """
    pieces: list[str] = []
    for c in text:
        if pieces and not _starts(c, pieces[-1]):
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces


def _starts(c: str, before: str) -> bool:
    """Whether a line may break between a piece and the character behind it."""
    if unicodedata.category(before[-1]) in ("Ps", "Pi"):
        return False
    if _is_wide(c):
        return unicodedata.category(c) not in ("Pe", "Pf", "Po")
    return before[-1] == " " or (c != " " and _is_wide(before[-1]))


def _is_wide(c: str) -> bool:
    return unicodedata.east_asian_width(c) in "WF"
