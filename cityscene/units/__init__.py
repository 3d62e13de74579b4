"""Printed figures, hedges, display and periods: what a number says and how it is shown."""

from cityscene.units.agreement import Match, value_matches
from cityscene.units.display import (
    MISSING,
    DisplayScale,
    display_scale,
    format_interval,
    format_observed,
    format_scaled,
    format_value,
    hedge_mark,
)
from cityscene.units.hedges import interval, qualifier_agrees
from cityscene.units.measures import MeasureError, to_base
from cityscene.units.numerals import NumeralError, PrintedNumber, parse_printed
from cityscene.units.periods import (
    DateSpan,
    PeriodError,
    Precision,
    date_label,
    months_between,
    parse_date,
    period_label,
)

__all__ = [
    "MISSING",
    "DateSpan",
    "DisplayScale",
    "Match",
    "MeasureError",
    "NumeralError",
    "PeriodError",
    "Precision",
    "PrintedNumber",
    "date_label",
    "display_scale",
    "format_interval",
    "format_observed",
    "format_scaled",
    "format_value",
    "hedge_mark",
    "interval",
    "months_between",
    "parse_date",
    "parse_printed",
    "period_label",
    "qualifier_agrees",
    "to_base",
    "value_matches",
]
