"""Controls bound to the URL: one call draws a widget and returns its option."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cityscene import links
from cityscene.ui import state

Lookup = Callable[[str], str | None]
Format = Callable[[str], str]

_NONE = ""  # in a link: nothing is chosen
_ON = "on"


def choose(
    where: DeltaGenerator,
    key: str,
    label: str,
    options: Sequence[str],
    default: str,
    show: Format,
    *,
    lookup: Lookup | None = None,
    write: Format = str,
    placeholder: str = "",
    help: str | None = None,
) -> str:
    """Draw a select box and return the chosen option.

    A box that stands at its default follows when the default changes.

    Args:
        where: container to draw into.
        key: key of the URL.
        label: text above the widget.
        options: identifiers to choose from.
        default: option that is not written into the URL.
        show: identifier to label.
        lookup: text of a link to identifier, or None; defaults to identifiers themselves.
        write: identifier to the text written into a link.
        placeholder: text of the empty search field.
        help: text of the question mark beside the label.
    """
    _follow_default(key, default)
    _seed_one(key, options, default, lookup or _among(options))
    value: str = where.selectbox(
        label, options, format_func=show, key=state.widget_key(key),
        placeholder=placeholder, help=help,
    )  # fmt: skip
    state.record(key, [] if value == default else [write(value)])
    return value


def choose_many(
    where: DeltaGenerator,
    key: str,
    label: str,
    options: Sequence[str],
    default: Sequence[str],
    show: Format,
    *,
    lookup: Lookup | None = None,
    write: Format = str,
    placeholder: str = "",
    most: int | None = None,
) -> list[str]:
    """Draw a multi-select and return the chosen options, in the order they were chosen.

    It follows its default as :func:`choose` does. An emptied one whose default is not empty
    is written as a key without a value.
    """
    _follow_default(key, list(default))
    _seed_many(key, options, default, lookup or _among(options), most)
    values: list[str] = where.multiselect(
        label, options, format_func=show, key=state.widget_key(key),
        placeholder=placeholder, max_selections=most,
    )  # fmt: skip
    chosen = [write(v) for v in values] or [_NONE]
    state.record(key, [] if values == list(default) else chosen)
    return values


def choose_segment(
    where: DeltaGenerator,
    key: str,
    label: str,
    options: Sequence[str],
    default: str,
    show: Format,
    *,
    help: str | None = None,
) -> str:
    """Draw a row of buttons for few options and return the chosen one."""
    _seed_one(key, options, default, _among(options))
    value = where.segmented_control(
        label, options, format_func=show, key=state.widget_key(key), required=True, help=help
    )
    chosen = default if value is None else str(value)
    state.record(key, [] if chosen == default else [chosen])
    return chosen


def toggle(where: DeltaGenerator, key: str, label: str, *, help: str | None = None) -> bool:
    """Draw a switch that is off unless the link or the reader turns it on."""
    widget = state.widget_key(key)
    if widget not in st.session_state:
        found, ignored = links.resolve(key, state.wanted(key), _among([_ON]), most=1)
        state.ignore(ignored)
        st.session_state[widget] = bool(found)
    is_on: bool = where.toggle(label, key=widget, help=help)
    state.record(key, [_ON] if is_on else [])
    return is_on


def search_text(where: DeltaGenerator, key: str, label: str, placeholder: str) -> str:
    """Draw a text field and return its text without outer blanks."""
    widget = state.widget_key(key)
    if widget not in st.session_state:
        st.session_state[widget] = next(iter(state.wanted(key)), "")
    text: str = where.text_input(label, key=widget, placeholder=placeholder, max_chars=80)
    text = text.strip()
    state.record(key, [text] if text else [])
    return text


def page_number(where: DeltaGenerator, key: str, label: str, pages: int) -> int:
    """Draw a page number field for long lists and return the page, from 1."""
    widget = state.widget_key(key)
    if widget not in st.session_state:
        wanted, ignored = links.resolve(key, state.wanted(key), _number_up_to(pages), most=1)
        state.ignore(ignored)
        st.session_state[widget] = int(wanted[0]) if wanted else 1
    st.session_state[widget] = min(st.session_state[widget], max(pages, 1))
    number = int(where.number_input(label, min_value=1, max_value=max(pages, 1), key=widget))
    state.record(key, [] if number == 1 else [str(number)])
    return number


def opened_with(name: str, keys: Sequence[str]) -> bool:
    """Whether a page was opened with one of some keys, which stand in a folded part.

    Decided once: the folder must not shut while somebody works in it.
    """
    opened: bool = st.session_state.setdefault(
        f"opened_{name}", any(state.wanted(key) for key in keys)
    )
    return opened


def _among(options: Sequence[str]) -> Lookup:
    known = set(options)
    return lambda text: text if text in known else None


def _number_up_to(pages: int) -> Lookup:
    return lambda text: text if text.isdecimal() and 1 <= int(text) <= pages else None


def _seed_one(key: str, options: Sequence[str], default: str, lookup: Lookup) -> None:
    """Give the widget its first value, or a new one when its options have changed."""
    widget = state.widget_key(key)
    if st.session_state.get(widget) in options:
        return
    fresh = widget not in st.session_state
    found, ignored = _resolve(key, options, lookup, most=1)
    if fresh:
        state.ignore(ignored)
    st.session_state[widget] = found[0] if found else default


def _follow_default(key: str, default: str | list[str]) -> None:
    """Let a widget that still stands at its default follow when the default changes."""
    widget, defaults = state.widget_key(key), state.view().defaults
    before = defaults.get(key, default)
    if before != default and st.session_state.get(widget) == before:
        st.session_state[widget] = default
    defaults[key] = default


def _seed_many(
    key: str, options: Sequence[str], default: Sequence[str], lookup: Lookup, most: int | None
) -> None:
    widget = state.widget_key(key)
    if widget in st.session_state:
        known = set(options)
        st.session_state[widget] = [v for v in st.session_state[widget] if v in known]
    elif state.wanted(key) == [_NONE]:
        st.session_state[widget] = []
    else:
        found, ignored = _resolve(key, options, lookup, most)
        state.ignore(ignored)
        st.session_state[widget] = found or list(default)


def _resolve(
    key: str, options: Sequence[str], lookup: Lookup, most: int | None
) -> tuple[list[str], list[links.Ignored]]:
    """Turn the wanted texts into options of this control."""
    known = set(options)

    def fitting(text: str) -> str | None:
        option = lookup(text)
        return option if option in known else None

    return links.resolve(key, state.wanted(key), fitting, most)
