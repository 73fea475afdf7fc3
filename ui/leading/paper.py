"""The survey on paper: the sheet as it is printed, the form to enter one, and the check before it is saved."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from actions.enter_paper import enter_paper
from domain.answers import TOP, Mark, Sheet
from domain.workshops import Workshop
from ui import visit
from ui.doing import do
from ui.figures import show_table
from ui.scene import Scene
from ui.texts import framework, in_words, perspective_name, say, survey, value_name

SIDES = ("importance", "current")
BOX = "☐"
_SCORES = (None, 1, 2, 3, 4, 5, 0)
_FORM, _SHEET = "paper", "paper sheet"


def sheet_form(here: Scene) -> None:
    """Everything that stands on a sheet; nothing is saved before it was checked."""
    workshop, form_id = here.workshop, visit.form_id(_FORM)
    with st.form(f"paper-{form_id}", border=False, enter_to_submit=False):
        perspective = st.selectbox(say("paper.perspective"), workshop.perspectives, index=None, filter_mode=None,
                                   format_func=lambda name: perspective_name(workshop, name), placeholder=say("paper.nothing"),
                                   key=f"{form_id}-perspective")  # fmt: skip
        given = {(value, side): _score(workshop, form_id, value, side)
                 for value in workshop.values for side in SIDES}  # fmt: skip
        st.markdown(f"### {say('paper.top')}")
        top = [
            st.selectbox(say("paper.place", n=place), workshop.values, index=None, filter_mode=None,
                         format_func=lambda value: value_name(workshop, value), placeholder=say("paper.nothing"),
                         key=f"{form_id}-top-{place}")
            for place in range(1, min(TOP, len(workshop.values)) + 1)
        ]  # fmt: skip
        sent = st.form_submit_button(say("paper.check"), type="primary", icon=":material/fact_check:")
    if sent:
        marks = tuple(Mark(*what, score) for what, score in given.items() if score is not None)
        visit.keep(_SHEET, (form_id, Sheet(perspective or "", marks, tuple(value or "" for value in top))))
        st.rerun()


def check(here: Scene) -> None:
    """What was entered, once more, to compare with the paper; then it may be saved, and is not shown again."""
    form_id = visit.form_id(_FORM)
    entered_for, sheet = visit.kept(_SHEET) or ("", None)
    if sheet is None or entered_for != form_id:
        return
    st.markdown(f"## {say('paper.check_title')}")
    st.markdown(say("paper.check_hint"))
    name = (
        perspective_name(here.workshop, sheet.perspective_id)
        if sheet.perspective_id
        else say("paper.nothing")
    )
    st.markdown(f"**{say('paper.perspective')}:** {name}")
    show_table(_entered(here.workshop, sheet))
    st.markdown("\n".join(f"{n}. {value_name(here.workshop, value)}" for n, value in sheet.places.items()))
    if st.button(say("paper.save"), type="primary", key=f"save-{form_id}", icon=":material/save:"):
        today = visit.now().date()
        if do(
            lambda: enter_paper(visit.store(), here.who, here.workshop.id, form_id, sheet, today=today),
            "paper.saved",
        ):
            visit.keep(_SHEET, None)
            visit.renew(_FORM)
            st.rerun()


def sheet_to_print(workshop: Workshop) -> None:
    """The sheet: who sees it, the perspectives, the values with two rows of numbers, and the top five."""
    asked = survey(workshop)
    sides = "".join(f'<th scope="col">{escape(in_words(part.question))}<br>{_scale(workshop, part.id)}</th>'
                    for part in asked.dimensions)  # fmt: skip
    rows = "".join(_row(workshop, value) for value in workshop.values)
    who = "".join(
        f"<li>{BOX} {escape(perspective_name(workshop, name))}</li>" for name in workshop.perspectives
    )
    top = "".join("<li>&nbsp;</li>" for _ in range(asked.top))
    st.html(
        f'<section class="sheet"><h2>{escape(say("paper.sheet_title"))}</h2><p><b>{escape(workshop.title)}</b></p>'
        f"<p>{escape(say('paper.sheet_who', k=workshop.smallest_group))}</p>"
        f"<h3>{escape(say('paper.sheet_perspective'))}</h3><ul>{who}</ul>"
        f'<p>{escape(say("paper.sheet_mark"))}</p><table><thead><tr><th scope="col"></th>{sides}</tr></thead>'
        f'<tbody>{rows}</tbody></table><h3>{escape(say("paper.sheet_top"))}</h3><ol class="lines">{top}</ol>'
        f"{_to_keep(workshop)}</section>"
    )


def _to_keep(workshop: Workshop) -> str:
    """The part with worry and hope, which the person tears off and keeps (docs/decisions/0003)."""
    lines = "".join(
        f"<li>{escape(in_words(prompt.question))}<br>&nbsp;</li>" for prompt in survey(workshop).prompts
    )
    return (
        f'<div class="keep"><h3>{escape(say("paper.sheet_keep"))}</h3><p>{escape(say("paper.sheet_keep_hint"))}</p>'
        f'<ul class="lines">{lines}</ul></div>'
    )


def _row(workshop: Workshop, value_id: str) -> str:
    value = framework(workshop).value(value_id)
    boxes = "&ensp;".join(f"{BOX}&nbsp;{score}" for score in (*range(1, 6), escape(say("paper.unknown"))))
    return (
        f'<tr><th scope="row">{escape(in_words(value.name))}<br><small>{escape(in_words(value.gist))}</small></th>'
        f"<td>{boxes}</td><td>{boxes}</td></tr>"
    )


def _scale(workshop: Workshop, dimension: str) -> str:
    """What the lowest and the highest number mean."""
    labels = next(part.labels for part in survey(workshop).dimensions if part.id == dimension)[
        visit.language()
    ]
    return f"<small>1 = {escape(labels[0])}, 5 = {escape(labels[-1])}</small>"


def _score(workshop: Workshop, form_id: str, value: str, side: str) -> int | None:
    return st.radio(f"{value_name(workshop, value)}: {say(f'figure.{side}').lower()}", _SCORES, horizontal=True,
                    format_func=_said, key=f"{form_id}-{value}-{side}")  # fmt: skip


def _said(score: int | None) -> str:
    """A score as it stands on paper."""
    if score is None:
        return say("paper.not_filled")
    return str(score) if score else say("paper.unknown")


def _entered(workshop: Workshop, sheet: Sheet) -> pd.DataFrame:
    given = {(mark.item, mark.dimension): mark.score for mark in sheet.scores}
    columns = {
        say(f"figure.{side}"): [_said(given.get((value, side))) for value in workshop.values]
        for side in SIDES
    }
    return pd.DataFrame(columns, index=[value_name(workshop, value) for value in workshop.values])
