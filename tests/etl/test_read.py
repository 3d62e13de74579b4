"""Reading: the fast and the careful reader agree, and no record is lost between them."""

from __future__ import annotations

import pytest

from etl.descriptor import load_descriptor
from etl.read import read_file
from etl.records import read_records
from etl.scan import scan
from tests.etl.folders import FIXTURE, OBSERVATIONS, replace_bytes

DESCRIPTOR = load_descriptor(FIXTURE)
NAMES = [r.name for r in DESCRIPTOR.resources]


@pytest.mark.parametrize("name", NAMES)
def test_both_readers_give_the_same_cells(name):
    resource = DESCRIPTOR[name]
    fast, problems = read_file(resource, FIXTURE / resource.path)
    careful = read_records(resource, FIXTURE / resource.path)
    assert problems == careful.problems == []
    assert fast.table.column("_row").to_pylist() == careful.rows
    for column in resource.columns:
        cells = [cell or None for cell in careful.cells[column]]
        assert fast.table.column(column).to_pylist() == cells
    assert fast.read == fast.kept == careful.read


def test_ragged_rows_are_counted_and_the_others_keep_their_numbers(data):
    replace_bytes(OBSERVATIONS, b"fx-003,", b"fx-003,,")(data)
    resource = DESCRIPTOR["observations"]
    file, problems = read_file(resource, data / OBSERVATIONS)
    assert [(p.row, str(p.kind)) for p in problems] == [(4, "ragged_row")]
    assert (file.read, file.kept) == (17, 16)
    assert file.table.column("_row").to_pylist() == [2, 3, *range(5, 19)]


def test_a_file_without_a_final_line_feed_is_whole(data):
    path = data / OBSERVATIONS
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    file, problems = read_file(DESCRIPTOR["observations"], path)
    assert (file.read, problems) == (17, [])


BYTES = {
    "plain": (b"a,b\n1,2\n", dict(lines=2, is_utf8=True)),
    "no final line feed": (b"a,b\n1,2", dict(lines=2)),
    "empty": (b"", dict(lines=0, size=0)),
    "mark": (b"\xef\xbb\xbfa\n", dict(has_bom=True)),
    "nul": (b"a\0\n", dict(has_nul=True)),
    "carriage return": (b"a\r\n", dict(has_carriage_return=True)),
    "blank line": (b"a\n\nb\n", dict(has_blank_line=True)),
    "blank first line": (b"\na\n", dict(has_blank_line=True)),
    "half a character at the end": ("项".encode()[:2], dict(is_utf8=False)),
    "GBK": ("项".encode("gbk"), dict(is_utf8=False)),
}


@pytest.mark.parametrize("case", BYTES)
def test_bytes_are_looked_at_first(tmp_path, case):
    content, expected = BYTES[case]
    (tmp_path / "file").write_bytes(content)
    seen = scan(tmp_path / "file")
    assert {name: getattr(seen, name) for name in expected} == expected
    assert seen.is_plain == (case in ("plain", "no final line feed", "empty"))


def test_a_character_across_two_pieces_is_utf8(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"a" * ((1 << 20) - 1) + "项\n".encode())
    assert scan(path).is_utf8
