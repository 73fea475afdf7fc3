"""Saying that you are ready with a step: a count for who leads, right under the task, where a thumb finds it."""

from __future__ import annotations

import streamlit as st

from actions.ready import ready
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import say


def ready_button(here: Scene) -> None:
    """The button and how many are ready; it takes itself back. Nothing in a break."""
    step, person = here.step, here.who.participant_in(here.workshop.id) or ""
    if step is None or step.is_break:
        return
    is_ready = person in here.ready_people()
    label, icon = ("room.not_ready", ":material/undo:") if is_ready else ("room.ready", ":material/done_all:")
    with st.container(horizontal=True, vertical_alignment="center", key="readiness"):
        if st.button(say(label), key=f"ready-{step.id}-{is_ready}", icon=icon):
            do(lambda: ready(visit.store(), here.who, here.workshop.id, step.id, not is_ready), "app.saved")
            st.rerun()
        st.caption(say("live.ready", ready=here.seen.ready, devices=here.seen.devices), width="content")
