"""Events: other reports of one event, and those that mark charts over time."""

from __future__ import annotations

from collections.abc import Iterator

from etl.problems import Kind, Problem
from etl.read import ROW
from etl.workspace import Workspace

#: Condition that is broken, column, kind and message. e: the event, f: what it is the same as,
#: a: its area.
_RULES = (
    ("e.same_as = e.event_id OR f.same_as IS NOT NULL", "same_as", Kind.HIERARCHY,
     "a further report names the first report, which names none"),
    ("(e.mark_zh IS NULL) <> (e.mark_en IS NULL)", "mark_zh", Kind.MISSING_VALUE,
     "a mark has its label in both languages"),
    ("e.mark_zh IS NOT NULL AND (a.level <> 'national' OR e.same_as IS NOT NULL)", "mark_zh",
     Kind.HIERARCHY, "only the first report of a national event marks charts"),
    ("e.mark_zh IS NOT NULL AND e.date_precision NOT IN ('day', 'month')", "mark_zh",
     Kind.DATE_PRECISION, "a mark needs a date known to the month or the day"),
)  # fmt: skip


def check(work: Workspace) -> Iterator[Problem]:
    """Check that further reports lead to a first one, and that marks can be drawn."""
    path = work.descriptor["events"].path
    for broken, column, kind, message in _RULES:
        found = work.rows(
            f"""SELECT e.{ROW} FROM in_events e
                LEFT JOIN in_events f ON f.event_id = e.same_as
                LEFT JOIN in_areas a ON a.area_id = e.area_id
                WHERE {broken} ORDER BY e.{ROW}"""
        )
        for (row,) in found:
            yield Problem(path, row, column, kind, message)
