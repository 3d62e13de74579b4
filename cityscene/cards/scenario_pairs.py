"""Needs and capabilities that read alike, side by side, with what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import pandas as pd

from cityscene.cards import Card
from cityscene.cards.profile import ProfileInput
from cityscene.cards.scenarios import name_of, named, sources_of, where
from cityscene.charts import listing
from cityscene.charts.listing import Group
from cityscene.matching import MOST, THRESHOLD, Pair
from cityscene.scenarios import JOINED, Scenario
from cityscene.texts import Language, t

#: Words that lists use of everything: Chinese in either language, as the names are.
COMMON_WORDS = "scenarios.common_words"
_WIDTHS = (36, 36, 28)
_FILE_SIDES = ("scenario_id", "area_id", "name_zh", "owner", "stage", "source_id", "locator")


class Order(StrEnum):
    """Best suggestions first, or those that concern my city."""

    SCORE = "score"
    MINE = "mine"


@dataclass(frozen=True)
class PairsInput:
    """What the card is made from.

    Attributes:
        pairs: suggestions, the best first.
        scenarios: every scenario by identifier.
        needs: number of needs that suggestions were looked for.
        written: how rows are written, from the point of view of my city.
        order: what stands first.
    """

    pairs: Sequence[Pair]
    scenarios: Mapping[str, Scenario]
    needs: int
    written: ProfileInput
    order: Order

    @property
    def mine(self) -> str:
        """My city."""
        return self.written.area_id

    def t(self, key: str, **values: object) -> str:
        """Text in the page's language."""
        return self.written.t(key, **values)


def common_words() -> list[str]:
    """Words that do not count as shared; the notes of the card name them all."""
    return t(COMMON_WORDS, Language.ZH).split()


def pairs_card(given: PairsInput) -> Card:
    """Build the card; ``pairs`` may be empty, then it says how many needs found nothing."""
    words = _headline(given)
    header = [given.t(f"scenarios.column_{c}") for c in ("need", "answer", "alike")]
    return Card(
        card_id="scenario_pairs",
        headline=words,
        small=given.t("scenarios.pairs_small", threshold=f"{THRESHOLD:.2f}", most=MOST),
        draw=None,
        html=partial(listing.listing, words, header, _WIDTHS, _groups(given)),
        table=_table(given),
        notes=tuple(_notes(given)),
        alt=words,
        source_ids=sources_of(dict.fromkeys(_shown(given))),
        data=_frame(given),
    )


def _headline(given: PairsInput) -> str:
    met = {p.need.key for p in given.pairs}
    across = {p.need.key for p in given.pairs if p.is_across}
    if met == across:
        return given.t("scenarios.pairs_headline_across", needs=given.needs, across=len(across))
    return given.t("scenarios.pairs_headline", needs=given.needs, met=len(met), across=len(across))


def _shown(given: PairsInput) -> list[Scenario]:
    return [given.scenarios[i.key] for p in given.pairs for i in (p.need, p.answer)]


def _groups(given: PairsInput) -> list[Group]:
    if given.order is Order.SCORE:
        return [Group("", [_row(p, given) for p in given.pairs])]
    titles = {k: given.t(f"scenarios.pairs_{k}", city=given.written.name(given.mine))
              for k in ("mine", "offer", "other")}  # fmt: skip
    sides: dict[str, list[list[str]]] = {k: [] for k in titles}
    for pair in given.pairs:
        sides[_side(pair, given.mine)].append(_row(pair, given))
    return [Group(titles[k], rows) for k, rows in sides.items() if rows]


def _side(pair: Pair, mine: str) -> str:
    """Whether a suggestion is for a need of my city, or rests on what my city has."""
    if pair.need.city == mine:
        return "mine"
    return "offer" if pair.answer.city == mine else "other"


def _row(pair: Pair, given: PairsInput) -> list[str]:
    score = listing.strong(given.t("scenarios.score", score=f"{pair.score:.2f}"))
    mark = listing.tag(given.t("scenarios.across")) if pair.is_across else ""
    why = "".join(listing.small(listing.text(line)) for line in _reasons(pair, given))
    return [
        _entry(given.scenarios[pair.need.key], given.written),
        _entry(given.scenarios[pair.answer.key], given.written),
        score + mark + why,
    ]


def _entry(s: Scenario, given: ProfileInput) -> str:
    """Name, place, owner, stage and sources of one side."""
    facts = [where(s, given), listing.text(given.t(f"enum.stage.{s.stage}"))]
    if s.owners:
        facts.append(listing.text(given.t("common.list_separator").join(s.owners)))
    sources = "<br>".join(given.source_link(p.source_id, p.locator) for p in s.places)
    return named(s, given) + listing.small(" · ".join(facts)) + listing.small(sources)


def _reasons(pair: Pair, given: PairsInput) -> list[str]:
    """Words, technologies and domain that both have, a line each."""
    separator = given.t("common.list_separator")
    lines = []
    if pair.words:
        lines.append(given.t("scenarios.shared_words", words=separator.join(pair.words)))
    if pair.technologies:
        names = separator.join(pair.technologies)
        lines.append(given.t("scenarios.shared_technologies", names=names))
    if pair.has_one_domain:
        domain = given.t(f"enum.domain.{pair.need.domain}")
        lines.append(given.t("scenarios.same_domain", domain=domain))
    return lines


def _notes(given: PairsInput) -> list[str]:
    mine = given.written.name(given.mine)
    notes = [given.t("scenarios.pairs_note_words"), given.t("scenarios.pairs_note_method")]
    separator = given.t("common.list_separator")
    notes.append(given.t("scenarios.pairs_note_common", words=separator.join(common_words())))
    if given.order is Order.MINE and not any(p.need.city == given.mine for p in given.pairs):
        notes.insert(0, given.t("scenarios.pairs_note_mine", city=mine))
    return notes


def _table(given: PairsInput) -> pd.DataFrame:
    lang, scenarios = given.written.lang, given.scenarios
    rows = [
        (
            name_of(scenarios[p.need.key], lang),
            given.written.name(scenarios[p.need.key].area_id),
            name_of(scenarios[p.answer.key], lang),
            given.written.name(scenarios[p.answer.key].area_id),
            given.t(f"enum.stage.{scenarios[p.answer.key].stage}"),
            p.score,
            given.t("city.alt_separator").join(_reasons(p, given)),
        )
        for p in given.pairs
    ]
    columns = ("need", "need_area", "answer", "answer_area", "stage", "score", "alike")
    return pd.DataFrame(rows, columns=[given.t(f"scenarios.column_{c}") for c in columns])


def _frame(given: PairsInput) -> pd.DataFrame:
    """Suggestions with identifiers and both evidences, for files."""
    columns = [f"{side}_{c}" for side in ("need", "answer") for c in _FILE_SIDES]
    columns += ["score", "shared_words", "shared_technologies", "same_domain", "other_city"]
    return pd.DataFrame([_file_row(p, given) for p in given.pairs], columns=columns)


def _file_row(pair: Pair, given: PairsInput) -> list[object]:
    sides = [c for i in (pair.need, pair.answer) for c in _file_side(given.scenarios[i.key])]
    return [
        *sides,
        pair.score,
        JOINED.join(pair.words),
        JOINED.join(pair.technologies),
        pair.has_one_domain,
        pair.is_across,
    ]


def _file_side(s: Scenario) -> list[object]:
    sources = JOINED.join(p.source_id for p in s.places)
    locators = JOINED.join(p.locator or "" for p in s.places)
    return [s.key, s.area_id, s.name_zh, JOINED.join(s.owners), str(s.stage), sources, locators]
