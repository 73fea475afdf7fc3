"""What helps the facilitator in a step: the script (say, do, watch, done when), and what is on the other screens."""

from __future__ import annotations

import streamlit as st

from domain.content import Programme, Step
from domain.workshops import Workshop
from storage.content import the_content
from ui import visit
from ui.texts import in_words, plain, programme, say


def on_the_screens(place: str) -> None:
    """One line: what participants and the room see now. `place` is a step, or `lobby` or `ended`."""
    phones, room = say(f"screens.phones.{place}"), say(f"screens.room.{place}")
    st.caption(say("screens.line", phones=phones, room=room))


def head(workshop: Workshop, step: Step | None) -> None:
    """Which workshop and which step of how many (a break counts for none), and the way to the big screen."""
    steps = [one for one in programme(workshop).steps if not one.is_break]
    place = [say("control.step", n=steps.index(step) + 1, last=len(steps))] if step in steps else []
    with st.container(horizontal=True, vertical_alignment="center", key="control-head"):
        st.caption(" · ".join([plain(workshop.title), *place]), width="stretch")
        wall = f"/projector?m={workshop.code}"
        st.html(
            f'<a class="ways" target="_blank" href="{wall}">{say("control.projector")}</a>', width="content"
        )


def script(topic: str) -> None:
    """The script, in the order in which it is needed; open beside the step, and one tap away on a phone."""
    with st.expander(say("control.script"), expanded=not visit.on_phone(), key=f"script-{topic}"):
        _read_out(topic)


def house_rules(step: Step, whole: Programme) -> None:
    """In the first step: what everyone agrees on, behind a click."""
    if step == whole.steps[0]:
        with st.expander(say("control.house_rules")):
            _read_out("house-rules")


def _read_out(topic: str) -> None:
    words = the_content().guide.get(topic)
    if words:
        st.markdown(in_words(words).replace("## ", "#### "))
