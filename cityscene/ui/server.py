"""Serve the app: ``python -m cityscene.ui.server --port 8501``.

The same app as ``streamlit run app.py``, which stays the form for development (it reloads edited
files). This one is for visitors: everything is imported and run once before the first of them,
the collector leaves what was loaded alone, and scripts and styles are sent gzipped.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import importlib
import mimetypes
import os
import pkgutil
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cityscene.setup import ports
from cityscene.setup.failures import SetupFailure
from cityscene.setup.machine import say

if TYPE_CHECKING:
    from streamlit.starlette import App

    from cityscene.ui.compression import PackedFiles

SCRIPT = Path(__file__).resolve().parents[2] / "app.py"
HEAVY = (
    "numpy", "pandas", "pyarrow", "plotly.graph_objects", "plotly.io", "duckdb", "openpyxl",
    "pypinyin", "scipy.cluster.hierarchy", "sklearn.feature_extraction.text",
)  # fmt: skip
# A visitor sends clicks and choices; only the server sends tables and figures.
LARGEST_MESSAGE_IN = 2 * 1024 * 1024
# Where serving differs from development. The watcher resolves the path of every imported module
# for each new visitor, 140 ms a time.
SERVED_SETTINGS = {
    "server.fileWatcherType": "none",
    "client.showErrorDetails": "type",
    "logger.level": "warning",  # the default logs every request
    # A full collection after every page run walks all that is cached; Python's own collector,
    # by generations, frees what a run leaves.
    "runner.postScriptGC": False,
}


def warm_imports() -> None:
    """Import what pages use lazily, and every module of the package, before the first visitor."""
    for name in HEAVY:
        importlib.import_module(name)
    import cityscene

    for module in pkgutil.walk_packages(cityscene.__path__, "cityscene."):
        if not module.name.startswith("cityscene.setup") and module.name != __name__:
            importlib.import_module(module.name)


async def warm_up(files: PackedFiles) -> bool:
    """Import, run the first page once, pack the static files; then exempt it all from collection.

    Streamlit collects garbage after every page run. With the libraries loaded that walk costs
    more than the run itself, unless what is loaded by now is frozen.

    Returns:
        Whether the first page ran without an exception.
    """
    packing = asyncio.create_task(asyncio.to_thread(_pack_static, files))
    await asyncio.to_thread(warm_imports)
    from streamlit.runtime import Runtime

    ran, _ = await Runtime.instance().does_script_run_without_error()
    await packing
    gc.collect()
    gc.freeze()
    return ran


def _pack_static(files: PackedFiles) -> None:
    from streamlit import config, file_util

    # Windows may know another type for .js in its registry; browsers refuse a wrong one.
    mimetypes.add_type("text/javascript", ".js")
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    files.pack(Path(file_util.get_static_dir()), f"/{base}" if base else "")


@asynccontextmanager
async def _lifespan(_: App, *, files: PackedFiles, address: str) -> AsyncIterator[dict[str, Any]]:
    if not await warm_up(files):
        say("The first page failed; see the error above", "首页运行出错, 见上方错误信息")
    say(f"Ready at {address} (Ctrl-C stops it)", f"网站已就绪: {address} (按 Ctrl-C 停止)")
    yield {}
    gc.unfreeze()  # at exit DuckDB reports as leaked whatever is never collected


def create_app(script: Path = SCRIPT, address: str = "the chosen address") -> App:
    """Build the ASGI app around ``script``; for ``uvicorn --factory`` as well.

    Args:
        script: the Streamlit entry script; its folder's .streamlit/config.toml applies.
        address: named on the terminal once the app is ready.
    """
    from starlette.middleware import Middleware
    from streamlit import config
    from streamlit.starlette import App

    from cityscene.ui.compression import PackedFiles, PackedStatic

    stay_on_host()
    files = PackedFiles()
    app = App(
        script.resolve(),
        lifespan=partial(_lifespan, files=files, address=address),
        middleware=[Middleware(PackedStatic, files=files)],
    )
    # After App(): only then does Streamlit know in which folder to look for the config file.
    config.get_config_options(force_reparse=True, options_from_flags=dict(SERVED_SETTINGS))
    return app


def stay_on_host() -> None:
    """Keep Streamlit from asking an outside service for this machine's public address.

    It does so, blocking, whenever a WebSocket comes with a foreign origin, and allows the answer
    as one more origin. The loopback address, allowed anyway, stands in for the answer.
    """
    from streamlit import net_util

    net_util._external_ip = "127.0.0.1"


def serve(listening: socket.socket, script: Path = SCRIPT) -> None:
    """Serve ``script`` on a bound socket until interrupted."""
    import uvicorn

    host, port = listening.getsockname()[:2]
    config = uvicorn.Config(
        create_app(script, f"http://{_shown(str(host))}:{port}"),
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE_IN,
        ws_ping_interval=30,
        ws_ping_timeout=30,
        ws_per_message_deflate=False,  # costs a page run's worth of processor time per figure
        timeout_graceful_shutdown=3,
        access_log=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cityscene.ui.server")
    parser.add_argument("--port", type=int, default=8501, help="0 takes any free one")
    parser.add_argument("--host", default=os.environ.get("CITYSCENE_HOST", "127.0.0.1"))
    parser.add_argument("--script", type=Path, default=SCRIPT, help="another Streamlit script")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        listening = ports.bind(options.host, options.port)
        serve(listening, options.script)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
