"""Who is right, the URL or the widgets; what is written; what is named as ignored."""

import pytest
from streamlit.testing.v1 import AppTest

from cityscene.links import Ignored
from cityscene.ui import state


def script():
    """A page with one control of each kind; its path stands in the session."""
    import streamlit as st

    from cityscene.ui import controls, state

    page = st.session_state.get("page", "ranking")
    lang = state.begin(page)
    words = {"zh": "选项", "en": "option"}[lang]

    def show(option: str) -> str:
        return f"{words} {option}"

    controls.choose_segment(st.sidebar, "lang", "lang", ["zh", "en"], "zh", str)
    controls.choose(st.sidebar, "city", "city", ["a", "b", "c"], "a", show, lookup=str.lower)
    if page == "ranking":
        metric = controls.choose(st.container(), "metric", "metric", ["m", "n"], "m", show)
        default = "city" if metric == "m" else "zone"
        controls.choose(st.container(), "level", "level", ["city", "zone", "any"], default, show)
    if page == "compare":
        controls.choose_many(
            st.container(), "areas", "areas", ["a", "b", "c"], ["a", "b"], show, most=2
        )
    if page == "sources":
        controls.search_text(st.container(), "q", "q", "")
        controls.page_number(st.container(), "page", "page", 9)
    st.button("elsewhere")
    st.session_state["ignored"] = state.finish()


def opened(path="ranking", /, **query):
    """Open a page by a link and run it."""
    app = AppTest.from_function(script, default_timeout=30)
    return turned(app, path, **query)


def turned(app, path, /, **query):
    """Turn to another page by a link."""
    app.session_state["page"] = path
    return sent(app, **query)


def sent(app, **query):
    """Run with the URL that the browser shows."""
    app.query_params.clear()
    app.query_params.update(query)
    return app.run()


def box(app, label):
    return next(b for b in [*app.selectbox, *app.multiselect] if b.label == label)


def address(app):
    return app.session_state["cityscene_view"].address


def ignored(app):
    return [f"{i.key}={i.value}" for i in app.session_state["ignored"]]


def test_defaults_are_not_written():
    app = opened()
    assert (address(app), box(app, "city").value) == ({}, "a")


def test_a_link_is_taken_over():
    app = opened(city="b", metric="n")
    assert (box(app, "city").value, box(app, "metric").value) == ("b", "n")
    assert address(app) == {"city": ["b"], "metric": ["n"]}
    assert ignored(app) == []


def test_a_choice_is_written_in_the_order_of_the_controls():
    app = opened(metric="n")
    box(app, "city").select("c").run()
    assert list(address(app).items()) == [("city", ["c"]), ("metric", ["n"])]


def test_the_url_of_a_click_may_be_behind_our_own_writes():
    app = opened()
    box(app, "city").select("b")
    sent(app)
    box(app, "metric").select("n")
    sent(app)
    app.button[0].click()
    sent(app, city="b")
    assert (box(app, "city").value, box(app, "metric").value) == ("b", "n")
    assert address(app) == {"city": ["b"], "metric": ["n"]}


def test_a_choice_and_its_undoing_before_the_browser_answers():
    app = opened()
    box(app, "city").select("b")
    sent(app)
    box(app, "city").select("a")
    sent(app)
    assert address(app) == {}
    assert dict(app.query_params) == {}


def test_a_url_we_did_not_write_decides_everything():
    app = opened(city="b", metric="n")
    sent(app, city="c")
    assert (box(app, "city").value, box(app, "metric").value) == ("c", "m")
    assert address(app) == {"city": ["c"]}


def test_the_back_button_decides_even_for_a_url_we_wrote(monkeypatch):
    app = opened()
    box(app, "city").select("b").run()
    monkeypatch.setattr(state, "_by_history", lambda: True)
    sent(app)
    assert (box(app, "city").value, address(app)) == ("a", {})


