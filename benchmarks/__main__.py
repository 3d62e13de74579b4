"""Measure the project and its peers: ``make bench``, or ``python -m benchmarks``.

How to run::

    make bench                                        everything, about 15 minutes
    make bench ARGS="--quick"                         a look, 2 minutes
    make bench ARGS="--only pages --only load"        some groups: build, pages, load, browser
    make bench ARGS="--figures 5000000"               another size of the generated data
    make bench ARGS="--peer-figures 100000"           no peer on folders larger than that
    make bench ARGS="--json results.json"             the same table as JSON, too

Outside make, build the database first: ``python -m etl build``. On a machine that does other
work meanwhile, all times are too long; ratios suffer less, because peers take turns with us.

How to read: a cell is the median of all rounds and, in brackets, the least and the greatest.
*ours* is this project, *peer* what it is held against, *ratio* ours over the peer's, *goal* a
limit on our median or, as "× peer", on the ratio; the last column says whether it is met.

* build: from curated files to a published database, in a process of its own. Its peer
  ``frictionless validate`` only validates the same folder. Memory is resident, at its peak.
* pages: one session over a WebSocket, every page, each run with another city and view. CPU is
  the server's processor time a run, the garbage collector's work included. The bare page is
  one title and one Plotly chart behind ``streamlit run`` as it comes.
* load: concurrent sessions that never pause, over all pages. The clients take part of the same
  processor.
* browser: Chromium, from the address to the first bar of the chart (or the first heading), on
  a server started for the visit. first: nobody came before; cold: an empty browser profile;
  warm: scripts already in the browser's cache.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import browser, builds, load, page_runs
from benchmarks.options import Extent, extent
from benchmarks.processes import BenchmarkError, note
from benchmarks.table import Row, as_json, as_text
from cityscene.paths import current_database

GROUPS: Mapping[str, Callable[[Extent], Iterator[Row]]] = {
    "build": builds.rows,
    "pages": page_runs.rows,
    "load": load.rows,
    "browser": browser.rows,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for, print the table, return the exit code.

    A missed goal is a result, not a failure: the exit code is 0 all the same.
    """
    options = _parser().parse_args(arguments)
    chosen = extent(options.quick, options.figures, options.peer_figures)
    start, where = time.monotonic(), machine()
    try:
        current_database()
        rows = [row for g in GROUPS if g in (options.only or GROUPS) for row in GROUPS[g](chosen)]
    except (BenchmarkError, FileNotFoundError) as error:
        print(error, *getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
        return 1
    note(f"measured in {(time.monotonic() - start) / 60:.0f} min on {where}\n")
    print(as_text(rows))
    if options.json:
        options.json.write_text(as_json(rows, where), encoding="utf-8")
    return 0


def machine() -> str:
    """Name what the figures are measured on, and how busy it is before they are."""
    system = f"{platform.system()} {platform.machine()}"
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}{load}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller data")
    parser.add_argument("--only", action="append", choices=GROUPS, help="this group; repeatable")
    parser.add_argument("--figures", type=int, help="size of the generated data")
    parser.add_argument("--peer-figures", type=int, help="largest folder given to the peer")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table as JSON, too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
