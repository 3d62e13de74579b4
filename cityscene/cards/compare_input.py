"""What the comparison cards are made from, and how a figure is written in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cityscene import normalised
from cityscene.cards.denominators import Denominators
from cityscene.comparison import Comparison, Row
from cityscene.ratios import Per
from cityscene.registry import Registry
from cityscene.schema import Basis, Direction, Level, Observation, Qualifier
from cityscene.texts import t
from cityscene.units import MISSING, DisplayScale, display_scale, format_scaled

#: Page and its parameters to the address of the view.
Link = Callable[..., str]


@dataclass(frozen=True)
class CompareInput:
    """Rows to show, and for whom.

    ``slots`` is the place of each area in the series colours, ``gaps`` shows differences to
    the leader in the cells, ``origins`` are the figures that ratios are computed from.
    """

    comparison: Comparison
    registry: Registry
    my_city: str | None
    lang: str
    link: Link
    slots: Mapping[str, int]
    gaps: bool = False
    origins: Mapping[str, Observation] = field(default_factory=dict)

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return t(key, self.lang, **values)

    def join(self, parts: Iterable[str]) -> str:
        """Parts as an enumeration."""
        return self.t("common.list_separator").join(parts)

    def name(self, area_id: str) -> str:
        """Short name of an area."""
        return self.registry.area_name(area_id, self.lang)

    def label(self, area_id: str) -> str:
        """Name of an area, with its level where the areas are not all cities."""
        if not self.is_mixed:
            return self.name(area_id)
        return self.t("compare.area_option", name=self.name(area_id), level=self.level(area_id))

    def level(self, area_id: str) -> str:
        """Level of an area in words."""
        return self.t(f"enum.level.{self.registry.areas[area_id].level}")

    def fits(self, row: Row, area_id: str) -> bool:
        """Whether an area is of the level a row is about."""
        return self.registry.areas[area_id].level == row.view.level

    def metric(self, row: Row) -> str:
        """Name of the metric of a row."""
        return self.registry.metric_name(row.view.metric_id, self.lang)

    def ranking_link(self, row: Row) -> str:
        """Link to the ranking of a row's metric, divided as the row is."""
        total, per = normalised.split(row.view.metric_id, self.registry)
        divided = {} if per is Per.NONE else {"per": str(per)}
        return self.link("ranking", metric=total, **divided)

    def divided_by(self, shown: Iterable[Observation]) -> Denominators:
        """What the ratios among some figures are divided by."""
        return Denominators(shown, self.origins, self.registry, self.lang)

    def printed(self, o: Observation) -> str:
        """Return what is printed, or what a ratio is computed from."""
        return self.divided_by([o]).behind(o)

    def counter(self, metric_id: str) -> str | None:
        """Counter word of a metric in Chinese; English uses the unit's own name."""
        return self.registry.own_counter(metric_id, self.lang)

    def scale(self, row: Row) -> DisplayScale:
        """What the figures of a row are divided by, and the unit the row states once."""
        metric_id = row.view.metric_id
        unit = self.registry.unit_of(metric_id)
        values = [o.value for o in row.chosen.values()]
        return display_scale(values, unit, self.lang, self.counter(metric_id))

    @cached_property
    def levels(self) -> set[Level]:
        """Levels of the areas."""
        return {self.registry.areas[a].level for a in self.comparison.areas}

    @property
    def is_mixed(self) -> bool:
        """Whether the areas are not all cities, so that levels have to be named."""
        return self.levels != {Level.CITY}

    @cached_property
    def names(self) -> str:
        """The areas as an enumeration."""
        return self.join(self.name(a) for a in self.comparison.areas)

    @cached_property
    def focus(self) -> str | None:
        """The area a headline speaks of: my city, else the first that has comparable figures."""
        with_rows = [a for a in self.comparison.areas if self.comparison.standings(a)]
        if self.my_city in with_rows:
            return self.my_city
        return with_rows[0] if with_rows else None


def value_text(given: CompareInput, o: Observation, scale: DisplayScale) -> str:
    """Return a figure in the scale of its row, with its hedge word."""
    number = format_scaled(o.value, scale, given.registry.unit_of(o.metric_id), given.lang)
    is_bounded = o.qualifier is Qualifier.OVER and o.interval.high is not None
    closed = is_bounded and scale.divisor == 1 and not o.derived_from
    return given.t(f"ranking.mark.{'over_closed' if closed else o.qualifier}", number=number)


def year_text(given: CompareInput, row: Row, area_id: str) -> str:
    """Return the year of a figure, with a word where it is old."""
    as_of = row.chosen[area_id].as_of
    year = str(as_of.year) if as_of else MISSING
    return given.t("compare.year_stale", year=year) if area_id in row.stale else year


def about(given: CompareInput, row: Row) -> str:
    """Return unit and kind of period of a row; direction, basis, level where not the usual."""
    parts = [given.scale(row).label, given.t(f"enum.period_class.{row.view.period_class}")]
    direction = given.registry.metrics[row.view.metric_id].direction
    if direction is Direction.LOWER:
        parts.append(given.t(f"enum.direction.{direction}"))
    if row.view.basis is not Basis.ACTUAL:
        parts.append(given.t(f"enum.basis.{row.view.basis}"))
    if given.is_mixed:
        parts.append(given.t(f"enum.level.{row.view.level}"))
    return " · ".join(parts)
