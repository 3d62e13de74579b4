"""What every page needs: the build, the registry, the language and the shared controls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from cityscene import database, links, peers
from cityscene.database import Database
from cityscene.registry import Registry
from cityscene.schema import Area, Level
from cityscene.texts import Language, t
from cityscene.theme import Mode
from cityscene.ui import controls, data, state

DEFAULT_CITY = "340100"
CUSTOM = "custom"


@dataclass(frozen=True)
class Context:
    """State shared by all pages of a run."""

    db: Database
    registry: Registry
    lang: str
    mode: Mode
    my_city: str
    peers: str
    members: frozenset[str]
    year: int | None
    shared: links.Shared

    def t(self, key: str, **values: object) -> str:
        """Return a text in the language of the run."""
        return t(key, self.lang, **values)

    def name(self, area_id: str) -> str:
        """Return the short name of an area in the language of the run."""
        return self.registry.area_name(area_id, self.lang)

    def link(self, page: str, **params: str | list[str]) -> str:
        """Return a link to a page that keeps the shared controls."""
        return links.url(page, {**dict(self.shared), **params})


def build(db: Database) -> Context:
    """Draw the shared controls in the sidebar and return the context of this run."""
    registry = data.registry(db)
    side = st.sidebar
    lang = controls.choose_segment(
        side, "lang", t("common.language", Language.ZH), list(Language), Language.ZH,
        lambda code: t("common.language_name", code),
    )  # fmt: skip
    my_city = _choose_city(registry, lang)
    choice = _choose_peers(registry, lang)
    picked = _choose_members(registry, lang, my_city) if choice == CUSTOM else []
    year = _choose_year(db, lang)
    group = frozenset(picked) | {my_city} if choice == CUSTOM else peers.members(
        choice, my_city, registry.areas, registry.peer_groups, data.sizes(db)
    )  # fmt: skip
    drawn = state.view().drawn
    kept = tuple((k, tuple(drawn[k])) for k in links.SHARED_KEYS if drawn.get(k))
    return Context(db, registry, lang, _mode(), my_city, choice, group, year, kept)


def area_lookup(areas: Mapping[str, Area]) -> controls.Lookup:
    """Accept an area's identifier or any of its names in a link."""
    names: dict[str, str] = {}
    for area in sorted(areas.values(), key=lambda a: a.level != Level.CITY):
        for text in (area.area_id, area.short_zh, area.name_zh, area.name_en):
            names.setdefault(text.casefold(), area.area_id)
    return lambda text: names.get(text.strip().casefold())


def area_writer(areas: Mapping[str, Area]) -> controls.Format:
    """Write an area as its short Chinese name where that is unique, else as its identifier."""
    lookup = area_lookup(areas)
    return lambda area_id: (
        areas[area_id].short_zh if lookup(areas[area_id].short_zh) == area_id else area_id
    )


def cities(registry: Registry) -> list[str]:
    """Identifiers of all cities, in the order of the registry."""
    return [a.area_id for a in registry.areas.values() if a.level is Level.CITY]


def _choose_city(registry: Registry, lang: str) -> str:
    options = cities(registry)
    default = DEFAULT_CITY if DEFAULT_CITY in options else options[0]
    return controls.choose(
        st.sidebar, "city", t("common.my_city", lang), options, default,
        lambda a: registry.area_name(a, lang), lookup=area_lookup(registry.areas),
        write=area_writer(registry.areas), placeholder=t("common.search", lang),
    )  # fmt: skip


def _choose_peers(registry: Registry, lang: str) -> str:
    options = [*peers.Strategy, *registry.peer_groups, CUSTOM]
    return controls.choose(
        st.sidebar, "peers", t("common.peers", lang), options, peers.Strategy.ALL,
        lambda g: peer_name(registry, g, lang), placeholder=t("common.search", lang),
        help=t("common.peers_help", lang),
    )  # fmt: skip


def peer_name(registry: Registry, choice: str, lang: str) -> str:
    """Return the name of a peer group."""
    if choice in registry.peer_groups:
        return registry.peer_group_name(choice, lang)
    return t(f"enum.peers.{choice}", lang)


def _choose_members(registry: Registry, lang: str, my_city: str) -> list[str]:
    options = [c for c in cities(registry) if c != my_city]
    return controls.choose_many(
        st.sidebar, "with", t("common.peers_custom", lang), options, [],
        lambda a: registry.area_name(a, lang), lookup=area_lookup(registry.areas),
        write=area_writer(registry.areas), placeholder=t("common.search", lang),
    )  # fmt: skip


def _choose_year(db: Database, lang: str) -> int | None:
    years = data.years(db)
    chosen = controls.choose(
        st.sidebar, "year", t("common.year", lang), ["latest", *years], "latest",
        lambda y: t("common.year_latest", lang) if y == "latest" else y,
        placeholder=t("common.search", lang), help=t("common.year_help", lang),
    )  # fmt: skip
    return None if chosen == "latest" else int(chosen)


def _mode() -> Mode:
    return Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT


def scope_name(context: Context) -> str:
    """Return the name of the peer group, with my city where the group depends on it."""
    name = peer_name(context.registry, context.peers, context.lang)
    if context.peers in (peers.Strategy.ALL, *context.registry.peer_groups):
        return name
    return context.t("common.scope", peers=name, city=context.name(context.my_city))


def published() -> Database:
    """Return the current build."""
    return database.current()
