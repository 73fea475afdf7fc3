"""What was agreed, as a list: on phones, on the big screen, for who leads and in the result; with objections and minority views."""

from __future__ import annotations

import streamlit as st

from domain.agreements import Agreement
from domain.notes import Draft, Note, NoteKind
from ui.agreeing.form import correction_form
from ui.agreeing.review import review_line
from ui.scene import Scene
from ui.taking_part.notes import note_form, note_line, quoted, undo_line
from ui.texts import day, plain, say, value_name


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


def agreements_on_the_wall(here: Scene, in_full: int) -> None:
    """The agreements without owners; of more than `in_full` of them what and when, and the rest is on the phones."""
    is_brief = len(here.agreements()) > in_full
    agreement_list(here, is_to_read=True, has_owners=False, is_brief=is_brief)
    if is_brief:
        st.caption(say("agree.brief"))
