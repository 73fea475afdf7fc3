"""The case of a workshop: its story, and its card where it comes from the library."""

from __future__ import annotations

import streamlit as st

from domain.workshops import Workshop
from storage.content import the_content
from ui.texts import in_words, plain, say


def case_card(workshop: Workshop, *, is_open: bool = True) -> None:
    """Story and dilemma, with the card below: goal, technology, data, who decides, who is touched."""
    case = the_content().cases.get(workshop.case_id)
    st.markdown(plain(workshop.case_story) if workshop.case_story else in_words(case.story) if case else "")
    if case is None:
        return
    st.markdown(f"**{in_words(case.dilemma)}**")
    with st.expander(say("case.card"), expanded=is_open):
        st.markdown(
            "\n\n".join(
                f"**{say(f'case.{part}')}**  \n{in_words(words)}" for part, words in case.card.items()
            )
        )
