"""What the database holds: coverage by city and theme, and the cities by province."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.charts.grid import Row, Tile, matrix, tiles
from cityscene.registry import Registry
from cityscene.schema import Area, Cluster, Scope
from cityscene.texts import t
from cityscene.theme import Mode


@dataclass(frozen=True)
class OverviewInput:
    """Counts of figures by city and theme, and how to link to a city.

    ``counts``: (city_id, theme_id) to the number of figures, areas within the city included.
    """

    counts: Mapping[tuple[str, str], int]
    registry: Registry
    my_city: str
    link: Callable[[str], str]
    lang: str

    def name(self, area_id: str) -> str:
        """Short name of an area."""
        return self.registry.area_name(area_id, self.lang)

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return t(key, self.lang, **values)

    def total(self, city_id: str, *, scenario_only: bool = False) -> int:
        """Figures of a city: all, or those on scenario work itself."""
        return sum(
            n
            for (city, theme), n in self.counts.items()
            if city == city_id
            and (not scenario_only or self.registry.themes[theme].scope is Scope.SCENARIO)
        )


def coverage_card(given: OverviewInput) -> Card:
    """City by theme: how many figures are known, the scenario figures deciding the order."""
    themes = list(given.registry.themes)
    cities = _cities_by_coverage(given)
    rows = [
        Row(
            given.name(c),
            given.link(c),
            tuple(given.counts.get((c, theme), 0) for theme in themes),
            c == given.my_city,
        )
        for c in cities
    ]
    columns = [given.registry.theme_name(theme, given.lang) for theme in themes]
    with_scenario = sum(given.total(c, scenario_only=True) > 0 for c in cities)
    headline = given.t("overview.coverage_headline", n=with_scenario, total=len(cities))
    return Card(
        card_id="coverage",
        headline=headline,
        small=given.t("overview.coverage_small"),
        draw=None,
        html=partial(matrix, columns, rows, given.t("common.missing"), headline),
        table=_coverage_table(given, columns, rows),
        notes=(given.t("overview.coverage_note"),),
        alt=headline,
    )


def tiles_card(given: OverviewInput) -> Card:
    """Cities by cluster and province, shaded by how much is known; not a map."""
    headline = _tiles_headline(given)
    return Card(
        card_id="tiles",
        headline=headline,
        small=given.t("overview.tiles_small"),
        draw=None,
        html=partial(_draw_tiles, given),
        table=_tiles_table(given),
        notes=(given.t("overview.tiles_note"),),
        alt=headline,
    )


def _cities_by_coverage(given: OverviewInput) -> list[str]:
    known = dict.fromkeys(city for city, _ in given.counts)
    return sorted(known, key=lambda c: (-given.total(c, scenario_only=True), -given.total(c), c))


def _coverage_table(given: OverviewInput, columns: list[str], rows: list[Row]) -> pd.DataFrame:
    table = pd.DataFrame([row.counts for row in rows], columns=columns)
    table.insert(0, given.t("table.area"), [row.label for row in rows])
    return table


def _tiles_headline(given: OverviewInput) -> str:
    areas = [given.registry.areas[c] for c in _cities_by_coverage(given)]
    provinces = {a.province_id for a in areas}
    return given.t("overview.tiles_headline", cities=len(areas), provinces=len(provinces))


def _grouped(given: OverviewInput) -> list[tuple[Cluster, list[tuple[str, list[Area]]]]]:
    """Cluster, then province, then cities by coverage."""
    areas = [given.registry.areas[c] for c in _cities_by_coverage(given)]
    groups = []
    for cluster in Cluster:
        provinces: dict[str, list[Area]] = {}
        for a in areas:
            if (a.cluster or Cluster.OTHER) is cluster:
                provinces.setdefault(a.province_id or a.area_id, []).append(a)
        if provinces:
            groups.append((cluster, list(provinces.items())))
    return groups


def _draw_tiles(given: OverviewInput, mode: Mode) -> str:
    groups = [
        (
            given.t(f"enum.cluster.{cluster}"),
            [(_province_label(given, p, cities), [_tile(given, a) for a in cities])
             for p, cities in provinces],
        )
        for cluster, provinces in _grouped(given)
    ]  # fmt: skip
    return tiles(groups, mode)


def _province_label(given: OverviewInput, province_id: str, cities: list[Area]) -> str:
    """Name of the province; none for a municipality, whose tile says it already."""
    return "" if [a.area_id for a in cities] == [province_id] else given.name(province_id)


def _tile(given: OverviewInput, area: Area) -> Tile:
    count = given.total(area.area_id, scenario_only=True)
    name = given.name(area.area_id)
    title = given.t("overview.tile_title", city=name, n=count, total=given.total(area.area_id))
    return Tile(name, given.link(area.area_id), count, title, area.area_id == given.my_city)


def _tiles_table(given: OverviewInput) -> pd.DataFrame:
    rows = [
        (
            given.t(f"enum.cluster.{cluster}"),
            given.name(province),
            given.name(a.area_id),
            given.total(a.area_id, scenario_only=True),
            given.total(a.area_id),
        )
        for cluster, provinces in _grouped(given)
        for province, cities in provinces
        for a in cities
    ]
    columns = ("cluster", "province", "city", "scenario_figures", "all_figures")
    return pd.DataFrame(rows, columns=[given.t(f"overview.column_{c}") for c in columns])
