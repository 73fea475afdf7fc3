"""Paragraphs that stand together are one element, until something else is drawn."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from ui.prose import Prose

    prose = Prose()
    prose.add("one", "two")
    prose.add("three")
    prose.draw()
    st.divider()
    prose.draw()
    prose.add("four")
    prose.draw()


def test_paragraphs_are_drawn_as_one_and_only_once() -> None:
    shown = AppTest.from_function(_page).run()
    assert [part.value for part in shown.markdown] == ["one\n\ntwo\n\nthree", "four"]