def test_unknown_keys_and_values_are_named_until_the_view_changes():
    app = opened(city="x", metric="n", colour="blue")
    assert ignored(app) == ["colour=blue", "city=x"]
    assert (box(app, "city").value, address(app)) == ("a", {"metric": ["n"]})
    app.button[0].click().run()
    assert ignored(app) == ["colour=blue", "city=x"]
    box(app, "city").select("b").run()
    assert ignored(app) == []


def test_a_known_key_that_no_control_takes_up_is_named():
    assert ignored(opened(view="x")) == ["view=x"]


def test_a_second_value_for_one_choice_is_named():
    app = opened(city=["c", "b"])
    assert (box(app, "city").value, ignored(app)) == ("c", ["city=b"])


def test_values_beyond_the_most_are_named_as_they_are_written():
    app = opened("compare", areas=["c", "A", "b"])
    assert ignored(app) == ["areas=A"]
    assert (box(app, "areas").value, address(app)) == (["c", "b"], {"areas": ["c", "b"]})


def test_an_emptied_choice_is_written_and_opens_empty():
    app = opened("compare")
    box(app, "areas").set_value([]).run()
    assert address(app) == {"areas": [""]}
    again = opened("compare", areas="")
    assert (box(again, "areas").value, address(again)) == ([], {"areas": [""]})


def test_a_box_at_its_default_follows_it_and_a_chosen_one_stays():
    app = opened()
    box(app, "metric").select("n").run()
    assert (box(app, "level").value, address(app)) == ("zone", {"metric": ["n"]})
    box(app, "level").select("any").run()
    box(app, "metric").select("m").run()
    assert (box(app, "level").value, address(app)) == ("any", {"level": ["any"]})


def test_another_language_keeps_every_choice():
    app = opened(city="b", metric="n", level="any")
    app.segmented_control[0].set_value("en").run()
    assert address(app) == {"lang": ["en"], "city": ["b"], "metric": ["n"], "level": ["any"]}
    assert box(app, "city").options == ["option a", "option b", "option c"]
    assert box(app, "city").value == "b"
    app.segmented_control[0].set_value("zh").run()
    assert address(app) == {"city": ["b"], "metric": ["n"], "level": ["any"]}


def test_a_choice_and_another_language_in_one_go():
    app = opened()
    box(app, "city").select("b")
    app.segmented_control[0].set_value("en").run()
    assert address(app) == {"lang": ["en"], "city": ["b"]}


def test_a_text_and_a_page_number_are_kept():
    app = opened("sources", q=" rail ", page="3")
    assert (app.text_input[0].value, app.number_input[0].value) == (" rail ", 3)
    assert address(app) == {"q": ["rail"], "page": ["3"]}
    assert ignored(opened("sources", page="10")) == ["page=10"]


@pytest.mark.parametrize("query", [{}, {"city": "b"}])
def test_the_menu_keeps_the_shared_controls_and_only_them(query):
    app = opened(city="b", metric="n")
    turned(app, "compare", **query)
    assert (box(app, "city").value, address(app)) == ("b", {"city": ["b"]})
    assert ignored(app) == []


def test_a_link_of_the_menu_that_was_drawn_before_the_last_choice():
    app = opened(metric="n")
    box(app, "city").select("c").run()
    turned(app, "compare", areas="b")  # the browser had not yet read the link with city=c
    assert (box(app, "city").value, address(app)) == (
        "c",
        {"city": ["c"], "areas": ["b"]},
    )


def test_a_page_returned_to_shows_what_it_showed():
    app = opened(metric="n", level="any")
    turned(app, "compare")
    turned(app, "ranking")
    assert address(app) == {"metric": ["n"], "level": ["any"]}


def test_a_page_may_be_opened_by_a_link_from_elsewhere():
    app = opened(city="b", metric="n")
    turned(app, "compare", city="c", areas="b", metric="m")
    assert address(app) == {"city": ["c"], "areas": ["b"]}
    assert app.session_state["ignored"] == [Ignored("metric", "m")]
