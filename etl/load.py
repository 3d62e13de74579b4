"""Load: registry, mechanisms, events, scenarios, peer groups, and the row of the build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from etl.account import FileCount
from etl.derive.metrics import add_metrics
from etl.fingerprint import Fingerprint
from etl.read import ROW
from etl.tables import COUNTED, Column, Table, loaded_table
from etl.workspace import Workspace, literal

#: Names of the groups made of the areas' clusters; ``other`` is no group.
CLUSTERS = {
    "jing_jin_ji": ("京津冀", "Beijing–Tianjin–Hebei"),
    "yangtze_delta": ("长三角", "Yangtze River Delta"),
    "greater_bay": ("粤港澳大湾区", "Guangdong–Hong Kong–Macao Greater Bay Area"),
    "chengdu_chongqing": ("成渝地区", "Chengdu–Chongqing"),
    "middle_yangtze": ("长江中游", "Middle Yangtze"),
}

#: Columns the build adds to curated files, as SQL over the file (t); the rest stay empty.
_ADDED: Mapping[tuple[str, str], str] = {
    ("area", "position"): f"t.{ROW} - 1",
    ("peer_group", "kind"): "'hand_picked'",
    ("event", "first_day"): "(SELECT d.first_day FROM iso_date d WHERE d.text = t.event_date)",
    ("event", "last_day"): "(SELECT d.last_day FROM iso_date d WHERE d.text = t.event_date)",
}


def load_files(work: Workspace) -> None:
    """Load every curated file that is not one of figures, typed, in the order of the file."""
    figures = work.descriptor.observation_resources
    for resource in work.descriptor.resources:
        if resource not in figures:
            work.run(_load_statement(loaded_table(resource)))
    add_metrics(work)
    _load_clusters(work)


def _load_statement(table: Table) -> str:
    cells = ", ".join(_cell(table, c) for c in table.columns)
    return f"INSERT INTO {table.name} SELECT {cells} FROM in_{table.resource} t ORDER BY t.{ROW}"


def _cell(table: Table, column: Column) -> str:
    type_ = column.type.removesuffix(" NOT NULL")
    if (table.name, column.name) in _ADDED:
        source = _ADDED[table.name, column.name]
    elif column.name in ("derived_kind", "base_metric_id"):
        source = "NULL"
    else:
        source = f"t.{column.name}"
    return f"CAST({source} AS {type_}) AS {column.name}"


def _load_clusters(work: Workspace) -> None:
    names = ", ".join(
        f"({literal(key)}, {literal(zh)}, {literal(en)})" for key, (zh, en) in CLUSTERS.items()
    )
    work.run(
        f"""INSERT INTO peer_group BY NAME
            SELECT 'cluster-' || c.id AS group_id, c.zh AS name_zh, c.en AS name_en, a.area_id,
                   'cluster' AS kind
            FROM area a JOIN (VALUES {names}) AS c(id, zh, en) ON c.id = a.cluster
            WHERE a.level = 'city' ORDER BY group_id, a.position"""
    )


def load_build(work: Workspace, made_of: Fingerprint, counts: Sequence[FileCount]) -> None:
    """Fill ``input_file`` and, last of all, ``build`` with the row counts of the tables."""
    counted = {c.path: c for c in counts}
    for f in made_of.files:
        c = counted.get(f.path, FileCount(f.path, 0, 0))
        work.run(
            "INSERT INTO input_file VALUES (?, ?, ?, ?, ?, ?)",
            [f.path, f.size, f.sha256, c.read, c.loaded, c.rejected],
        )
    tables = [f"(SELECT count(*) FROM {table})" for table in COUNTED.values()]
    derived = "(SELECT count(*) FROM observation WHERE derived_kind IS NOT NULL)"
    work.run(
        f"INSERT INTO build SELECT ?, ?, ?, ?, {', '.join(tables)}, {derived}",
        [made_of.build_id, _now(), made_of.input_sha256, made_of.code_sha256],
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
