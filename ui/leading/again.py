"""After the workshop: open the survey once more, and show what it gave. It can't be undone, so it is asked first."""

from __future__ import annotations

import streamlit as st

from actions.measure_again import measure_again
from domain.workshops import LATEST_AGAIN, SOONEST_AGAIN, RoundKind
from ui import navigation, visit
from ui.agreeing.review import review_form
from ui.doing import do
from ui.leading.revealing import reveal_buttons
from ui.preparing.invitation import invitation
from ui.reasons import no_outcome
from ui.scene import Scene
from ui.texts import day, say


def again(here: Scene) -> None:
    """Measure again; or, while that is going on, who answered and the button that shows it."""
    surveyed = here.round(RoundKind.VALUES)
    if not surveyed.is_closed:
        _busy(here, surveyed.number)
        return
    if here.agreements() and not here.review():
        review_form(here)
    st.markdown(f"## {say('control.again')}")
    if surveyed.number > 1:
        if here.outcome(RoundKind.VALUES) is None:
            st.caption(no_outcome(surveyed.id, here.workshop.smallest_group))
        navigation.link_to_change(here.who, here.workshop.place)
    with st.container(key="again"):
        if visit.kept("asks again") == (here.workshop.id, surveyed.number):
            _ask(here, surveyed.number + 1)
        else:
            _offer(here, surveyed.number)


def _offer(here: Scene, number: int) -> None:
    """When it is time for it, and the button that asks first."""
    planned = here.workshop.planned_on
    st.markdown(say("control.again_hint", soonest=day(planned + SOONEST_AGAIN), latest=day(planned + LATEST_AGAIN)))  # fmt: skip
    if st.button(say("control.again_start"), icon=":material/replay:", key="again-start"):
        visit.keep("asks again", (here.workshop.id, number))
        visit.move_focus("again-now")
        st.rerun()


def _ask(here: Scene, number: int) -> None:
    """On which day, of whom, and what happens; and the two ways on."""
    facts = {"n": number, "day": day(visit.now().date()), "joined": here.seen.joined,
             "values": len(here.workshop.values), "k": here.workshop.smallest_group}  # fmt: skip
    st.markdown(say("control.again_ask", **facts))
    if visit.now().date() < (soonest := here.workshop.planned_on + SOONEST_AGAIN):
        st.info(say("control.again_early", soonest=day(soonest)))
    with st.container(horizontal=True):
        if st.button(say("control.again_not_yet"), key="again-not-yet"):
            visit.keep("asks again", None)
            visit.move_focus("again-start")
            st.rerun()
        if st.button(say("control.again_now"), type="primary", icon=":material/replay:", key="again-now"):
            visit.keep("asks again", None)
            if do(lambda: measure_again(visit.store(), here.who, here.workshop.id, now=visit.now())):
                st.rerun()


def _busy(here: Scene, number: int) -> None:
    st.markdown(f"## {say('control.again_busy', n=number)}")
    invitation(here.workshop)
    reveal_buttons(here, RoundKind.VALUES, "values.reveal_survey", can_freeze=False)
