"""Answers stand still while the group talks, and go on again; nothing is shown by it."""

from __future__ import annotations

import streamlit as st

from actions.freeze import freeze
from domain.workshops import Round, RoundKind
from ui import visit
from ui.doing import do
from ui.scene import Scene
from ui.texts import say


def freeze_button(here: Scene, kind: RoundKind) -> None:
    """One button that lets the answers of this round stand still, or go on; beside it what that means while they do."""
    asked = here.round(kind)
    name = f"freeze-{asked.id}-{asked.is_frozen}"
    if asked.is_frozen:
        word, icon, done = say("freeze.thaw"), ":material/play_arrow:", "freeze.thawed"
    else:
        word, icon, done = say("freeze.freeze"), ":material/pause:", "freeze.frozen"
    if st.button(word, key=name, icon=icon, help=say("freeze.hint")) and _freeze(here, asked, name, done):
        st.rerun()


def _freeze(here: Scene, asked: Round, name: str, done: str) -> bool:
    freeze_id = visit.form_id(name)

    def turned() -> None:
        freeze(
            visit.store(),
            here.who,
            here.workshop.id,
            freeze_id,
            asked.id,
            not asked.is_frozen,
            now=visit.now(),
        )
        visit.renew(name)

    return do(turned, done)
