"""The show of hands: a small form for who leads a group that is too small for a vote, and the counts on every screen."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from actions.show_hands import show_hands
from domain.workshops import RoundKind
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import plain, say


def hands_shown(here: Scene, kind: RoundKind, names: Mapping[str, str]) -> None:
    """What the room showed, most hands first, marked as counted in the room; nothing when no hands were shown."""
    counts = {item: raised for item, raised in here.hands(kind).items() if raised and item in names}
    if not counts:
        return
    st.markdown(f"### {say('hands.title')}")
    st.markdown(
        "\n".join(
            f"- {say('hands.one', name=plain(names[item]), n=raised)}" for item, raised in counts.items()
        )
    )
    st.caption(say("hands.said"))


def hands_form(here: Scene, kind: RoundKind, names: Mapping[str, str]) -> None:
    """The form, only while fewer people take part than the smallest group; below it what was counted before."""
    if here.seen.joined < here.workshop.smallest_group and names and not here.round(kind).is_published:
        _form(here, kind, names)
    hands_shown(here, kind, names)


def _form(here: Scene, kind: RoundKind, names: Mapping[str, str]) -> None:
    before, name = here.hands(kind), f"hands-{kind}"
    show_id = visit.form_id(name)
    with st.expander(say("hands.title")):
        st.markdown(say("hands.hint", k=here.workshop.smallest_group))
        with st.form(f"{name}-{show_id}", border=False, enter_to_submit=False):
            counts = {
                item: st.number_input(say("hands.hands", name=plain(one)), min_value=0, max_value=1000,
                                      value=before.get(item, 0), key=f"{show_id}-{item}")
                for item, one in names.items()
            }  # fmt: skip
            sent = st.form_submit_button(say("hands.record"), type="primary")
        if sent and do(lambda: show_hands(
            visit.store(), here.who, here.workshop.id, show_id, kind, counts, now=visit.now()
        )):  # fmt: skip
            visit.renew(name)
            st.rerun()
