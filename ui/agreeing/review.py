"""Looking back together: the day is picked while everyone is there, and stands on every screen from then on."""

from __future__ import annotations

import streamlit as st

from actions.plan_review import plan_review
from domain.workshops import SOONEST_AGAIN
from ui import visit
from ui.fields import faults_line, label, send, typed_date
from ui.scene import Scene
from ui.texts import away, day, say


def review_form(here: Scene) -> None:
    """The day, as it stands or as it is proposed: when it is time to measure again."""
    form = f"review-{visit.form_id('review')}"
    proposed = here.review() or max(here.workshop.planned_on, visit.now().date()) + SOONEST_AGAIN
    st.markdown(f"### {say('review.title')}")
    typed, button = st.columns([2, 3], vertical_alignment="bottom")
    held = typed.text_input(
        label(f"{form}-day", say("review.day")), f"{proposed:%d-%m-%Y}", key=f"{form}-day"
    )
    sent = button.button(say("review.record"), key=f"{form}-record", icon=":material/event:")
    faults_line(form)
    review_line(here)
    if sent and send(form, lambda: plan_review(
        visit.store(), here.who, here.workshop.id, visit.form_id("review"), typed_date(held), now=visit.now()
    ), only="day"):  # fmt: skip
        visit.renew("review")
        st.rerun()


def review_line(here: Scene) -> None:
    """On which day this group looks back; nothing while no day was picked."""
    planned = here.review()
    if planned:
        key = "review.line" if planned >= visit.now().date() else "review.line_past"
        st.markdown(f":material/event: {say(key, day=day(planned), away=away(planned))}")
