"""No boundary map: maps of China shown to the public need an approval number per picture."""

from __future__ import annotations

import re

import pytest

from tests.architecture.project import files, text, under

MAP_FILES = {
    ".geojson",
    ".topojson",
    ".shp",
    ".shx",
    ".dbf",
    ".kml",
    ".kmz",
    ".gpkg",
    ".pbf",
    ".mbtiles",
}
MAPS = re.compile(
    r"geo_?json|topo_?json|choropleth|scatter_?geo|scatter_?map|density_?map|line_(?:geo|map)\b"
    r"|mapbox|maplibre|leaflet|folium|geopandas|shapefile|pydeck|layout\.geo\b|\bst\.map\("
    r"|update_geos|registerMap",
    re.I,
)
CODE = ("app.py", "pages", "cityscene", "etl", "benchmarks", ".streamlit", "screenshots")


def test_no_file_holds_boundaries():
    assert [str(p) for p in files() if p.suffix.lower() in MAP_FILES] == []


@pytest.mark.parametrize("suffix", [".py", ".toml", ".json", ".css", ".js", ".html", ".svg"])
def test_no_code_draws_a_map(suffix):
    found = {str(p): m.group() for p in under(*CODE, suffix=suffix) if (m := MAPS.search(text(p)))}
    assert found == {}


def test_no_data_file_holds_coordinates():
    columns = re.compile(r"(?:^|,)(?:lat|lon|lng|latitude|longitude|geometry|wkt)(?:,|$)", re.I)
    headers = {str(p): text(p).partition("\n")[0] for p in under("data", suffix=".csv")}
    assert [p for p, header in headers.items() if columns.search(header)] == []


@pytest.mark.parametrize(
    ("words", "is_map"),
    [
        ("go.Choropleth(", True),
        ("px.scatter_map(", True),
        ("go.Scattergeo", True),
        ("go.Scattermap", True),
        ("st.map(data)", True),
        ("go.Heatmap(", False),
        ("go.Treemap(", False),
        ("list(map(str, x))", False),
        ("frame.map(", False),
        ("Mapping[str, int]", False),
    ],
)
def test_maps_are_told_from_other_words(words, is_map):
    assert bool(MAPS.search(words)) is is_map
