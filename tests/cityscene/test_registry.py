"""The registry: the same from CSV files and from the published database."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import duckdb
import pytest

from cityscene import paths
from cityscene.registry import Registry, load_registry
from cityscene.schema import Area, Cluster, Direction, Level, PeriodType, Tier

FIXTURE = Path(__file__).parents[1] / "fixtures" / "data"
HEFEI = "340100"

TABLES = {
    "areas": "area ORDER BY position", "units": "unit", "themes": "theme ORDER BY position",
    "metrics": "metric", "sources": "source", "peer_groups": "peer_group",
    "mechanism_kinds": "mechanism_kind", "breaks": "break_in_series",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry():
    return load_registry(FIXTURE)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    from etl.pipeline import run_build

    folder = tmp_path_factory.mktemp("registry")
    run_build(FIXTURE, folder)
    with duckdb.connect(str(paths.current_database(folder)), read_only=True) as con:
        return Registry.from_rows(**{name: rows(con, table) for name, table in TABLES.items()})


def rows(con, table):
    cursor = con.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_records_are_typed(registry):
    hefei = registry.areas[HEFEI]
    assert (hefei.level, hefei.cluster) == (Level.CITY, Cluster.YANGTZE_DELTA)
    assert registry.areas["100000"].parent_id is None
    metric = registry.metrics["scenario_opportunities"]
    assert metric.direction is Direction.HIGHER
    assert metric.period_kinds == (PeriodType.AS_OF, PeriodType.CUMULATIVE, PeriodType.EVENT)
    assert (metric.tolerance_months, metric.position) == (12, 1)
    assert registry.sources["yb-2024"].tier is Tier.OFFICIAL
    assert registry.sources["txt-a"].published_date is None
    assert registry.units["count"].scaled is True
    assert registry.units["percent"].scaled is False
    assert registry.breaks[0].between_from == 2023


def test_it_cannot_be_changed(registry):
    with pytest.raises(TypeError):
        registry.areas["x"] = registry.areas[HEFEI]
    with pytest.raises(FrozenInstanceError):
        registry.areas = {}


def test_names_in_both_languages(registry):
    assert registry.area_name(HEFEI, "zh") == "合肥"
    assert registry.area_name(HEFEI, "en") == "Hefei"
    assert registry.metric_name("gdp", "zh") == "地区生产总值"
    assert registry.metric_definition("gdp", "en").startswith("Gross regional product")
    assert registry.theme_name("lists", "en") == "Lists of needs and capabilities"
    assert registry.peer_group_name("pioneers", "zh") == "场景先行城市"
    assert registry.mechanism_name("scenario_loan", "zh") == "场景贷"


def test_units_and_counters(registry):
    assert registry.unit_of("cooperation_value").unit == "CNY"
    assert registry.counter("scenario_opportunities", "zh") == "项"
    assert registry.counter("landed_scenarios", "zh") == "个"
    assert registry.counter("landed_scenarios", "en") == "items"
    assert registry.counter("cooperation_value", "zh") == "元"


def test_metrics_of_a_theme_keep_their_order(registry):
    found = [m.metric_id for m in registry.metrics_of("foundation")]
    assert found == ["gdp", "gdp_growth", "gdp_per_capita", "resident_population"]


def test_peer_groups_have_members(registry):
    assert registry.peer_groups == {"pioneers": {HEFEI, "310000", "510100"}}


BREAKS = [
    ("gdp", 2023, 2024, True), ("gdp", 2022, 2025, True), ("gdp", 2022, 2023, False),
    ("gdp", 2024, 2025, False), ("national_hightech_firms", 2023, 2024, False),
]  # fmt: skip


@pytest.mark.parametrize(("metric", "earlier", "later", "broken"), BREAKS)
def test_a_break_lies_between_two_years(registry, metric, earlier, later, broken):
    assert (registry.break_between(metric, earlier, later) is not None) == broken


def test_the_published_registry_holds_the_same_and_what_is_derived(registry, published):
    assert published.areas == registry.areas
    assert published.units == registry.units
    assert published.themes == registry.themes
    assert published.sources == registry.sources
    assert published.mechanism_kinds == registry.mechanism_kinds
    assert published.breaks == registry.breaks
    own = {k: m for k, m in published.metrics.items() if not published.is_derived(k)}
    assert own == registry.metrics


def test_derived_metrics_know_their_base(published):
    name = "retail_sales_per_10k_persons"
    assert published.is_derived(name)
    assert published.base_metric(name) == "retail_sales"
    assert published.base_metric("retail_sales") == "retail_sales"
    assert published.derivations[name].kind == "per_capita"
    assert published.break_between("retail_sales_yoy", 2023, 2024)


def test_a_ratio_counts_what_its_base_counts(published):
    name = "national_hightech_firms_per_10k_persons"
    assert published.own_counter(name, "zh") == "家"
    assert published.own_counter(name, "en") == "firms"
    assert published.own_counter("national_hightech_firms", "en") is None
    assert published.own_counter("gdp_yoy", "en") is None


def test_a_ratio_breaks_where_its_denominator_does(published):
    assert published.break_between("national_hightech_firms_per_1e12_cny_gdp", 2023, 2024)
    assert not published.break_between("national_hightech_firms_per_10k_persons", 2023, 2024)


def test_published_groups_have_a_kind(published):
    assert published.groups["pioneers"].kind == "hand_picked"
    assert published.groups["cluster-yangtze_delta"].kind == "cluster"
    assert HEFEI in published.peer_groups["cluster-yangtze_delta"]


def test_a_wrong_value_is_refused():
    area = {field.name: "x" for field in fields(Area)}
    with pytest.raises(ValueError, match="Level"):
        Registry.from_rows(areas=[area], units=[], themes=[], metrics=[], sources=[])
