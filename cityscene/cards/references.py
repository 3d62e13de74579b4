"""National events as reference lines of any chart over time: lines, notes and sources.

A card takes the events of the years it shows and hands the lines to its chart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cityscene.charts.series import Reference
from cityscene.registry import Registry
from cityscene.sources import short
from cityscene.texts import t
from cityscene.timeline import Happening
from cityscene.units import date_label


@dataclass(frozen=True)
class References:
    """National events within some years, as a chart over time shows them."""

    events: tuple[Happening, ...]
    registry: Registry
    lang: str

    @classmethod
    def within(
        cls, events: Iterable[Happening], first: int, last: int, registry: Registry, lang: str
    ) -> References:
        """Keep the events that have a label and lie within two years, both included."""
        kept = (e for e in events if e.mark(lang) and e.start and first <= e.start.year <= last)
        return cls(tuple(kept), registry, lang)

    def lines(self) -> list[Reference]:
        """Return the lines for the chart."""
        return [
            Reference(e.start, e.end, e.mark(self.lang), self._said(e))
            for e in self.events
            if e.start and e.end
        ]

    def notes(self) -> list[str]:
        """Say what the lines are and where it stands written, or that there are none."""
        if not self.events:
            return [t("timeline.note_no_lines", self.lang)]
        said = t("common.sentence_separator", self.lang).join(self._said(e) for e in self.events)
        return [t("timeline.note_lines", self.lang, events=said)]

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of every report of the events."""
        return tuple(s for e in self.events for s in e.source_ids)

    def _said(self, event: Happening) -> str:
        """Date, name and the source of the first report."""
        date = date_label(str(event.first_report["event_date"]), self.lang)
        source = self.registry.sources[event.source_ids[0]]
        return t("timeline.line", self.lang, date=date, name=event.name(self.lang),
                 source=short(source, self.lang))  # fmt: skip
