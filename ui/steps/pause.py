"""The break: nothing to do, and the screen says so."""

from __future__ import annotations

import streamlit as st

from ui.scene import Scene
from ui.texts import in_words, programme, say


def take_part(here: Scene) -> None:
    st.markdown(say("pause.take_part"))


def lead(here: Scene) -> None:
    st.markdown(say("pause.lead"))


def project(here: Scene) -> None:
    """What comes after the break."""
    steps = programme(here.workshop).steps
    after = steps[[step.id for step in steps].index(here.seen.step) + 1 :]
    if after:
        st.markdown(say("pause.next", name=in_words(after[0].name)))
