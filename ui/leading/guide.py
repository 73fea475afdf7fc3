"""What helps the facilitator in a step: the script (say, do, watch, done when), and what is on the other screens."""

from __future__ import annotations

import re

import streamlit as st

from domain.clock import shares
from domain.content import Programme, Step
from domain.workshops import Workshop, survey_minutes
from storage import workshops
from storage.content import the_content
from ui import visit
from ui.texts import in_words, plain, programme, say
from ui.width import width

_PART = re.compile(r"\{(\d+)\}")


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


def script(topic: str, workshop: Workshop) -> None:
    """The script, in the order in which it is needed; open beside the step, and one tap away on a phone."""
    with st.expander(say("control.script"), expanded=width() != "phone", key=f"script-{topic}"):
        _read_out(topic, workshop)


def whole_script(workshop: Workshop) -> None:
    """Every step of this workshop with its minutes and its script, to read beforehand or to print."""
    minutes, steps = workshops.minutes(visit.store(), workshop), programme(workshop).steps
    for step in steps:
        length = say("when.minutes", n=minutes[step.id])
        st.markdown(f"## {in_words(step.name)} ({length})")
        st.markdown(f"**{say('script.task')}** {in_words(step.task)}")
        on_the_screens(step.id)
        _read_out(step.id, workshop, "###")
        if step is steps[0]:
            st.markdown(f"### {say('control.house_rules')}")
            _read_out("house-rules", workshop)
    st.markdown(f"## {say('script.after')}")
    _read_out("after", workshop, "###")


def _with_minutes(words: str, topic: str, written_for: str, workshop: Workshop) -> str:
    """The script with the minutes of this workshop: of the parts of a step, of the survey and of the whole."""
    planned = workshops.minutes(visit.store(), workshop)
    usual = {step.id: step.minutes for step in the_content().programmes[written_for].steps}
    found = [int(part) for part in _PART.findall(words)]
    own = iter(
        shares(found, usual[topic], planned[topic]) if topic in planned.keys() & usual.keys() else found
    )
    told = _PART.sub(lambda _: say("when.minutes", n=next(own)), words)
    of_all = {"{survey}": survey_minutes(len(workshop.values)), "{workshop}": sum(planned.values())}
    for mark, minutes in of_all.items():
        told = told.replace(mark, say("when.minutes", n=minutes))
    return told


def house_rules(step: Step, workshop: Workshop, whole: Programme) -> None:
    """In the first step: what everyone agrees on, behind a click."""
    if step == whole.steps[0]:
        with st.expander(say("control.house_rules")):
            _read_out("house-rules", workshop)


def _read_out(topic: str, workshop: Workshop, heading: str = "####") -> None:
    words, written_for = the_content().script(topic, workshop.programme_id)
    if words:
        st.markdown(
            _with_minutes(in_words(words), topic, written_for, workshop).replace("## ", f"{heading} ")
        )
