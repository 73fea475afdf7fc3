"""Looking back: one person reads an earlier step while the group stays where it is; when the group moves, so does this screen."""

from __future__ import annotations

import streamlit as st

from domain.content import Step
from domain.workshops import RoundKind
from ui import visit
from ui.figures import show_values
from ui.scene import Scene
from ui.steps import ACTIVITIES
from ui.texts import in_words, programme, say

_KEPT = "looks back"


def looked_back(here: Scene) -> Step | None:
    """The earlier step that is open on this screen, or None; forgotten as soon as the group moves."""
    opened = visit.kept(_KEPT)
    return next(
        (step for step in _earlier(here) if opened == (here.workshop.id, here.seen.number, step.id)), None
    )


def look_back(here: Scene, step: Step) -> None:
    """An earlier step to read, with the way back above and below it."""
    at = say("back.now", name=in_words(here.step.name)) if here.step else say("back.ended")
    st.info(f"{say('back.band')}  \n{at}")
    _to_group(here, "above")
    st.markdown(f"# {in_words(step.name)}")
    ACTIVITIES[step.id].project(here)
    surveyed, voted = here.outcome(RoundKind.VALUES), here.outcome(RoundKind.DOTS)
    if step.id == "values" and surveyed is not None and voted is not None:
        st.markdown(f"## {say('values.survey')}")
        show_values(here.workshop, surveyed, "back-gaps")
    _to_group(here, "below")


def ways_back(here: Scene) -> None:
    """A button for each earlier step, behind one click; nothing in the first step."""
    earlier = _earlier(here)
    if not earlier:
        return
    with st.expander(say("back.title"), key="ways-back", on_change="rerun") as ways:
        if not ways.open:
            return
        st.caption(say("back.hint"))
        for step in earlier:
            st.button(in_words(step.name), key=f"look-back-{here.seen.number}-{step.id}", icon=":material/history:",
                      on_click=_open, args=(here, step))  # fmt: skip


def _to_group(here: Scene, place: str) -> None:
    st.button(say("back.to_group"), key=f"to-group-{place}", type="primary", icon=":material/groups:",
              on_click=visit.keep, args=(_KEPT, None))  # fmt: skip


def _open(here: Scene, step: Step) -> None:
    visit.keep(_KEPT, (here.workshop.id, here.seen.number, step.id))


def _earlier(here: Scene) -> list[Step]:
    """The steps that the group has had; breaks have nothing to read."""
    steps = programme(here.workshop).steps
    had = steps[: [one.id for one in steps].index(here.step.id)] if here.step else steps
    return [step for step in had if not step.is_break]
