"""Prepare a workshop: one form, and then the link, the code and the QR. With the code of an earlier one: that one again."""

from __future__ import annotations

import streamlit as st

from actions.prepare import prepare
from domain.roles import Deed
from domain.workshops import Workshop
from ui import access, navigation, visit
from ui.fields import faults_line, send
from ui.preparing.form import earlier_workshop, plan_form
from ui.texts import day, plain, say

visitor = access.require(Deed.PREPARE)
earlier = earlier_workshop(visitor)
st.markdown(f"# {say('prepare.title')}")
st.markdown(
    say("prepare.again", title=plain(earlier.title), day=day(earlier.planned_on))
    if earlier
    else say("prepare.intro")
)

workshop_id = visit.form_id("workshop")
form = plan_form(visitor, earlier)
made: list[Workshop] = []
clicked = st.button(say("prepare.make"), type="primary", key=f"make-{workshop_id}")
faults_line(form.key)
if clicked and send(
    form.key,
    lambda: made.append(prepare(visit.store(), visitor, workshop_id, form.plan, now=visit.now())),
    at=form.at,
):
    visit.renew("workshop")
    navigation.go("control", made[0].code)
