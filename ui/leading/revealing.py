"""Showing an outcome to everyone. It can't be undone, so it is asked once while people have not answered yet."""

from __future__ import annotations

import streamlit as st

from actions.publish import publish
from domain.workshops import Round, RoundKind
from ui import visit
from ui.doing import do
from ui.leading.freezing import freeze_button
from ui.scene import Scene
from ui.texts import say


def reveal_buttons(here: Scene, kind: RoundKind, word: str, *, can_freeze: bool = True) -> None:
    """The button that shows the newest round of this kind, and beside it the one that lets answers stand still.

    word   the key of what the button says
    """
    asked = here.round(kind)
    if visit.kept("asks to reveal") == asked.id:
        _ask(here, asked)
        return
    with st.container(horizontal=True, key=f"reveal-or-freeze-{kind}"):
        is_clicked = st.button(
            say(word), key=f"reveal-{kind}-{asked.number}", type="primary", icon=":material/visibility:"
        )
        if can_freeze:
            freeze_button(here, kind)
    if is_clicked and _waited_for(here, asked):
        visit.keep("asks to reveal", asked.id)
        visit.move_focus(f"reveal-anyway-{asked.id}")
        st.rerun()
    if is_clicked:
        reveal(here, kind)


def reveal(here: Scene, kind: RoundKind, *, even_without_outcome: bool = False) -> None:
    """Close the newest round of this kind and show what may be seen of it."""
    visit.keep("asks to reveal", None)
    if do(
        lambda: publish(
            visit.store(), here.who, here.workshop.id, kind, now=visit.now(),
            even_without_outcome=even_without_outcome,
        ),
        "values.revealed",
    ):  # fmt: skip
        st.rerun()


def _waited_for(here: Scene, asked: Round) -> int:
    """How many people have not answered; nobody once answers stand still, and while there are too few for an outcome."""
    people = here.seen.joined if asked.kind is RoundKind.VALUES else here.seen.devices
    if asked.is_frozen or here.seen.answered < here.workshop.smallest_group:
        return 0
    return max(0, people - here.seen.answered)


def _ask(here: Scene, asked: Round) -> None:
    """The question, with the count of this moment, in the place of the buttons."""
    some = _waited_for(here, asked)
    with st.container(key=f"reveal-or-freeze-{asked.kind}", gap="small"):
        st.markdown(f"**{say('reveal.waits', n=some) if some else say('move.all_ready')}**")
        with st.container(horizontal=True):
            if st.button(say("move.not_yet"), key=f"reveal-not-yet-{asked.id}"):
                visit.keep("asks to reveal", None)
                visit.move_focus(f"reveal-{asked.kind}-{asked.number}")
                st.rerun()
            if st.button(
                say("reveal.anyway"), type="primary", icon=":material/visibility:", key=f"reveal-anyway-{asked.id}"
            ):  # fmt: skip
                reveal(here, asked.kind)
