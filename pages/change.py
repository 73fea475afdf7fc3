"""What changed since the time before, of a team or of all people together: published figures only, and never a cause."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from reads.change import measured_again, measurements, of_place, of_team, teams
from reads.sides import sides_of_place
from reads.together import shown_of
from storage.content import the_content
from ui import access, visit
from ui.choosing import choose_measure, choose_place
from ui.comparing.changing import (
    choose_rounds,
    choose_team,
    lead_to_organisations,
    of_whom,
    show_change,
    show_measured,
)
from ui.comparing.deeper import ways_behind
from ui.comparing.sides import show_sides, show_team_sides
from ui.taking_away.buttons import offer
from ui.taking_away.change_exports import change_table, sides_table
from ui.texts import say

visitor = access.require(Deed.COMPARE)
store, framework = visit.store(), next(iter(the_content().frameworks.values()))
about = st.empty()
st.markdown(f"# {say('change.question')}")
answered = st.empty()
st.caption(say("change.intro"))
with st.container(horizontal=True, key="filters"):
    within = choose_place(visitor, Deed.COMPARE)
    found = teams(store, visitor, within)
    team = choose_team(found)
    measured = measurements(store, visitor, team) if team else []
    numbers = [one.number for one in measured] if team else list(shown_of(store, visitor, within))
    rounds = choose_rounds(numbers, [one.number for one in measured if not one.hidden] or numbers)
about.caption(of_whom(visitor, within, found.get(team, "")))
measure = choose_measure("current") if within.organisation_id else ""
if not within.organisation_id:
    lead_to_organisations(measured_again(store, visitor), answered)
elif rounds is None:
    answered.markdown(
        say("change.one_only" if measured else "change.none_yet" if team else "change.none_together")
    )
    show_measured(measured)
elif team:
    before, after = (measured[number - 1] for number in rounds)
    if before.hidden or after.hidden:
        answered.markdown(say("change.not_shown"))
        show_measured((before, after))
    else:
        changed = of_team(store, before, after, measure, framework)
        show_change(changed, framework, measure, answered)
        show_measured((before, after))
        show_sides(changed)
        offer("change", change_table, within, team, rounds, measure, framework)
elif together_changed := of_place(store, visitor, within, rounds, measure, framework):
    st.caption(say("change.together"))
    show_change(together_changed, framework, measure, answered)
    offer("change", change_table, within, team, rounds, measure, framework)
    sides = sides_of_place(store, visitor, within, rounds, measure, framework)
    show_team_sides(sides)
    if sides and len(sides.teams):
        offer("sides", sides_table, within, rounds, measure, framework)
else:
    answered.markdown(say("change.none_together"))
if team:
    ways_behind(visitor, team)
