"""Compare teams: one question, its answer, what stands out, and the figures by team; published figures only."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed, Place
from reads.comparison import TEAMS_ON_A_PAGE, by_team, count, overview
from storage.content import the_content
from ui import access, navigation, visit
from ui.choosing import choose_measure, choose_place, first_shown, turn_pages
from ui.comparing.benchmarks import show_exchange
from ui.comparing.places import show_place
from ui.comparing.teams import (
    answer,
    choose_order,
    show_overview,
    show_standing_out,
    show_teams,
)
from ui.taking_away.buttons import offer
from ui.taking_away.exports import comparison_table, overview_table
from ui.texts import say

visitor = access.require(Deed.COMPARE)
question, answered = st.empty(), st.empty()
store, framework = visit.store(), next(iter(the_content().frameworks.values()))
st.caption(say("comparison.intro"))
navigation.link("change", say("menu.change"), icon=":material/trending_up:")
with st.container(horizontal=True, key="filters"):
    within = choose_place(visitor, Deed.COMPARE)
measure = choose_measure("gap")
question.markdown(f"# {say(f'comparison.question_{measure}')}")
teams = count(store, visitor, within)
first = first_shown(teams, TEAMS_ON_A_PAGE, within)
if teams > TEAMS_ON_A_PAGE:
    seen = overview(store, visitor, measure, framework, within)
    answered.markdown(f"**{answer(seen.spread, measure, framework)}**")
    show_overview(seen, framework)
    offer("overview", overview_table, measure, framework, within)
if not teams:
    answered.markdown(say("comparison.none"))
elif teams > TEAMS_ON_A_PAGE and not within.organisation_id:
    st.markdown(say("comparison.choose"))
else:
    page = by_team(store, visitor, measure, framework, within, first)
    if teams <= TEAMS_ON_A_PAGE:
        answered.markdown(
            f"**{answer(page.spread, measure, framework)}**" if len(page.cells) else say("comparison.none")
        )
    if len(page.cells):
        show_standing_out(page, measure, framework)
    st.markdown(f"## {say('comparison.per_team')}")
    if by := choose_order(page, framework):
        page = by_team(store, visitor, measure, framework, within, first, by=by)
    show_teams(page, measure, framework, by)
    turn_pages(teams, TEAMS_ON_A_PAGE)
    offer("comparison", comparison_table, measure, framework, within)
show_place(visitor, within, measure, framework)
if within.organisation_id and visitor.may(Deed.EXCHANGE, Place(within.organisation_id)):
    show_exchange(visitor, within.organisation_id, measure, framework)
