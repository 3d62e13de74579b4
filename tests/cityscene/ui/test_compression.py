"""Which files are packed, and who gets them packed."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from cityscene.ui.compression import PackedFiles, PackedStatic

LONG = b"let answer = 42;\n" * 200


@pytest.fixture
def files(tmp_path):
    (tmp_path / "js").mkdir()
    for name in ("js/long.js", "js/font.woff2", "style.css"):
        (tmp_path / name).write_bytes(LONG)
    (tmp_path / "js/short.js").write_bytes(b"1")
    packed = PackedFiles()
    packed.pack(tmp_path, "/base")
    return packed


async def plain(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"plain"})


def ask(files, path, method="GET", kind="http", **headers):
    """Return the headers and the body that a client gets."""
    sent = []

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": path, "headers": raw}
    answer = PackedStatic(plain, files)(scope, None, send)
    with ThreadPoolExecutor(1) as apart:  # browser tests may hold a loop in this thread
        apart.submit(asyncio.run, answer).result()
    return dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent)


def test_text_of_some_size_is_packed(files):
    assert set(files.bodies) == {"/base/js/long.js", "/base/style.css"}


def test_packing_is_repeatable(files, tmp_path):
    again = PackedFiles()
    again.pack(tmp_path, "/base")
    assert again.bodies == files.bodies


def test_a_browser_gets_it_packed(files):
    headers, body = ask(files, "/base/js/long.js", accept_encoding="gzip, deflate, br")
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"vary"] == b"Accept-Encoding"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert gzip.decompress(body) == LONG


@pytest.mark.parametrize(
    "request_",
    [
        {"path": "/base/js/long.js"},
        {"path": "/base/js/long.js", "accept_encoding": "identity"},
        {"path": "/base/js/long.js", "accept_encoding": "gzip", "range": "bytes=0-1"},
        {"path": "/base/js/long.js", "accept_encoding": "gzip", "if_none_match": '"x"'},
        {"path": "/base/js/long.js", "accept_encoding": "gzip", "method": "HEAD"},
        {"path": "/base/js/short.js", "accept_encoding": "gzip"},
        {"path": "/js/long.js", "accept_encoding": "gzip"},
        {"path": "/base/../js/long.js", "accept_encoding": "gzip"},
    ],
)
def test_everything_else_is_passed_on(files, request_):
    assert ask(files, **request_) == ({}, b"plain")


def test_nothing_is_packed_yet():
    assert ask(PackedFiles(), "/base/js/long.js", accept_encoding="gzip")[1] == b"plain"
