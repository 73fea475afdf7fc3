"""The missing voices: planned perspectives from which nobody has joined yet.

No counts, and nothing before enough people joined: with one or two of them, what is missing tells who is there.
"""

from __future__ import annotations

import streamlit as st

from domain.workshops import Workshop
from storage import participants
from ui import visit
from ui.texts import perspective_name, say


def missing_voices(workshop: Workshop) -> None:
    """One line for the facilitator: from whom nobody is here, or that somebody is from everywhere."""
    joined = participants.perspectives(visit.store(), workshop.id)
    if sum(joined.values()) < workshop.smallest_group:
        st.caption(say("control.missing_later", k=workshop.smallest_group))
        return
    missing = [perspective_name(workshop, name) for name in workshop.perspectives if name not in joined]
    if missing:
        st.markdown(say("control.missing", names=", ".join(missing)))
    else:
        st.caption(say("control.missing_none"))
