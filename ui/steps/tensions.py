"""Step: weigh tensions. Two values that clash in this case, which way it leans, and on which condition we accept that."""

from __future__ import annotations

from contextlib import nullcontext

import streamlit as st

from domain.notes import Draft, Note, NoteGroup, NoteKind, gathered
from ui.agreeing.tensions import (
    show_tension_map,
    show_weighing,
    tension_in_short,
    tension_line,
    weighing_form,
)
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_line, together_box, undo_line
from ui.texts import plain, programme, say, value_name
from ui.wall import MOST_TENSIONS, side_by_side


def take_part(here: Scene) -> None:
    chosen = here.chosen()
    values = [*chosen, *(value for value in here.workshop.values if value not in chosen)]
    one, other = st.columns(2)
    about = one.selectbox(say("tensions.one"), values, format_func=lambda value: value_name(here.workshop, value),
                          filter_mode=None, key="first-value", persist_state="page")  # fmt: skip
    against = other.selectbox(say("tensions.other"), [value for value in values if value != about],
                              format_func=lambda value: value_name(here.workshop, value), filter_mode=None,
                              key="other-value", persist_state="page")  # fmt: skip
    note_form(here, "tension", say("tensions.why"),
              lambda typed: Draft(NoteKind.TENSION, typed, about=about or "", against=against or ""))  # fmt: skip
    _all(here, f"### {say('tensions.said')}")


def lead(here: Scene) -> None:
    _all(here)
    show_tension_map(here, "lead-tensions")


def project(here: Scene) -> None:
    """How each tension was weighed, beside the map."""
    weighed, picture = side_by_side()
    with weighed:
        if here.choice():
            names = ", ".join(value_name(here.workshop, value) for value in here.choice())
            st.caption(f"{say('values.chosen')}: {names}")
        st.markdown("\n".join(_in_short(here, group, tensions) for group, tensions in _gathered(here)))
    with picture:
        show_tension_map(here, "project-tensions", "projector", MOST_TENSIONS)


def record(here: Scene, key: str) -> None:
    """The tensions of the workshop, to read afterwards; nothing in a programme without that step where none were named."""
    tensions = here.notes(NoteKind.TENSION)
    if not tensions and not programme(here.workshop).has("tensions"):
        return
    st.markdown(f"## {say('result.tensions')}")
    if not tensions:
        st.caption(say("tensions.none"))
    show_tension_map(here, key)
    tensions_said(here)


def tensions_said(here: Scene) -> None:
    """Every tension with the weighing that stands, to read."""
    for group, tensions in _gathered(here):
        if group and group.heading:
            st.markdown(f"#### {plain(group.heading)}")
        for tension in tensions:
            st.markdown(tension_line(here, tension))
            show_weighing(here, tension, is_to_read=True)


def _all(here: Scene, heading: str = "") -> None:
    """Every tension with its weighing, and the form to weigh it."""
    undo_line(here)
    none = "" if here.notes(NoteKind.TENSION) else f":small[{say('tensions.none')}]"
    if above := "\n\n".join(filter(None, (heading, none))):
        st.markdown(above)
    for group, tensions in _gathered(here):
        with together_box(here, group, len(tensions)) if group else nullcontext():
            for tension in tensions:
                _one(here, tension)


def _one(here: Scene, tension: Note) -> None:
    with st.container(border=True, key=f"tension-{tension.id}"):
        note_line(here, tension, tension_line(here, tension))
        show_weighing(here, tension)
        weighing_form(here, tension)


def _gathered(here: Scene) -> list[tuple[NoteGroup | None, tuple[Note, ...]]]:
    """The tensions, those that were put together in one place."""
    return gathered(here.notes(NoteKind.TENSION), here.note_groups())


def _in_short(here: Scene, group: NoteGroup | None, tensions: tuple[Note, ...]) -> str:
    """A point of a list for each tension; those of one group under its heading."""
    if group is None or not group.heading:
        return "\n".join(f"- {tension_in_short(here, one)}" for one in tensions)
    points = (f"    - {tension_in_short(here, one)}" for one in tensions)
    return "\n".join((f"- **{plain(group.heading)}**", *points))
