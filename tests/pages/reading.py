"""Read what a page shows in Streamlit's test harness."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def words(app: AppTest) -> str:
    """All text of the page: titles, headlines, captions, notices."""
    blocks = [app.title, app.header, app.subheader, app.markdown, app.caption, app.info,
              app.warning, app.error]  # fmt: skip
    return "\n".join(str(element.value) for block in blocks for element in block)


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Plotly figures of the page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def html(app: AppTest) -> str:
    """All HTML blocks of the page."""
    return "\n".join(block.proto.body for block in app.get("html"))
