"""One visitor without a browser: a WebSocket that speaks Streamlit's protobuf messages.

What Streamlit's own script in the browser does on the wire: it asks for a run of a page and
gets messages until the script has finished. Compression is offered, as browsers do.
"""

from __future__ import annotations

import asyncio
import time
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.processes import BenchmarkError, Server

_FINISHED = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
_RERUN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
_TIMEOUT = 120.0


class Session:
    """A connected visitor; ``async with Session(server) as session``."""

    def __init__(self, server: Server) -> None:
        self._url = server.socket_url
        self._origin = server.url
        self._hashes: dict[str, str] = {}
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Session:
        self._socket = await connect(
            self._url,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            ping_interval=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def run(self, page: str, query: str = "") -> float:
        """Run a page once; returns the seconds until its last message has arrived.

        Args:
            page: URL path of the page, empty for the first one.
            query: what stands behind the question mark.

        Raises:
            BenchmarkError: the page raised or showed an exception, or is not there.
        """
        assert self._socket is not None
        start = time.perf_counter()
        await self._socket.send(self._request(page, query))
        try:
            async with asyncio.timeout(_TIMEOUT):
                while not self._is_last(await self._receive(self._socket), page):
                    pass
        except TimeoutError:
            raise BenchmarkError(f"Page /{page} took more than {_TIMEOUT:.0f} s.") from None
        return time.perf_counter() - start

    @staticmethod
    async def _receive(socket: ClientConnection) -> ForwardMsg:
        message: ForwardMsg = ForwardMsg.FromString(await socket.recv(decode=False))
        return message

    def _request(self, page: str, query: str) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = query
        # The browser knows a page by its name at first, and by its hash once it was told.
        state.page_script_hash = self._hashes.get(page, "")
        state.page_name = "" if state.page_script_hash else page
        state.context_info.url = f"{self._origin}/{page}"
        state.context_info.timezone = "Asia/Shanghai"
        state.context_info.locale = "zh-CN"
        return bytes(message.SerializeToString())

    def _is_last(self, message: ForwardMsg, page: str) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._hashes = {
                p.url_pathname: p.page_script_hash for p in message.navigation.app_pages
            }
            for p in message.navigation.app_pages:
                if p.is_default:
                    self._hashes[""] = p.page_script_hash
        if kind == "page_not_found":
            raise BenchmarkError(f"There is no page /{page}.")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            shown = message.delta.new_element.exception
            raise BenchmarkError(f"Page /{page} shows {shown.type}: {shown.message}")
        if kind == "script_finished" and message.script_finished not in (_FINISHED, _RERUN):
            raise BenchmarkError(f"Page /{page} ended with status {message.script_finished}.")
        return kind == "script_finished" and message.script_finished == _FINISHED
