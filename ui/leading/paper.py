"""The survey on paper: the sheet as it is printed, the form to enter one, and the check before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from actions.enter_paper import enter_paper
from domain.answers import TOP, Mark, Sheet, checked_sheet
from domain.content import Dimension
from domain.workshops import Workshop
from ui import visit
from ui.doing import do
from ui.fields import faults_line, label, must_be_right, part_line
from ui.figures import show_table
from ui.scene import Scene
from ui.texts import framework, in_words, perspective_name, say, survey, value_name

BOX = "☐"
_SCORES = (None, 1, 2, 3, 4, 5, 0)
_TYPED, _CHECKED = "paper typed", "paper checked"


def sheet_form(here: Scene) -> None:
    """Everything that stands on a sheet; nothing is saved before it was checked, and it is still filled for who comes back."""
    workshop, form = here.workshop, _form(here.workshop)
    _fill_again(form)
    st.markdown("\n".join(f"- {line}" for line in (*_scales(workshop), say("paper.marks"))))
    with st.form(form, border=False, enter_to_submit=False):
        perspective = _choice(f"{form}-perspective_id", say("paper.perspective"), workshop.perspectives,
                              lambda name: perspective_name(workshop, name))  # fmt: skip
        given = {(value, part.id): _score(workshop, form, value, part)
                 for value in workshop.values for part in survey(workshop).dimensions}  # fmt: skip
        part_line(f"{form}-scores", say("paper.scores"), list(given.values()))
        st.markdown(f"### {say('paper.top')}")
        top = tuple(
            _choice(f"{form}-top-{place}", say("paper.place", n=place), workshop.values, lambda name: value_name(workshop, name))
            for place in range(1, min(TOP, len(workshop.values)) + 1)
        )  # fmt: skip
        sent = st.form_submit_button(say("paper.check"), type="primary", icon=":material/fact_check:")
        faults_line(form)
    if sent:
        marks = tuple(Mark(*what, score) for what, score in given.items() if score is not None)
        _keep_checked(workshop, form, Sheet(perspective, marks, top))


def check(here: Scene) -> None:
    """What was entered, once more, to compare with the paper; then it may be saved, and is not shown again."""
    workshop = here.workshop
    if visit.kept(_CHECKED) != _form(workshop):
        return
    sheet = visit.kept(_TYPED)[1]
    with st.container(key="paper-check"):
        st.markdown(f"## {say('paper.check_title')}")
        st.markdown(say("paper.check_hint"))
        st.markdown(
            f"**{say('paper.perspective')}:** {perspective_name(here.workshop, sheet.perspective_id)}"
        )
        show_table(_entered(workshop, sheet))
        st.markdown("\n".join(f"{n}. {value_name(workshop, value)}" for n, value in sheet.places.items()))
    form_id = visit.form_id(_name(workshop))
    if st.button(say("paper.save"), type="primary", key=f"save-{form_id}", icon=":material/save:"):
        today = visit.now().date()
        if do(
            lambda: enter_paper(visit.store(), here.who, workshop.id, form_id, sheet, today=today),
            "paper.saved",
        ):
            _forget(workshop)
            st.rerun()


def _name(workshop: Workshop) -> str:
    return f"paper {workshop.id}"


def _form(workshop: Workshop) -> str:
    return f"paper-{visit.form_id(_name(workshop))}"


def _keep_checked(workshop: Workshop, form: str, sheet: Sheet) -> None:
    """Keep what was typed; it counts as checked only when it can be right."""
    visit.keep(_TYPED, (form, sheet))
    visit.keep(_CHECKED, None)
    must_be_right(form, lambda: checked_sheet(sheet, workshop.values, workshop.perspectives))
    visit.keep(_CHECKED, form)


def _forget(workshop: Workshop) -> None:
    for what in (_TYPED, _CHECKED):
        visit.keep(what, None)
    visit.renew(_name(workshop))


def _fill_again(form: str) -> None:
    """Put what was typed back in the fields: they are empty after another page."""
    typed_in, sheet = visit.kept(_TYPED) or ("", None)
    if sheet is None or typed_in != form:
        return
    fields = {f"{form}-perspective_id": sheet.perspective_id or None}
    fields |= {f"{form}-{mark.item}-{mark.dimension}": mark.score for mark in sheet.scores}
    fields |= {f"{form}-top-{place}": value for place, value in sheet.places.items()}
    for key, what in fields.items():
        if not visit.has_field(key):
            visit.fill(key, what)


def _choice(key: str, text: str, options: Sequence[str], named: Callable[[str], str]) -> str:
    """One of the options, or "" while the field is empty."""
    chosen = st.selectbox(label(key, text), options, index=None, filter_mode=None, format_func=named,
                          placeholder=say("paper.nothing"), key=key)  # fmt: skip
    return chosen or ""


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
    low, high = _ends(next(part for part in survey(workshop).dimensions if part.id == dimension))
    return f"<small>1 = {escape(low)}, 5 = {escape(high)}</small>"


def _scales(workshop: Workshop) -> list[str]:
    """Each question with what its lowest and highest number mean."""
    return [
        say("paper.scale", question=in_words(part.question), low=low.lower(), high=high.lower())
        for part in survey(workshop).dimensions
        for low, high in [_ends(part)]
    ]


def _ends(part: Dimension) -> tuple[str, str]:
    labels = part.labels[visit.language()]
    return labels[0], labels[-1]


def _score(workshop: Workshop, form: str, value: str, part: Dimension) -> int | None:
    return st.radio(f"{value_name(workshop, value)}: {in_words(part.question)}", _SCORES, horizontal=True,
                    format_func=lambda score: _said(workshop, score), key=f"{form}-{value}-{part.id}")  # fmt: skip


def _said(workshop: Workshop, score: int | None) -> str:
    """A score in words: the numbers stand on paper as they are."""
    if score is None:
        return say("paper.nothing")
    return str(score) if score else in_words(survey(workshop).dont_know)


def _entered(workshop: Workshop, sheet: Sheet) -> pd.DataFrame:
    given = {(mark.item, mark.dimension): mark.score for mark in sheet.scores}
    columns = {
        in_words(part.question): [_said(workshop, given.get((value, part.id))) for value in workshop.values]
        for part in survey(workshop).dimensions
    }
    return pd.DataFrame(columns, index=[value_name(workshop, value) for value in workshop.values])
