"""Interval arithmetic for quotients of non-negative figures, as SQL.

The least quotient comes from the least numerator and the greatest denominator. An end is
open (NULL) where either figure is open on the side that matters.
"""

from __future__ import annotations

#: A quotient that is open at both ends says nothing.
SAYS_SOMETHING = "(low IS NOT NULL OR high IS NOT NULL)"


def quotient(n: str, d: str, scale: str = "{}") -> str:
    """SQL for value, low, high and closed of ``n`` / ``d``.

    Args:
        n: alias of the numerator, with value, low, high and closed.
        d: alias of the denominator, likewise; its value is positive.
        scale: what is done with the quotient, ``{}`` being it, e.g. ``{} * 10000``.
    """
    low = scale.format(f"({n}.low / {d}.high)")
    high = scale.format(f"({n}.high / nullif({d}.low, 0))")
    return f"""{scale.format(f"({n}.value / {d}.value)")} AS value,
               {low} AS low, {high} AS high, {_closed(n, d)} AS closed"""


def _closed(n: str, d: str) -> str:
    low = (
        f"({n}.closed IN ('both', 'left') AND {d}.closed IN ('both', 'right') "
        f"AND {n}.low IS NOT NULL AND {d}.high IS NOT NULL)"
    )
    high = (
        f"({n}.closed IN ('both', 'right') AND {d}.closed IN ('both', 'left') "
        f"AND {n}.high IS NOT NULL AND {d}.low > 0)"
    )
    return (
        f"CASE WHEN {low} AND {high} THEN 'both' WHEN {low} THEN 'left' "
        f"WHEN {high} THEN 'right' ELSE 'neither' END"
    )


def qualifier(n: str, d: str) -> str:
    """SQL for the hedge of a quotient: the numerator's, when the denominator has none.

    An exact figure over one that is "over" something is at most the quotient of the two.
    """
    return f"""CASE WHEN {d}.qualifier = 'exact' THEN {n}.qualifier
                    WHEN {n}.qualifier = 'exact' AND {d}.qualifier IN ('over', 'at_least')
                    THEN 'at_most'
                    WHEN {n}.qualifier = 'exact' AND {d}.qualifier = 'at_most' THEN 'at_least'
                    ELSE 'about' END"""
