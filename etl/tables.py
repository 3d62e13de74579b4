"""The published tables: columns, types and the comments researchers read in the file.

Tables of a curated file take columns and descriptions from the descriptor; what the build
adds is described here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.descriptor import Descriptor, DescriptorError, Field, Resource
from etl.workspace import Workspace, literal

_TYPES = {"string": "VARCHAR", "number": "DOUBLE", "integer": "INTEGER", "boolean": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, SQL type (with NOT NULL where it holds), comment."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """One published table; ``resource`` names the file it is loaded from, if there is one."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    resource: str | None = None


#: Curated file -> table, and the columns the build adds.
_LOADED: dict[str, tuple[str, tuple[Column, ...]]] = {
    "areas": ("area", (Column("position", "INTEGER NOT NULL", "Order in the registry"),)),
    "units": ("unit", ()),
    "themes": ("theme", ()),
    "metrics": (
        "metric",
        (
            Column(
                "derived_kind",
                "VARCHAR",
                "How the build computes it: per_capita, per_gdp, per_firms, growth; empty for "
                "figures of sources",
            ),
            Column("base_metric_id", "VARCHAR", "Metric a derived one is computed from"),
        ),
    ),
    "breaks": ("break_in_series", ()),
    "sources": ("source", ()),
    "peer_groups": (
        "peer_group",
        (Column("kind", "VARCHAR NOT NULL", "hand_picked, or cluster for a city cluster"),),
    ),
    "mechanism_kinds": ("mechanism_kind", ()),
    "mechanisms": ("mechanism", ()),
    "events": (
        "event",
        (
            Column("first_day", "DATE", "First day that event_date covers"),
            Column("last_day", "DATE", "Last day that event_date covers"),
        ),
    ),
    "scenarios": ("scenario", ()),
    "corrections": ("correction", ()),
    "left_out": ("left_out", ()),
}

_PERIOD = (
    Column("period_start", "DATE", "First day of the period; empty for as_of or when unknown"),
    Column("period_end", "DATE", "Last day of the period; empty for as_of or when unknown"),
    Column(
        "as_of",
        "DATE",
        "Day the figure stands at: the stock's date (last day of a month or year given as such), "
        "else the end of the period; empty when unknown",
    ),
    Column(
        "period_precision",
        "VARCHAR NOT NULL",
        "How exactly as_of is known: day, month, year, unknown",
    ),
)
_VALUE = (
    Column(
        "value",
        "DOUBLE NOT NULL",
        "Figure in the metric's base unit (CNY, count, persons, percent ...)",
    ),
    Column("value_low", "DOUBLE", "Least value the print allows; empty: open end"),
    Column("value_high", "DOUBLE", "Greatest value the print allows; empty: open end"),
    Column(
        "interval_closed",
        "VARCHAR NOT NULL",
        "Which ends belong to the interval: both, left, right, neither",
    ),
)

OBSERVATION = Table(
    "observation",
    "Figures: one row per figure, area, metric, period and source; derived figures name the "
    "observations they come from. Sorted by metric, area and period",
    (
        Column("obs_id", "VARCHAR NOT NULL", "Identifier, stable over edits"),
        Column("area_id", "VARCHAR NOT NULL", "Area the figure is about"),
        Column("metric_id", "VARCHAR NOT NULL", "What is measured"),
        *_VALUE,
        Column("value_printed", "VARCHAR", "The figure as printed; empty for derived figures"),
        Column(
            "qualifier",
            "VARCHAR NOT NULL",
            "What the hedge says: exact, about, over, nearly, at_least, at_most",
        ),
        Column("basis", "VARCHAR NOT NULL", "actual, target or estimate"),
        Column("unit", "VARCHAR NOT NULL", "Base unit, the same as the metric's"),
        Column("period_type", "VARCHAR NOT NULL", "as_of, year, ytd, cumulative or event"),
        *_PERIOD,
        Column(
            "period_source",
            "VARCHAR NOT NULL",
            "How the period is known: stated, derived, publication, unknown",
        ),
        Column(
            "source_id",
            "VARCHAR NOT NULL",
            "Document the figure was read in; of a derived figure: that of the first observation "
            "in derived_from",
        ),
        Column("locator", "VARCHAR", "Place in the source: line of a text, cell of a yearbook"),
        Column("note", "VARCHAR", "Curator's remark; of a derived figure: what it is divided by"),
        Column("fact_file", "VARCHAR", "Curated file the figure stands in; empty when derived"),
        Column("fact_row", "INTEGER", "Row in that file, the header being 1"),
        Column(
            "derived_kind", "VARCHAR", "per_capita, per_gdp, per_firms or growth; empty when read"
        ),
        Column(
            "derived_from",
            "VARCHAR[] NOT NULL",
            "Observations a derived figure is computed from: numerator or later year first",
        ),
    ),
)

