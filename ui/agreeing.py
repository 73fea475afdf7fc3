"""From idea to agreement: the form, filled from an idea with one click, and the coach that reads along."""

from __future__ import annotations

from datetime import date
from functools import cache

import streamlit as st

from actions.agree import agree
from domain.agreements import AgreementDraft, CoachWords, advice
from domain.notes import Note
from domain.problems import NotADate
from domain.texts import LANGUAGES, parse_date
from storage.content import the_content
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import say, value_name

_IDEA = "agreement-idea"


def start_agreement(idea: Note) -> None:
    """The button that fills the form with an idea."""
    st.button(say("agree.from_this"), key=f"agree-{idea.id}", icon=":material/handshake:",
              on_click=_begin_with, args=(idea.id,))  # fmt: skip


def _begin_with(idea_id: str) -> None:
    visit.fill(_IDEA, idea_id)
    st.toast(say("agree.filled"), icon=":material/edit_note:")


def agreement_form(here: Scene, ideas: list[Note]) -> None:
    """What, who, when, and when it is done; the coach reads along after each field, and holds nothing back.

    ideas   to begin with, in the order in which to take them up
    """
    st.markdown(f"### {say('agree.new')}")
    known = {idea.id: idea for idea in ideas}
    picked = st.selectbox(say("agree.from_idea"), ["", *known], filter_mode=None, key=_IDEA,
                          format_func=lambda name: known[name].body if name else say("agree.own_words"))  # fmt: skip
    idea = known.get(picked or "")
    agreement_id = visit.form_id("agreement")
    form = f"agreement-{agreement_id}-{picked}"
    title = st.text_input(say("agree.what"), idea.body if idea else "", key=f"{form}-title")
    values = [*here.chosen(), *(value for value in here.workshop.values if value not in here.chosen())]
    value = st.selectbox(say("agree.value"), values, index=values.index(idea.about) if idea else 0, key=f"{form}-value",
                         format_func=lambda name: value_name(here.workshop, name), filter_mode=None)  # fmt: skip
    owner, due = st.columns(2)
    owner_name = owner.text_input(say("agree.owner"), key=f"{form}-owner")
    due_on = due.text_input(say("agree.due"), placeholder=say("agree.due_example"), key=f"{form}-due")
    done_when = st.text_input(say("agree.done_when_long"), key=f"{form}-done")
    sent = st.button(say("agree.record"), type="primary", key=f"{form}-record")
    _coach(title, owner_name, due_on, done_when, value or "")
    if sent and do(lambda: agree(
        visit.store(), here.who, here.workshop.id, agreement_id,
        AgreementDraft(title, done_when, owner_name, parse_date(due_on), value or "", picked or None), now=visit.now(),
    )):  # fmt: skip
        visit.renew("agreement")
        visit.forget_field(_IDEA)
        st.rerun()


def _coach(title: str, owner_name: str, due_on: str, done_when: str, value: str) -> None:
    """What would make the agreement stronger, once something was typed."""
    if not any((title, owner_name, due_on, done_when)):
        return
    found = advice(title, owner_name, _date(due_on), done_when, value, _words(), today=visit.now().date())
    with st.container(key="coach"):
        if not found:
            st.markdown(f":material/check: {say('coach.good')}")
            return
        st.markdown(f"**{say('coach.title')}**")
        st.markdown("\n".join(f"- {say(f'coach.{part}')}" for part in found))


def _date(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except NotADate:
        return None


@cache
def _words() -> CoachWords:
    """The words of both languages: people type in the language of the room, whatever the screen speaks."""
    lists = ("coach.verbs", "coach.groups", "coach.joiners")
    texts = the_content().texts
    verbs, groups, joiners = (
        frozenset(word for language in LANGUAGES for word in texts[key][language].split()) for key in lists
    )
    return CoachWords(verbs, groups, joiners)
