"""The server as a process: ready, warm, quiet, and gone when asked."""

import gzip
import json
import os
import signal
import subprocess
import sys
import urllib.request
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import file_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from cityscene.setup import failures, ports
from cityscene.ui import server

ROOT = Path(__file__).resolve().parents[3]

# Reports, on its page, what only the process itself can know.
SCRIPT = """
import gc, json, sys
import streamlit as st
from streamlit import config
names = ("server.fileWatcherType", "client.showErrorDetails", "server.maxUploadSize")
st.text(json.dumps({
    "frozen": gc.get_freeze_count(),
    "loaded": [n for n in ("pandas", "plotly", "duckdb", "cityscene.queries") if n in sys.modules],
    "options": {name: config.get_option(name) for name in names},
}))
"""


def free_port():
    with ports.bind("127.0.0.1", 0) as taken:
        return taken.getsockname()[1]


def start(script, port):
    return subprocess.Popen(
        [sys.executable, "-m", "cityscene.ui.server", "--port", str(port), "--script", str(script)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_ready(process):
    for line in process.stdout:
        if line.startswith("Ready at "):
            return line
    raise AssertionError(f"the server ended with {process.wait()}")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    port = free_port()
    process = start(script, port)
    yield SimpleNamespace(process=process, port=port, line=wait_ready(process))
    process.kill()
    process.wait()


def fetch(port, path, **headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def visit(port):
    """Open a session as a browser does; return the texts of its page."""
    texts = []
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None) as session:
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        session.send(ask.SerializeToString())
        while True:
            message = ForwardMsg.FromString(session.recv(timeout=20))
            if message.WhichOneof("type") == "script_finished":
                return texts
            if message.delta.new_element.WhichOneof("type") == "text":
                texts.append(message.delta.new_element.text.body)


def largest_script():
    folder = Path(file_util.get_static_dir())
    file = max(folder.rglob("*.js"), key=lambda f: f.stat().st_size)
    return file, "/" + file.relative_to(folder).as_posix()


def test_the_line_names_the_address(running):
    assert running.line.startswith(f"Ready at http://localhost:{running.port} ")


def test_a_page_and_a_deep_link_answer(running):
    for path in ("/", "/ranking?metric=x"):
        answer, body = fetch(running.port, path)
        assert answer.status == 200
        assert b'<div id="root">' in body


def test_visitors_find_everything_loaded_and_frozen(running):
    (text,) = visit(running.port)
    seen = json.loads(text)
    assert seen["loaded"] == ["pandas", "plotly", "duckdb", "cityscene.queries"]
    assert seen["frozen"] > 100_000


def test_settings_of_serving_and_of_the_file(running):
    (text,) = visit(running.port)
    assert json.loads(text)["options"] == {
        "server.fileWatcherType": "none",
        "client.showErrorDetails": "type",
        "server.maxUploadSize": 5,
    }


def test_scripts_are_sent_packed(running):
    file, path = largest_script()
    answer, body = fetch(running.port, path, **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert len(body) < 0.4 * file.stat().st_size
    assert gzip.decompress(body) == file.read_bytes()


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}])
def test_others_get_them_plain(running, headers):
    _, path = largest_script()
    answer, _ = fetch(running.port, path, **headers)
    assert answer.status in (200, 206)
    assert answer.headers["content-encoding"] is None


def test_a_second_server_says_that_the_port_is_taken(running):
    done = subprocess.run(
        [sys.executable, "-m", "cityscene.ui.server", "--port", str(running.port)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [failures.port_in_use(running.port).en]


def test_a_message_larger_than_any_click_is_refused(running):
    address = f"ws://127.0.0.1:{running.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"]) as session:
        session.send(b"x" * (server.LARGEST_MESSAGE_IN + 1))
        with pytest.raises(Exception, match="1009"):
            while True:
                session.recv(timeout=20)


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
def test_it_serves_and_ends_quietly(tmp_path, broken):
    """A first page that fails is said, and does not keep the others from being served."""
    script = tmp_path / "script.py"
    script.write_text("raise ValueError('odd')" if broken else "1", encoding="utf-8")
    process = start(script, free_port())
    before = []
    for line in process.stdout:
        before.append(line)
        if line.startswith("Ready at "):
            break
    process.send_signal(signal.SIGINT)
    after, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert after == ""
    assert any("The first page failed" in line for line in before) == broken


def test_streamlit_run_serves_the_same_script(tmp_path):
    """The form for development: no request leaves the machine, and the address is ours."""
    script = tmp_path / "script.py"
    script.write_text("import streamlit as st; st.text('plain')", encoding="utf-8")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = next(line for line in process.stdout if "URL:" in line)
        assert f"http://127.0.0.1:{port}" in line
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health").read() == b"ok"
        assert visit(port) == ["plain"]
    finally:
        process.kill()
        process.wait()


def test_a_foreign_origin_asks_no_outside_service(monkeypatch):
    """Streamlit would look up the machine's public address before it refuses."""
    from streamlit import net_util
    from streamlit.web.server import server_util

    def outside(*_, **__):
        raise AssertionError("a request left the host")

    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", outside)
    server.stay_on_host()
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")
