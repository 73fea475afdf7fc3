"""Doing something from a page: call an action, say that it is saved, or say what is the matter and keep what was typed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from domain.problems import Problem
from ui.apology import apologise
from ui.texts import say


def do(
    action: Callable[[], object], saved: str = "app.saved", passes: tuple[type[Problem], ...] = ()
) -> bool:
    """Whether it was done; the text of `saved` is shown when it was, the problem's own text when it was not.

    passes   the problems that whoever calls tells in another way
    """
    try:
        action()
    except passes:
        raise
    except Problem as problem:
        apologise(problem)
        return False
    st.toast(say(saved), icon=":material/check:")
    return True
