"""The facilitator's screen: where the workshop stands, what to say and do now, and the buttons that move it."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from domain.workshops import Phase
from ui import access
from ui.agreeing.agreed import agreement_list
from ui.leading.again import again
from ui.leading.clock import plan, time_of_step
from ui.leading.counting import counts_afterwards, counts_for_who_leads
from ui.leading.grouping import group_form
from ui.leading.guide import head, house_rules, on_the_screens, script
from ui.leading.limit import limit_buttons
from ui.leading.moving import move_buttons
from ui.leading.parking import parking_lot
from ui.leading.rehearsal import rehearsing
from ui.leading.resetting import reset_part, undo_reset_line
from ui.leading.together import leading_together
from ui.leading.undone import undone_line
from ui.live import live
from ui.preparing.before import before
from ui.preparing.invitation import invitation, result_to_send
from ui.preparing.voices import missing_voices
from ui.scene import scene
from ui.steps import ACTIVITIES
from ui.texts import in_words, programme, say

visitor, workshop = access.require_workshop(Deed.LEAD)
here = scene(visitor, workshop)
step = here.step

head(workshop, step)
if here.seen.phase is Phase.SURVEY:
    st.markdown(f"# {say('control.survey')}")
    live(workshop, here.seen, ["live.joined", here.answered_key], place="survey", leads=True)
    move_buttons(here)
    before(here)
elif step is not None:
    st.markdown(f"# {in_words(step.name)}")
    live(workshop, here.seen, counts_for_who_leads(here), follows_notes=True, until=time_of_step(here), place=step.id, leads=True)  # fmt: skip
    undone_line(here)
    with st.container(horizontal=True, key="steering"):
        move_buttons(here)
        limit_buttons(here)
        plan(here)
    undo_reset_line(here)
    guide, activity = st.columns([2, 3], gap="large")
    with guide:
        missing_voices(workshop)
        script(step.id, workshop)
        house_rules(step, workshop, programme(workshop))
        parking_lot(here)
        with st.expander(say("control.invite")):
            invitation(workshop)
        leading_together(here)
    with activity:
        on_the_screens(step.id)
        st.markdown(f"**{say('control.aim')}** {in_words(step.aim)}")
        ACTIVITIES[step.id].lead(here)
        group_form(here)
        reset_part(here)
else:
    st.markdown(f"# {say('control.ended')}")
    live(workshop, here.seen, counts_afterwards(here), place="ended", leads=True)
    result_to_send(workshop)
    move_buttons(here)
    on_the_screens("ended")
    agreement_list(here, is_to_read=True)
    script("after", workshop)
    again(here)
rehearsing(here)
