"""The facilitator's screen: where the workshop stands, what to say and do now, and the buttons that move it."""

from __future__ import annotations

import streamlit as st

from actions.measure_again import measure_again
from actions.publish import publish
from domain.roles import Deed
from domain.workshops import Phase, RoundKind
from ui import access, navigation, visit
from ui.doing import do
from ui.guide import script
from ui.invitation import invitation
from ui.live import live
from ui.moving import move_buttons
from ui.scene import scene
from ui.steps import ACTIVITIES
from ui.texts import in_words, plain, programme, say
from ui.voices import missing_voices

visitor, workshop = access.require_workshop(Deed.LEAD)
here = scene(visitor, workshop)
step = here.step
surveyed = here.round(RoundKind.VALUES)

with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(plain(workshop.title), width="stretch")
    st.html(
        f'<a class="ways" target="_blank" rel="noopener" href="/projector?m={workshop.code}">{say("control.projector")}</a>'
    )

if here.seen.phase is Phase.SURVEY:
    st.markdown(f"# {say('control.survey')}")
    live(workshop, here.seen, ["live.joined", "live.answered"], place="survey")
    move_buttons(here)
    missing_voices(workshop)
    invitation(workshop)
    script("prepare")
elif step is not None:
    names = [one.id for one in programme(workshop).steps]
    st.caption(say("control.step", n=names.index(step.id) + 1, last=len(names)))
    st.markdown(f"# {in_words(step.name)}")
    live(workshop, here.seen, ["live.joined", "live.answered", "live.ready"], follows_notes=True,
         minutes=here.minutes, place=step.id)  # fmt: skip
    move_buttons(here)
    activity, guide = st.columns([3, 2], gap="large")
    with activity:
        st.markdown(f"**{say('control.aim')}** {in_words(step.aim)}")
        ACTIVITIES[step.id].lead(here)
    with guide:
        missing_voices(workshop)
        script(step.id)
        if step.id == programme(workshop).steps[0].id:
            with st.expander(say("control.house_rules")):
                script("house-rules")
        with st.expander(say("control.invite")):
            invitation(workshop)
else:
    st.markdown(f"# {say('control.ended')}")
    live(workshop, here.seen, ["live.joined"], place="ended")
    navigation.link("result", say("home.result"), workshop.code, icon=":material/summarize:")
    move_buttons(here)
    script("after")
    if surveyed.is_closed:
        st.markdown(f"## {say('control.again')}")
        st.markdown(say("control.again_hint"))
        if st.button(say("control.again_start"), icon=":material/replay:", key="again"):
            if do(lambda: measure_again(visit.store(), visitor, workshop.id, now=visit.now())):
                st.rerun()
    else:
        st.markdown(f"## {say('control.again_busy', n=surveyed.number)}")
        live_line = say("live.answered", answered=here.seen.answered, expected=here.seen.expected)
        st.markdown(live_line)
        invitation(workshop)
        if st.button(
            say("values.reveal_survey"), type="primary", icon=":material/visibility:", key="reveal-again"
        ):
            if do(lambda: publish(visit.store(), visitor, workshop.id, RoundKind.VALUES, now=visit.now())):
                st.rerun()
