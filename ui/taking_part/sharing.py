"""A device that several people use: the way to let the one who is here go, before the next one takes part."""

from __future__ import annotations

from html import escape

import streamlit as st

from domain.workshops import Workshop
from ui.texts import say


def someone_else(workshop: Workshop) -> None:
    """Links to the page where the device lets this participant go and the answers stay, and to the one that erases them."""
    ways = (("join.someone_else", "?next=1"), ("erase.link", "/erase"))
    links = " ".join(
        f'<a target="_self" href="/m/{workshop.code}{page}">{escape(say(key))}</a>' for key, page in ways
    )
    st.html(f'<p class="ways">{links}</p>')
