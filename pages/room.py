"""The participant's screen of the workshop: follows the facilitator, shows this step's task, and afterwards the result."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed, Visitor
from domain.workshops import Phase, RoundKind, Workshop
from ui import access, navigation
from ui.agreeing.agreed import agreement_list, minority_form
from ui.live import live
from ui.preparing.case_card import case_card
from ui.scene import scene
from ui.steps import ACTIVITIES
from ui.taking_part.beside import you_beside_the_group
from ui.taking_part.following import follow
from ui.taking_part.looking_back import look_back, looked_back, ways_back
from ui.taking_part.readiness import ready_button
from ui.taking_part.sharing import someone_else
from ui.texts import day, in_words, plain, say

_, workshop = access.require_workshop(Deed.TAKE_PART)


def _draw(visitor: Visitor, workshop: Workshop) -> None:
    here = scene(visitor, workshop)
    back = looked_back(here)
    st.caption(plain(workshop.title))

    if here.seen.phase is Phase.SURVEY:
        live(workshop, here.seen, ["live.joined"], place="lobby", goes_ahead=True)
        st.markdown(f"# {say('room.lobby')}\n\n{say('room.lobby_hint', day=day(workshop.planned_on))}")
        navigation.link("survey", say("values.to_survey"), workshop.code, icon=":material/edit_note:")
        case_card(workshop, is_open=False)
    elif back is not None:
        live(workshop, here.seen, follows_notes=here.is_small, place=f"back-{back.id}", goes_ahead=True)
        look_back(here, back)
    elif here.step is not None:
        step = here.step
        live(workshop, here.seen, follows_notes=here.is_small, place=step.id, goes_ahead=True)
        st.markdown(f"# {in_words(step.name)}\n\n{in_words(step.task)}")
        ready_button(here)
        if not here.round(RoundKind.VALUES).is_closed:
            navigation.link("survey", say("values.to_survey"), workshop.code, icon=":material/edit_note:")
        ACTIVITIES[step.id].take_part(here)
        ways_back(here)
    else:
        live(workshop, here.seen, place="ended", goes_ahead=True)
        st.markdown(f"# {say('room.thanks')}\n\n{say('room.after')}")
        if not here.round(RoundKind.VALUES).is_closed:
            st.info(say("room.again"))
            navigation.link("survey", say("room.again_link"), workshop.code, icon=":material/edit_note:")
        navigation.link("result", say("home.result"), workshop.code, icon=":material/summarize:")
        agreement_list(here)
        minority_form(here)
        you_beside_the_group(here)
        ways_back(here)


follow(Deed.TAKE_PART, _draw)
someone_else(workshop)
