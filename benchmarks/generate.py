"""A complete, valid data folder of any size, made from a seed: the same call, the same bytes.

It is shaped like the curated data: figures of cities by metric and year, sorted by area as a
yearbook's rows are; four of five metrics are money or counts, printed in 万元 and 亿元, with
counters and decimals of all lengths; one figure in twelve is hedged and round, as in texts;
one in a hundred has a second source that prints something else. Units and themes are the
project's own.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

from benchmarks import prints
from benchmarks.prints import Print, Style
from cityscene.paths import project_root

LAST_YEAR = 2024
HEDGED = 1 / 12
SECOND_SOURCE = 1 / 100
NOTED = 1 / 7
NOT_ACTUAL = 1 / 30

#: Size of an area against a middling city; cities themselves differ by a factor of 16.
SCALE = {"zone": 0.03, "city": 1.0, "province": 60.0, "national": 1500.0}
CITY_SPREAD = 4.0

_CURATED = project_root() / "data"
#: Two-digit codes of the provinces and autonomous regions.
_PROVINCES = tuple(
    str(code)
    for codes in ((13, 16), (21, 24), (32, 38), (41, 47), (51, 55), (61, 66))
    for code in range(*codes)
)
_CLUSTERS = ("yangtze_delta", "chengdu_chongqing", "middle_yangtze", "other")
_NOTES = ("口径见年鉴说明", "按全市口径", "数字经转录副本读取, 未见原件", "初步核算数")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a metric measures: unit, dimension, usual sizes (as powers of ten), prints."""

    unit: str
    dimension: str
    sizes: tuple[float, float]
    style: Style
    hedged: Style | None = None


