"""What helps the facilitator in a step: the script (say, do, watch, done when), and what is on the other screens."""

from __future__ import annotations

import streamlit as st

from domain.content import Programme, Step
from storage.content import the_content
from ui.texts import in_words, say


def on_the_screens(place: str) -> None:
    """One line: what participants and the room see now. `place` is a step, or `lobby` or `ended`."""
    phones, room = say(f"screens.phones.{place}"), say(f"screens.room.{place}")
    st.caption(say("screens.line", phones=phones, room=room))


def step_line(step: Step, whole: Programme) -> None:
    """Which step this is, of how many; a break counts for none."""
    names = [one.id for one in whole.steps if not one.is_break]
    if not step.is_break:
        st.caption(say("control.step", n=names.index(step.id) + 1, last=len(names)))


def script(topic: str) -> None:
    """The script, in the order in which it is needed; all of it readable without a click."""
    words = the_content().guide.get(topic)
    if words:
        with st.container(border=True, key=f"script-{topic}"):
            st.caption(say("control.script"))
            st.markdown(in_words(words).replace("## ", "#### "))


def house_rules(step: Step, whole: Programme) -> None:
    """In the first step: what everyone agrees on, behind a click."""
    if step != whole.steps[0]:
        return
    with st.expander(say("control.house_rules")):
        script("house-rules")
