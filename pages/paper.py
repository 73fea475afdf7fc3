"""Taking part on paper: the sheet to print, and the screen on which the facilitator enters a sheet that was filled in."""

from __future__ import annotations

from html import escape

import streamlit as st

from domain.roles import Deed
from domain.workshops import RoundKind
from ui import access, navigation, visit
from ui.leading.paper import check, sheet_form, sheet_to_print
from ui.scene import scene
from ui.texts import plain, say

visitor, workshop = access.require_workshop(Deed.ENTER_PAPER)
here = scene(visitor, workshop)
prints = visit.asked("p") == "print"
other, label = ("", "paper.to_enter") if prints else ("&p=print", "paper.to_print")

with st.container(key="paper-ways"):
    st.caption(plain(workshop.title))
    st.markdown(f"# {say('paper.title')}")
    st.markdown(say("paper.print_hint" if prints else "paper.intro"))
    st.html(
        f'<p class="ways"><a target="_self" href="?m={workshop.code}{other}">{escape(say(label))}</a></p>'
    )
    navigation.link("control", say("home.lead"), workshop.code, icon=":material/co_present:")

if prints:
    sheet_to_print(workshop)
elif not here.round(RoundKind.VALUES).takes_answers:
    st.info(say("paper.closed" if here.round(RoundKind.VALUES).is_closed else "paper.frozen"))
else:
    sheet_form(here)
    check(here)
