"""What can be wrong with the data: kinds, places, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from etl.descriptor import Descriptor


class Kind(StrEnum):
    """Kind of problem; the second word of a printed line."""

    MISSING_FILE = "missing_file"
    ENCODING = "encoding"
    BOM = "bom"
    NUL = "nul"
    LINE_ENDING = "line_ending"
    QUOTING = "quoting"
    MISSING_COLUMN = "missing_column"
    EXTRA_COLUMN = "extra_column"
    COLUMN_ORDER = "column_order"
    RAGGED_ROW = "ragged_row"
    CONTROL_CHARACTER = "control_character"
    WHITESPACE = "whitespace"
    FORMULA = "formula"
    MISSING_VALUE = "missing_value"
    TYPE = "type"
    PATTERN = "pattern"
    ENUM = "enum"
    RANGE = "range"
    DUPLICATE_ID = "duplicate_id"
    DUPLICATE_ROW = "duplicate_row"
    UNKNOWN_ID = "unknown_id"
    UNIT = "unit"
    VALUE_PRINTED = "value_printed"
    QUALIFIER = "qualifier"
    DATE = "date"
    PERIOD_ORDER = "period_order"
    PERIOD_FIELDS = "period_fields"
    PERIOD_KIND = "period_kind"
    DATE_PRECISION = "date_precision"
    HIERARCHY = "hierarchy"
    DIMENSION = "dimension"
    BREAK = "break"
    CORRECTION = "correction"
    UNUSED = "unused"
    LATER_THAN_SOURCE = "later_than_source"


class Severity(StrEnum):
    """An error stops the build; a warning goes into the report."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where (file relative to the data folder, 1-based row, column), what, why.

    Row 1 is the header. Row 0 and an empty column stand for the file as a whole.
    """

    file: str
    row: int
    column: str
    kind: Kind
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{mark}{self.file}:{self.row}:{self.column} {self.kind} {self.message}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the fields as plain values, for JSON."""
        return {k: v if isinstance(v, int) else str(v) for k, v in asdict(self).items()}


class DataError(Exception):
    """The data cannot be built; ``problems`` says where and why, all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the data")
        self.problems = tuple(problems)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop a build."""
    return [p for p in problems if p.severity is Severity.ERROR]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that only go into the report."""
    return [p for p in problems if p.severity is Severity.WARNING]


def in_order(problems: Iterable[Problem], descriptor: Descriptor) -> list[Problem]:
    """Sort by file, row and column as a reader meets them; the same problem is kept once."""
    place: dict[tuple[str, str], tuple[int, int]] = {}
    for i, resource in enumerate(descriptor.resources):
        place[resource.path, ""] = (i, -1)
        for j, name in enumerate(resource.columns):
            place[resource.path, name] = (i, j)
    unknown = len(descriptor.resources)

    def key(p: Problem) -> tuple[int, int, int, str, str]:
        file = place.get((p.file, ""), (unknown, 0))[0]
        column = place.get((p.file, p.column), (file, -1))[1]
        return (file, p.row, column, p.kind, p.message)

    return sorted(set(problems), key=key)
