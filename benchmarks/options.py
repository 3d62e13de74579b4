"""How much is measured: the full extent, or a quick look."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Extent:
    """Sizes and repetitions.

    Attributes:
        figures: observations in the generated folder.
        peer_figures: largest folder that the build's peer is given, too.
        build_rounds: builds of every folder, and runs of the peer.
        page_rounds: rounds over all pages in the one session.
        page_runs: runs of a page in one round; processor time is read around them.
        load_rounds: bursts of the concurrent sessions.
        load_runs: page runs of every session in a burst.
        sessions: concurrent sessions.
        browser_rounds: freshly started servers, with three visits each.
    """

    figures: int = 1_000_000
    peer_figures: int = 1_000_000
    build_rounds: int = 3
    page_rounds: int = 5
    page_runs: int = 20
    load_rounds: int = 5
    load_runs: int = 15
    sessions: int = 20
    browser_rounds: int = 7


def extent(quick: bool, figures: int | None, peer_figures: int | None) -> Extent:
    """Return the full or the quick extent, with what was asked for in its place."""
    chosen = QUICK if quick else Extent()
    if figures is not None:
        chosen = replace(chosen, figures=figures)
    if peer_figures is not None:
        chosen = replace(chosen, peer_figures=peer_figures)
    return chosen


QUICK = Extent(
    figures=100_000,
    peer_figures=100_000,
    build_rounds=1,
    page_rounds=2,
    page_runs=8,
    load_rounds=2,
    load_runs=6,
    browser_rounds=2,
)
