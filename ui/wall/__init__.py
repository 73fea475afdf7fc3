"""The big screen: everything fits in it, at every width, and nothing scrolls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import visit
from ui.parts import at_its_address, sent
from ui.texts import say

# Rows of a picture that fit: values with a gap, one vote, two votes, tensions.
MOST_VALUES, MOST_BARS, MOST_PAIRS, MOST_TENSIONS = 8, 9, 6, 7
_WORDS_AND_PICTURE = (7, 10)
_SAID = (
    "projector.more",
    "projector.and",
    "projector.agreements",
    "projector.agreements.one",
    "projector.notes",
    "projector.notes.one",
)
_FOLDER = Path(__file__).parent

_WALL: Any = st.components.v2.component(
    "wall",
    html='<p class="more" role="note"></p>',
    js=at_its_address(
        "wall", *((_FOLDER / name).read_text(encoding="utf-8") for name in ("wall.js", "wall.css"))
    ),
)


def fit_on_the_wall() -> None:
    """Called last: scales the page to the screen, and says how many notes it leaves to the phones."""
    _WALL(data=sent({"words": {key.removeprefix("projector."): say(key) for key in _SAID}}), key="wall")


def side_by_side(*widths: int) -> list[DeltaGenerator]:
    """Columns on the big screen: words beside a picture, or of these widths. Under each other where someone reads alone."""
    widths = widths or _WORDS_AND_PICTURE
    return st.columns(widths, gap="large") if visit.is_at("projector") else [st.container() for _ in widths]


def kept_on_the_wall(*, newest: bool = False) -> DeltaGenerator:
    """A place whose agreements make way last, when the big screen has no room for everything: its last, or its first.

    newest   it is the first that make way, because the last were made a moment ago
    """
    return st.container(key="wall-kept-newest" if newest else "wall-kept")


def spared_on_the_wall(what: str) -> DeltaGenerator:
    """A place whose list makes way first, and then wholly, with its heading."""
    return st.container(key=f"wall-spare-{what}")


def flowing(columns: int) -> DeltaGenerator:
    """A place whose parts fill so many columns on the big screen, one after the other; elsewhere they stand in one."""
    return st.container(key=f"wall-flow-{columns}")
