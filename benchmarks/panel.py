"""A panel of real yearbook figures as a data folder, where such a file lies beside the checkout.

The panel is a gzipped CSV with the columns city, admin_code, metric_id, metric_zh, year, value,
unit, origin, note: about 50,000 figures of 361 cities. It brings real values where the
generated folder has made-up ones. Metrics in units that the project does not have are left out.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from benchmarks.generate import period, write_tables
from cityscene.paths import project_root

PANEL = project_root().parent / "shared" / "panel" / "panel.csv.gz"

_DIMENSIONS = {
    "CNY": "money", "count": "count", "persons": "count", "percent": "share", "km": "length",
    "rank": "rank",
}  # fmt: skip
_NATION = "100000"
_TEN_THOUSAND = 10_000


def write_folder(folder: Path, panel: Path = PANEL) -> int:
    """Write the panel as a data folder and return its number of figures."""
    with gzip.open(panel, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["unit"] in _DIMENSIONS]
    origins = {o: f"panel-{i:03d}" for i, o in enumerate(sorted({r["origin"] for r in rows}))}
    content: dict[str, Iterable[Mapping[str, str]]] = {
        "areas": _areas({r["admin_code"]: r["city"] for r in rows}),
        "metrics": _metrics({r["metric_id"]: r for r in rows}),
        "sources": (_source(title, key) for title, key in origins.items()),
        "yearbook": (_figure(i, r, origins[r["origin"]]) for i, r in enumerate(rows, start=1)),
    }
    write_tables(folder, content)
    return len(rows)


def _areas(cities: Mapping[str, str]) -> Iterator[dict[str, str]]:
    yield _area(_NATION, "全国", "national", "", "")
    own = {code for code in cities if code.endswith("0000")}
    for province in sorted({f"{code[:2]}0000" for code in cities} - own):
        yield _area(province, f"省级{province}", "province", _NATION, province)
    for code, name in sorted(cities.items()):
        province = f"{code[:2]}0000"
        parent = _NATION if code in own else province
        yield _area(code, name, "city", parent, province) | {"city_id": code}


def _area(code: str, name: str, level: str, parent: str, province: str) -> dict[str, str]:
    return {
        "area_id": code,
        "name_zh": name,
        "short_zh": name,
        "name_en": f"Area {code}",
        "level": level,
        "parent_id": parent,
        "province_id": province,
    }


def _metrics(examples: Mapping[str, Mapping[str, str]]) -> Iterator[dict[str, str]]:
    for place, (metric_id, row) in enumerate(sorted(examples.items()), start=1):
        growth = metric_id.endswith("_growth")
        yield {
            "metric_id": metric_id,
            "name_zh": row["metric_zh"],
            "name_en": metric_id.replace("_", " "),
            "definition_zh": row["metric_zh"],
            "definition_en": metric_id.replace("_", " "),
            "unit": row["unit"],
            "direction": "neutral",
            "dimension": "growth" if growth else _DIMENSIONS[row["unit"]],
            "theme_id": "foundation",
            "period_kinds": "year",
            "tolerance_months": "24",
            "position": str(place),
        }


def _source(title: str, key: str) -> dict[str, str]:
    return {"source_id": key, "title": title, "publisher": title, "tier": "official"}


def _figure(number: int, row: Mapping[str, str], source_id: str) -> dict[str, str]:
    value, printed = printed_value(Decimal(row["value"]), row["unit"])
    return {
        "obs_id": f"P-{number:06d}",
        "area_id": row["admin_code"],
        "metric_id": row["metric_id"],
        "value": value,
        "value_printed": printed,
        "qualifier": "exact",
        "basis": "actual",
        "unit": row["unit"],
        "period_type": "year",
        **period("year", int(row["year"])),
        "period_source": "stated",
        "source_id": source_id,
        "locator": row["note"].removeprefix("cell "),
    }


def printed_value(value: Decimal, unit: str) -> tuple[str, str]:
    """Return the cells value and value_printed: the panel keeps base units, not prints."""
    if unit == "CNY":
        yuan = int(value.to_integral_value())  # the panel's own sums end in .9999
        in_wan = yuan % _TEN_THOUSAND == 0
        return str(yuan), f"{yuan // _TEN_THOUSAND}万元" if in_wan else f"{yuan}元"
    before, after = {
        "count": ("", "个"), "persons": ("", "人"), "percent": ("", "%"), "km": ("", "公里"),
        "rank": ("第", "位"),
    }[unit]  # fmt: skip
    return f"{value:f}", f"{'下降' * (value < 0)}{before}{abs(value):f}{after}"
