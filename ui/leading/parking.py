"""The parking lot: what has to wait is written down by who leads, in any step, and comes back in the result."""

from __future__ import annotations

import streamlit as st

from domain.notes import Draft, NoteKind
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_list, quoted, undo_line
from ui.texts import say


def parking_lot(here: Scene) -> None:
    """The form and what is parked, behind a click that says how much there is."""
    parked = here.notes(NoteKind.PARKED)
    with st.expander(say("explore.parked", n=len(parked)), key="parking-lot"):
        note_form(here, "parked", say("explore.park"), lambda typed: Draft(NoteKind.PARKED, typed),
                  send="explore.park_send", seen_by="explore.park_seen")  # fmt: skip
        undo_line(here, of_parked=True)
        note_list(here, parked, quoted, "explore.none_parked")
