"""A step begins anew, and the way back right after it: undo rather than "are you sure?"."""

from __future__ import annotations

import streamlit as st

from actions import reset
from domain.resets import NOTES_OF, ROUND_OF
from storage import steering
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import say


def undo_reset_line(here: Scene) -> None:
    """After this step began anew, for everyone who leads: the way back, until the workshop moves on."""
    step = here.seen.step
    made = steering.latest_reset(visit.store(), here.workshop.id, step)
    if made is None or here.seen.since is None or made.reset_at < here.seen.since:
        return
    if any(one.id == made.new_round_id and one.is_closed for one in here.seen.rounds):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-reset-line"):
        st.caption(say("reset.done"))
        if st.button(say("reset.undo"), key=f"undo-reset-{made.id}", icon=":material/undo:"):
            undo_id = visit.form_id(f"undo-reset-{made.id}")
            if do(
                lambda: reset.undo(visit.store(), here.who, here.workshop.id, undo_id, step, now=visit.now()),
                "reset.undone",
            ):
                st.rerun()


def reset_part(here: Scene) -> None:
    """What beginning anew does, and the button; nothing for a step that holds nothing."""
    step = here.seen.step
    if step not in NOTES_OF:
        return
    with st.expander(say("reset.title"), key=f"reset-part-{step}"):
        st.markdown(say("reset.hint"))
        kind = ROUND_OF.get(step)
        if kind:
            st.markdown(say("reset.shown" if here.round(kind).is_closed else "reset.vote"))
        reset_id = visit.form_id(f"reset-{step}")
        if st.button(say("reset.reset"), key=f"reset-{reset_id}", icon=":material/restart_alt:"):
            if do(
                lambda: reset.reset(
                    visit.store(), here.who, here.workshop.id, reset_id, step, now=visit.now()
                ),
                "reset.done",
            ):
                visit.renew(f"reset-{step}")
                st.rerun()
