"""Derive: figures computed from figures, each naming those it comes from.

* per 10,000 residents, per CNY 1 trillion of GDP and per 100 national high-tech firms: counts
  and money, where the same area has the denominator within one year;
* change on the previous year: quantities that are published year by year, never across a
  break in series (``registry/breaks.csv``).

Derived from results only (basis actual), from one figure per area, metric and period: that of
the better source. Intervals are carried through by interval arithmetic.
"""

from __future__ import annotations

from etl.derive import growth, picks, ratios
from etl.workspace import Workspace


def derive(work: Workspace) -> int:
    """Add derived figures and return their number; ``load`` adds their metrics."""
    picks.prepare(work)
    ratios.derive(work)
    growth.derive(work)
    return int(work.value("SELECT count(*) FROM observation WHERE derived_kind IS NOT NULL"))
