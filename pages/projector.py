"""The projector: what the room looks at. Large, nothing to click, never a name."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from domain.workshops import Phase
from ui import access, visit
from ui.leading.counting import counts_for_the_wall
from ui.live import live
from ui.preparing.lobby import lobby, way_in
from ui.scene import scene
from ui.steps import ACTIVITIES
from ui.steps.agree import project_the_end
from ui.texts import in_words, say
from ui.wall import fit_on_the_wall, side_by_side

visitor, workshop = access.require_workshop(Deed.LEAD)
visit.keep("language", workshop.language)
here = scene(visitor, workshop)
st.html('<div class="projector"></div>')

if here.seen.phase is Phase.SURVEY:
    lobby(here)
elif here.step is not None:
    step = here.step
    task, counts = side_by_side(5, 3)
    with task:
        st.markdown(f"# {in_words(step.name)}\n\n{in_words(step.task)}")
    with counts, st.container(key="wall-counts"):
        live(workshop, here.seen, counts_for_the_wall(here), follows_notes=True, place=step.id, large=True)
        way_in(workshop)
    ACTIVITIES[step.id].project(here)
else:
    st.markdown(f"# {say('room.thanks')}")
    live(workshop, here.seen, follows_notes=True, place="ended", large=True)
    project_the_end(here)
fit_on_the_wall()
