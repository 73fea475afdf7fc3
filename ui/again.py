"""After the workshop: open the survey once more, and show what it gave."""

from __future__ import annotations

import streamlit as st

from actions.measure_again import measure_again
from actions.publish import publish
from domain.workshops import RoundKind
from ui import navigation, visit
from ui.doing import do
from ui.invitation import invitation
from ui.scene import Scene
from ui.texts import say


def again(here: Scene) -> None:
    """Measure again; or, while that is going on, who answered and the button that shows it."""
    surveyed = here.round(RoundKind.VALUES)
    if surveyed.is_closed:
        st.markdown(f"## {say('control.again')}")
        if surveyed.number > 1:
            navigation.link_to_change(here.who, here.workshop.place)
        st.markdown(say("control.again_hint"))
        if st.button(say("control.again_start"), icon=":material/replay:", key="again"):
            if do(lambda: measure_again(visit.store(), here.who, here.workshop.id, now=visit.now())):
                st.rerun()
        return
    st.markdown(f"## {say('control.again_busy', n=surveyed.number)}")
    invitation(here.workshop)
    if st.button(
        say("values.reveal_survey"), type="primary", icon=":material/visibility:", key="reveal-again"
    ):
        if do(lambda: publish(visit.store(), here.who, here.workshop.id, RoundKind.VALUES, now=visit.now())):
            st.rerun()
