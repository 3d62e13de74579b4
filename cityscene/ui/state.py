"""The state of a view lives in the URL; this module keeps the two in step.

Streamlit's own ``bind="query-params"`` writes the *label* of an option, which changes with
the language, and drops unknown values without a word. So widgets keep their value in the
session under a key of their own; a run begins by asking who is right, the URL or the
widgets, and ends by writing what differs from the default.

The URL is right on the first run, after the back and forward buttons, and whenever it says
what this session has not written itself. Otherwise the widgets are: a click is sent with the
URL the browser shows at that moment, which may be one or two of our own writes behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from urllib.parse import urljoin

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cityscene import links
from cityscene.texts import Language

_STORE = "cityscene_view"
_PREFIX = "q_"
_LANG = "lang"


class ViewState:
    """State of one session.

    Attributes:
        page: URL path of the page of the last run; None before the first.
        lang: language of the last run; the widgets on the screen are in it.
        wanted: values a link or an earlier run asked for.
        drawn: values of this run; an empty list stands for the default.
        address: what the browser shows, or will once it has read our last write.
        pending: what it may still show until then.
        visited: the keys of its own that each page last had in the URL.
        linked: keys of a link that was taken over; None once a run of it has come to its end.
        ignored: parts of the link that cannot be used.
        defaults: default of each control in the last run.
    """

    def __init__(self) -> None:
        self.page: str | None = None
        self.lang: str = Language.ZH
        self.wanted: links.Params = {}
        self.drawn: links.Params = {}
        self.address: links.Params = {}
        self.pending: list[links.Params] = []
        self.visited: dict[str, links.Params] = {}
        self.linked: frozenset[str] | None = None
        self.ignored: list[links.Ignored] = []
        self.defaults: dict[str, object] = {}


def view() -> ViewState:
    """Return the state of this session."""
    if _STORE not in st.session_state:
        st.session_state[_STORE] = ViewState()
    return cast(ViewState, st.session_state[_STORE])


def widget_key(key: str) -> str:
    """Session key of the widget that holds a URL key.

    Another language is another widget: the browser keeps the text of the chosen option and
    would go on showing the old one.
    """
    return f"{_PREFIX}{key}" if key == _LANG else f"{_PREFIX}{view().lang}_{key}"


def begin(page: str) -> str:
    """Start a run of a page, settle what is wanted, and return the language."""
    state, params = view(), read_url()
    if state.page is None or _by_history():
        _take_over(state, page, params)
    elif page != state.page:
        _turn_to(state, page, params)
    elif params == state.address:
        state.pending.clear()
    elif params not in state.pending:
        _take_over(state, page, params)
    state.page = page
    state.drawn = {}
    _speak(state, _language())
    return state.lang


def finish() -> list[links.Ignored]:
    """End a run: write the URL where it differs; return what of the link is ignored."""
    state = view()
    params = {key: values for key, values in state.drawn.items() if values}
    _settle_ignored(state, params)
    state.wanted |= state.drawn
    state.visited[state.page or ""] = _own(params)
    if params != state.address:
        state.pending.append(state.address)
        state.address = params  # before the write, which may be where this run is cut short
        st.query_params.from_dict(params)
    return state.ignored


def read_url() -> links.Params:
    """All parameters of the URL, each as a list."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def wanted(key: str) -> list[str]:
    """Values a link or an earlier run asked for."""
    return view().wanted.get(key, [])


def want(key: str, values: list[str]) -> None:
    """Put the values of a link in other words, before the control of the key is drawn."""
    view().wanted[key] = values


def record(key: str, values: list[str]) -> None:
    """Note the value of a control; an empty list stands for the default."""
    view().drawn[key] = values


def ignore(items: list[links.Ignored]) -> None:
    """Note values of a link that cannot be used."""
    state = view()
    state.ignored.extend(i for i in items if i not in state.ignored)


def leading_to(page: str) -> links.Params:
    """Parameters of the menu's link to a page: the shared controls, and its view of before."""
    state = view()
    shared = {k: v for k, v in state.drawn.items() if k in links.SHARED_KEYS and v}
    return shared | state.visited.get(page, {})


def link() -> str:
    """The full address that opens this view again, as far as its controls are drawn."""
    return urljoin(st.context.url or "", links.url(view().page or "", view().drawn))


def _by_history() -> bool:
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def _take_over(state: ViewState, page: str, params: links.Params) -> None:
    """Let the URL decide everything."""
    for name, _ in list(_widgets()):
        del st.session_state[name]
    _follow(state, page, params)
    state.wanted = dict(params)
    state.linked = frozenset(params) & links.known_keys(page)


def _turn_to(state: ViewState, page: str, params: links.Params) -> None:
    """Open another page; a link of our own may be older than the shared controls are."""
    known = [_shared(p) for p in (state.address, *state.pending)]
    if params and _shared(params) not in known:
        _take_over(state, page, params)
        return
    for name, key in list(_widgets()):
        if key not in links.SHARED_KEYS:
            del st.session_state[name]
    _follow(state, page, params)
    before = state.visited.get(page, {})
    own = _own(params) if params else before
    state.wanted = _shared(state.wanted) | own
    state.linked = frozenset() if own == before else frozenset(own) & links.known_keys(page)


def _follow(state: ViewState, page: str, params: links.Params) -> None:
    """Note that the browser shows this URL, and which parts of it mean nothing here."""
    state.address = params
    state.pending = []
    state.defaults = {}
    state.ignored = links.unknown_keys(page, params)


def _settle_ignored(state: ViewState, params: links.Params) -> None:
    """Name what no control of the page took up; forget it all once the view has changed."""
    if state.linked is None:
        if params != state.address:
            state.ignored = []
        return
    for key in sorted(state.linked - state.drawn.keys()):
        ignore([links.Ignored(key, text) for text in wanted(key)])
    state.linked = None


def _language() -> str:
    """Language before the controls are drawn: of the widget, else of the link."""
    chosen = st.session_state.get(widget_key(_LANG)) or next(iter(wanted(_LANG)), "")
    return str(chosen) if chosen in set(Language) else Language.ZH


def _speak(state: ViewState, lang: str) -> None:
    """Turn to a language; the widgets of the new one begin with the values of the old."""
    before, state.lang = state.lang, lang
    if lang == before:
        return
    for name, key in list(_widgets()):
        if name.startswith(f"{_PREFIX}{before}_"):
            st.session_state[widget_key(key)] = st.session_state[name]
            del st.session_state[name]


def _widgets() -> Iterator[tuple[str, str]]:
    """Session key and URL key of every control that has a value, in whichever language."""
    for name in map(str, st.session_state):
        if name == widget_key(_LANG):
            yield name, _LANG
        elif name.startswith(tuple(f"{_PREFIX}{lang}_" for lang in Language)):
            yield name, name.removeprefix(_PREFIX).partition("_")[2]


def _shared(params: links.Params) -> links.Params:
    return {k: v for k, v in params.items() if k in links.SHARED_KEYS}


def _own(params: links.Params) -> links.Params:
    return {k: v for k, v in params.items() if k not in links.SHARED_KEYS}
