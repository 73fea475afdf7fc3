"""Step: perspectives and effects. Good and bad, now and later, each tied to whom it touches."""

from __future__ import annotations

import streamlit as st

from domain.notes import HORIZONS, TONES, Draft, Note, NoteKind
from domain.workshops import RoundKind
from ui.answering import own_remarks
from ui.notes import note_form, note_list, quoted, said_list, undo_line
from ui.scene import Scene
from ui.texts import perspective_name, plain, say


def take_part(here: Scene) -> None:
    _own_words(here)
    names = here.workshop.perspectives
    about = st.pills(say("effects.about"), names, default=names[0], required=True,
                     format_func=lambda name: perspective_name(here.workshop, name), key="effects-about", wrap=True)  # fmt: skip
    tone = st.segmented_control(say("effects.tone"), TONES, default="good", required=True,
                                format_func=lambda tone: say(f"effects.{tone}"), key="effects-tone")  # fmt: skip
    horizon = st.segmented_control(say("effects.horizon"), HORIZONS, default="now", required=True,
                                   format_func=lambda horizon: say(f"effects.{horizon}"), key="effects-horizon")  # fmt: skip
    note_form(here, "effect", say("effects.text"),
              lambda typed: Draft(NoteKind.EFFECT, typed, about=about or "", tone=tone or "", horizon=horizon or ""))  # fmt: skip
    _all(here)


def lead(here: Scene) -> None:
    _all(here)


def project(here: Scene) -> None:
    said = here.notes(NoteKind.EFFECT)
    for name in here.workshop.perspectives:
        own = [effect for effect in said if effect.about == name]
        st.markdown(f"### {perspective_name(here.workshop, name)}")
        if not own:
            st.caption(say("effects.none_yet"))
        said_list(here, own, _line)


def _own_words(here: Scene) -> None:
    """What this person wrote in the survey, to share as an effect or to keep."""
    person = here.who.participant_in(here.workshop.id) or ""
    remarks = own_remarks(here.workshop, here.rounds_of(RoundKind.VALUES)[0], person)
    if remarks:
        with st.expander(say("effects.own_words")):
            st.caption(say("effects.own_words_hint"))
            for question, body in remarks:
                st.markdown(f"**{question}**  \n{plain(body)}")


def _all(here: Scene) -> None:
    """Every perspective with its effects, so that a perspective without any stands out."""
    undo_line(here)
    said = here.notes(NoteKind.EFFECT)
    for name in here.workshop.perspectives:
        st.markdown(f"### {perspective_name(here.workshop, name)}")
        note_list(here, [effect for effect in said if effect.about == name], _line, "effects.none_yet")


def _line(effect: Note) -> str:
    sign = {"good": ":material/add_circle:", "bad": ":material/do_not_disturb_on:"}[effect.tone]
    return f"{sign} {quoted(effect)}  \n_{say(f'effects.{effect.tone}')}, {say(f'effects.{effect.horizon}').lower()}_"
