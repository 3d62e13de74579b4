"""A panel as a data folder: base units become prints, and the folder is valid."""

from __future__ import annotations

import gzip
from decimal import Decimal

import pytest

from benchmarks.panel import printed_value, write_folder
from etl.pipeline import run_validate

HEADER = "city,admin_code,metric_id,metric_zh,year,value,unit,origin,compiled_by,note"
ROWS = (
    "北京,110000,gdp,地区生产总值,2023,4376000000000,CNY,年鉴 2024,x,cell C7",
    "合肥,340100,gdp,地区生产总值,2023,1267380000000.0001,CNY,年鉴 2024,x,cell C9",
    "合肥,340100,gdp_growth,地区生产总值增速,2023,-5.8,percent,年鉴 2024,x,cell D9",
    "合肥,340100,universities,普通高等学校,2023,57,count,年鉴 2024,x,cell E9",
    "合肥,340100,pm25_annual_mean,细颗粒物年均浓度,2023,33,ug/m3,年鉴 2024,x,cell F9",
    "济源,419001,metro_length_km,轨道交通里程,2023,0,km,报告,x,",
    "济源,419001,wipo_cluster_rank,集群排名,2023,5,rank,报告,x,",
)


def test_a_panel_becomes_a_valid_folder(tmp_path):
    packed = tmp_path / "panel.csv.gz"
    with gzip.open(packed, "wt", encoding="utf-8") as file:
        file.write("\n".join((HEADER, *ROWS, "")))
    n = write_folder(tmp_path / "data", packed)
    assert n == len(ROWS) - 1  # no unit for concentrations
    found = run_validate(tmp_path / "data")
    assert [str(p) for p in found.problems] == []
    assert found.dataset["yearbook"].read == n
    assert found.dataset["areas"].read == 3 + 3  # the cities, two provinces, the nation


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("470085999999.9999", "CNY", ("470086000000", "47008600万元")),
        ("149843", "CNY", ("149843", "149843元")),
        ("52.2", "count", ("52.2", "52.2个")),
        ("-20.63", "percent", ("-20.63", "下降20.63%")),
        ("141.43", "km", ("141.43", "141.43公里")),
        ("5", "rank", ("5", "第5位")),
    ],
)
def test_values_get_a_print(value, unit, expected):
    assert printed_value(Decimal(value), unit) == expected
