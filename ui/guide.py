"""The facilitator's script of a step: what to say, what to do, what to watch, when it is done."""

from __future__ import annotations

import streamlit as st

from storage.content import the_content
from ui.texts import in_words, say


def script(topic: str) -> None:
    """The script, in the order in which it is needed; all of it readable without a click."""
    words = the_content().guide.get(topic)
    if words:
        with st.container(border=True, key=f"script-{topic}"):
            st.caption(say("control.script"))
            st.markdown(in_words(words).replace("## ", "#### "))
