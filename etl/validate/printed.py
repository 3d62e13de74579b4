"""Printed figures judged against their values: the table ``judged``, one row per figure.

``judged(_part, _row, low, high, closed, shaped)`` has the interval that the print allows, in base
units; ``closed`` is empty where value, qualifier and print disagree.

The rules are those of ``cityscene.units``. They are not run once per row: figures that differ
only in their digits (43.76亿元, 89.12亿元) share a *shape* (99.99亿元; zeros count where there
is a hedge), hence scale, rounding and the place of the last digit, and so the distance of the
interval's ends from the figure. These are learned from two prints of each shape. Where the two
disagree or the print has no plain numeral, equal prints are judged by the rules once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cityscene.schema import Interval, Qualifier
from cityscene.units import (
    MeasureError,
    NumeralError,
    interval,
    parse_printed,
    qualifier_agrees,
    to_base,
    value_matches,
)
from etl.problems import Kind, Problem
from etl.read import ROW
from etl.validate.cells import NUMBER
from etl.workspace import Workspace, literal

_BATCH = 50_000
#: One run of ASCII digits, perhaps with separators and decimals.
_ONE_NUMERAL = re.compile(
    r"[^0-9]*(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,13})(?:\.[0-9]{1,6})?[^0-9]*"
)
#: SQL computes with doubles. Whole figures below 2**52 are exact, their halves too; others
#: are rounded to six places, which is exact again below 10**9.
_PLACES = 6
_LIMIT_WHOLE = 2**52
_LIMIT_ROUNDED = 10**9
#: Characters of numbers that keep a print plain: 3.2万 is 3.2 times something.
_SCALES = frozenset("百千万亿兆")
#: Relative, as in ``cityscene.units.value_matches``.
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Print:
    """The cells a judgement needs."""

    printed: str
    value: str
    qualifier: str
    unit: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The interval of a figure, or what is wrong with it and which column to blame."""

    interval: Interval | None = None
    column: str = ""
    kind: Kind = Kind.VALUE_PRINTED
    message: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What all prints of one shape share; the figure v is ``factor`` times its numeral.

    The interval reaches from v - ``below`` to v + ``above``; None is an open end.
    """

    factor: Decimal
    below: Decimal | None
    above: Decimal | None
    closed: str
    whole: bool


def judge(case: Print) -> Judgement:
    """Judge one figure by the rules of ``cityscene.units``."""
    qualifier = Qualifier(case.qualifier)
    try:
        printed = parse_printed(case.printed)
        to_base(printed, case.unit)
    except (NumeralError, MeasureError) as error:
        return Judgement(column="value_printed", message=str(error))
    match = value_matches(Decimal(case.value), case.printed, case.unit)
    if not match:
        return Judgement(column="value", message=match.reason)
    if not qualifier_agrees(printed, qualifier):
        message = f"{case.qualifier!r}, but {case.printed!r} says {printed.hedge.value!r}"
        return Judgement(column="qualifier", kind=Kind.QUALIFIER, message=message)
    return Judgement(interval(printed, qualifier, case.unit))


def learn(unit: str, qualifier: str, prints: Sequence[str]) -> Shape | None:
    """Return what prints of one shape share; None where the rules must see each of them."""
    shapes = {_shape_of(text, unit, Qualifier(qualifier)) for text in prints}
    return shapes.pop() if len(shapes) == 1 else None


def _shape_of(text: str, unit: str, qualifier: Qualifier) -> Shape | None:
    if not _is_plain(text):
        return None
    try:
        printed = parse_printed(text)
        base = to_base(printed, unit)
        allowed = interval(printed, qualifier, unit)
    except (NumeralError, MeasureError):
        return None
    numeral = _numeral(text)
    if not numeral or printed.fraction or not qualifier_agrees(printed, qualifier):
        return None
    factor = base / numeral
    below = None if allowed.low is None else base - Decimal(str(allowed.low))
    above = None if allowed.high is None else Decimal(str(allowed.high)) - base
    unit_of_last_digit = abs(factor).scaleb(int(numeral.as_tuple().exponent))
    shape = Shape(factor, below, above, allowed.closed, unit_of_last_digit % 1 == 0)
    return shape if factor * numeral == base and _is_exact(shape, numeral) else None


def _is_exact(shape: Shape, numeral: Decimal) -> bool:
    """Whether doubles give the ends of the interval for every print of the shape."""
    sides = [side for side in (shape.below, shape.above) if side is not None]
    largest = Decimal(10) ** (numeral.adjusted() + 1) * abs(shape.factor) + sum(map(abs, sides))
    if shape.whole:
        return largest < _LIMIT_WHOLE and all(side * 2 % 1 == 0 for side in sides)
    places = (shape.factor, *sides)
    return largest < _LIMIT_ROUNDED and all(round(n, _PLACES) == n for n in places)


def _is_plain(text: str) -> bool:
    """Whether one numeral is all that counts in the text; 第二十3 and full-width 3 are not."""
    other = (c for c in text if c.isnumeric() and not c.isascii() and c not in _SCALES)
    return _ONE_NUMERAL.fullmatch(text) is not None and not any(other)


def _numeral(text: str) -> Decimal:
    digits = "".join(c for c in text if c in "0123456789.")
    return Decimal(digits.strip(".") or 0)


def judge_all(work: Workspace) -> None:
    """Fill ``judged`` for every figure whose cells are there and have their type."""
    work.run(_JUDGEABLE)
    _learn_shapes(work)
    work.run(_JUDGE_SHAPED)
    _judge_the_rest(work)
    work.run("DROP TABLE print_shape")


def misprints(work: Workspace) -> Iterator[Problem]:
    """Say of every figure without an interval what is wrong with it."""
    found = work.rows(
        f"""SELECT f._file, f.{ROW}, f.value_printed, f.value, f.qualifier, f.unit
            FROM judged j JOIN in_fact f ON f._part = j._part AND f.{ROW} = j.{ROW}
            WHERE j.closed IS NULL"""
    )
    for file, row, *cells in found:
        verdict = judge(Print(*cells))
        yield Problem(file, row, verdict.column, verdict.kind, verdict.message)


def _learn_shapes(work: Workspace) -> None:
    work.run(
        """CREATE OR REPLACE TEMP TABLE print_shape (
             shape VARCHAR, unit VARCHAR, qualifier VARCHAR, factor DOUBLE, below DOUBLE,
             above DOUBLE, closed VARCHAR, whole BOOLEAN)"""
    )
    samples = work.rows(
        """SELECT shape, unit, qualifier, min(value_printed), max(value_printed) FROM judgeable
           WHERE shape IS NOT NULL GROUP BY shape, unit, qualifier"""
    )
    learned = [
        (shape, unit, qualifier, *_as_doubles(found))
        for shape, unit, qualifier, *prints in samples
        if (found := learn(unit, qualifier, prints))
    ]
    work.insert("print_shape", learned)


def _as_doubles(shape: Shape) -> tuple[float | str | bool | None, ...]:
    below, above = (None if side is None else float(side) for side in (shape.below, shape.above))
    return (float(shape.factor), below, above, shape.closed, shape.whole)


def _judge_the_rest(work: Workspace) -> None:
    """Judge the figures without a shape by the rules, equal ones once, some at a time."""
    work.run(_UNSHAPED)
    work.run("DELETE FROM judged WHERE NOT shaped")
    work.run(
        """CREATE OR REPLACE TEMP TABLE print_judged (
             n BIGINT, low DOUBLE, high DOUBLE, closed VARCHAR)"""
    )
    total = int(work.value("SELECT coalesce(max(n), 0) FROM unshaped"))
    for start in range(0, total, _BATCH):
        rows = work.rows(
            """SELECT DISTINCT n, value_printed, value, qualifier, unit FROM unshaped
               WHERE n > ? AND n <= ?""",
            [start, start + _BATCH],
        )
        work.insert("print_judged", ((n, *_ends(Print(*cells))) for n, *cells in rows))
    work.run(
        """INSERT INTO judged SELECT u._part, u._row, p.low, p.high, p.closed, FALSE
           FROM unshaped u JOIN print_judged p ON p.n = u.n"""
    )
    work.run("DROP TABLE unshaped")
    work.run("DROP TABLE print_judged")


def _ends(case: Print) -> tuple[float | None, float | None, str | None]:
    allowed = judge(case).interval
    return (allowed.low, allowed.high, allowed.closed) if allowed else (None, None, None)


#: What can be judged; missing or ill-typed cells have a problem of their own. Figures of zero
#: are left to the rules: they have no side to round to.
_JUDGEABLE = f"""
CREATE OR REPLACE TEMP VIEW judgeable AS
SELECT _part, _row, value_printed, value, qualifier, unit,
       CASE WHEN TRY_CAST(value AS DOUBLE) = 0 THEN NULL
            WHEN qualifier = 'exact' THEN translate(value_printed, '012345678', '999999999')
            ELSE translate(value_printed, '12345678', '99999999') END AS shape
