"""Small records for tests: every field has a plain default, a test names what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from cityscene.registry import Registry
from cityscene.schema import (
    Area,
    Basis,
    Cluster,
    Interval,
    Level,
    Observation,
    PeriodSource,
    PeriodType,
    Qualifier,
    Source,
    Tier,
)

HEFEI = "340100"
SHANGHAI = "310000"
WUXI = "320200"


def area(area_id: str = HEFEI, level: Level = Level.CITY, **changes: Any) -> Area:
    """Return an area of 长三角, a city unless said otherwise."""
    record = Area(
        area_id=area_id,
        name_zh=f"区域{area_id}",
        short_zh=area_id,
        name_en=f"Area {area_id}",
        level=level,
        parent_id=None,
        city_id=area_id if level is Level.CITY else None,
        province_id=f"{area_id[:2]}0000",
        cluster=Cluster.YANGTZE_DELTA,
        development_path=None,
        note=None,
    )
    return replace(record, **changes)


def source(source_id: str = "s1", **changes: Any) -> Source:
    """Return an official source of 2025."""
    record = Source(
        source_id=source_id,
        title=f"题名{source_id}",
        publisher="合肥市人民政府",
        published_date="2025-11-28",
        url=None,
        file_name=None,
        tier=Tier.OFFICIAL,
        accessed=None,
        note=None,
    )
    return replace(record, **changes)


def observation(obs_id: str = "o1", value: float = 100.0, **changes: Any) -> Observation:
    """Return an exact figure of Hefei as of the end of 2025-10, printed 100个."""
    record = Observation(
        obs_id=obs_id,
        area_id=HEFEI,
        metric_id="landed_scenarios",
        value=value,
        interval=Interval(value, value),
        value_printed=f"{value:g}个",
        qualifier=Qualifier.EXACT,
        basis=Basis.ACTUAL,
        unit="count",
        period_type=PeriodType.AS_OF,
        period_start=None,
        period_end=None,
        as_of=date(2025, 10, 31),
        period_precision="month",
        period_source=PeriodSource.STATED,
        source_id="s1",
        locator="7",
        note=None,
    )
    return replace(record, **changes)


def registry(
    areas: Iterable[Area] = (), sources: Iterable[Source] = (), metric: str = "landed_scenarios"
) -> Registry:
    """Return a registry of some areas and sources, and of one metric counted in 个."""
    unit = {"unit": "count", "name_zh": "项", "name_en": "items", "dimension": "count",
            "scaled": "true", "decimals": "0"}  # fmt: skip
    theme = {
        "theme_id": "matching",
        "name_zh": "对接与落地",
        "name_en": "Matching",
        "position": "1",
        "scope": "scenario",
    }
    about = {"metric_id": metric, "name_zh": "落地场景", "name_en": "Landed scenarios",
             "definition_zh": "已落地的场景数", "definition_en": "Number of landed scenarios",
             "unit": "count", "counter_zh": "个", "direction": "higher", "dimension": "count",
             "theme_id": "matching", "chain_stage": "landed", "tolerance_months": "12",
             "period_kinds": "as_of|cumulative", "position": "1"}  # fmt: skip
    return Registry.from_rows(
        areas=[asdict(a) for a in areas or [area()]],
        sources=[asdict(s) for s in sources or [source()]],
        units=[unit],
        themes=[theme],
        metrics=[about],
    )
