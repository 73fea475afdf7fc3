"""Prepare a workshop: one form, and then the link, the code and the QR. With the code of an earlier one: that one again."""

from __future__ import annotations

import streamlit as st

from actions.prepare import prepare
from domain.problems import Problem
from domain.roles import Deed
from ui import access, navigation, visit
from ui.apology import apologise
from ui.preparing import earlier_workshop, plan_form
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
plan = plan_form(visitor, earlier)
if st.button(say("prepare.make"), type="primary", key=f"make-{workshop_id}"):
    try:
        made = prepare(visit.store(), visitor, workshop_id, plan(), now=visit.now())
    except Problem as problem:
        apologise(problem)
    else:
        visit.renew("workshop")
        navigation.go("control", made.code)
