"""Our style sheet, sent with the page itself: once for a visit, not at every run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from domain.texts import say
from storage.content import the_content

_OWN_WORDS = ("nothing_found", "choose_file")  # shown in place of words that Streamlit has in English only


@cache
def style(language: str) -> str:
    """The element that holds it, with the words in this language that the style puts in place of others."""
    words = "".join(
        f"--{name.replace('_', '-')}: {json.dumps(_said(name, language))};" for name in _OWN_WORDS
    )
    sheet = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    return f"<style>:root {{ {words} }}\n{sheet}</style>"


def _said(name: str, language: str) -> str:
    return say(the_content().texts, language, f"app.{name}").replace("<", "")
