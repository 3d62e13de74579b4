"""Entry point: the page table, the shared controls, and the run of the chosen page."""

from __future__ import annotations

from cityscene.ui import frame

PAGES = {
    "": "pages/page_overview.py",
    "ranking": "pages/page_ranking.py",
    "compare": "pages/page_compare.py",
    "city": "pages/page_city.py",
    "benchmark": "pages/page_benchmark.py",
    "funnel": "pages/page_funnel.py",
    "mechanisms": "pages/page_mechanisms.py",
    "scenarios": "pages/page_scenarios.py",
    "timeline": "pages/page_timeline.py",
    "sources": "pages/page_sources.py",
}

frame.run(PAGES)
