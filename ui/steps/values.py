"""Step: choose values. The survey is shown, the group talks, divides dots, and chooses three to five shared values."""

from __future__ import annotations

import streamlit as st

from actions.choose import MOST, choose
from actions.publish import publish
from domain.answers import DOTS
from domain.workshops import RoundKind
from ui import navigation, visit
from ui.agenda import set_agenda_form, show_agenda
from ui.answering import divide_dots
from ui.doing import do
from ui.figures import show_dots, show_values
from ui.scene import Scene
from ui.texts import framework, say, value_name


def take_part(here: Scene) -> None:
    surveyed = here.outcome(RoundKind.VALUES)
    if surveyed is None:
        st.markdown(say("values.wait"))
        navigation.link("survey", say("values.to_survey"), here.workshop.code, icon=":material/edit_note:")
        return
    voted = here.outcome(RoundKind.DOTS)
    if voted is None:
        st.markdown(f"## {say('values.vote')}")
        st.markdown(say("values.vote_hint", n=DOTS))
        values = [framework(here.workshop).value(name) for name in here.workshop.values]
        person = here.who.participant_in(here.workshop.id) or ""
        divide_dots(here.workshop, here.round(RoundKind.DOTS), person, values, DOTS)
    else:
        _chosen(here)
        st.markdown(f"## {say('values.voted')}")
        show_dots(here.workshop, voted, "own-dots", "phone")
    st.markdown(f"## {say('values.survey')}")
    show_values(here.workshop, surveyed, "own-gaps", "phone")


def lead(here: Scene) -> None:
    surveyed, voted = here.outcome(RoundKind.VALUES), here.outcome(RoundKind.DOTS)
    if surveyed is None:
        _reveal(here, RoundKind.VALUES, "values.reveal_survey", "values.reveal_hint")
    else:
        show_agenda(here, surveyed)
        set_agenda_form(here)
    if surveyed is not None and voted is None:
        _reveal(here, RoundKind.DOTS, "values.reveal_vote", "values.vote_busy")
    _choice(here)
    if voted is not None:
        show_dots(here.workshop, voted, "lead-dots")
    if surveyed is not None:
        show_values(here.workshop, surveyed, "lead-gaps")


def project(here: Scene) -> None:
    surveyed, voted = here.outcome(RoundKind.VALUES), here.outcome(RoundKind.DOTS)
    _chosen(here)
    if voted is not None:
        show_dots(here.workshop, voted, "project-dots", "projector")
    elif surveyed is not None:
        show_agenda(here, surveyed)
        show_values(here.workshop, surveyed, "project-gaps", "projector", most=8)
    else:
        st.markdown(say("values.project_wait"))


def _reveal(here: Scene, kind: RoundKind, label: str, hint: str) -> None:
    """The button that shows the outcome to everyone; from then on nothing changes in it."""
    st.markdown(say(hint))
    if st.button(say(label), key=f"reveal-{kind}", type="primary", icon=":material/visibility:"):
        if do(
            lambda: publish(visit.store(), here.who, here.workshop.id, kind, now=visit.now()),
            "values.revealed",
        ):
            st.rerun()


def _choice(here: Scene) -> None:
    """Three to five shared values, recorded as a whole."""
    chosen = here.choice()
    st.markdown(f"### {say('values.choose')}")
    picked = st.pills(say("values.choose_hint", n=MOST), here.workshop.values, selection_mode="multi",
                      default=chosen, format_func=lambda value: value_name(here.workshop, value), key="choice", wrap=True)  # fmt: skip
    choice_id = visit.form_id("choice")
    if st.button(say("values.record"), key="record-choice", disabled=tuple(picked) == chosen):
        if do(
            lambda: choose(
                visit.store(), here.who, here.workshop.id, choice_id, tuple(picked), now=visit.now()
            )
        ):
            visit.renew("choice")
            st.rerun()


def _chosen(here: Scene) -> None:
    chosen = here.choice()
    if chosen:
        st.markdown(f"## {say('values.chosen')}")
        st.markdown(
            "\n".join(
                f"{place}. **{value_name(here.workshop, value)}**" for place, value in enumerate(chosen, 1)
            )
        )
