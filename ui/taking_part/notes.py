"""Saying something in the room, and the list of what was said; the same for every step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from actions import group as grouping
from actions import note as noting
from domain.notes import LONGEST_NOTE, Draft, Note, NoteGroup, NoteKind, gathered
from domain.roles import Deed
from ui import visit
from ui.doing import do
from ui.fields import faults_line
from ui.fields import label as label_of
from ui.fields import send as send_form
from ui.prose import Prose
from ui.scene import Scene
from ui.texts import plain, say


def note_form(
    here: Scene,
    form: str,
    label: str,
    draft: Callable[[str], Draft],
    *,
    longest: int = LONGEST_NOTE,
    send: str = "note.send",
    seen_by: str = "note.room",
) -> None:
    """A field and a button. What was typed stays when it can't be saved, and is gone when it is.

    draft   makes the note from what was typed; the other choices of the step are in it
    send    the text of the button: its own where one screen has several forms
    seen_by the text that says who sees it
    """
    note_id, start = visit.form_id(form), str(visit.kept(f"start of {form}") or "")
    key = f"say-{form}-{note_id}"
    named = label_of(f"{key}-text", label)
    with st.form(key, border=False, enter_to_submit=longest < LONGEST_NOTE):
        if longest < LONGEST_NOTE:
            typed = st.text_input(named, start, max_chars=None, key=f"{key}-text")
        else:
            typed = st.text_area(named, start, key=f"{key}-text", height=96)
        st.caption(say(seen_by))
        sent = st.form_submit_button(say(send), type="primary")
        faults_line(key)
    if sent and send_form(key, lambda: _say(here, note_id, draft(typed or "")), "note.sent", only="text"):
        visit.renew(form)
        visit.keep(f"start of {form}", None)
        st.rerun()


def start_note(form: str, text: str) -> None:
    """Have a form begin with this text in its field."""
    visit.renew(form)
    visit.keep(f"start of {form}", text)


def note_list(
    here: Scene,
    said: list[Note],
    line: Callable[[Note], str],
    empty: str = "note.none",
    above: Prose | None = None,
) -> None:
    """What was said, newest last, with what was put together in one place.

    A small button takes a note back: one's own, or any when leading.

    above   what stands above it, to go on in: who draws it then draws its end too
    """
    prose = above or Prose()
    if not said:
        prose.add(f":small[{say(empty)}]")
    for group, together in gathered(said, here.note_groups()):
        if group is None and not may_take_away(here, together[0]):
            prose.add(line(together[0]))
            continue
        prose.draw()
        if group is None:
            note_line(here, together[0], line(together[0]))
        else:
            with together_box(here, group, len(together)):
                for note in together:
                    note_line(here, note, line(note))
    if above is None:
        prose.draw()


def said_list(here: Scene, said: list[Note], line: Callable[[Note], str]) -> None:
    """The same to look at, as one list: nothing to click."""
    points: list[str] = []
    for group, together in gathered(said, here.note_groups()):
        first, *others = together
        head = f"**{plain(group.heading)}**" if group and group.heading else line(first)
        under = together if group and group.heading else others
        points += [f"- {_indented(head)}", *(f"    - {_indented(line(one), 6)}" for one in under)]
    st.markdown("\n".join(points))


def _indented(text: str, spaces: int = 2) -> str:
    """More than one line as one point of a list."""
    return text.replace("\n", "\n" + " " * spaces)


@contextmanager
def together_box(here: Scene, group: NoteGroup, count: int) -> Iterator[None]:
    """A box for notes that belong together, and for who leads the button that takes them apart."""
    with st.container(border=True, gap="small", key=f"together-{group.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(group.heading) or say('group.together', n=count)}**", width="stretch")
            if here.who.may(Deed.LEAD, here.workshop.place) and st.button(
                say("group.apart"), key=f"apart-{group.id}", type="tertiary", icon=":material/call_split:"
            ):
                if do(
                    lambda: grouping.take_apart(visit.store(), here.who, here.workshop.id, group.id),
                    "group.taken_apart",
                ):
                    st.rerun()
        yield


def note_line(here: Scene, note: Note, text: str) -> None:
    """One note; with its button for who may take it away."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"note-{note.id}"):
        st.markdown(text, width="stretch")
        if may_take_away(here, note) and st.button(
            say("note.take_away"), key=f"away-{note.id}", type="tertiary", icon=":material/close:"
        ):
            if do(
                lambda: noting.take_away(visit.store(), here.who, visit.form_id(f"away-{note.id}"), note),
                "note.gone",
            ):
                visit.keep("taken away", (note, here.seen.number))
                st.rerun()


def undo_line(here: Scene, *, of_parked: bool = False) -> None:
    """After a note was taken away: the way to put it back, as long as the workshop stands where it stood.

    of_parked   for what was parked, which stands apart from the rest
    """
    note, taken_at = visit.kept("taken away") or (None, 0)
    if note is None or note.workshop_id != here.workshop.id or taken_at != here.seen.number:
        return
    if (note.kind is NoteKind.PARKED) != of_parked:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("note.gone"))
        if st.button(say("note.put_back"), key="put-back", icon=":material/undo:"):
            do(
                lambda: noting.put_back(visit.store(), here.who, visit.form_id(f"back-{note.id}"), note),
                "note.back",
            )
            visit.renew(f"back-{note.id}")
            visit.renew(f"away-{note.id}")
            visit.keep("taken away", None)
            st.rerun()


def may_take_away(here: Scene, note: Note) -> bool:
    """Whether this visitor wrote the note or leads the workshop."""
    if here.who.may(Deed.LEAD, here.workshop.place):
        return True
    return noting.author_key(here.who, here.workshop.id) == note.author_key


def quoted(note: Note) -> str:
    """What was said, as plain text."""
    return plain(note.body)


def _say(here: Scene, note_id: str, draft: Draft) -> None:
    noting.note(visit.store(), here.who, here.workshop.id, note_id, draft, today=visit.now().date())
