"""The elastic clock of who leads: what each step may still take, when the workshop ends, and which step to make shorter."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from domain.clock import Clock, clock
from domain.roles import Deed
from storage import workshops
from ui import access, visit
from ui.figures import show_table
from ui.scene import Scene
from ui.texts import in_words, programme, say, time_of_day

_AGAIN_AFTER_SECONDS = 30


def planned_minutes(here: Scene) -> dict[str, int]:
    """The minutes that each step of this workshop was given."""
    return workshops.minutes(visit.store(), here.workshop)


def clock_of(here: Scene) -> Clock | None:
    """The plan of this moment, or None before the workshop began."""
    moves = workshops.moves(visit.store(), here.workshop.id)
    return clock(programme(here.workshop).steps, planned_minutes(here), moves, visit.now())


def time_of_step(here: Scene) -> tuple[datetime, float] | None:
    """When the time of the step of this moment is up, and how many minutes it had; None when it has none."""
    found = clock_of(here)
    if found is None or found.current is None or found.step_due_at is None:
        return None
    return found.step_due_at, found.current.budget


@st.fragment(run_every=_AGAIN_AFTER_SECONDS)
def plan(here: Scene) -> None:
    """When it ends and what to make shorter; every step behind a click. Runs again by itself, without the page."""
    visit.begin()
    found = clock_of(here)
    if found is None or not access.visitor().may(Deed.LEAD, here.workshop.place):
        return
    with st.container(key="plan", gap="small"):
        st.markdown(_end(found))
        if found.advice:
            st.markdown(
                say("clock.advice", name=_name(here, found.advice.step), n=round(found.advice.shorter))
            )
        with st.expander(say("clock.steps"), key="plan-steps"):
            show_table(_table(here, found))


def _end(found: Clock) -> str:
    """When the workshop ends, beside when it was planned to."""
    later = round((found.ends_at - found.due_at).total_seconds() / 60)
    key = "clock.in_time" if not later else "clock.late" if later > 0 else "clock.early"
    return say(key, at=time_of_day(found.ends_at), n=abs(later))


def _table(here: Scene, found: Clock) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("clock.planned"): [f"{part.planned:.0f}" for part in found.parts],
            say("clock.now"): [f"{part.expected:.0f}" for part in found.parts],
            say("clock.until"): [time_of_day(part.ends_at) for part in found.parts],
        },
        index=[
            say("clock.current", name=_name(here, part.step)) if part is found.current else _name(here, part.step)
            for part in found.parts
        ],
    )  # fmt: skip


def _name(here: Scene, step: str) -> str:
    return in_words(programme(here.workshop).step(step).name)
