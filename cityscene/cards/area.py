"""Who an area is: its level, where it belongs, its cluster and path, and what lies in it."""

from __future__ import annotations

from collections.abc import Sequence

from cityscene.cards.profile import ProfileInput
from cityscene.charts import listing
from cityscene.registry import Registry
from cityscene.schema import Level
from cityscene.texts import t


def full_name(given: ProfileInput) -> str:
    """Full name of the area."""
    area = given.registry.areas[given.area_id]
    return area.name_en if given.lang == "en" else area.name_zh


def option_names(registry: Registry, lang: str) -> dict[str, str]:
    """Names of all areas for the picker, with level and the city each belongs to."""
    return {a: _option_name(a, registry, lang) for a in registry.areas}


def _option_name(area_id: str, registry: Registry, lang: str) -> str:
    area = registry.areas[area_id]
    city = area.city_id if area.city_id and area.city_id != area_id else None
    level = t(f"enum.level.{area.level}", lang)
    names = [registry.area_name(a, lang) for a in (area_id, city) if a]
    return " · ".join([*names, level])


def about(given: ProfileInput) -> list[str]:
    """Return the lines under the name of the area, each as HTML."""
    found = [" · ".join(facts(given)), *parts(areas_in(given.area_id, given.registry), given)]
    note = given.registry.areas[given.area_id].note
    return [*found, listing.small(given.remark(note))] if note else found


def areas_in(area_id: str, registry: Registry) -> list[str]:
    """Return what lies in an area, nearest level first: of a city everything that belongs to it.

    Of a province and of the nation only their direct parts.
    """
    is_city = registry.areas[area_id].level is Level.CITY
    found = [
        a for a in registry.areas.values()
        if a.area_id != area_id and (a.city_id if is_city else a.parent_id) == area_id
    ]  # fmt: skip
    levels = list(Level)
    return [a.area_id for a in sorted(found, key=lambda a: levels.index(a.level))]


def facts(given: ProfileInput) -> list[str]:
    """Return level, parent, province, cluster and development path, each as HTML."""
    area = given.registry.areas[given.area_id]
    found = [listing.text(given.t(f"enum.level.{area.level}"))]
    if area.parent_id:
        found.append(_labelled("city.parent", given.area_link(area.parent_id), given))
    if area.province_id not in (None, area.parent_id, area.area_id):
        found.append(_labelled("city.province", given.area_link(str(area.province_id)), given))
    if area.cluster:
        cluster = given.t(f"enum.cluster.{area.cluster}")
        found.append(_labelled("city.cluster", listing.text(cluster), given))
    if area.development_path:
        path = given.t(f"enum.path.{area.development_path}")
        found.append(_labelled("city.path", listing.text(path), given))
    return found


def parts(area_ids: Sequence[str], given: ProfileInput) -> list[str]:
    """Return what lies in the area: one line of links a level."""
    lines = []
    for level in Level:
        links = [given.area_link(a) for a in area_ids if given.registry.areas[a].level is level]
        if links:
            names = given.t("common.list_separator").join(links)
            lines.append(given.t("city.parts", level=given.t(f"enum.level.{level}"), names=names))
    return lines


def _labelled(key: str, html: str, given: ProfileInput) -> str:
    return given.t("city.labelled", label=given.t(key), value=html)
