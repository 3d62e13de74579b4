"""Names and notes inside Markdown: shown as they are, whatever characters they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Streamlit adds formulas ($), colours and icons (:red[, :material/) to Markdown's own marks.
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~$<>:^-])")
_BREAK = "  \n"


def escape(text: str) -> str:
    """Return a text that Markdown shows unchanged, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def link(text: str, address: str) -> str:
    """Return a link; the address is one of our own or that of a source."""
    return f"[{escape(text)}](<{address.replace('>', '%3E').replace('<', '%3C')}>)"


def lines(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values, a line each, values as they are."""
    return _BREAK.join(f"**{escape(name)}**　{escape(value)}" for name, value in pairs)
