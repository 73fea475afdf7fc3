"""Step: order and agree. Ideas are weighed on necessity and importance; agreements get an owner and a date; one last word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import streamlit as st

from charts.style import principle_colour
from domain.notes import LONGEST_REFLECTION, Draft, Note, NoteKind
from domain.workshops import RoundKind
from ui.agreeing.agreed import agreement_list, agreements_on_the_wall, minority_form
from ui.agreeing.form import agreement_form, start_agreement
from ui.agreeing.ideas import idea_list, objection_form, objection_list, ordered_ideas, show_matrix
from ui.agreeing.review import review_form
from ui.figures import look
from ui.leading.hands import hands_form, hands_shown
from ui.leading.revealing import reveal_buttons
from ui.scene import Scene
from ui.taking_part.answering import rate_ideas
from ui.taking_part.closing import exit_form, exit_result
from ui.taking_part.notes import note_form, quoted, undo_line
from ui.texts import framework, say, value_name
from ui.wall import flowing, kept_on_the_wall, side_by_side, spared_on_the_wall

_ON_A_SCREEN = 8
# So many agreements have room for all their words on the big screen: beside a picture, and at the end.
_IN_FULL_BESIDE, _IN_FULL_AT_THE_END = 2, 5


def take_part(here: Scene) -> None:
    weighed = here.outcome(RoundKind.IDEAS)
    if here.agreements():
        agreement_list(here)
    hands_shown(here, RoundKind.IDEAS, _names(here))
    if weighed is None:
        st.markdown(f"## {say('agree.weigh')}")
        _ratings(here)
        objection_list(here)
    else:
        show_matrix(here, weighed, "own-matrix", "phone")
        idea_list(here, weighed)
    objection_form(here)
    minority_form(here)
    if weighed is not None or here.hands(RoundKind.IDEAS) or here.agreements():
        _close(here)


def _close(here: Scene) -> None:
    """The questions and words with which a person closes: asked once there is something to look back on."""
    exit_form(here)
    st.markdown(f"## {say('agree.last_word')}")
    note_form(here, "reflection", say("agree.reflection"), lambda typed: Draft(NoteKind.REFLECTION, typed),
              longest=LONGEST_REFLECTION)  # fmt: skip
    note_form(
        here,
        "lesson",
        say("agree.lesson"),
        lambda typed: Draft(NoteKind.LESSON, typed),
        send="agree.lesson_send",
    )


def lead(here: Scene) -> None:
    weighed = here.outcome(RoundKind.IDEAS)
    if weighed is None:
        st.markdown(say("agree.reveal_hint"))
        reveal_buttons(here, RoundKind.IDEAS, "agree.reveal")
    else:
        show_matrix(here, weighed, "lead-matrix", "phone")  # the list below has the names
    hands_form(here, RoundKind.IDEAS, _names(here))
    agreement_form(here, ordered_ideas(here, weighed))
    agreement_list(here, corrects=True)
    if here.agreements():
        review_form(here)
    idea_list(here, weighed, beside=start_agreement)
    undo_line(here)
    words(here)


def project(here: Scene) -> None:
    """What was agreed and the ideas, beside the picture of how they were weighed; before that, what there is to weigh."""
    weighed = here.outcome(RoundKind.IDEAS)
    hands_shown(here, RoundKind.IDEAS, _names(here))
    if weighed is None and not here.agreements():
        with flowing(2):
            idea_list(here, weighed, is_short=True)
        return
    said, picture = side_by_side()
    with said:
        if here.agreements():
            with kept_on_the_wall(newest=True):
                agreements_on_the_wall(here, _IN_FULL_BESIDE)
        with spared_on_the_wall("ideas") if here.agreements() else nullcontext():
            idea_list(here, weighed, is_short=True)
    with picture:
        if weighed is not None:
            show_matrix(here, weighed, "project-matrix", "projector")
        words(here)


def project_the_end(here: Scene) -> None:
    """The agreements and then the words of the room, over the whole width."""
    with flowing(2):
        with kept_on_the_wall():
            agreements_on_the_wall(here, _IN_FULL_AT_THE_END)
        words(here)


def _names(here: Scene) -> dict[str, str]:
    return {idea.id: idea.body for idea in here.notes(NoteKind.IDEA)}


def words(here: Scene) -> None:
    """The one-word reflections beside each other, and what people take with them; as text, in the order they came."""
    said_words = here.notes(NoteKind.REFLECTION)
    if said_words:
        st.markdown(f"### {say('agree.words')}")
        st.markdown(" · ".join(quoted(word) for word in said_words))
    lessons = here.notes(NoteKind.LESSON)
    if lessons:
        with spared_on_the_wall("lessons"):
            st.markdown(f"### {say('agree.lessons')}")
            st.markdown("\n".join(f"- {quoted(lesson)}" for lesson in lessons))


def record(here: Scene) -> None:
    """What people said at the close, and how they look back on the workshop."""
    words(here)
    exit_result(here, "record-exit")


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
