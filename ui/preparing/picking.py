"""Picking in the form that prepares: values, perspectives and minutes, each with a count in sight and a hint when it matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from domain.content import Foundation, Framework, Programme
from domain.workshops import FEWEST_VALUES, MANY_VALUES, STEP_MINUTES, survey_minutes
from storage.content import the_content
from ui import visit
from ui.fields import part_line
from ui.texts import in_words, say


def pick_minutes(programme: Programme, planned: Mapping[str, int], key: str) -> dict[str, int]:
    """The minutes of each step, filled with what was planned before or with the programme's own; the total in sight."""
    total = st.container()
    with st.expander(say("prepare.minutes"), key=f"{key}-{programme.id}-minutes"):
        st.caption(say("prepare.minutes_hint"))
        picked = {
            step.id: int(st.number_input(
                in_words(step.name), min_value=STEP_MINUTES[0], max_value=STEP_MINUTES[-1], step=5,
                value=planned.get(step.id, step.minutes), key=f"{key}-{programme.id}-{step.id}",
            ))
            for step in programme.steps
        }  # fmt: skip
    with total:
        _counted(_minutes_told(sum(picked.values()), programme.minutes))
    return picked


def pick_values(suggested: Sequence[str], key: str, why: str) -> tuple[str, ...]:
    """The short set of the survey: a suggestion, told by foundation; every value with its gist behind a click.

    why   the text that says where the suggestion comes from
    """
    framework = next(iter(the_content().frameworks.values()))
    st.markdown(f"## {say('prepare.values')}")
    st.markdown(say(why))
    told = st.container()
    start = f"values-{key}"
    marks = f"{key}-{visit.form_id(start)}"
    with st.expander(say("prepare.values_change"), key=f"{key}-values"):
        picked = [value for foundation in framework.foundations for value in
                  _values_of(framework, foundation, suggested, marks)]  # fmt: skip
        st.button(say("prepare.values_back"), icon=":material/undo:", key=f"{key}-back",
                  on_click=visit.renew, args=(start,))  # fmt: skip
    with told:
        part_line(f"{key}-values", say("prepare.values"), picked)
        _counted(_values_told(len(picked)))
        st.markdown(_by_foundation(framework, picked))
    return tuple(value.id for value in framework.current_values() if value.id in picked)


def pick_perspectives(suggested: Sequence[str], key: str) -> tuple[str, ...]:
    """Who should look on, from inside and from outside; with a hint when nobody from outside is planned."""
    survey = next(iter(the_content().surveys.values()))
    st.markdown(f"## {say('prepare.perspectives')}")
    picked: dict[str, list[str]] = {}
    for kind, label in (("internal", "prepare.internal"), ("external", "prepare.external")):
        names = [one.id for one in survey.perspectives if one.kind == kind]
        picked[kind] = st.pills(
            say(label), names, selection_mode="multi", wrap=True, key=f"{key}-{kind}",
            default=[name for name in names if name in suggested],
            format_func=lambda name: in_words(survey.perspective(name).name),
        )  # fmt: skip
    part_line(f"{key}-perspectives", say("prepare.perspectives"), picked)
    if not any(picked.values()):
        _counted(say("prepare.no_perspective"))
    elif not picked["external"]:
        _counted(say("prepare.no_external"))
    return tuple(
        one.id for one in survey.perspectives if one.id in (*picked["internal"], *picked["external"])
    )


def _values_of(
    framework: Framework, foundation: Foundation, suggested: Sequence[str], marks: str
) -> list[str]:
    """A box for each value of the foundation, under its principle; the ids of those that are ticked."""
    st.markdown(f"### {in_words(foundation.name)}")
    ticked = []
    for principle in framework.principles:
        if principle.foundation != foundation.id:
            continue
        st.caption(f"{in_words(principle.name)}: {in_words(principle.gist)}")
        for value in framework.current_values():
            if value.principle == principle.id and st.checkbox(
                f"{in_words(value.name)}: {in_words(value.gist)}", value.id in suggested, key=f"{marks}-{value.id}"
            ):  # fmt: skip
                ticked.append(value.id)
    return ticked


def _by_foundation(framework: Framework, picked: Sequence[str]) -> str:
    """The names of what was picked, a line for each foundation, also for one without any."""
    under = {principle.id: principle.foundation for principle in framework.principles}
    lines = []
    for foundation in framework.foundations:
        names = [in_words(value.name) for value in framework.current_values()
                 if value.id in picked and under[value.principle] == foundation.id]  # fmt: skip
        lines.append(f"- **{in_words(foundation.name)}**: {', '.join(names) or say('prepare.values_none')}")
    return "\n".join(lines)


def _values_told(count: int) -> str:
    if count < FEWEST_VALUES:
        return say("prepare.values_few", n=count, fewest=FEWEST_VALUES)
    told = say("prepare.values_count", n=count, minutes=survey_minutes(count))
    return f"{told} {say('prepare.values_many')}" if count > MANY_VALUES else told


def _minutes_told(total: int, programme: int) -> str:
    told = say("prepare.minutes_total", total=total)
    return (
        f"{told} {say('prepare.minutes_over', over=total - programme, programme=programme)}"
        if total > programme
        else told
    )


def _counted(told: str) -> None:
    """A line that a screen reader says when it changes."""
    st.html(f'<p role="status">{escape(told)}</p>')
