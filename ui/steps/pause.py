"""The break: nothing to do, and the screen says so."""

from __future__ import annotations

import streamlit as st

from ui.scene import Scene
from ui.texts import say


def take_part(here: Scene) -> None:
    st.markdown(say("pause.take_part"))


def lead(here: Scene) -> None:
    st.markdown(say("pause.lead"))


def project(here: Scene) -> None:
    st.markdown(say("pause.project"))
