"""What the facilitator has at hand before the workshop: who is missing, the invitation, the Wi-Fi, and the way to correct."""

from __future__ import annotations

import streamlit as st

from ui import navigation
from ui.leading.guide import on_the_screens, script
from ui.leading.together import leading_together
from ui.preparing.invitation import invitation
from ui.preparing.lobby import wifi_form
from ui.preparing.voices import missing_voices
from ui.scene import Scene
from ui.texts import say


def before(here: Scene) -> None:
    """Everything under the button that starts the workshop."""
    on_the_screens("lobby")
    missing_voices(here.workshop)
    with st.container(horizontal=True, key="before-ways"):
        navigation.link("script", say("script.way"), here.workshop.code, icon=":material/print:")
        if not here.seen.number and not here.workshop.is_rehearsal:
            navigation.link("correct", say("prepare.correct"), here.workshop.code, icon=":material/edit:")
    invitation(here.workshop)
    wifi_form(here)
    leading_together(here)
    script("prepare", here.workshop)
