"""Step: order and agree. Ideas are weighed on necessity and importance; agreements get an owner and a date; one last word."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from actions.agree import agree
from actions.publish import publish
from analytics.voting import priorities
from charts.matrix_chart import matrix_chart
from charts.matrix_chart import words as matrix_words
from charts.style import Size, principle_colour
from domain.agreements import AgreementDraft
from domain.notes import LONGEST_REFLECTION, Draft, Note, NoteKind
from domain.texts import parse_date
from domain.workshops import RoundKind
from reads.outcome import Outcome
from ui import visit
from ui.answering import rate_ideas
from ui.doing import do
from ui.figures import labels, look, people_line, said, show
from ui.hands import hands_form, hands_shown
from ui.notes import note_form, quoted
from ui.scene import Scene
from ui.texts import day, framework, number, plain, say, value_name

_ON_A_SCREEN = 8


def take_part(here: Scene) -> None:
    weighed = here.outcome(RoundKind.IDEAS)
    agreement_list(here)
    hands_shown(here, RoundKind.IDEAS, _names(here))
    if weighed is None:
        st.markdown(f"## {say('agree.weigh')}")
        _ratings(here)
    else:
        _matrix(here, weighed, "own-matrix", "phone")
    st.markdown(f"## {say('agree.last_word')}")
    note_form(here, "reflection", say("agree.reflection"), lambda typed: Draft(NoteKind.REFLECTION, typed),
              longest=LONGEST_REFLECTION)  # fmt: skip


def lead(here: Scene) -> None:
    weighed = here.outcome(RoundKind.IDEAS)
    if weighed is None:
        st.markdown(say("agree.reveal_hint"))
        if st.button(say("agree.reveal"), key="reveal-ideas", type="primary", icon=":material/visibility:"):
            if do(
                lambda: publish(visit.store(), here.who, here.workshop.id, RoundKind.IDEAS, now=visit.now())
            ):
                st.rerun()
    hands_form(here, RoundKind.IDEAS, _names(here))
    _agreement_form(here, weighed)
    agreement_list(here)
    if weighed is not None:
        _matrix(here, weighed, "lead-matrix")
    words(here)


def project(here: Scene) -> None:
    weighed = here.outcome(RoundKind.IDEAS)
    agreement_list(here)
    hands_shown(here, RoundKind.IDEAS, _names(here))
    if weighed is not None:
        _matrix(here, weighed, "project-matrix", "projector")
    words(here)


def _names(here: Scene) -> dict[str, str]:
    return {idea.id: idea.body for idea in here.notes(NoteKind.IDEA)}


def agreement_list(here: Scene) -> None:
    """The agreements of this workshop, each with owner, date and what makes it done."""
    made = here.agreements()
    st.markdown(f"## {say('agree.agreements', n=len(made))}")
    if not made:
        st.caption(say("agree.none"))
    for place, agreement in enumerate(made, 1):
        done_when = (
            f"  \n{say('agree.done_when')}: {plain(agreement.done_when)}" if agreement.done_when else ""
        )
        st.markdown(
            f"{place}. **{plain(agreement.title)}**  \n{plain(agreement.owner_name)}, {day(agreement.due_on)} · "
            f"{value_name(here.workshop, agreement.value_id)}{done_when}"
        )


def words(here: Scene) -> None:
    """The one-word reflections, beside each other; as text, in the order they came."""
    said_words = here.notes(NoteKind.REFLECTION)
    if said_words:
        st.markdown(f"### {say('agree.words')}")
        st.markdown(" · ".join(quoted(word) for word in said_words))


def _ratings(here: Scene) -> None:
    """All ideas, eight in a component."""
    ideas = here.notes(NoteKind.IDEA)
    if not ideas:
        st.caption(say("agree.no_ideas"))
    dimensions = [
        {
            "id": name,
            "question": say(f"agree.{name}"),
            "labels": [say(f"agree.label_{score}") for score in range(1, 6)],
        }
        for name in ("necessity", "importance")
    ]
    person = here.who.participant_in(here.workshop.id) or ""
    for some in _by_eight(ideas):
        rate_ideas(
            here.workshop,
            here.round(RoundKind.IDEAS),
            person,
            [_item(here, idea) for idea in some],
            dimensions,
        )


def _by_eight(ideas: list[Note]) -> Iterator[list[Note]]:
    for start in range(0, len(ideas), _ON_A_SCREEN):
        yield ideas[start : start + _ON_A_SCREEN]


def _item(here: Scene, idea: Note) -> dict[str, str]:
    tone = principle_colour(framework(here.workshop).value(idea.about).principle, look())
    return {
        "id": idea.id,
        "name": idea.body,
        "gist": value_name(here.workshop, idea.about),
        "help": "",
        "tone": tone,
    }


def _matrix(here: Scene, weighed: Outcome, key: str, size: Size | None = None) -> None:
    """Necessity beside importance for each idea, and the same in a table."""
    ordered = priorities(weighed.shown)
    names = {idea.id: idea.body for idea in here.notes(NoteKind.IDEA)}
    ordered = ordered[ordered.index.isin(list(names))]
    people_line(weighed)
    table = pd.DataFrame(
        {
            say("agree.necessity_short"): [
                number(row) if pd.notna(row) else "–" for row in ordered["necessity"]
            ],
            say("agree.importance_short"): [
                number(row) if pd.notna(row) else "–" for row in ordered["importance"]
            ],
            say("figure.n"): [str(n) for n in ordered["n"]],
        },
        index=[names[str(item)] for item in ordered.index],
    )
    drawn = labels(names)
    show(matrix_chart(ordered, drawn, look(size)), table, said(matrix_words(ordered, drawn)), key)


def _agreement_form(here: Scene, weighed: Outcome | None) -> None:
    """From idea to agreement: what, who, when, and when it is done."""
    st.markdown(f"### {say('agree.new')}")
    ideas = {idea.id: idea for idea in here.notes(NoteKind.IDEA)}
    order = [str(item) for item in priorities(weighed.shown).index] if weighed else []
    ranked = [name for name in order if name in ideas] + [name for name in ideas if name not in order]
    picked = st.selectbox(say("agree.from_idea"), ["", *ranked], filter_mode=None, key="agreement-idea",
                          format_func=lambda name: ideas[name].body if name else say("agree.own_words"))  # fmt: skip
    idea = ideas.get(picked or "")
    agreement_id = visit.form_id("agreement")
    with st.form(f"agreement-{agreement_id}-{picked}", border=False, enter_to_submit=False):
        title = st.text_input(say("agree.what"), value=idea.body if idea else "")
        values = [*here.chosen(), *(value for value in here.workshop.values if value not in here.chosen())]
        value = st.selectbox(say("agree.value"), values, index=values.index(idea.about) if idea else 0,
                             format_func=lambda name: value_name(here.workshop, name), filter_mode=None)  # fmt: skip
        owner, due = st.columns(2)
        owner_name = owner.text_input(say("agree.owner"))
        due_on = due.text_input(say("agree.due"), placeholder=say("agree.due_example"))
        done_when = st.text_input(say("agree.done_when_long"))
        sent = st.form_submit_button(say("agree.record"), type="primary")
    if sent and do(lambda: agree(
        visit.store(), here.who, here.workshop.id, agreement_id,
        AgreementDraft(title, done_when, owner_name, parse_date(due_on), value or "", picked or None), now=visit.now(),
    )):  # fmt: skip
        visit.renew("agreement")
        st.rerun()
