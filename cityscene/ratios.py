"""What totals are divided by, so that areas of unequal size compare: shared by build and app."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Per(StrEnum):
    """What a total is set against, so that areas of unequal size compare."""

    NONE = "none"
    RESIDENTS = "residents"
    GDP = "gdp"
    FIRMS = "firms"


#: Metrics a total is divided by, the preferred first.
DENOMINATORS: Mapping[Per, tuple[str, ...]] = {
    Per.RESIDENTS: ("resident_population", "census_population"),
    Per.GDP: ("gdp",),
    Per.FIRMS: ("national_hightech_firms",),
}

#: What the build calls a total divided so.
RATIO_KINDS: Mapping[Per, str] = {
    Per.RESIDENTS: "per_capita",
    Per.GDP: "per_gdp",
    Per.FIRMS: "per_firms",
}