LATEST = Table(
    "latest",
    "One figure per area, metric, basis and period type: the freshest; of one date the better "
    "tier, then the later published, then the smaller id",
    (
        Column("metric_id", "VARCHAR NOT NULL", "What is measured"),
        Column("basis", "VARCHAR NOT NULL", "actual, target or estimate"),
        Column("period_type", "VARCHAR NOT NULL", "as_of, year, ytd, cumulative or event"),
        Column("area_id", "VARCHAR NOT NULL", "Area the figure is about"),
        Column("obs_id", "VARCHAR NOT NULL", "The figure that is picked"),
        *_VALUE,
        Column("qualifier", "VARCHAR NOT NULL", "What the hedge says"),
        *_PERIOD,
        Column("source_id", "VARCHAR NOT NULL", "Document the figure was read in"),
        Column("n_sources", "INTEGER NOT NULL", "Sources with a figure for the same date"),
        Column("conflict", "BOOLEAN NOT NULL", "Whether another source's figure excludes this one"),
    ),
)

FINDING = Table(
    "finding",
    "What looks odd and was published all the same: warnings of validation and whole-data checks",
    (
        Column("finding_id", "INTEGER NOT NULL", "Running number"),
        Column(
            "kind",
            "VARCHAR NOT NULL",
            "conflict (two sources, figures that exclude each other), variant (two sources, "
            "figures that differ but agree), spike (more than threefold within a year), "
            "part_above_whole, stale, or a warning of validation",
        ),
        Column("area_id", "VARCHAR", "Area concerned"),
        Column("metric_id", "VARCHAR", "Metric concerned"),
        Column("obs_ids", "VARCHAR[] NOT NULL", "Observations concerned"),
        Column("fact_file", "VARCHAR", "Curated file concerned"),
        Column("fact_row", "INTEGER", "Row in that file, the header being 1"),
        Column("column_name", "VARCHAR", "Column concerned"),
        Column("message", "VARCHAR NOT NULL", "What was found"),
    ),
)

INPUT_FILE = Table(
    "input_file",
    "Files the build was made from; rows_read = rows_loaded + rows_rejected",
    (
        Column("path", "VARCHAR NOT NULL", "Path in the data folder"),
        Column("size", "BIGINT NOT NULL", "Size in bytes"),
        Column("sha256", "VARCHAR NOT NULL", "Digest of the bytes"),
        Column("rows_read", "BIGINT NOT NULL", "Records in the file"),
        Column("rows_loaded", "BIGINT NOT NULL", "Records in the database"),
        Column("rows_rejected", "BIGINT NOT NULL", "Records left out; 0 in a published build"),
    ),
)

#: Tables whose rows the build row counts, by the name of the count.
COUNTED = {
    "areas": "area",
    "metrics": "metric",
    "sources": "source",
    "observations": "observation",
    "mechanisms": "mechanism",
    "events": "event",
    "scenarios": "scenario",
    "findings": "finding",
}

BUILD = Table(
    "build",
    "The build this file is: one row",
    (
        Column("build_id", "VARCHAR NOT NULL", "Same inputs and same code give the same id"),
        Column("created_at", "TIMESTAMP NOT NULL", "When it was built, in UTC"),
        Column("input_sha256", "VARCHAR NOT NULL", "Digest of all curated files"),
        Column("code_sha256", "VARCHAR NOT NULL", "Digest of the code that built it"),
        *(
            Column(name, "BIGINT NOT NULL", f"Rows of the table {table}")
            for name, table in COUNTED.items()
        ),
        Column("derived_observations", "BIGINT NOT NULL", "Rows of observation that are derived"),
    ),
)


def published_tables(descriptor: Descriptor) -> Iterator[Table]:
    """Yield every table of the database.

    Raises:
        DescriptorError: a file of the descriptor has no table, so its rows would be lost.
    """
    for resource in descriptor.resources:
        if resource.name in _LOADED:
            yield loaded_table(resource)
        elif resource not in descriptor.observation_resources:
            raise DescriptorError(f"{resource.path} has no table to be loaded into")
    yield from (OBSERVATION, LATEST, FINDING, INPUT_FILE, BUILD)


def loaded_table(resource: Resource) -> Table:
    """Return the table a curated file is loaded into."""
    name, added = _LOADED[resource.name]
    return Table(
        name,
        resource.description,
        (*(_column(f) for f in resource.fields), *added),
        resource.name,
    )


def create_tables(work: Workspace) -> None:
    """Create every table, empty and commented."""
    for table in published_tables(work.descriptor):
        columns = ", ".join(f"{c.name} {c.type}" for c in table.columns)
        work.run(f"CREATE TABLE {table.name} ({columns})")
        work.run(f"COMMENT ON TABLE {table.name} IS {literal(table.comment)}")
        for c in table.columns:
            work.run(f"COMMENT ON COLUMN {table.name}.{c.name} IS {literal(c.comment)}")


def _column(field: Field) -> Column:
    required = " NOT NULL" if field.required else ""
    return Column(field.name, _TYPES[field.type] + required, field.description)
