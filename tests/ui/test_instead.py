"""Our words in place of those of the page server: each has a text, and each text has a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storage.content import the_content
from ui.instead import PREFIX, script

ELSEWHERE = {"no_script"}  # stands in the page's HTML (web/middleware.py)
LINES = (Path(__file__).parents[2] / "ui" / "instead.js").read_text(encoding="utf-8")


def test_every_word_that_is_replaced_has_a_text_and_no_text_is_left_over() -> None:
    used = {*re.findall(r'/, "(\w+)"\]', LINES), *re.findall(r"OURS\.(\w+)", LINES)}
    texts = {key.removeprefix(PREFIX) for key in the_content().texts if key.startswith(PREFIX)}
    assert used == texts - ELSEWHERE


@pytest.mark.parametrize(("language", "word"), [("nl", "Sluit"), ("en", "Close")])
def test_a_page_gets_the_words_of_its_language(language: str, word: str) -> None:
    assert f'"close": "{word}"' in script(language)
