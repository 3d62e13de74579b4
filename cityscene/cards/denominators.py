"""What ratios are divided by, in words: for the small line, the notes and the hover text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cityscene import normalised, sources
from cityscene.cards.figures import origins_text, value_text
from cityscene.registry import Registry
from cityscene.schema import Observation
from cityscene.tables import printed_text
from cityscene.texts import t


class Denominators:
    """What the ratios among some figures are divided by.

    Attributes:
        figures: the denominators, one a ratio; empty where there are no ratios.
    """

    def __init__(
        self,
        shown: Iterable[Observation],
        origins: Mapping[str, Observation],
        registry: Registry,
        lang: str,
    ) -> None:
        self.figures: Sequence[Observation] = normalised.denominators(shown, origins, registry)
        self._origins = origins
        self._registry = registry
        self._lang = lang

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of the denominators, one entry a ratio."""
        return tuple(o.source_id for o in self.figures)

    def small(self, line: str) -> str:
        """Return a small line with the denominator and its years; as it is without ratios."""
        if not self.figures:
            return line
        years = sorted({o.as_of.year for o in self.figures if o.as_of})
        span = "–".join(str(y) for y in dict.fromkeys((years[0], years[-1])))
        return t("per.small", self._lang, small=line, metrics=self._metrics(), span=span)

    def notes(self) -> list[str]:
        """Say what is divided by what, of which years and sources; nothing without ratios."""
        if not self.figures:
            return []
        counts = Counter(o.as_of.year for o in self.figures if o.as_of)
        years = self._join(
            t("per.year", self._lang, year=year, n=n) for year, n in sorted(counts.items())
        )
        used = sources.used(self.figures, self._registry.sources)
        return [
            t("per.note", self._lang, metrics=self._metrics(), years=years,
              sources=sources.named(used, self._lang))
        ]  # fmt: skip

    def of(self, o: Observation) -> str:
        """Return the figures one ratio is computed from; empty for a printed figure."""
        return origins_text(o, self._origins, self._registry, self._lang) if self.figures else ""

    def behind(self, o: Observation) -> str:
        """Return what is printed, or what a ratio is computed from, as a sentence."""
        origins = self.of(o)
        if not origins:
            printed = printed_text(o, self._registry, self._lang)
            return t("ranking.hover_printed", self._lang, printed=printed)
        value = value_text(o, self._registry, self._lang)
        return t("per.computed", self._lang, value=value, origins=origins)

    def _metrics(self) -> str:
        names = dict.fromkeys(o.metric_id for o in self.figures)
        return self._join(self._registry.metric_name(m, self._lang) for m in names)

    def _join(self, parts: Iterable[str]) -> str:
        return t("common.list_separator", self._lang).join(parts)
