"""Which needs and which capabilities read alike: suggestions to look at, never a verdict.

Names become pairs of neighbouring characters (TF-IDF: what is rare weighs more); a technology
counts as one word. The score is the cosine of two texts, from 0 to 1. A suggestion needs more
than the score: either the names share a word that is not common to all lists, and domain or
technology is the same, or both domain and technology are the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cityscene.search import normal

THRESHOLD = 0.10
#: Suggestions kept for one need, the best first.
MOST = 3
_GRAM = 2
_DIGITS = 4
#: Runs of letters and digits are words; Chinese is cut into neighbouring characters.
_WORDS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+")
_TECHNOLOGY = "#"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry to be matched: a need, or a capability that exists somewhere.

    Attributes:
        key: identifier.
        name: what it is called.
        technologies: what it is done with.
        domain: identifier of the domain.
        city: city it belongs to, None outside of all cities.
        is_need: whether it is asked for rather than offered.
    """

    key: str
    name: str
    technologies: tuple[str, ...]
    domain: str
    city: str | None
    is_need: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and a capability that read alike, and why.

    Attributes:
        need: the need.
        answer: the capability.
        score: cosine of the two texts.
        words: longest strings that both names hold, those common to all lists left out.
        technologies: technologies of both.
    """

    need: Item
    answer: Item
    score: float
    words: tuple[str, ...]
    technologies: tuple[str, ...]

    @property
    def has_one_domain(self) -> bool:
        """Whether both are of one domain."""
        return self.need.domain == self.answer.domain

    @property
    def is_across(self) -> bool:
        """Whether they belong to two different cities."""
        cities = (self.need.city, self.answer.city)
        return None not in cities and cities[0] != cities[1]


@dataclass(frozen=True)
class _Parsed:
    """An item as its words and technologies."""

    item: Item
    words: tuple[str, ...]
    technologies: Mapping[str, str]

    @cached_property
    def features(self) -> list[str]:
        """What TF-IDF counts."""
        return [*(_TECHNOLOGY + k for k in self.technologies), *_grams(self.words)]


def pairs(items: Iterable[Item], common: Collection[str]) -> list[Pair]:
    """Return all suggestions, the best first; ties by identifiers.

    Args:
        items: needs and capabilities together; what is rare is judged by all of them.
        common: words that say nothing about what is needed, such as 场景 and 应用.
    """
    ordered = sorted(items, key=lambda i: i.key)
    known = {normal(k): k for i in ordered for k in i.technologies}
    parsed = [_parsed(i, known) for i in ordered]
    words = sorted({normal(c) for c in common}, key=len, reverse=True)
    found = [
        Pair(a.item, b.item, score, _shared_words(a, b, words), _shared_technologies(a, b))
        for a, b, score in _scored(parsed)
    ]
    return sorted(
        (p for p in found if _is_suggestion(p)), key=lambda p: (-p.score, p.need.key, p.answer.key)
    )


def best(found: Iterable[Pair], most: int = MOST) -> list[Pair]:
    """Return at most so many suggestions a need, in the order given."""
    kept: dict[str, int] = {}
    chosen = []
    for pair in found:
        kept[pair.need.key] = kept.get(pair.need.key, 0) + 1
        if kept[pair.need.key] <= most:
            chosen.append(pair)
    return chosen


def _is_suggestion(pair: Pair) -> bool:
    has_technology = bool(pair.technologies)
    if pair.words:
        return pair.has_one_domain or has_technology
    return pair.has_one_domain and has_technology


def _parsed(item: Item, known: Mapping[str, str]) -> _Parsed:
    """Take technologies out of the name, so that each counts once."""
    name = normal(item.name)
    found = {normal(k): k for k in item.technologies}
    for key in sorted(known, key=len, reverse=True):
        if key in name:
            name = name.replace(key, " ")
            found[key] = known[key]
    return _Parsed(item, tuple(_WORDS.findall(name)), found)


def _grams(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if _LATIN.fullmatch(word):
            yield word
        else:
            yield from (word[i : i + _GRAM] for i in range(len(word) - _GRAM + 1))


def _scored(parsed: Sequence[_Parsed]) -> Iterator[tuple[_Parsed, _Parsed, float]]:
    """Every need with every capability whose score reaches the threshold."""
    needs = [p for p in parsed if p.item.is_need]
    answers = [p for p in parsed if not p.item.is_need]
    if not any(p.features for p in needs) or not any(p.features for p in answers):
        return
    scores = _cosines(parsed, needs, answers)
    for i, need in enumerate(needs):
        for j, answer in enumerate(answers):
            score = round(float(scores[i, j]), _DIGITS)
            if score >= THRESHOLD:
                yield need, answer, score


def _cosines(every: Sequence[_Parsed], needs: Sequence[_Parsed], answers: Sequence[_Parsed]) -> Any:
    # A large import, needed once a build.
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(analyzer=lambda p: p.features, sublinear_tf=True)
    model.fit(every)
    return (model.transform(needs) @ model.transform(answers).T).toarray()


def _shared_technologies(a: _Parsed, b: _Parsed) -> tuple[str, ...]:
    return tuple(name for key, name in a.technologies.items() if key in b.technologies)


def _shared_words(a: _Parsed, b: _Parsed, common: Sequence[str]) -> tuple[str, ...]:
    """Longest shared strings of two characters or more, in the order of the need's name."""
    found = dict.fromkeys(s for x in a.words for y in b.words for s in _substrings(x, y))
    longest = [s for s in found if not any(s != other and s in other for other in found)]
    return tuple(s for s in longest if _says_something(s, common))


def _substrings(x: str, y: str) -> Iterator[str]:
    """Strings that both words hold; of letters and digits only the whole word."""
    if _LATIN.fullmatch(x) or _LATIN.fullmatch(y):
        if x == y:
            yield x
        return
    for start in range(len(x)):
        for end in range(start + _GRAM, len(x) + 1):
            if x[start:end] in y:
                yield x[start:end]


def _says_something(word: str, common: Sequence[str]) -> bool:
    """Whether two characters or more are left once common words are taken out."""
    for c in common:
        word = word.replace(c, " ")
    return any(len(part) >= _GRAM for part in word.split())
