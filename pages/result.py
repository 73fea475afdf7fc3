"""The result of a workshop: values, tensions, agreements and last words; printable from the browser."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from domain.workshops import RoundKind
from reads.outcome import outcome
from storage import notes
from ui import access, navigation, visit
from ui.agreeing.agreed import agreement_list
from ui.agreeing.ideas import idea_list, show_matrix
from ui.comparing.thread import chosen_values, ways_to_threads
from ui.figures import show_values, show_votes
from ui.preparing.case_card import case_card
from ui.reasons import no_outcome
from ui.scene import scene
from ui.steps import agree, effects, explore, tensions
from ui.taking_away.buttons import offer
from ui.taking_away.exports import result_table
from ui.texts import day, plain, say

visitor, workshop = access.require_workshop(Deed.SEE_RESULT)
here = scene(visitor, workshop)
store = visit.store()

st.caption(f"{say('result.title')} · {day(workshop.planned_on)}")
st.markdown(f"# {plain(workshop.title)}")
st.caption(say("result.print"))
case_card(workshop, is_open=False)

agreement_list(here, is_record=True)
if visitor.may(Deed.FOLLOW_AGREEMENTS, workshop.place):
    navigation.link("agreements", say("result.follow"), icon=":material/task_alt:")

if visitor.may(Deed.LEAD, workshop.place):
    navigation.link("prepare", say("home.again"), workshop.code, icon=":material/content_copy:")

chosen = notes.chosen(store, workshop.id)
st.markdown(f"## {say('result.values')}")
chosen_values(workshop, chosen)
ways_to_threads(visitor, workshop, chosen)

rounds = here.rounds_of(RoundKind.VALUES)
for one in rounds:
    surveyed = outcome(store, one.id)
    st.markdown(f"### {say('result.survey' if one.number == 1 else 'result.survey_again')}")
    if surveyed is None:
        is_over = one.is_closed or here.seen.phase == "ended"
        st.caption(no_outcome(one.id, workshop.smallest_group) if is_over else say("result.not_yet"))
    else:
        show_values(workshop, surveyed, f"result-gaps-{one.number}")
navigation.link_to_change(visitor, workshop.place)
votes = here.outcomes(RoundKind.DOTS)
if votes:
    st.markdown(f"### {say('values.voted' if len(votes) == 1 else 'values.voted_again')}")
    show_votes(workshop, votes, "result-dots")

weighed = here.outcome(RoundKind.IDEAS)
if weighed is not None:
    st.markdown(f"## {say('result.ideas')}")
    show_matrix(here, weighed, "result-matrix", "phone")
idea_list(here, weighed, is_to_read=True)
offer("result", result_table, workshop, [*rounds, *here.rounds_of(RoundKind.DOTS)])

tensions.record(here, "result-tensions")
effects.record(here)
explore.record(here)
agree.record(here)
st.caption(say("result.versions", framework=workshop.framework_version, programme=workshop.programme_version,
               survey=workshop.survey_version))  # fmt: skip
