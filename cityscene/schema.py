"""Names shared by every layer: enumerations and frozen records.

The words are those of SDMX (observation, basis, period) and of Frictionless
(``data/datapackage.json`` holds the same enumerations for the files people edit;
a test keeps the two equal).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Kind of area."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    ORGANISATION = "organisation"


class Cluster(StrEnum):
    """City cluster."""

    JING_JIN_JI = "jing_jin_ji"
    YANGTZE_DELTA = "yangtze_delta"
    GREATER_BAY = "greater_bay"
    CHENGDU_CHONGQING = "chengdu_chongqing"
    MIDDLE_YANGTZE = "middle_yangtze"
    OTHER = "other"


class Qualifier(StrEnum):
    """What the hedge word beside a figure says."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Basis(StrEnum):
    """Whether a figure is a result, a target or an estimate."""

    ACTUAL = "actual"
    TARGET = "target"
    ESTIMATE = "estimate"


class PeriodType(StrEnum):
    """Kind of period a figure stands for."""

    AS_OF = "as_of"
    YEAR = "year"
    YTD = "ytd"
    CUMULATIVE = "cumulative"
    EVENT = "event"


class PeriodSource(StrEnum):
    """How the period of a figure is known."""

    STATED = "stated"
    DERIVED = "derived"
    PUBLICATION = "publication"
    UNKNOWN = "unknown"


class Tier(StrEnum):
    """Standing of a source; the order is the order of preference."""

    OFFICIAL = "official"
    MAINSTREAM = "mainstream"
    REPOST = "repost"


class Direction(StrEnum):
    """Whether more of a metric is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Scope(StrEnum):
    """Whether figures of a theme speak of scenario work itself or of the base it stands on."""

    SCENARIO = "scenario"
    CONTEXT = "context"


class Domain(StrEnum):
    """Domain of a scenario."""

    INDUSTRY = "industry"
    CONSUMPTION = "consumption"
    SOCIETY = "society"
    CITY = "city"
    DIGITAL_INFRASTRUCTURE = "digital_infrastructure"


class Stage(StrEnum):
    """Stage of the chain from demand to application."""

    DEMAND = "demand"
    CAPABILITY = "capability"
    TESTING = "testing"
    LANDED = "landed"


class ChainStage(StrEnum):
    """Stage that the figures of a metric speak of, in the order of the chain."""

    DEMAND = "demand"
    CAPABILITY = "capability"
    MATCHING = "matching"
    TESTING = "testing"
    LANDED = "landed"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Interval:
    """What a printed figure allows, in the metric's base unit.

    ``None`` is an open end. ``closed`` has pandas' words: both, left, right, neither.
    """

    low: float | None
    high: float | None
    closed: str = "both"

    @property
    def is_point(self) -> bool:
        """Whether the figure allows one value only."""
        return self.low is not None and self.low == self.high

    @property
    def includes_low(self) -> bool:
        """Whether the lower end itself is possible."""
        return self.low is not None and self.closed in ("both", "left")

    @property
    def includes_high(self) -> bool:
        """Whether the upper end itself is possible."""
        return self.high is not None and self.closed in ("both", "right")


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the registry."""

    area_id: str
    name_zh: str
    short_zh: str
    name_en: str
    level: Level
    parent_id: str | None
    city_id: str | None
    province_id: str | None
    cluster: Cluster | None
    development_path: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the registry; ``scaled`` units are shown in 万 and 亿."""

    unit: str
    name_zh: str
    name_en: str
    dimension: str
    scaled: bool
    decimals: int


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the registry; ``scope`` is scenario, or context for the base it stands on."""

    theme_id: str
    name_zh: str
    name_en: str
    position: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of the registry; ``period_kinds`` are the period types that occur.

    ``chain_stage`` is empty for figures that belong to no single stage of the chain.
    """

    metric_id: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    unit: str
    counter_zh: str | None
    direction: Direction
    dimension: str
    theme_id: str
    chain_stage: ChainStage | None
    period_kinds: tuple[PeriodType, ...]
    tolerance_months: int
    position: int


@dataclass(frozen=True, slots=True)
class Source:
    """One document figures were read in."""

    source_id: str
    title: str
    publisher: str
    published_date: str | None
    url: str | None
    file_name: str | None
    tier: Tier
    accessed: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure from one source, for one area, metric and period, as the app sees it."""

    obs_id: str
    area_id: str
    metric_id: str
    value: float
    interval: Interval
    value_printed: str
    qualifier: Qualifier
    basis: Basis
    unit: str
    period_type: PeriodType
    period_start: date | None
    period_end: date | None
    as_of: date | None
    period_precision: str
    period_source: PeriodSource
    source_id: str
    locator: str | None
    note: str | None
    derived_from: tuple[str, ...] = ()
