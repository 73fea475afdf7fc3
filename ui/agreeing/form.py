"""From idea to agreement: the form, filled from an idea with one click, the coach that reads along, and the correction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import streamlit as st

from actions.agree import agree
from actions.correct_agreement import correct_agreement
from domain.agreements import CORRECTABLE, Agreement, AgreementDraft, CoachWords, advice
from domain.notes import Note
from domain.roles import Deed, Visitor
from domain.texts import LANGUAGES
from domain.workshops import Workshop
from storage import workshops
from storage.content import the_content
from ui import visit
from ui.fields import faults_line, label, send, typed_date
from ui.scene import Scene
from ui.texts import say, value_name


def start_agreement(idea: Note) -> None:
    """The button that fills the form with an idea."""
    st.button(say("agree.from_this"), key=f"agree-{idea.id}", icon=":material/handshake:",
              on_click=_begin_with, args=(idea.id,))  # fmt: skip


def _begin_with(idea_id: str) -> None:
    """The choice of an idea is a field of its own each time: what the browser still sends of the one before counts no more."""
    visit.keep("agreement begins with", idea_id)
    visit.renew("agreement-idea")
    visit.move_focus(f"agreeing-{visit.form_id('agreement')}-{idea_id}-title")
    st.toast(say("agree.filled"), icon=":material/edit_note:")


def agreement_form(here: Scene, ideas: list[Note]) -> None:
    """What, who, when, and when it is done; the coach reads along after each field, and holds nothing back.

    ideas   to begin with, in the order in which to take them up
    """
    st.markdown(f"### {say('agree.new')}")
    known = {idea.id: idea for idea in ideas}
    agreed = {made.note_id: number for number, made in enumerate(here.agreements(), 1)}
    names = {
        idea.id: f"{place}. {idea.body}"
        + (f" ({say('agree.agreed_short', number=agreed[idea.id])})" if idea.id in agreed else "")
        for place, idea in enumerate(ideas, 1)
    }
    begin = visit.kept("agreement begins with")
    picked = st.selectbox(say("agree.from_idea"), ["", *known], index=list(known).index(begin) + 1 if begin in known else 0,
                          filter_mode=None, key=f"agreement-idea-{visit.form_id('agreement-idea')}",
                          format_func=lambda name: names.get(name, say("agree.own_words")))  # fmt: skip
    idea = known.get(picked or "")
    agreement_id = visit.form_id("agreement")
    form = f"agreeing-{agreement_id}-{picked}"
    filled = AgreementDraft(
        idea.body if idea else "", "", "", None, idea.about if idea else "", picked or None
    )
    draft, sent = _fields(here.workshop, here.chosen(), form, filled, "agree.record")
    _coach(draft, visit.held(f"{form}-due_on"))
    if sent and send(form, lambda: agree(
        visit.store(), here.who, here.workshop.id, agreement_id, draft, now=visit.now()
    )):  # fmt: skip
        visit.keep("agreement begins with", None)
        for form_of in ("agreement", "agreement-idea"):
            visit.renew(form_of)
        st.rerun()


def correction_form(who: Visitor, agreement: Agreement, chosen: Sequence[str] = ()) -> None:
    """The same fields filled with what an agreement says now; nothing for who may not change it, or when it is done.

    chosen   the values that stand on top to choose from
    """
    if agreement.status not in CORRECTABLE or not who.may(Deed.CHANGE_AGREEMENT, agreement.place):
        return
    form = f"correct-{agreement.id}-{agreement.correction}"
    box = st.expander(say("agree.correct"), key=f"{form}-box", icon=":material/edit:", on_change="rerun")
    with box:
        if not box.open:
            return
        st.caption(say("agree.correct_hint"))
        workshop = workshops.by_id(visit.store(), agreement.workshop_id)
        draft, sent = _fields(workshop, chosen, form, agreement.draft, "agree.correct_record")
        if sent and send(form, lambda: correct_agreement(
            visit.store(), who, agreement.id, agreement.correction, draft, now=visit.now()
        )):  # fmt: skip
            st.rerun()


def _fields(
    workshop: Workshop, chosen: Sequence[str], form: str, filled: AgreementDraft, record: str
) -> tuple[AgreementDraft, bool]:
    """The fields of an agreement with a button; gives what they hold, and whether the button was clicked."""
    title = st.text_input(label(f"{form}-title", say("agree.what")), filled.title, key=f"{form}-title")
    values = [*chosen, *(value for value in workshop.values if value not in chosen)]
    value = st.selectbox(
        label(f"{form}-value_id", say("agree.value")), values, key=f"{form}-value_id", filter_mode=None,
        index=values.index(filled.value_id) if filled.value_id in values else None, placeholder=say("agree.value_choose"),
        format_func=lambda name: value_name(workshop, name),
    )  # fmt: skip
    owner, due = st.columns(2)
    owner_name = owner.text_input(
        label(f"{form}-owner_name", say("agree.owner")), filled.owner_name, key=f"{form}-owner_name"
    )
    due_on = due.text_input(
        label(f"{form}-due_on", say("agree.due")), placeholder=say("agree.due_example"), key=f"{form}-due_on",
        value=f"{filled.due_on:%d-%m-%Y}" if filled.due_on else "",
    )  # fmt: skip
    done_when = st.text_input(
        label(f"{form}-done_when", say("agree.done_when_long")), filled.done_when, key=f"{form}-done_when"
    )
    sent = st.button(say(record), type="primary", key=f"{form}-record")
    faults_line(form)
    return AgreementDraft(title, done_when, owner_name, typed_date(due_on), value or "", filled.note_id), sent


def _coach(draft: AgreementDraft, typed_date: str | None) -> None:
    """What would make the agreement stronger, once something was typed."""
    if not any((draft.title, draft.owner_name, typed_date, draft.done_when)):
        return
    found = advice(draft.title, draft.owner_name, draft.due_on, draft.done_when, draft.value_id, _words(),
                   today=visit.now().date())  # fmt: skip
    with st.container(key="coach"):
        if not found:
            st.markdown(f":material/check: {say('coach.good')}")
            return
        st.markdown(f"**{say('coach.title')}**")
        st.markdown("\n".join(f"- {say(f'coach.{part}')}" for part in found))


@cache
def _words() -> CoachWords:
    """The words of both languages: people type in the language of the room, whatever the screen speaks."""
    lists = ("coach.verbs", "coach.groups", "coach.joiners")
    texts = the_content().texts
    verbs, groups, joiners = (
        frozenset(word for language in LANGUAGES for word in texts[key][language].split()) for key in lists
    )
    return CoachWords(verbs, groups, joiners)
