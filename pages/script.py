"""The whole script of a workshop, to read beforehand or to print: every step with what to say, to do and to watch."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from ui import access, navigation
from ui.leading.guide import whole_script
from ui.texts import day, plain, say

visitor, workshop = access.require_workshop(Deed.LEAD)

st.caption(f"{plain(workshop.title)} · {day(workshop.planned_on)}")
st.markdown(f"# {say('script.title')}")
st.markdown(say("script.print"))
navigation.link("control", say("home.lead"), workshop.code, icon=":material/co_present:")
whole_script(workshop)
