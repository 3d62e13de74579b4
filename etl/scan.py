"""Byte-level checks of a file, in pieces and without interpreting it as CSV."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Scan:
    """What the bytes of a file say before it is read as text.

    ``lines`` counts lines, the last one also without its line feed.
    """

    size: int
    lines: int
    has_bom: bool
    has_nul: bool
    has_carriage_return: bool
    has_blank_line: bool
    is_utf8: bool

    @property
    def is_plain(self) -> bool:
        """Whether the file can go to the fast reader as it is."""
        odd = self.has_bom or self.has_nul or self.has_carriage_return or self.has_blank_line
        return self.is_utf8 and not odd


def scan(path: Path) -> Scan:
    """Read a file once and note what is unusual about its bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    size = feeds = 0
    nul = carriage = blank = False
    utf8 = True
    start, last = b"", b"\n"
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            start = start or chunk[:3]
            # The byte before counts: a blank line may begin with the chunk, or the file.
            blank = blank or b"\n\n" in chunk or (last == b"\n" == chunk[:1])
            nul, carriage = nul or b"\0" in chunk, carriage or b"\r" in chunk
            size, feeds, last = size + len(chunk), feeds + chunk.count(b"\n"), chunk[-1:]
            utf8 = utf8 and _decodes(decoder, chunk)
    utf8 = utf8 and _decodes(decoder, b"", final=True)
    lines = feeds + (last != b"\n")
    return Scan(size, lines, start == codecs.BOM_UTF8, nul, carriage, blank, utf8)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
