"""Step: explore the case. Participants read it and ask about facts; opinions are parked for later."""

from __future__ import annotations

import streamlit as st

from domain.notes import Draft, NoteKind
from ui.agreeing.earlier import earlier_agreements
from ui.preparing.case_card import case_card
from ui.prose import Prose
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_list, quoted, said_list, undo_line
from ui.texts import say
from ui.wall import kept_on_the_wall, side_by_side


def take_part(here: Scene) -> None:
    case_card(here.workshop, is_open=False)
    st.markdown(f"## {say('explore.ask')}")
    note_form(here, "question", say("explore.question"), lambda typed: Draft(NoteKind.QUESTION, typed))
    _questions(here)


def lead(here: Scene) -> None:
    earlier_agreements(here, has_owners=True)
    _questions(here)


def project(here: Scene) -> None:
    """The case beside what people ask about it."""
    case, asked = side_by_side(1, 1)
    with case:
        case_card(here.workshop)
    with asked:
        with kept_on_the_wall():
            earlier_agreements(here, has_owners=False)
        if questions := here.notes(NoteKind.QUESTION):
            st.markdown(f"## {say('explore.questions')}")
            said_list(here, questions, quoted)


def record(here: Scene) -> None:
    """What was asked and what was parked, to read afterwards."""
    for kind, heading in ((NoteKind.QUESTION, "result.questions"), (NoteKind.PARKED, "result.parked")):
        if said := here.notes(kind):
            st.markdown(f"## {say(heading)}")
            said_list(here, said, quoted)


def _questions(here: Scene) -> None:
    undo_line(here)
    prose = Prose()
    prose.add(f"### {say('explore.questions')}")
    note_list(here, here.notes(NoteKind.QUESTION), quoted, "explore.none_asked", prose)
    prose.draw()
