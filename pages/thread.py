"""The thread of one value of one team: from its score to what was agreed, done and measured again; printable."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from reads.thread import thread
from storage import notes, organisations
from ui import access, navigation, visit
from ui.choosing import choose_one
from ui.comparing.stations import answer
from ui.comparing.thread import show_measurements, show_thread
from ui.taking_away.buttons import offer
from ui.taking_away.team_exports import thread_table
from ui.texts import day, plain, say, value_name

visitor, workshop = access.require_workshop(Deed.FOLLOW_AGREEMENTS)
store = visit.store()
team = organisations.team(store, workshop.team_id)
first = notes.chosen(store, workshop.id)
names = {value: value_name(workshop, value) for value in dict.fromkeys((*first, *workshop.values))}
heading = st.container()
with st.container(horizontal=True, key="filters"):
    value = choose_one("value", names, say("thread.value"))
with heading:
    st.caption(f"{plain(team.name)} · {plain(workshop.title)} · {day(workshop.planned_on)}")
    st.markdown(f"# {say('thread.question', value=names[value])}")
    found = thread(store, visitor, workshop, value)
    st.markdown(plain(answer(found)))

show_thread(visitor, found)
show_measurements(found)
offer("thread", thread_table, workshop, value)
navigation.link_to_change(visitor, workshop.place)
st.caption(say("result.print"))
