"""The buttons that move the whole workshop: next and back. Back is the undo of next, so next asks nothing when all are ready."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from actions import move
from domain.workshops import Phase, Standing, next_standing
from reads.workshop import busy
from ui import visit
from ui.doing import do
from ui.leading.undone import undone
from ui.scene import Scene
from ui.texts import in_words, programme, say

_Mover = Callable[..., Standing]


def move_buttons(here: Scene) -> None:
    """Next with the name of what comes; back beside it. When people are still busy, next asks once.

    A second click moves nothing: each standing has buttons of its own, and the one that was clicked is there no more.
    """
    seen = here.standing
    if visit.kept("asks to move") == (here.workshop.id, seen.number):
        _ask(here, seen)
        return
    with st.container(horizontal=True, key="moves"):
        if seen.phase is not Phase.SURVEY and st.button(
            say("move.back"), icon=":material/arrow_back:", key=f"move-back-{seen.number}"
        ):
            _move(here, seen, move.back)
        if seen.phase is not Phase.ENDED and st.button(
            _next_label(here, seen), type="primary" if _is_time(here) and not _closes_too_soon(here, seen) else "secondary",
            icon=":material/arrow_forward:", icon_position="right", key=f"move-on-{seen.number}",
        ):  # fmt: skip
            _move_or_ask(here, seen)


def _is_time(here: Scene) -> bool:
    """Whether to go on is what there is to do: from the day of the workshop on, and at any time in a rehearsal."""
    today = visit.local(visit.now()).date()
    return (
        here.standing.phase is not Phase.SURVEY
        or here.workshop.is_rehearsal
        or today >= here.workshop.planned_on
    )


def _closes_too_soon(here: Scene, seen: Standing) -> bool:
    """Whether next would end the workshop while its last step still asks something: possible, but not what there is to do."""
    ends = next_standing(seen, programme(here.workshop))[0] is Phase.ENDED
    return ends and bool(undone(here))


def _move_or_ask(here: Scene, seen: Standing) -> None:
    if not busy(visit.store(), here.workshop) and not _closes_too_soon(here, seen):
        _move(here, seen, move.forward)
        return
    visit.keep("asks to move", (here.workshop.id, seen.number))
    visit.move_focus(f"move-anyway-{seen.number}")
    st.rerun()


def _ask(here: Scene, seen: Standing) -> None:
    """The question, with the count of this moment, in the place of the buttons."""
    some = busy(visit.store(), here.workshop)
    with st.container(key="moves", gap="small"):
        if _closes_too_soon(here, seen):
            st.markdown(f"**{say('move.undone', what='; '.join(undone(here)))}**")
        elif some:
            st.markdown(f"**{say('move.busy', n=some)}**")
        else:
            st.markdown(say("move.all_ready"))
        with st.container(horizontal=True):
            if st.button(say("move.not_yet"), key=f"move-not-yet-{seen.number}"):
                _stop_asking()
                visit.move_focus(f"move-on-{seen.number}")
                st.rerun()
            if st.button(
                _next_label(here, seen, "move.anyway"), type="primary", icon=":material/arrow_forward:",
                icon_position="right", key=f"move-anyway-{seen.number}",
            ):  # fmt: skip
                _stop_asking()
                _move(here, seen, move.forward)


def _stop_asking() -> None:
    visit.keep("asks to move", None)


def _move(here: Scene, seen: Standing, mover: _Mover) -> None:
    def moved() -> None:
        mover(visit.store(), here.who, here.workshop.id, seen, now=visit.now())

    if do(moved, "move.moved"):
        st.rerun()


def _next_label(here: Scene, seen: Standing, key: str = "move.on") -> str:
    if seen.phase is Phase.SURVEY:
        return say("move.start")
    phase, step = next_standing(seen, programme(here.workshop))
    if phase is Phase.ENDED:
        return say("move.close") if key == "move.on" else say("move.close_anyway")
    return say(key, name=in_words(programme(here.workshop).step(step).name))
