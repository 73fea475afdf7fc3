"""Step: weigh tensions. Two values that clash in this case, and what weighs more on which condition."""

from __future__ import annotations

import streamlit as st

from domain.notes import Draft, Note, NoteKind
from ui.notes import note_form, note_line, note_list, quoted, undo_line
from ui.scene import Scene
from ui.texts import say, value_name


def take_part(here: Scene) -> None:
    values = [*here.chosen(), *(value for value in here.workshop.values if value not in here.chosen())]
    one, other = st.columns(2)
    about = one.selectbox(say("tensions.one"), values, format_func=lambda value: value_name(here.workshop, value),
                          filter_mode=None, key="tension-one")  # fmt: skip
    against = other.selectbox(say("tensions.other"), [value for value in values if value != about],
                              format_func=lambda value: value_name(here.workshop, value), filter_mode=None,
                              key="tension-other")  # fmt: skip
    note_form(here, "tension", say("tensions.why"),
              lambda typed: Draft(NoteKind.TENSION, typed, about=about or "", against=against or ""))  # fmt: skip
    _all(here)


def lead(here: Scene) -> None:
    undo_line(here)
    weighings = here.notes(NoteKind.WEIGHING)
    for tension in here.notes(NoteKind.TENSION):
        with st.container(border=True, key=f"tension-{tension.id}"):
            note_line(here, tension, tension_line(here, tension))
            note_list(
                here,
                [one for one in weighings if one.parent_id == tension.id],
                quoted,
                "tensions.not_weighed",
            )
            with st.expander(say("tensions.weigh")):
                st.caption(say("tensions.weigh_hint"))
                note_form(here, f"weighing-{tension.id}", say("tensions.weighing"),
                          lambda typed, tension=tension: Draft(NoteKind.WEIGHING, typed, parent_id=tension.id))  # fmt: skip
    if not here.notes(NoteKind.TENSION):
        st.caption(say("tensions.none"))


def project(here: Scene) -> None:
    weighings = here.notes(NoteKind.WEIGHING)
    for tension in here.notes(NoteKind.TENSION):
        st.markdown(tension_line(here, tension))
        for weighing in weighings:
            if weighing.parent_id == tension.id:
                st.markdown(f"> {quoted(weighing)}")


def tension_line(here: Scene, tension: Note) -> str:
    """The two values, and why they clash."""
    names = f"{value_name(here.workshop, tension.about)} ↔ {value_name(here.workshop, tension.against)}"
    return f"**{names}**  \n{quoted(tension)}"


def _all(here: Scene) -> None:
    st.markdown(f"### {say('tensions.said')}")
    undo_line(here)
    weighings = here.notes(NoteKind.WEIGHING)
    for tension in here.notes(NoteKind.TENSION):
        note_line(here, tension, tension_line(here, tension))
        for weighing in weighings:
            if weighing.parent_id == tension.id:
                st.markdown(f"> {quoted(weighing)}")
