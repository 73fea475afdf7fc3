"""Step: devise actions. Per shared value: something for technology, for process, for people; with samples to start from."""

from __future__ import annotations

import streamlit as st

from domain.content import SampleAction
from domain.notes import IDEA_TYPES, Draft, Note, NoteKind
from storage.content import the_content
from ui import visit
from ui.prose import Prose
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_list, quoted, said_list, start_note, undo_line
from ui.taking_part.own_words import own_words
from ui.texts import in_words, programme, say, value_name
from ui.wall import flowing

_FEW, _BESIDE = 5, 4


def take_part(here: Scene) -> None:
    if not programme(here.workshop).has("effects"):  # the step in which it is shared otherwise
        own_words(here, "actions.own_words_hint")
    chosen = here.chosen()
    value = st.pills(say("actions.value"), chosen, default=chosen[0], required=True,
                     format_func=lambda value: value_name(here.workshop, value), key="idea-value", persist_state="page", wrap=True)  # fmt: skip
    kind = st.segmented_control(say("actions.type"), IDEA_TYPES, default="process", required=True,
                                format_func=lambda kind: say(f"actions.{kind}"), key="idea-type", persist_state="page")  # fmt: skip
    with st.expander(say("actions.samples")):
        _samples(value or "")
    note_form(here, "idea", say("actions.text"),
              lambda typed: Draft(NoteKind.IDEA, typed, about=value or "", idea_type=kind or ""))  # fmt: skip
    _all(here)


def _samples(value: str) -> None:
    """Examples for this value; a click puts one in the field of the own idea with its type, to be changed there."""
    st.caption(say("actions.samples_hint"))
    for sample in the_content().actions:
        if sample.value == value:
            label = f"{say(f'actions.{sample.type}')}: {in_words(sample.text)}"
            st.button(label, key=f"sample-{sample.id}", type="tertiary", icon=":material/content_copy:",
                      on_click=_take_over, args=(sample,))  # fmt: skip


def _take_over(sample: SampleAction) -> None:
    start_note("idea", in_words(sample.text))
    visit.fill("idea-type", sample.type)


def lead(here: Scene) -> None:
    _all(here)


def project(here: Scene) -> None:
    """The values side by side, each with its ideas; of many values those that have one."""
    ideas, chosen = here.notes(NoteKind.IDEA), here.chosen()
    shown = [value for value in chosen if len(chosen) <= _FEW or any(idea.about == value for idea in ideas)]
    with flowing(max(2, min(len(shown), _BESIDE))):
        for value in shown:
            with st.container(gap="small"):
                st.markdown(f"### {value_name(here.workshop, value)}")
                said_list(here, [idea for idea in ideas if idea.about == value], idea_line)


def idea_line(idea: Note) -> str:
    return f"{quoted(idea)}  \n_{say(f'actions.{idea.idea_type}')}_"


def _all(here: Scene) -> None:
    undo_line(here)
    ideas, prose = here.notes(NoteKind.IDEA), Prose()
    for value in here.chosen():
        own = [idea for idea in ideas if idea.about == value]
        if own or len(here.chosen()) <= _FEW:
            prose.add(f"### {value_name(here.workshop, value)}")
            note_list(here, own, idea_line, "actions.none_yet", prose)
    prose.draw()
