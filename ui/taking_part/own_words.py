"""What a participant wrote in the survey, on the own screen: to share as a note, or to keep. Nobody else sees it."""

from __future__ import annotations

import streamlit as st

from domain.workshops import RoundKind
from ui.scene import Scene
from ui.taking_part.answering import own_remarks
from ui.texts import plain, say


def own_words(here: Scene, how: str) -> None:
    """The own worry and hope, behind a click; `how` is the text key of how to share them. Nothing for who wrote none."""
    person = here.who.participant_in(here.workshop.id) or ""
    remarks = own_remarks(here.workshop, here.rounds_of(RoundKind.VALUES)[0], person)
    if remarks:
        with st.expander(say("effects.own_words")):
            st.caption(say(how))
            for question, body in remarks:
                st.markdown(f"**{question}**  \n{plain(body)}")
