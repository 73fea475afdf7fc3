"""Rehearsing: the band that marks every screen of a rehearsal, and the ways in and out for who leads."""

from __future__ import annotations

from html import escape

import streamlit as st

from actions.rehearse import rehearse, throw_away
from domain.workshops import Phase, Workshop
from storage import rehearsals, workshops
from ui import navigation, visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import say


def band(workshop: Workshop) -> None:
    """The mark of a rehearsal, above everything else; nothing on the screen of a workshop."""
    if workshop.is_rehearsal:
        st.html(f'<p class="rehearsal" role="note">{escape(say("rehearsal.band"))}</p>')


def rehearsing(here: Scene) -> None:
    """Before a workshop the way to its rehearsal, after it what is left of that; in a rehearsal the way back, and out."""
    if here.workshop.is_rehearsal:
        _way_out(here)
    elif here.seen.phase is Phase.SURVEY:
        _way_in(here)
    elif here.seen.phase is Phase.ENDED:
        _left_over(here)


def _way_in(here: Scene) -> None:
    st.markdown(f"### {say('rehearsal.title')}")
    st.markdown(say("rehearsal.hint"))
    store = visit.store()
    stands = rehearsals.of(store, here.workshop.id)
    if st.button(
        say("rehearsal.go_on" if stands else "rehearsal.start"),
        key="rehearse",
        icon=":material/theater_comedy:",
    ):
        rehearsal_id, found = visit.form_id("rehearsal"), []
        if do(
            lambda: found.append(rehearse(store, here.who, here.workshop.id, rehearsal_id, now=visit.now()))
        ):
            visit.renew("rehearsal")
            navigation.go("control", found[0].code)


def _left_over(here: Scene) -> None:
    """A rehearsal that was not thrown away, and the button that does it; nothing when there is none."""
    rehearsal_id = rehearsals.of(visit.store(), here.workshop.id)
    if rehearsal_id:
        st.markdown(f"### {say('rehearsal.stands')}")
        st.markdown(say("rehearsal.end_hint"))
        if _throws_away(here, rehearsal_id):
            st.rerun()


def _way_out(here: Scene) -> None:
    workshop = workshops.by_id(visit.store(), rehearsals.original(visit.store(), here.workshop.id))
    st.markdown(f"### {say('rehearsal.end')}")
    st.markdown(say("rehearsal.end_hint"))
    with st.container(horizontal=True):
        if _throws_away(here, here.workshop.id):
            navigation.go("control", workshop.code)
        navigation.link("control", say("rehearsal.to_workshop"), workshop.code, icon=":material/arrow_back:")


def _throws_away(here: Scene, rehearsal_id: str) -> bool:
    """The button, and whether the rehearsal was thrown away now."""
    return st.button(say("rehearsal.throw_away"), key="throw-away", icon=":material/delete:") and do(
        lambda: throw_away(visit.store(), here.who, rehearsal_id), "rehearsal.thrown_away"
    )
