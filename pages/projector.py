"""The projector: what the room looks at. Large, nothing to click, never a name."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from domain.workshops import Phase
from ui import access, visit
from ui.live import live
from ui.lobby import lobby
from ui.scene import scene
from ui.steps import ACTIVITIES
from ui.steps.agree import agreement_list, words
from ui.texts import in_words, say

visitor, workshop = access.require_workshop(Deed.LEAD)
visit.keep("language", workshop.language)
here = scene(visitor, workshop)
st.html('<div class="projector"></div>')

if here.seen.phase is Phase.SURVEY:
    lobby(here)
elif here.step is not None:
    st.markdown(f"# {in_words(here.step.name)}")
    st.markdown(in_words(here.step.task))
    live(workshop, here.seen, [here.answered_key, "live.ready"] if not here.step.is_break else [], follows_notes=True,
         place=here.step.id, large=True)  # fmt: skip
    ACTIVITIES[here.step.id].project(here)
else:
    st.markdown(f"# {say('room.thanks')}")
    live(workshop, here.seen, follows_notes=True, place="ended", large=True)
    agreement_list(here, is_to_read=True)
    words(here)
