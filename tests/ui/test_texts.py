"""What someone typed stays what it was, and every text is said in the language of the visit."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from ui.texts import plain, plain_label

MARKUP = [
    "**vet**", "_schuin_", "`code`", "# kop", "- lijst", "1. lijst", "[klik](https://elders.example)", "![](x)", "<b>x</b>",
    "$x$", ":red[rood]", ":material/home:", "a | b", "> citaat", "~~weg~~", "&lt;", "\\*", "---", "{x}", "a == b", "^1^",
]  # fmt: skip


def read(markdown: str) -> str:
    """What is left of Markdown when every backslash before a sign is taken away, as Markdown does."""
    return re.sub(r"\\(\W|_)", r"\1", markdown).replace("\u2060", "")


@pytest.mark.parametrize("typed", MARKUP)
def test_what_was_typed_is_read_as_it_was_typed(typed: str) -> None:
    assert read(plain(typed)) == typed
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`#\[\]<>$|~]", plain(typed))


@pytest.mark.parametrize(
    "typed", ["https://elders.example", "HTTP://x", "ftp://x", "www.elders.example", "WWW.x.nl"]
)
def test_an_address_that_was_typed_does_not_become_a_link(typed: str) -> None:
    assert not re.search(r"https?\\?:\\?/\\?/|www\\?\.", plain(typed), re.IGNORECASE)
    assert read(plain(typed)) == typed


@pytest.mark.parametrize("typed", ["", "Gewoon een zin", "é 漢 😀👩‍👩‍👧", "regel\nregel"])
def test_letters_stay(typed: str) -> None:
    assert plain(typed) == typed


@pytest.mark.parametrize(
    "typed", ["Wie kijkt mee: wij of zij?", "Het e-mailadres (van wie?) staat er niet.", "Nu & straks!"]
)
def test_a_sentence_that_was_typed_is_read_aloud_without_backslashes(typed: str) -> None:
    assert plain_label(typed) == typed


@pytest.mark.parametrize("typed", MARKUP)
def test_what_was_typed_is_text_in_a_label_too(typed: str) -> None:
    assert read(plain_label(typed)) == typed
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`#\[\]<>$|~]|^(\d+\.|-|:)", plain_label(typed))


def _asks() -> None:
    from datetime import date

    import streamlit as st

    from ui import visit
    from ui.texts import away, day, number, say

    st.text(visit.language())
    st.text(day(date(2026, 11, 24)))
    st.text(number(3.45, 2))
    st.text(say("app.back"))
    st.text(away(visit.now().date()))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["nl", "24 november 2026", "3,45", "Terug", "vandaag"]),
        ("en", ["en", "24 November 2026", "3.45", "Back", "today"]),
    ],
)
def test_a_page_speaks_one_language(language: str, said: list[str]) -> None:
    test = AppTest.from_function(_asks)
    test.query_params["lang"] = language
    assert [part.value for part in test.run().text] == said


def test_a_language_that_does_not_exist_is_dutch() -> None:
    test = AppTest.from_function(_asks)
    test.query_params["lang"] = "xx"
    assert test.run().text[0].value == "nl"


def _shows() -> None:
    import pandas as pd

    from charts.labels import Labels
    from charts.status_chart import status_chart
    from ui.figures import look, show

    counts = pd.DataFrame(
        {"open": [1], "started": [0], "done": [0], "secured": [0], "dropped": [0], "total": [1]},
        index=["Orde"],
    )
    from storage.content import the_content

    labels = Labels(
        {key: words["nl"] for key, words in the_content().texts.items() if key.startswith("chart.")}, {}
    )
    table = pd.DataFrame({"a|b": ["<b>1</b>"]}, index=["![x](https://elders.example)"])
    show(status_chart(counts, labels, look()), table, "Bovenaan staat: **x** <b>", "picture")


def test_what_was_typed_is_text_in_the_sentence_and_the_table_of_a_chart() -> None:
    test = AppTest.from_function(_shows)
    test.context = {"theme": "light"}
    shown = test.run()
    assert not shown.exception
    assert shown.markdown[0].value == plain("Bovenaan staat: **x** <b>")
    (table,) = (one.value for one in shown.html)
    assert "<th>![x](https://elders.example)</th>" in table
    assert "<th>a|b</th>" in table
    assert "<td>&lt;b&gt;1&lt;/b&gt;</td>" in table