FROM in_fact
WHERE value_printed IS NOT NULL AND regexp_full_match(value, {literal(NUMBER)})
  AND qualifier IN ({", ".join(literal(q) for q in Qualifier)})
  AND unit IN (SELECT unit FROM in_units)"""

_NUMERAL_SQL = r"replace(regexp_extract(t.value_printed, '[0-9,]*[0-9](\.[0-9]+)?'), ',', '')"


def _rounded(number: str) -> str:
    return f"CASE WHEN whole THEN round({number}) ELSE round({number}, {_PLACES}) END"


def _end(number: str) -> str:
    return f"CASE WHEN whole THEN {number} ELSE round({number}, {_PLACES}) END"


#: Figures of a known shape by what is known of the shape; the others are left to the rules.
_JUDGE_SHAPED = f"""
CREATE OR REPLACE TEMP TABLE judged AS
SELECT _part, _row, {_end("printed - below")} AS low, {_end("printed + above")} AS high,
       CASE WHEN abs(v - printed) <= abs(printed) * {_TOLERANCE} THEN closed END AS closed, shaped
FROM (
  SELECT *, {_rounded("numeral * factor")} AS printed
  FROM (SELECT t._part, t._row, TRY_CAST(t.value AS DOUBLE) AS v, s.* EXCLUDE (shape),
               s.shape IS NOT NULL AS shaped,
               CASE WHEN s.shape IS NOT NULL THEN CAST({_NUMERAL_SQL} AS DOUBLE) END AS numeral
        FROM judgeable t LEFT JOIN print_shape s
          ON s.shape = t.shape AND s.unit = t.unit AND s.qualifier = t.qualifier))"""

#: ``n`` numbers equal figures.
_UNSHAPED = """
CREATE OR REPLACE TEMP TABLE unshaped AS
SELECT f._part, f._row, f.value_printed, f.value, f.qualifier, f.unit,
       dense_rank() OVER (ORDER BY f.value_printed, f.value, f.qualifier, f.unit) AS n
FROM in_fact f
JOIN (SELECT _part, _row FROM judged WHERE NOT shaped) j
  ON j._part = f._part AND j._row = f._row"""
