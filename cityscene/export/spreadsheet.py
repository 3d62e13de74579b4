"""CSV and XLSX. Text that a spreadsheet would run as a formula stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]\d[\d,]*(\.\d+)?%?")
_WIDEST = 60
# Long tables are filtered and sorted rather than read, and styling a cell costs as much as
# writing it.
_LONGEST_WRAPPED = 1000
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as UTF-8 CSV with a byte order mark, which Excel needs for Chinese.

    Text that begins like a formula, in cells and headers, is put behind an apostrophe: a CSV
    has no other way to say that it is text. Printed numbers such as -2.5% are left alone.
    """
    safe = frame.rename(columns=_behind_apostrophe).map(_behind_apostrophe)
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n").encode()


def xlsx_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return one workbook with a sheet per frame, headers frozen, columns sized to their text.

    All text is stored as text, so that none of it runs as a formula.
    """
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name[:31], index=False)
            _dress(writer.sheets[name[:31]])
    return buffer.getvalue()


def _behind_apostrophe(cell: Any) -> Any:
    if not isinstance(cell, str) or not cell.startswith(_FORMULA_START):
        return cell
    return cell if _NUMBER.fullmatch(cell) else f"'{cell}"


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    wraps = sheet.max_row <= _LONGEST_WRAPPED
    for index, column in enumerate(sheet.iter_cols(), start=1):
        widest = max((_width(str(c.value)) for c in column if c.value is not None), default=8)
        sheet.column_dimensions[get_column_letter(index)].width = min(widest + 2, _WIDEST)
        column[0].font = Font(bold=True)
        for cell in column:
            if cell.data_type == "f":  # openpyxl takes any text with = in front for a formula
                cell.data_type = "s"
        for cell in column[1:] if wraps else ():
            cell.alignment = _WRAPPED


def _width(text: str) -> int:
    """Width in characters, a Chinese character counting two."""
    if text.isascii():
        return len(text)
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
