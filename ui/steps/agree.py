"""Step: order and agree. Ideas are weighed on necessity and importance; agreements get an owner and a date; one last word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import streamlit as st

from charts.style import principle_colour
from domain.agreements import Agreement
from domain.notes import LONGEST_REFLECTION, Draft, Note, NoteKind
from domain.workshops import RoundKind
from ui.agreeing.form import agreement_form, correction_form, start_agreement
from ui.agreeing.ideas import idea_list, objection_form, objection_list, ordered_ideas, show_matrix
from ui.agreeing.review import review_form, review_line
from ui.figures import look
from ui.leading.hands import hands_form, hands_shown
from ui.leading.revealing import reveal_buttons
from ui.scene import Scene
from ui.taking_part.answering import rate_ideas
from ui.taking_part.closing import exit_form, exit_result
from ui.taking_part.notes import note_form, note_line, quoted, undo_line
from ui.texts import day, framework, plain, say, value_name
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


def agreements_on_the_wall(here: Scene, in_full: int) -> None:
    """The agreements without owners; of more than `in_full` of them what and when, and the rest is on the phones."""
    is_brief = len(here.agreements()) > in_full
    agreement_list(here, is_to_read=True, has_owners=False, is_brief=is_brief)
    if is_brief:
        st.caption(say("agree.brief"))


def _names(here: Scene) -> dict[str, str]:
    return {idea.id: idea.body for idea in here.notes(NoteKind.IDEA)}


def agreement_list(
    here: Scene,
    *,
    is_to_read: bool = False,
    is_record: bool = False,
    has_owners: bool = True,
    is_brief: bool = False,
    corrects: bool = False,
) -> None:
    """The agreements of this workshop, each with owner, date, what makes it done, and the minority views on it.

    is_to_read  leaves out the ways to take a view away
    corrects    gives who may change agreements the way to correct each of them
    is_record   shows only the views that go with their agreement, to read: as in a result that others read too
    has_owners  says who owns each; the big screen names nobody
    is_brief    what and when only, and that there are objections or views
    """
    made, is_only_read = here.agreements(), is_to_read or is_record
    st.markdown(f"## {say('agree.agreements', n=len(made))}")
    if not made:
        st.caption(say("agree.none"))
    told = [
        _in_brief(here, place, one)
        if is_brief
        else _told(here, place, one, is_record, has_owners, is_only_read)
        for place, one in enumerate(made, 1)
    ]
    if is_only_read:
        st.markdown("\n".join(told))
        review_line(here)
        return
    for agreement, line in zip(made, told, strict=True):
        st.markdown(line)
        if corrects:
            correction_form(here.who, agreement, here.chosen())
        for view in _views_on(here, agreement.id, is_record):
            note_line(here, view, _view_line(view))
    if not corrects:
        review_line(here)


def _told(
    here: Scene, place: int, agreement: Agreement, is_record: bool, has_owners: bool, has_views: bool
) -> str:
    """One agreement as a point of a list; with the views on it where there is nothing to click."""
    number = f"{place}. "
    lines = [f"{number}**{plain(agreement.title)}**"]
    owner = f"{plain(agreement.owner_name)}, " if has_owners else ""
    lines.append(f"{owner}{day(agreement.due_on)} · {value_name(here.workshop, agreement.value_id)}")
    if agreement.done_when:
        lines.append(f"{say('agree.done_when')}: {plain(agreement.done_when)}")
    lines += [
        f":material/front_hand: {say('agree.objection')}: {quoted(one)}"
        for one in _objections_to(here, agreement)
    ]
    views = _views_on(here, agreement.id, is_record) if has_views else []
    beneath = " " * len(number)
    return f"  \n{beneath}".join(lines) + "".join(f"\n\n{beneath}{_view_line(view)}\n" for view in views)


def _in_brief(here: Scene, place: int, agreement: Agreement) -> str:
    counts = {
        "objections": len(_objections_to(here, agreement)),
        "views": len(_views_on(here, agreement.id, is_record=False)),
    }
    more = [say(f"agree.{what}", n=n) for what, n in counts.items() if n]
    facts = " · ".join([day(agreement.due_on), value_name(here.workshop, agreement.value_id), *more])
    number = f"{place}. "
    return f"{number}**{plain(agreement.title)}**  \n{' ' * len(number)}{facts}"


def _view_line(view: Note) -> str:
    """A minority view; and that it stays in the room, where its author did not let it go with the agreement."""
    stays = "" if view.travels else f" :small[({say('agree.minority_stays')})]"
    return f"> **{say('agree.minority')}:** {quoted(view)}{stays}"


def _objections_to(here: Scene, agreement: Agreement) -> list[Note]:
    """What was said against the idea that became this agreement: it stays with it."""
    return [one for one in here.notes(NoteKind.OBJECTION) if one.parent_id == agreement.note_id]


def _views_on(here: Scene, agreement_id: str, is_record: bool) -> list[Note]:
    """The minority views on an agreement; in a record those that go with it."""
    views = [view for view in here.notes(NoteKind.MINORITY) if view.parent_id == agreement_id]
    return [view for view in views if view.travels or not is_record]


def minority_form(here: Scene) -> None:
    """A view that differs from an agreement; whether it goes with the agreement is the choice of who writes it."""
    undo_line(here)
    made = {agreement.id: agreement for agreement in here.agreements()}
    if not made:
        return
    with st.expander(say("agree.minority_add")):
        st.caption(say("agree.minority_hint"))
        picked = st.selectbox(say("agree.minority_of"), list(made), format_func=lambda name: made[name].title,
                              filter_mode=None, key="minority-agreement")  # fmt: skip
        travels = st.checkbox(say("agree.minority_travels"), key="minority-travels")
        st.caption(say("agree.minority_room"))
        note_form(here, "minority", say("agree.minority_text"),
                  lambda typed: Draft(NoteKind.MINORITY, typed, parent_id=picked, travels=travels), send="agree.minority_send")  # fmt: skip


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
