"""Putting notes together that say the same: by choosing them, without dragging."""

from __future__ import annotations

import streamlit as st

from actions.group import group
from domain.notes import CAN_BE_GROUPED, Note, NoteKind
from domain.resets import NOTES_OF
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import perspective_name, plain_label, say, value_name


def group_form(here: Scene) -> None:
    """The notes of this step to choose from; nothing where there are not two about the same."""
    kinds = [kind for kind in NOTES_OF.get(here.seen.step, ()) if kind in CAN_BE_GROUPED]
    shelves = _shelves(here.notes(*kinds)) if kinds else {}
    if not shelves:
        return
    group_id = visit.form_id("group")
    with (
        st.expander(say("group.title"), key="group-part"),
        st.form(f"group-{group_id}", border=False, enter_to_submit=False),
    ):
        st.caption(say("group.hint"))
        chosen = [
            note.id for about, notes in shelves.items() for note in _choose(here, about, notes, group_id)
        ]
        heading = st.text_input(say("group.heading"), key=f"heading-{group_id}")
        sent = st.form_submit_button(say("group.group"), type="primary", icon=":material/merge:")
    if sent and do(
        lambda: group(visit.store(), here.who, here.workshop.id, group_id, tuple(chosen), heading),
        "group.done",
    ):
        visit.renew("group")
        st.rerun()


def _shelves(said: list[Note]) -> dict[tuple[NoteKind, str, str], list[Note]]:
    """The notes by what they are about, where there are two or more."""
    found: dict[tuple[NoteKind, str, str], list[Note]] = {}
    for note in said:
        found.setdefault(note.subject, []).append(note)
    return {about: notes for about, notes in found.items() if len(notes) > 1}


def _choose(here: Scene, about: tuple[NoteKind, str, str], notes: list[Note], group_id: str) -> list[Note]:
    """Those of these notes that were ticked."""
    name = _name(here, *about)
    if name:
        st.markdown(f"**{name}**")
    return [note for note in notes if st.checkbox(plain_label(note.body), key=f"group-{group_id}-{note.id}")]


def _name(here: Scene, kind: NoteKind, about: str, against: str) -> str:
    match kind:
        case NoteKind.EFFECT:
            return perspective_name(here.workshop, about)
        case NoteKind.TENSION:
            return f"{value_name(here.workshop, about)} ↔ {value_name(here.workshop, against)}"
        case NoteKind.IDEA:
            return value_name(here.workshop, about)
        case _:
            return ""
