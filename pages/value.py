"""One value across the teams of one's scope: how important it is there, how well it is guarded, and the gap."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from reads.across import across
from reads.comparison import TEAMS_ON_A_PAGE, count, overview
from storage.content import the_content
from ui import access, visit
from ui.choosing import choose_one, choose_place, first_shown, turn_pages
from ui.comparing.across import answer, answer_many, choose_order, show_across, show_spread
from ui.taking_away.buttons import offer
from ui.taking_away.exports import overview_table
from ui.taking_away.team_exports import value_table
from ui.texts import in_words, say

visitor = access.require(Deed.COMPARE)
question, answered = st.empty(), st.empty()
store, framework = visit.store(), next(iter(the_content().frameworks.values()))
names = {value.id: in_words(value.name) for value in framework.values}
with st.container(horizontal=True, key="filters"):
    within = choose_place(visitor, Deed.COMPARE)
    value = choose_one("value", names, say("thread.value"))
    by = choose_order()
question.markdown(f"# {say('value.question', value=names[value])}")
st.caption(in_words(framework.value(value).gist))

teams = count(store, visitor, within)
first = first_shown(teams, TEAMS_ON_A_PAGE, (within, value, by))
if teams > TEAMS_ON_A_PAGE:
    seen = overview(store, visitor, "gap", framework, within)
    answered.markdown(f"**{answer_many(seen, value)}**")
    show_spread(seen, value, framework)
    offer("overview", overview_table, "gap", framework, within)
if teams > TEAMS_ON_A_PAGE and not within.organisation_id:
    st.markdown(say("comparison.choose"))
    st.stop()

found = across(store, visitor, value, within, first, by=by)
if teams <= TEAMS_ON_A_PAGE:
    answered.markdown(f"**{answer(found)}**")
show_across(found, value, framework, by)
turn_pages(teams, TEAMS_ON_A_PAGE)
offer("value", value_table, value, framework, within)
