"""Mechanisms, events and named scenarios of an area, and what most peers have and it has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cityscene.cards.profile import ProfileInput
from cityscene.charts import listing
from cityscene.charts.listing import Group
from cityscene.gaps import Gap
from cityscene.schema import Domain, Stage
from cityscene.timeline import happenings
from cityscene.units import MISSING, date_label

Rows = Sequence[Mapping[str, Any]]
GroupsOf = Callable[[Rows, ProfileInput], list[Group]]

#: Categories in the order of the chain: what is opened, matched, tried, paid for, judged.
CATEGORIES = (
    "lists", "matchmaking", "platform", "testbed", "institution", "alliance", "finance", "talent",
    "policy", "evaluation",
)  # fmt: skip


def apart(rows: Rows, area_id: str) -> tuple[Rows, Rows]:
    """Split facts into those of the area itself and those of areas in it."""
    own = [r for r in rows if r["area_id"] == area_id]
    return own, [r for r in rows if r["area_id"] != area_id]


def mechanism_groups(rows: Rows, given: ProfileInput) -> list[Group]:
    """Mechanisms by category: name, since when, what the source says and where."""
    ordered = sorted(rows, key=lambda r: CATEGORIES.index(r["category"]))
    return _grouped(
        merged(ordered, ("area_id", "mechanism_id", "name_zh", "since")),
        lambda r: given.t(f"enum.category.{r['category']}"),
        lambda found: _mechanism(found, given),
    )


def event_groups(rows: Rows, given: ProfileInput) -> list[Group]:
    """Events in the order given: what happened, its date as exact as it is known, evidence."""
    found = happenings(rows)
    return [Group("", [_event(e.reports, given) for e in found])] if found else []


def scenario_groups(rows: Rows, given: ProfileInput) -> list[Group]:
    """Super scenarios first, then the others by domain and stage."""
    domains, stages = list(Domain), list(Stage)
    ordered = sorted(
        rows, key=lambda r: (not r["is_super"], domains.index(r["domain"]),
                             stages.index(r["stage"]))
    )  # fmt: skip

    def title(row: Mapping[str, Any]) -> str:
        return given.t("city.super" if row["is_super"] else f"enum.domain.{row['domain']}")

    found = merged(ordered, ("area_id", "name_zh", "stage"))
    return _grouped(found, title, lambda same: _scenario(same, given))


def merged(rows: Rows, fields: Sequence[str]) -> list[Rows]:
    """Put rows that are alike in some fields together: one fact, told by several sources."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[f] for f in fields), []).append(row)
    return list(groups.values())


def missing_metrics(found: Iterable[Gap], given: ProfileInput) -> list[Group]:
    """Metrics that peers have figures of, by theme."""
    registry = given.registry

    def row(gap: Gap) -> list[str]:
        name = registry.metric_name(gap.key, given.lang)
        return [listing.link(name, given.link("ranking", metric=gap.key)), _share(gap, given)]

    themes: dict[str, list[list[str]]] = {}
    for gap in found:
        themes.setdefault(registry.metrics[gap.key].theme_id, []).append(row(gap))
    return [Group(registry.theme_name(theme, given.lang), rows) for theme, rows in themes.items()]


def missing_mechanisms(found: Iterable[Gap], given: ProfileInput) -> list[Group]:
    """Kinds of mechanisms that peers are known to have, by category."""
    kinds = given.registry.mechanism_kinds
    categories: dict[str, list[list[str]]] = {}
    for gap in found:
        name = listing.text(given.registry.mechanism_name(gap.key, given.lang))
        categories.setdefault(kinds[gap.key].category, []).append([name, _share(gap, given)])
    return [
        Group(given.t(f"enum.category.{c}"), categories[c]) for c in CATEGORIES if c in categories
    ]


def _grouped(
    facts: Iterable[Rows],
    title: Callable[[Mapping[str, Any]], str],
    cells: Callable[[Rows], list[str]],
) -> list[Group]:
    groups: dict[str, list[list[str]]] = {}
    for same in facts:
        groups.setdefault(title(same[0]), []).append(cells(same))
    return [Group(name, found) for name, found in groups.items()]


def _mechanism(same: Rows, given: ProfileInput) -> list[str]:
    row = same[0]
    kind = row[f"kind_{given.lang}"]
    other = listing.small(listing.text(kind)) if kind != row[f"name_{given.lang}"] else ""
    since = given.t("city.since", date=date_label(row["since"], given.lang)) if row["since"] else ""
    return [_named(row, given) + other, since or MISSING, evidence(same, given)]


def _event(same: Rows, given: ProfileInput) -> list[str]:
    row = same[0]
    day = row["event_date"]
    words = date_label(day, given.lang) if day else given.t("common.undated")
    kind = listing.small(listing.text(given.t(f"enum.event_type.{row['event_type']}")))
    return [_named(row, given) + kind, listing.text(words), evidence(same, given)]


def _scenario(same: Rows, given: ProfileInput) -> list[str]:
    row = same[0]
    stage = given.t(f"enum.stage.{row['stage']}")
    domain = given.t(f"enum.domain.{row['domain']}")
    separator = given.t("common.list_separator")
    parts = ((row[c] or "").replace("|", separator) for c in ("owner", "technology"))
    details = " · ".join(p for p in parts if p)
    small = listing.small(listing.text(details))
    return [
        _named(row, given) + small,
        listing.text(stage) + listing.small(listing.text(domain)),
        evidence(same, given),
    ]


def _named(row: Mapping[str, Any], given: ProfileInput) -> str:
    """Name of a fact; one of an area inside says whose it is."""
    name = listing.strong(listing.text(row[f"name_{given.lang}"]))
    if row["area_id"] == given.area_id:
        return name
    return f"{name} {listing.small(given.area_link(row['area_id']))}"


def evidence(same: Rows, given: ProfileInput) -> str:
    """Every source of a fact, and what the sources say in the curator's words."""
    lines = [
        f"{given.source_link(r['source_id'], r['locator'])} {given.original(r['source_id'])}"
        for r in same
    ]
    if len(lines) > 1:
        lines.insert(0, listing.text(given.t("common.places", n=len(lines))))
    notes = dict.fromkeys(r["note"] for r in same if r["note"])
    small = "".join(listing.small(listing.text(note)) for note in notes)
    return "<br>".join(line.strip() for line in lines) + small


def _share(gap: Gap, given: ProfileInput) -> str:
    return listing.text(given.t("city.share", n=gap.n, of=gap.of))
