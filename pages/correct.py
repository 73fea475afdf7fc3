"""Correct a workshop that was prepared, as long as it has not started."""

from __future__ import annotations

import streamlit as st

from actions.correct_plan import correct_plan, has_answers
from domain.roles import Deed
from storage import workshops
from ui import access, navigation, visit
from ui.fields import faults_line, send
from ui.preparing.form import correction_form
from ui.texts import plain, say

visitor, workshop = access.require_workshop(Deed.PREPARE)
st.markdown(f"# {say('prepare.correct')}")
st.caption(plain(workshop.title))
navigation.link("control", say("prepare.correct_back"), workshop.code, icon=":material/arrow_back:")
if workshop.is_rehearsal or workshops.standing(visit.store(), workshop.id).number:
    st.info(say("problem.has_started"))
    st.stop()

st.markdown(say("prepare.correct_hint"))
correction_id = visit.form_id(f"correction of {workshop.id}")
form = correction_form(workshop, is_answered=has_answers(visit.store(), workshop))
clicked = st.button(say("prepare.correct_record"), type="primary", key=f"correct-{correction_id}")
faults_line(form.key)
if clicked and send(
    form.key,
    lambda: correct_plan(
        visit.store(), visitor, correction_id, workshop.id, workshop.correction, form.plan, now=visit.now()
    ),
    at=form.at,
):
    visit.renew(f"correction of {workshop.id}")
    navigation.go("control", workshop.code)
