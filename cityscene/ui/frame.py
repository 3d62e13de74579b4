"""The frame around every page: navigation, shared controls, notices, data date."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cityscene.links import Ignored
from cityscene.texts import t
from cityscene.ui import context, data, state
from cityscene.ui.context import Context

_CONTEXT = "cityscene_context"


class _Root(st.Page):
    """The default page as the menu names it: an empty path would lead to the page one is on."""

    @property
    def url_path(self) -> str:
        """Path of the link, relative to every page."""
        return "."


def run(pages: Mapping[str, str]) -> None:
    """Run the page that the URL names; ``pages`` maps URL paths to scripts."""
    chosen = st.navigation([_page(*page) for page in pages.items()], position="hidden")
    table = {path: _page(path, script, _Root) for path, script in pages.items()}
    path = chosen.url_path
    lang = state.begin(path)
    st.set_page_config(page_title=_title(path, lang), layout="wide")
    try:
        db = context.published()
    except FileNotFoundError:
        st.error(t("common.no_build", lang))
        st.stop()
    st.session_state[_CONTEXT] = context.build(db)
    own = _menu(table, path, lang)
    notice = st.empty()
    chosen.run()
    _name_ignored(notice, current(), state.finish())
    _link(own, table, path, lang)
    _data_date(current())


def current() -> Context:
    """Return the context of this run."""
    found: Context = st.session_state[_CONTEXT]
    return found


def _page(path: str, script: str, root: type[st.Page] = st.Page) -> st.Page:
    if path:
        return st.Page(script, title=path, url_path=path)
    return root(script, title="overview", default=True)


def _name(path: str, lang: str) -> str:
    return t(f"nav.{path or 'overview'}", lang)


def _title(path: str, lang: str) -> str:
    """Title of the tab and of the entry in the browser's history."""
    app = t("common.app_name", lang)
    return f"{_name(path, lang)} · {app}" if path else app


def _menu(table: Mapping[str, st.Page], path: str, lang: str) -> st.delta_generator.DeltaGenerator:
    """Draw a link to each page; return the place of the one to this page.

    Streamlit's own menu opens pages without parameters: the shared controls would be added
    by a second entry in the browser's history, and the back button would stop between them.
    """
    row = st.container(horizontal=True, gap="xxsmall", key="menu")
    places = {p: row.empty() for p in table}
    for p, place in places.items():
        _link(place, table, p, lang)
    return places[path]


def _link(
    place: st.delta_generator.DeltaGenerator, table: Mapping[str, st.Page], path: str, lang: str
) -> None:
    place.page_link(table[path], label=_name(path, lang), query_params=state.leading_to(path))


def _name_ignored(
    notice: st.delta_generator.DeltaGenerator, context: Context, ignored: list[Ignored]
) -> None:
    items = context.t("common.list_separator").join(f"{i.key}={i.value}" for i in ignored)
    if items:
        notice.warning(context.t("common.ignored", items=items))


def _data_date(context: Context) -> None:
    build = data.build(context.db)
    st.sidebar.caption(
        context.t("common.data_date", date=build["data_date"], build=build["build_id"][:8])
    )
