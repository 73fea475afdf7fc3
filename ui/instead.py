"""Our words in place of those that the page server has in English only; the list of what is replaced is in instead.js."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from domain.texts import say
from storage.content import the_content

PREFIX = "instead."


@cache
def script(language: str) -> str:
    """The element that puts them there in this language, for the end of the page's HTML."""
    texts = the_content().texts
    ours = {key.removeprefix(PREFIX): say(texts, language, key) for key in texts if key.startswith(PREFIX)}
    words = json.dumps(ours, ensure_ascii=False).replace("<", "\\u003c")
    lines = (Path(__file__).parent / "instead.js").read_text(encoding="utf-8")
    return f"<script>{lines.replace('OURS = {}', f'OURS = {words}', 1)}</script>"
