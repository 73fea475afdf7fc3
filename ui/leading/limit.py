"""The time that the facilitator announces: only then everyone sees a countdown."""

from __future__ import annotations

import streamlit as st

from actions.announce import announce
from domain.clock import LIMITS
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import say


def limit_buttons(here: Scene) -> None:
    """How many minutes, behind one button; and beside it how to stop a countdown that runs."""
    running = here.seen.limit is not None and here.seen.limit > visit.now()
    with st.container(horizontal=True, key="limit"):
        with st.popover(say("limit.announce"), icon=":material/timer:", key=f"limits-{here.seen.limit}"):
            st.caption(say("limit.hint"))
            for minutes in LIMITS:
                if st.button(say("limit.minutes", n=minutes), key=f"limit-{minutes}", width="stretch"):
                    _announce(here, minutes)
        if running and st.button(
            say("limit.stop"), key=f"limit-stop-{here.seen.limit}", icon=":material/timer_off:"
        ):
            _announce(here, 0)


def _announce(here: Scene, minutes: int) -> None:
    limit_id = visit.form_id("limit")
    if do(
        lambda: announce(
            visit.store(), here.who, here.workshop.id, limit_id, minutes, here.standing, now=visit.now()
        ),
        "limit.announced" if minutes else "limit.stopped",
    ):
        visit.renew("limit")
        st.rerun()
