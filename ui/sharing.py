"""A device that several people use: the way to let the one who is here go, before the next one takes part."""

from __future__ import annotations

from html import escape

import streamlit as st

from domain.workshops import Workshop
from ui.texts import say


def someone_else(workshop: Workshop) -> None:
    """A link to the page where the device lets this participant go; the answers stay."""
    words = escape(say("join.someone_else"))
    st.html(f'<p class="ways"><a target="_self" href="/m/{workshop.code}">{words}</a></p>')
