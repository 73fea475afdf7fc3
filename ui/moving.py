"""The buttons that move the whole workshop: next and back. Back is the undo of next."""

from __future__ import annotations

import streamlit as st

from actions import move
from domain.workshops import Phase, Standing, next_standing
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import in_words, programme, say


def move_buttons(here: Scene) -> None:
    """Next with the name of what comes; back beside it.

    A second click moves nothing: each standing has buttons of its own, and the one that was clicked is there no more.
    """
    seen = Standing(here.seen.phase, here.seen.step, here.seen.number, here.seen.since)
    with st.container(horizontal=True, key="moves"):
        if seen.phase is not Phase.SURVEY and st.button(
            say("move.back"), icon=":material/arrow_back:", key=f"move-back-{seen.number}"
        ):
            if do(
                lambda: move.back(visit.store(), here.who, here.workshop.id, seen, now=visit.now()),
                "move.moved",
            ):
                st.rerun()
        if seen.phase is not Phase.ENDED and st.button(
            _next_label(here, seen),
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            key=f"move-on-{seen.number}",
        ):
            if do(
                lambda: move.forward(visit.store(), here.who, here.workshop.id, seen, now=visit.now()),
                "move.moved",
            ):
                st.rerun()


def _next_label(here: Scene, seen: Standing) -> str:
    if seen.phase is Phase.SURVEY:
        return say("move.start")
    phase, step = next_standing(seen, programme(here.workshop))
    return (
        say("move.close")
        if phase is Phase.ENDED
        else say("move.on", name=in_words(programme(here.workshop).step(step).name))
    )
