"""All published figures in a table, to filter and take away; nothing of the room, of agreements or of people."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from reads.research import ON_A_PAGE, is_too_much, one_page
from ui import access, visit
from ui.choosing import first_asked, turn_pages
from ui.comparing.research import choose_figures, choose_framework, research_table, show_figures
from ui.taking_away.buttons import offer
from ui.texts import say

visitor = access.require(Deed.COMPARE)
st.markdown(f"# {say('research.question')}")
answered = st.empty()
st.caption(say("research.intro"))
framework = choose_framework()
asked = choose_figures(visitor, framework)
if is_too_much(visit.store(), visitor, asked):
    answered.markdown(f"**{say('research.choose')}**")
    st.stop()
total, found = one_page(visit.store(), visitor, framework, asked, first_asked(ON_A_PAGE, asked))
if not total:
    answered.markdown(f"**{say('comparison.none')}**")
    st.stop()
answered.markdown(f"**{say('research.found', n=total)}**")
show_figures(found, framework)
turn_pages(total, ON_A_PAGE)
offer("research", research_table, framework, asked)
st.caption(say("research.explained"))
