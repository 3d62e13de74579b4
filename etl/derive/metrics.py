"""Derived metrics: their names, units and definitions, made by rule from the base metric."""

from __future__ import annotations

from dataclasses import dataclass

from etl.workspace import Workspace, literal


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way of deriving; ``{}`` in a text stands for the base metric's name.

    ``suffix`` makes the ids of derived metrics and figures.
    """

    kind: str
    suffix: str
    unit: str
    dimension: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str


PER_CAPITA = Derivation(
    kind="per_capita",
    suffix="per_10k_persons",
    unit="per_10k_persons",
    dimension="ratio",
    name_zh="{}（每万人）",
    name_en="{} per 10,000 residents",
    definition_zh="由「{}」除以同一地区一年之内最近一次常住人口（没有时用普查人口）得出，以每万人计。",
    definition_en="“{}” divided by the same area's resident population (else census population) "
    "nearest in time, at most a year apart; per 10,000 residents.",
)
PER_GDP = Derivation(
    kind="per_gdp",
    suffix="per_1e12_cny_gdp",
    unit="per_1e12_cny_gdp",
    dimension="ratio",
    name_zh="{}（每万亿元GDP）",
    name_en="{} per CNY 1 trillion of GDP",
    definition_zh="由「{}」除以同一地区一年之内最近年度的地区生产总值得出，以每万亿元计。",
    definition_en="“{}” divided by the same area's GDP of the nearest year, at most a year apart; "
    "per CNY 1 trillion.",
)
PER_FIRMS = Derivation(
    kind="per_firms",
    suffix="per_100_hightech_firms",
    unit="per_100_hightech_firms",
    dimension="ratio",
    name_zh="{}（每百家高企）",
    name_en="{} per 100 national high-tech firms",
    definition_zh="由「{}」除以同一地区一年之内最近年度的国家高新技术企业数得出，以每百家计。",
    definition_en="“{}” divided by the same area's number of national high-tech firms of the "
    "nearest year, at most a year apart; per 100 firms.",
)
GROWTH = Derivation(
    kind="growth",
    suffix="yoy",
    unit="percent",
    dimension="growth",
    name_zh="{}（比上年变化，按数值计算）",
    name_en="{}, change on the previous year (computed from levels)",
    definition_zh="由「{}」相邻两年的数值相除得出，未扣除价格因素，不跨越统计口径断点计算。",
    definition_en="Computed from “{}” of two successive years, prices included; never across a "
    "break in series.",
)
DERIVATIONS = (PER_CAPITA, PER_GDP, PER_FIRMS, GROWTH)

_TEXTS = ("name_zh", "name_en", "definition_zh", "definition_en")


def add_metrics(work: Workspace) -> None:
    """Add a row to ``metric`` for every derived metric that has figures."""
    for derivation in DERIVATIONS:
        work.run(f"INSERT INTO metric BY NAME {_statement(derivation)}", [derivation.kind])


def _statement(d: Derivation) -> str:
    texts = ", ".join(f"{_text(getattr(d, name))} AS {name}" for name in _TEXTS)
    return f"""
        SELECT b.metric_id || '_{d.suffix}' AS metric_id, {texts},
               {literal(d.unit)} AS unit, {_counter(d)} AS counter_zh, b.direction,
               {literal(d.dimension)} AS dimension, b.theme_id,
               o.kinds AS period_kinds,
               CAST(b.tolerance_months AS INTEGER) AS tolerance_months,
               CAST(b.position AS INTEGER) AS position,
               {literal(d.kind)} AS derived_kind, b.metric_id AS base_metric_id
        FROM in_metrics b
        JOIN (SELECT metric_id, string_agg(DISTINCT period_type, '|' ORDER BY period_type) AS kinds
              FROM observation WHERE derived_kind = ? GROUP BY metric_id) o
          ON o.metric_id = b.metric_id || '_{d.suffix}'
        ORDER BY b.metric_id"""


def _text(pattern: str) -> str:
    """SQL that puts the base metric's name of the same language into a text."""
    language = "en" if pattern.isascii() or "“" in pattern else "zh"
    return f"replace({literal(pattern)}, '{{}}', b.name_{language})"


def _counter(d: Derivation) -> str:
    """The counter of a ratio is still that of its numerator (家, 元); a change has none."""
    if d is GROWTH:
        return "CAST(NULL AS VARCHAR)"
    own = "(SELECT u.name_zh FROM in_units u WHERE u.unit = b.unit)"
    return f"coalesce(b.counter_zh, {own})"
