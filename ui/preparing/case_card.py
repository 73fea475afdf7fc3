"""The case of a workshop: its story, and its card, from the library or as it was filled in for a case of one's own."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from domain.workshops import Workshop
from storage.content import the_content
from ui.texts import in_words, plain, say


def case_card(workshop: Workshop, *, is_open: bool = True) -> None:
    """Story and dilemma, with the card below: goal, technology, data, who decides, who is touched."""
    case = the_content().cases.get(workshop.case_id)
    story = plain(workshop.case_story) if workshop.case_story else in_words(case.story) if case else ""
    st.markdown(f"{story}\n\n**{in_words(case.dilemma)}**" if case else story)
    if case is not None:
        _card({part: in_words(words) for part, words in case.card.items()}, is_open)
    elif workshop.card:
        _card({part: plain(words) for part, words in workshop.card}, is_open)


def _card(parts: Mapping[str, str], is_open: bool) -> None:
    with st.expander(say("case.card"), expanded=is_open):
        st.markdown("\n\n".join(f"**{say(f'case.{part}')}**  \n{words}" for part, words in parts.items()))
