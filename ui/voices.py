"""The missing voices: planned perspectives from which nobody has joined yet. No counts, so nobody can be singled out."""

from __future__ import annotations

import streamlit as st

from domain.workshops import Workshop
from storage import participants
from ui import visit
from ui.texts import perspective_name, say


def missing_voices(workshop: Workshop) -> None:
    """One line for the facilitator: from whom nobody is here, or nothing when everyone is."""
    joined = participants.perspectives(visit.store(), workshop.id)
    missing = [perspective_name(workshop, name) for name in workshop.perspectives if name not in joined]
    if missing and joined:
        st.markdown(say("control.missing", names=", ".join(missing)))
