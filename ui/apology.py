"""When a page has a bug: a short apology with a number, and the same number with the whole story in the log."""

from __future__ import annotations

import logging
from uuid import uuid4

import streamlit as st

from domain.problems import Problem
from ui.texts import say


def apologise(error: BaseException) -> bool:
    """Show the visitor what is the matter; True, so that Streamlit shows nothing of its own."""
    if isinstance(error, Problem):
        st.error(
            say(error.key, **{"limit": "", "people": "", "smallest_group": "", "reason": "", **error.facts})
        )
        return True
    number = uuid4().hex[:8]
    logging.getLogger("app").error("unexpected error %s", number, exc_info=error)
    st.error(say("problem.bug", number=number))
    return True
