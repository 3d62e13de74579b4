"""Page runs: the server's processor time and the visitor's wait, warm, one session.

A run is one pass over the whole script of a page, with another city and view than the run
before; the frame, the shared controls and the collector's work after the run are part of it.
The peer is the bare page behind ``streamlit run``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks import views
from benchmarks.options import Extent
from benchmarks.processes import ROOT, Server, note, serving_app, serving_plainly
from benchmarks.session import Session
from benchmarks.table import Goal, Row, Spread

BARE_PAGE = ROOT / "benchmarks" / "bare_page.py"
PEER = "bare page"
CPU = Goal(30, "ms")
_WARM_UP = 4
_MS = 1000.0


@dataclass
class Runs:
    """Rounds of one page: processor time a run, and median wait, both in ms."""

    cpu: list[float] = field(default_factory=list)
    wait: list[float] = field(default_factory=list)


def rows(extent: Extent) -> Iterator[Row]:
    """Measure every page of the app in one session."""
    with serving_app() as app, serving_plainly(BARE_PAGE) as bare:
        note("pages: one session on each server")
        measured = asyncio.run(_measure(app, bare, extent))
        memory = Spread.of([app.memory_mib()], "MiB")
        bare_memory = Spread.of([bare.memory_mib()], "MiB")
    peer = measured.pop(None)
    for page, runs in measured.items():
        yield Row(
            f"server CPU a page run: {views.name(page or '')}", Spread.of(runs.cpu, "ms"),
            Spread.of(peer.cpu, "ms"), PEER, CPU,
        )  # fmt: skip
    for page, runs in measured.items():
        yield Row(
            f"wait for a page run: {views.name(page or '')}", Spread.of(runs.wait, "ms"),
            Spread.of(peer.wait, "ms"), PEER,
        )  # fmt: skip
    yield Row("server memory after these", memory, bare_memory, PEER)


async def _measure(app: Server, bare: Server, extent: Extent) -> dict[str | None, Runs]:
    """Interleave all pages and the peer (None), so that a busy minute hits them alike."""
    found: dict[str | None, Runs] = {page: Runs() for page in views.pages()} | {None: Runs()}
    async with Session(app) as ours, Session(bare) as theirs:
        for page in found:
            await _runs(ours if page is not None else theirs, page or "", _WARM_UP)
        for _ in range(extent.page_rounds):
            for page, runs in found.items():
                server, session = (bare, theirs) if page is None else (app, ours)
                before = server.cpu_seconds()
                waits = await _runs(session, page or "", extent.page_runs)
                runs.cpu.append((server.cpu_seconds() - before) / extent.page_runs * _MS)
                runs.wait.append(median(waits) * _MS)
    return found


async def _runs(session: Session, page: str, n: int) -> list[float]:
    queries = views.queries(page)
    return [await session.run(page, next(queries)) for _ in range(n)]