_MONEY = Kind("CNY", "money", (9.5, 11.5), prints.money_in_wan, prints.hedged_money)
_BUDGET = Kind("CNY", "money", (8.5, 10.5), prints.money_in_yi, prints.hedged_money)
_ITEMS = Kind("count", "count", (1.5, 4), prints.counted("项"), prints.hedged_count("项"))
_SITES = Kind("count", "count", (1, 2.5), prints.counted("个"), prints.hedged_count("个"))
_FIRMS = Kind("firms", "count", (2, 4.5), prints.counted("家"), prints.hedged_count("家"))
_PEOPLE = Kind("persons", "count", (4.5, 6.5), prints.persons_in_wan, prints.hedged_persons)
_SHARE = Kind("percent", "share", (0.5, 1.3), prints.share)
_GROWTH = Kind("percent", "growth", (0.3, 1.1), prints.growth)
_RANK = Kind("rank", "rank", (0.5, 2), prints.rank)
_LENGTH = Kind("km", "length", (1, 2.5), prints.kilometres)
#: Half money, a quarter counts, as in the curated files.
_KINDS = (
    _MONEY, _ITEMS, _BUDGET, _SHARE, _MONEY, _FIRMS, _BUDGET, _GROWTH, _MONEY, _SITES, _BUDGET,
    _PEOPLE, _MONEY, _RANK, _BUDGET, _SHARE, _MONEY, _FIRMS, _BUDGET, _GROWTH, _MONEY, _ITEMS,
    _BUDGET, _LENGTH,
)  # fmt: skip
#: Kinds of period by share: of 20 metrics 16 are yearly.
_PERIODS = (*("year",) * 10, "as_of", *("year",) * 6, "cumulative", "ytd", "event")


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with its kind and the one kind of period its figures have."""

    metric_id: str
    kind: Kind
    period: str
    trend: float
    base: float

    def size(self, area: Mapping[str, str], draw: Random) -> float:
        """Draw the size of the first figure of an area; only quantities grow with the area."""
        spread = draw.uniform(1 / CITY_SPREAD, CITY_SPREAD) if area["level"] == "city" else 1.0
        scale = SCALE[area["level"]] if self.is_quantity else 1.0
        return self.base * spread * scale

    @property
    def is_quantity(self) -> bool:
        """Whether a province has more of it than its cities."""
        return self.kind.dimension in ("money", "count", "length")


@dataclass(frozen=True, slots=True)
class World:
    """What the figures are about."""

    areas: Sequence[Mapping[str, str]]
    metrics: Sequence[Metric]
    years: Sequence[int]


def write_folder(folder: Path, figures: int, seed: int = 20260101) -> None:
    """Write a data folder with so many observations, all in ``facts/observations.csv``.

    Args:
        folder: made if missing; files of the same names are overwritten.
        figures: number of observations.
        seed: another seed gives other values of the same shape.
    """
    draw = Random(seed)
    world = make_world(figures, draw)
    content: dict[str, Iterable[Mapping[str, str]]] = {
        "areas": world.areas,
        "metrics": _metric_rows(world.metrics),
        "sources": _source_rows(world.years),
        "observations": islice(_observations(world, draw), figures),
    }
    write_tables(folder, content)


def write_tables(folder: Path, content: Mapping[str, Iterable[Mapping[str, str]]]) -> None:
    """Write every file of the descriptor; those without content get a header only.

    Units and themes are copied from the curated data unless given.
    """
    descriptor = _CURATED / "datapackage.json"
    for resource in json.loads(descriptor.read_text(encoding="utf-8"))["resources"]:
        path = folder / resource["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if resource["name"] in ("units", "themes") and resource["name"] not in content:
            shutil.copyfile(_CURATED / resource["path"], path)
            continue
        columns = [field["name"] for field in resource["schema"]["fields"]]
        _write_csv(path, columns, content.get(resource["name"], ()))
    shutil.copyfile(descriptor, folder / descriptor.name)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make_world(figures: int, draw: Random) -> World:
    """Choose areas, metrics and years so that they have room for so many figures.

    A million figures: 333 cities, 27 provinces, 66 zones, 157 metrics, 15 years.
    """
    n_years = 15 if figures >= 50_000 else 4
    areas = list(_areas(min(333, max(10, figures // 150))))
    n_metrics = max(30, -(-figures // (len(areas) * n_years)))
    years = range(LAST_YEAR - n_years + 1, LAST_YEAR + 1)
    return World(areas, list(_metrics(n_metrics, draw)), years)


def _areas(cities: int) -> Iterator[dict[str, str]]:
    """Cities first, so that a small folder has mostly cities."""
    for i in range(cities):
        province, n = _PROVINCES[i % len(_PROVINCES)], i // len(_PROVINCES) + 1
        yield _city(province, f"{province}{n:02d}00", i)
    for i in range(cities // 5):
        city = f"{_PROVINCES[i % len(_PROVINCES)]}{i // len(_PROVINCES) + 1:02d}00"
        yield _area(f"zone-{city}-sample", "zone", city, f"示例园区{i + 1}", city)
    for province in _PROVINCES[:cities]:
        code = f"{province}0000"
        yield _area(code, "province", "100000", f"示例省{province}") | {"province_id": code}
    yield _area("100000", "national", "", "全国")


def _city(province: str, code: str, i: int) -> dict[str, str]:
    area = _area(code, "city", f"{province}0000", f"示例市{i + 1}", code)
    return area | {"cluster": _CLUSTERS[i % len(_CLUSTERS)]}


def _area(area_id: str, level: str, parent: str, name: str, city: str = "") -> dict[str, str]:
    return {
        "area_id": area_id,
        "name_zh": name,
        "short_zh": name,
        "name_en": f"Sample {level} {area_id}",
        "level": level,
        "parent_id": parent,
        "city_id": city,
        "province_id": f"{city[:2]}0000" if city else "",
    }


def _metrics(n: int, draw: Random) -> Iterator[Metric]:
    """GDP and population first: the build divides by them."""
    yield Metric("gdp", _MONEY, "year", 1.06, 3e11)
    yield Metric("resident_population", _PEOPLE, "as_of", 1.01, 4e6)
    for i, (kind, period) in enumerate(islice(zip(cycle(_KINDS), cycle(_PERIODS)), n - 2)):
        trend = draw.uniform(0.97, 1.12) if kind.dimension in ("money", "count") else 1.0
        base = 10 ** draw.uniform(*kind.sizes)
        yield Metric(f"sample_{i + 1:03d}_{kind.dimension}", kind, period, trend, base)


def _metric_rows(metrics: Sequence[Metric]) -> Iterator[dict[str, str]]:
    themes = cycle(_themes())
    for place, m in enumerate(metrics, start=1):
        yield {
            "metric_id": m.metric_id,
            "name_zh": f"示例指标{place}",
            "name_en": f"Sample metric {place}",
            "definition_zh": f"第{place}个示例指标",
            "definition_en": f"Sample metric number {place}",
            "unit": m.kind.unit,
            "direction": "lower" if m.kind.dimension == "rank" else "higher",
            "dimension": m.kind.dimension,
            "theme_id": next(themes),
            "period_kinds": m.period,
            "tolerance_months": "24",
            "position": str(place),
        }


def _themes() -> list[str]:
    with (_CURATED / "registry" / "themes.csv").open(encoding="utf-8", newline="") as file:
        return [row["theme_id"] for row in csv.DictReader(file)]


def _source_rows(years: Iterable[int]) -> Iterator[dict[str, str]]:
    for year in years:
        for name, tier in (("yearbook", "official"), ("report", "mainstream")):
            yield {
                "source_id": f"{name}-{year}",
                "title": f"示例{name} {year}",
                "publisher": f"示例出版者 {tier}",
                "published_date": str(year + 1),
                "url": f"https://example.org/{name}/{year}",
                "tier": tier,
            }


def _observations(world: World, draw: Random) -> Iterator[dict[str, str]]:
    """Yield figures without end of need; sorted by area, metric and year."""
    number = 0
    for area in world.areas:
        for metric in world.metrics:
            size = metric.size(area, draw)
            for year in world.years:
                size *= metric.trend
                around = size * draw.uniform(0.98, 1.02)
                number += 1
                yield _observation(number, area["area_id"], metric, year, around, draw)
                if draw.random() < SECOND_SOURCE:
                    number += 1
                    row = _observation(number, area["area_id"], metric, year, size * 1.05, draw)
                    yield row | {"source_id": f"report-{year}", "locator": ""}


def _observation(
    number: int, area_id: str, metric: Metric, year: int, size: float, draw: Random
) -> dict[str, str]:
    figure = _print(metric.kind, size, draw)
    return {
        "obs_id": f"S-{number:07d}",
        "area_id": area_id,
        "metric_id": metric.metric_id,
        "value": figure.value,
        "value_printed": figure.printed,
        "qualifier": figure.qualifier,
        "basis": draw.choice(("target", "estimate")) if draw.random() < NOT_ACTUAL else "actual",
        "unit": metric.kind.unit,
        "period_type": metric.period,
        **period(metric.period, year),
        "period_source": "stated",
        "source_id": f"yearbook-{year}",
        "locator": f"{chr(65 + number % 26)}{chr(65 + number % 25)}{number % 330 + 6}",
        "note": draw.choice(_NOTES) if draw.random() < NOTED else "",
    }


def _print(kind: Kind, size: float, draw: Random) -> Print:
    if kind.hedged and draw.random() < HEDGED:
        return prints.with_hedge(kind.hedged(size), draw)
    if kind is _GROWTH and draw.random() < 1 / 5:
        size = -size
    return kind.style(size)


def period(kind: str, year: int) -> dict[str, str]:
    """Return the date cells of a kind of period in a year."""
    if kind == "as_of":
        return {"as_of": f"{year}-12-31"}
    first, last = {
        "year": (f"{year}", f"{year}"),
        "ytd": (f"{year}-01", f"{year}-09"),
        "cumulative": ("", f"{year}-12"),
        "event": (f"{year}-06-18", f"{year}-06-18"),
    }[kind]
    return {"period_start": first, "period_end": last}
