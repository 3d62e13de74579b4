"""对标诊断: my city among its peers, in three sentences and four tables, and as a brief."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cityscene.charts import listing, report
from cityscene.charts.report import Ground
from cityscene.export.brief import BRIEF_FILES, Brief
from cityscene.export.card_files import Origin
from cityscene.ui import benchmark, card, data, frame, state
from cityscene.ui.benchmark import Diagnosis
from cityscene.ui.context import Context

#: Pages that show more of what is said here.
MORE = ("city", "ranking", "mechanisms", "funnel")


def show_sentences(context: Context, shown: Diagnosis) -> None:
    """Draw who the peers are, the three sentences, and where there is more."""
    ground = Ground(context.mode, shown.report.numbers)
    peers = listing.small(report.line_html(shown.report.peers, ground))
    names = " · ".join(listing.link(context.t(f"nav.{p}"), context.link(p)) for p in MORE)
    more = listing.small(context.t("benchmark.more", links=names))
    st.html(listing.lines([peers], context.mode))
    st.html(report.sentences_html(shown.report.sentences, ground))
    st.html(listing.lines([more], context.mode))


def show_downloads(context: Context, shown: Diagnosis) -> None:
    """Draw a button for each format; the bytes are made when it is pressed."""
    build = data.build(context.db)
    origin = Origin(build["build_id"], state.link(), context.lang)
    brief = Brief(shown.report, origin, str(build["data_date"]))
    row = st.container(horizontal=True, gap="small")
    for kind in BRIEF_FILES:
        row.download_button(
            context.t("benchmark.download", kind=kind.name),
            data=partial(kind.make, brief),
            file_name=f"cityscene-benchmark-{context.my_city}.{kind.ending}",
            mime=kind.mime,
            on_click="ignore",
            key=f"brief_{kind.ending}",
        )


def show_sources(context: Context, shown: Diagnosis) -> None:
    """Draw the numbered sources, folded."""
    cited = shown.report.cited
    if cited:
        html = report.sources_html(cited, Ground(context.mode, shown.report.numbers))
        label = context.t("benchmark.sources", n=len(cited))
        st.html(listing.folded(label, html, context.mode))


def show() -> None:
    """Draw the page."""
    context = frame.current()
    shown = benchmark.diagnosis(context.db, benchmark.asked(context))
    st.title(shown.report.title, anchor=False)
    show_sentences(context, shown)
    show_downloads(context, shown)
    if shown.found.peers:
        places = [place for _ in range(2) for place in st.columns(2, gap="medium")]
        for place, part in zip(places, shown.cards, strict=True):
            with place:
                card.show(part, context)
    show_sources(context, shown)


show()
