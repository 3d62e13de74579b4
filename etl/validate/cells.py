"""Cells: characters, presence, type and the constraints of the descriptor.

A cell has one problem at most, the most basic one: a blank around an identifier is reported
as that and not as an unknown identifier as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.descriptor import Field, Resource
from etl.problems import Kind, Problem
from etl.read import REPEATING, ROW
from etl.workspace import Workspace, literal

NUMBER = r"-?\d+(\.\d+)?"
_BLANKS = r"[\s\x{a0}\x{2000}-\x{200a}\x{202f}\x{3000}]"
_CONTROL = r"[\x00-\x1f\x7f\x{85}\x{200b}-\x{200f}\x{2028}\x{2029}\x{feff}]"
#: A spreadsheet would run these; a signed number (also one with % or a unit) is only a number.
_FORMULA = r"^[=+\-@]"
_SIGNED_NUMBER = r"^[+\-]\d[\d,.]*[^()=!&*|/+\-]*$"

_SUSPECT = f"^(?:{_BLANKS}|[=+\\-@])|{_CONTROL}|\\x{{fffd}}|{_BLANKS}$"

_TYPES = {"number": NUMBER, "integer": r"-?\d+", "boolean": "true|false"}
#: An integer that a database column can hold.
_INTEGER_LIMIT = 2**31 - 1


def check(work: Workspace) -> Iterator[Problem]:
    """Check every cell of every file: columns at a glance, rows only of suspect columns."""
    for resource in work.descriptor.resources:
        suspect = {name for (name,) in work.rows(_suspect_columns(resource))}
        for field in resource.fields:
            if field.name in suspect:
                yield from _problems(work, resource, field)


def _suspect_columns(resource: Resource) -> str:
    """Ask which columns have a cell that is not plainly sound; equal texts are seen once."""
    parts = (
        f"SELECT {literal(f.name)} WHERE EXISTS (SELECT 1 FROM "
        f"(SELECT {'DISTINCT' if f.name in REPEATING else ''} {f.name} FROM in_{resource.name}) "
        f"WHERE {_is_suspect(f)})"
        for f in resource.fields
    )
    return " UNION ALL ".join(parts)


def _problems(work: Workspace, resource: Resource, field: Field) -> Iterator[Problem]:
    found = work.rows(
        f"""SELECT * FROM (SELECT {ROW}, {_kind(field)} AS kind, {field.name} AS cell
                           FROM in_{resource.name}) WHERE kind IS NOT NULL"""
    )
    for row, kind, cell in found:
        message = _message(field, Kind(kind), cell)
        yield Problem(resource.path, row, field.name, Kind(kind), message)


def _kind(field: Field) -> str:
    """SQL for the kind of problem of a cell, NULL for none."""
    cases = " ".join(f"WHEN {condition} THEN {kind}" for kind, condition in _cases(field))
    return f"CASE {cases} END"


def _cases(field: Field) -> Iterator[tuple[str, str]]:
    """Yield kind and condition, the most basic first; the kind NULL ends without a problem."""
    cell = field.name
    missing = literal(Kind.MISSING_VALUE) if field.required else "NULL"
    yield missing, f"{cell} IS NULL"
    yield "NULL", f"contains({cell}, chr(65533))"  # reported by the reader
    yield literal(Kind.CONTROL_CHARACTER), f"regexp_matches({cell}, {literal(_CONTROL)})"
    ends = literal(f"^{_BLANKS}|{_BLANKS}$")
    yield literal(Kind.WHITESPACE), f"regexp_matches({cell}, {ends})"
    yield literal(Kind.FORMULA), _is_formula(cell)
    yield from _constraints(field)


def _is_suspect(field: Field) -> str:
    """SQL that is true for every cell with a problem; for others too, which then prove sound."""
    cell = field.name
    suspect = f"NOT ({_sound(field)})"
    return f"{cell} IS NULL OR {suspect}" if field.required else suspect


def _sound(field: Field) -> str:
    """SQL for cells that need no second look: one test settles nearly all."""
    cell = field.name
    if field.enum:
        return f"{cell} IN ({', '.join(literal(v) for v in field.enum)})"
    if field.pattern:
        return f"regexp_full_match({cell}, {literal(field.pattern)})"
    if field.type == "boolean":
        return f"{cell} IN ('true', 'false')"
    if field.type == "string":
        return f"NOT regexp_matches({cell}, {literal(_SUSPECT)})"
    # At most nine digits: far from the limits of either type.
    digits = r"-?\d{1,9}" if field.type == "integer" else r"-?\d{1,18}(\.\d+)?"
    sound = f"regexp_full_match({cell}, {literal(digits)})"
    if field.minimum is not None:
        sound += f" AND TRY_CAST({cell} AS DOUBLE) >= {field.minimum}"
    if field.maximum is not None:
        sound += f" AND TRY_CAST({cell} AS DOUBLE) <= {field.maximum}"
    return sound


def _is_formula(cell: str) -> str:
    return (
        f"regexp_matches({cell}, {literal(_FORMULA)}) "
        f"AND NOT regexp_matches({cell}, {literal(_SIGNED_NUMBER)})"
    )


def _constraints(field: Field) -> Iterator[tuple[str, str]]:
    cell = field.name
    if shape := _TYPES.get(field.type):
        yield literal(Kind.TYPE), f"NOT regexp_full_match({cell}, {literal(shape)})"
    if field.type in ("number", "integer"):
        bound = _INTEGER_LIMIT if field.type == "integer" else "1e300"
        yield literal(Kind.RANGE), f"abs(CAST({cell} AS DOUBLE)) > {bound}"
    if field.enum:
        values = ", ".join(literal(v) for v in field.enum)
        yield literal(Kind.ENUM), f"{cell} NOT IN ({values})"
    if field.pattern:
        yield literal(Kind.PATTERN), f"NOT regexp_full_match({cell}, {literal(field.pattern)})"
    if field.minimum is not None:
        yield literal(Kind.RANGE), f"CAST({cell} AS DOUBLE) < {field.minimum}"
    if field.maximum is not None:
        yield literal(Kind.RANGE), f"CAST({cell} AS DOUBLE) > {field.maximum}"


def _message(field: Field, kind: Kind, cell: str | None) -> str:
    shown = repr(cell)
    return {
        Kind.MISSING_VALUE: "a value is required",
        Kind.CONTROL_CHARACTER: f"{shown} has a line break or an invisible character",
        Kind.WHITESPACE: f"{shown} has blanks around it",
        Kind.FORMULA: f"{shown} would run as a formula in a spreadsheet",
        Kind.TYPE: f"{shown} is not a plain {field.type}",
        Kind.ENUM: f"{shown} is not one of {', '.join(field.enum)}",
        Kind.PATTERN: f"{shown} does not have the form {field.pattern}",
        Kind.RANGE: f"{shown} is out of range",
    }[kind]
