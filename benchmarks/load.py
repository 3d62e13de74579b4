"""Load: concurrent sessions that ask for one page after another, without a pause.

The clients speak over raw WebSockets in this process and share the machine's cores with the
server, so the server alone would do somewhat better. The peer is the bare page behind
``streamlit run``, under the same load.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles

from benchmarks import views
from benchmarks.options import Extent
from benchmarks.page_runs import BARE_PAGE, PEER
from benchmarks.processes import Server, note, serving_app, serving_plainly
from benchmarks.session import Session
from benchmarks.table import Goal, Row, Spread

THROUGHPUT = Goal(40, "runs/s", at_least=True)


@dataclass(frozen=True, slots=True)
class Burst:
    """One round of load: page runs per second, and the waits of all runs in seconds."""

    per_second: float
    waits: list[float]

    @property
    def slow(self) -> float:
        """The wait that 19 of 20 runs stay below."""
        return quantiles(self.waits, n=20)[-1]


def rows(extent: Extent) -> Iterator[Row]:
    """Put the app and its peer under load in turns."""
    app_bursts: list[Burst] = []
    peer_bursts: list[Burst] = []
    with serving_app() as app, serving_plainly(BARE_PAGE) as bare:
        for n in range(extent.load_rounds):
            note(f"load: {extent.sessions} sessions, round {n + 1} of {extent.load_rounds}")
            app_bursts.append(asyncio.run(_burst(app, views.pages(), extent)))
            peer_bursts.append(asyncio.run(_burst(bare, [""], extent)))
        memory, peer_memory = app.memory_mib(), bare.memory_mib()
    what = f"{extent.sessions} sessions, all pages"
    ours, peer = (
        Spread.of((b.per_second for b in bursts), "runs/s") for bursts in (app_bursts, peer_bursts)
    )
    yield Row(f"{what}: page runs", ours, peer, PEER, THROUGHPUT)
    ours, peer = (
        Spread.of((median(b.waits) for b in bursts), "s") for bursts in (app_bursts, peer_bursts)
    )
    yield Row(f"{what}: median wait", ours, peer, PEER)
    ours, peer = (Spread.of((b.slow for b in bursts), "s") for bursts in (app_bursts, peer_bursts))
    yield Row(f"{what}: 95 of 100 waits below", ours, peer, PEER)
    yield Row("server memory after these", Spread.of([memory], "MiB"),
              Spread.of([peer_memory], "MiB"), PEER)  # fmt: skip


async def _burst(server: Server, pages: list[str], extent: Extent) -> Burst:
    """Connect all sessions, let each see a page, then let them run all at once."""
    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(Session(server)) for _ in range(extent.sessions)
        ]
        await asyncio.gather(*(session.run(pages[0]) for session in sessions))
        start = time.perf_counter()
        waits = await asyncio.gather(
            *(_visit(s, pages, first, extent.load_runs) for first, s in enumerate(sessions))
        )
        seconds = time.perf_counter() - start
    listed = [wait for visit in waits for wait in visit]
    return Burst(len(listed) / seconds, listed)


async def _visit(session: Session, pages: list[str], first: int, n: int) -> list[float]:
    """Go from page to page, each session starting at another one and with other views."""
    queries = {page: islice(views.queries(page), first, None) for page in pages}
    waits = []
    for i in range(first, first + n):
        page = pages[i % len(pages)]
        waits.append(await session.run(page, next(queries[page])))
    return waits
