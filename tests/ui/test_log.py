"""The log is one JSON object a line, has the number that the visitor sees, and nothing about anyone."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest

from domain.problems import BadInput, NotSaved
from ui.log import ERRORS, OneLine, is_worth_a_line, numbered, say_seldom, without_values

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Lines:
    """What was logged until now, as it stands in the log."""
    return lambda: [
        json.loads(OneLine().format(record)) for record in caplog.records if is_worth_a_line(record)
    ]


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("could not convert string 'vrijheid van Jan' to INT32", "could not convert string … to INT32"),
        ('duplicate key "email: a@b.nl" violates', "duplicate key … violates"),
        ("no account noor.de.wit@duinstad.example here", "no account … here"),
        ("from 192.168.178.21:5512 it came", "from … it came"),
        ("from 2001:db8::ff00:42:8329 it came", "from … it came"),
        ("id 65270ebb-6035-4180-ac57-9b8be9e48a45 is gone", "id … is gone"),
        ("workshop 7KXW2M or ABCDEF is full", "workshop … or … is full"),
        ("get /m/7KXW2M failed", "get … failed"),
        ("see https://workshop.example.nl/sign-in/WyJh now", "see … now"),
        ("first line\nDETAIL: Failing row contains (Jan, secret)", "first line"),
        ("the store does not answer", "the store does not answer"),
    ],
)
def test_what_could_be_someones_is_left_out(message: str, kept: str) -> None:
    assert without_values(message) == kept


def test_an_unexpected_error_is_logged_once_with_its_number(lines: Lines) -> None:
    before = ERRORS.counts().get("", 0)
    error = _raised(KeyError("secret word of Jan"))
    number = numbered(error, "/m")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
    (line,) = lines()
    assert (line["number"], line["where"], line["kinds"]) == (number, "/m", ["KeyError"])
    assert line["says"] == "unexpected error"
    assert line["places"][-1].startswith("tests/ui/test_log.py:")
    assert "Jan" not in json.dumps(line)
    assert ERRORS.counts()[""] == before + 1


def test_what_led_to_an_error_is_named_too(lines: Lines) -> None:
    try:
        try:
            raise ValueError("x")
        except ValueError as first:
            raise KeyError("y") from first
    except KeyError as error:
        numbered(error, "page")
    assert lines()[0]["kinds"] == ["KeyError", "ValueError"]


def test_facts_of_a_problem_stay_out_of_the_log_but_not_what_the_disk_says(lines: Lines) -> None:
    numbered(_raised(BadInput(reason="Jan typed this")), "page")
    say_seldom("a full disk", NotSaved(reason="No space left on device"))
    typed, full = lines()
    assert typed["because"] == "problem.bad_input"
    assert full["because"] == "problem.not_saved No space left on device"


def test_a_whole_room_that_meets_the_same_problem_is_one_line(lines: Lines) -> None:
    for _ in range(400):
        say_seldom("the store is away", NotSaved())
    assert len(lines()) == 1


def test_what_was_told_to_stop_and_what_the_page_server_says_twice_are_no_lines(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").error("Exception", exc_info=_raised(asyncio.CancelledError()))
    logging.getLogger("streamlit.error_util").error("Uncaught app execution", exc_info=_raised(KeyError()))
    assert lines() == []


def _raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught
