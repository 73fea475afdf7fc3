"""When a page has a bug: a short apology with a number, and the same number with the whole story in the log."""

from __future__ import annotations

import streamlit as st

from domain.problems import Problem, StoreProblem
from ui.log import numbered, say_seldom
from ui.texts import say


def apologise(error: BaseException) -> bool:
    """Show the visitor what is the matter; True, so that Streamlit shows nothing of its own."""
    if isinstance(error, StoreProblem):
        say_seldom("the store does not answer", error)
    if isinstance(error, Problem):
        st.error(
            say(error.key, **{"limit": "", "people": "", "smallest_group": "", "reason": "", **error.facts})
        )
        return True
    st.error(say("problem.bug", number=numbered(error, "page")))
    return True
