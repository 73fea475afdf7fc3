"""The part of a page that follows the workshop: when it moves on, only this part runs again, not the frame around it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import streamlit as st

from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from ui import access, visit
from ui.watching import RERUNS

_AT_ONCE = 2
_TURNS = threading.BoundedSemaphore(_AT_ONCE)
"""A hall full of screens that follow takes turns: all at the same time, each would be as late as the last one."""


@st.fragment
def follow(deed: Deed, draw: Callable[[Visitor, Workshop], None]) -> None:
    """Draw this part, for who may still do the deed: that is asked anew at every run, also of this part alone."""
    with _TURNS:
        if visit.is_whole():
            draw(*access.still(deed))
            return
        visit.begin()
        with RERUNS.taking():
            draw(*access.still(deed))
