"""A visit: what a form will make is the same at each run until it is made; and a bug is told with a number."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest


def _form() -> None:
    import streamlit as st

    from ui import visit

    visit.begin()
    st.text(visit.form_id("note"))
    st.text(visit.form_id("idea"))
    if st.button("made"):
        visit.renew("note")


def test_a_form_has_one_id_until_it_made_something() -> None:
    test = AppTest.from_function(_form).run()
    first = [part.value for part in test.text]
    assert len(set(first)) == 2, "each form has its own"
    assert [part.value for part in test.run().text] == first
    test.button[0].click().run()
    after = [part.value for part in test.run().text]
    assert after[0] != first[0]
    assert after[1] == first[1]


def _once() -> None:
    import streamlit as st

    from ui import visit

    visit.begin()
    found: list[int] = []
    for _ in range(3):
        visit.once("number", lambda: found.append(1))
    st.text(str(len(found)))


def test_what_is_found_out_once_in_a_run_is_found_out_again_in_the_next() -> None:
    test = AppTest.from_function(_once)
    assert [test.run().text[0].value for _ in range(2)] == ["1", "1"]


def _apologise(what: str) -> None:
    from domain.problems import TooLong
    from ui.apology import apologise

    apologise(TooLong(limit=500) if what == "problem" else ValueError("a secret of someone"))


@pytest.mark.parametrize("what", ["problem", "bug"])
def test_a_problem_says_what_to_do_and_a_bug_gives_a_number(
    what: str, caplog: pytest.LogCaptureFixture
) -> None:
    test = AppTest.from_function(_apologise, kwargs={"what": what}).run()
    (told,) = [part.value for part in test.error]
    if what == "problem":
        assert "500 tekens" in told
        assert not [one for one in caplog.records if one.name == "app"]
    else:
        number = re.search(r"\b[0-9a-f]{8}\b", told)
        assert number
        assert "secret" not in told
        (record,) = [one for one in caplog.records if one.name == "app"]
        assert record.number == number[0]  # type: ignore[attr-defined]
