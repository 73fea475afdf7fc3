"""The profile of one team: where practice lags behind most, what to do with each value, and how perspectives differ."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from reads.team import profile
from ui import access, navigation, visit
from ui.comparing.team import answer, choose_team, show_perspectives, show_quadrants
from ui.comparing.thread import ways_to_threads
from ui.figures import show_values
from ui.reasons import no_figure
from ui.taking_away.buttons import offer
from ui.taking_away.team_exports import team_table
from ui.texts import day, plain, say

visitor = access.require(Deed.FOLLOW_AGREEMENTS)
question, answered = st.empty(), st.empty()
question.markdown(f"# {say('team.title')}")
with st.container(horizontal=True, key="filters"):
    team_id = choose_team(visitor)
found = profile(visit.store(), visitor, team_id) if team_id else None
if found is None:
    st.markdown(say("team.choose_first"))
    st.stop()

question.markdown(f"# {say('team.question', team=plain(found.team.name))}")
workshop, surveyed = found.workshop, found.surveyed
if workshop is None or surveyed is None:
    k = workshop.smallest_group if workshop else 0
    answered.markdown(f"{no_figure(found.reason, k)} {say(f'team.{found.reason}')}")
    st.stop()

answered.markdown(f"**{plain(answer(workshop, surveyed))}**")
st.caption(say("team.from", team=plain(found.team.name), department=plain(found.team.department_name),
               workshop=plain(workshop.title), day=day(surveyed.publication.published_at.date())))  # fmt: skip
show_values(workshop, surveyed, "team-gaps")
offer("team", team_table, found.team.id)
show_quadrants(workshop, surveyed)
show_perspectives(workshop, found)
st.markdown(f"## {say('team.further')}")
ways_to_threads(visitor, workshop, surveyed.shown["item"].unique())
navigation.link_to_change(visitor, found.team.place)
navigation.link("result", say("thread.to_result"), workshop.code, icon=":material/summarize:")
