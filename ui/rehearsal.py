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
    """Before a workshop the way to its rehearsal; in a rehearsal the way back, and out."""
    if here.workshop.is_rehearsal:
        _way_out(here)
    elif here.seen.phase is Phase.SURVEY:
        _way_in(here)


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


def _way_out(here: Scene) -> None:
    store = visit.store()
    workshop = workshops.by_id(store, rehearsals.original(store, here.workshop.id))
    st.markdown(f"### {say('rehearsal.end')}")
    st.markdown(say("rehearsal.end_hint"))
    with st.container(horizontal=True):
        if st.button(say("rehearsal.throw_away"), key="throw-away", icon=":material/delete:"):
            if do(lambda: throw_away(store, here.who, here.workshop.id), "rehearsal.thrown_away"):
                navigation.go("control", workshop.code)
        navigation.link("control", say("rehearsal.to_workshop"), workshop.code, icon=":material/arrow_back:")
