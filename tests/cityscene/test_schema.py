"""The records and enumerations of the code against the descriptor of the files."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from cityscene import schema
from cityscene.schema import Interval

DESCRIPTOR = Path(__file__).parents[2] / "data" / "datapackage.json"
FIELDS = {
    resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]}
    for resource in json.loads(DESCRIPTOR.read_text(encoding="utf-8"))["resources"]
}
FACTS = ("observations", "yearbook")
#: Kept as plain text in the code: names of kinds, shown through texts or not at all.
PLAIN = {
    ("units", "dimension"),
    ("metrics", "dimension"),
    ("mechanism_kinds", "category"),
    ("events", "date_precision"),
    ("events", "event_type"),
    ("areas", "development_path"),
    ("corrections", "status"),
    ("peer_groups", "kind"),
}
ENUMS = [
    ("areas", "level", schema.Level),
    ("themes", "scope", schema.Scope),
    ("areas", "cluster", schema.Cluster),
    ("metrics", "direction", schema.Direction),
    ("metrics", "chain_stage", schema.ChainStage),
    ("sources", "tier", schema.Tier),
    ("scenarios", "domain", schema.Domain),
    ("scenarios", "stage", schema.Stage),
    *(
        (facts, field, kind)
        for facts in FACTS
        for field, kind in (
            ("qualifier", schema.Qualifier),
            ("basis", schema.Basis),
            ("period_type", schema.PeriodType),
            ("period_source", schema.PeriodSource),
        )
    ),
]


def allowed(resource, field):
    return FIELDS[resource][field].get("constraints", {}).get("enum")


@pytest.mark.parametrize(("resource", "field", "kind"), ENUMS)
def test_enumeration_equals_the_descriptor(resource, field, kind):
    assert allowed(resource, field) == [str(member) for member in kind]


def test_every_enumeration_of_the_descriptor_is_accounted_for():
    described = {(r, f) for r, fields in FIELDS.items() for f in fields if allowed(r, f)}
    assert described - PLAIN == {(r, f) for r, f, _ in ENUMS}


def test_every_enumeration_of_the_code_is_in_the_descriptor():
    kinds = {v for v in vars(schema).values() if isinstance(v, type) and issubclass(v, str)}
    kinds.discard(schema.StrEnum)
    assert kinds == {kind for _, _, kind in ENUMS}


@pytest.mark.parametrize(
    ("record", "resource"),
    [
        (schema.Area, "areas"),
        (schema.Unit, "units"),
        (schema.Theme, "themes"),
        (schema.Metric, "metrics"),
        (schema.Source, "sources"),
    ],
)
def test_records_have_the_columns_of_the_files(record, resource):
    assert [f.name for f in dataclasses.fields(record)] == list(FIELDS[resource])


def test_an_observation_holds_every_column_of_the_facts():
    held = {f.name for f in dataclasses.fields(schema.Observation)}
    assert held - set(FIELDS["observations"]) == {"interval", "period_precision", "derived_from"}
    assert set(FIELDS["observations"]) <= held
    assert list(FIELDS["yearbook"]) == list(FIELDS["observations"])


@pytest.mark.parametrize(
    ("interval", "is_point", "includes_low", "includes_high"),
    [
        (Interval(5, 5), True, True, True),
        (Interval(0, 0), True, True, True),
        (Interval(1, 2), False, True, True),
        (Interval(1, 2, "left"), False, True, False),
        (Interval(1, 2, "right"), False, False, True),
        (Interval(1, 2, "neither"), False, False, False),
        (Interval(1, None), False, True, False),
        (Interval(None, 2), False, False, True),
        (Interval(None, None), False, False, False),
        (Interval(0, None, "left"), False, True, False),
    ],
)
def test_interval(interval, is_point, includes_low, includes_high):
    assert interval.is_point is is_point
    assert interval.includes_low is includes_low
    assert interval.includes_high is includes_high


def test_records_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Interval(1, 2).low = 0
