"""The first page of an empty store: only with the code of the console, and only once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from storage import organisations
from storage.content import the_content
from storage.store import Store
from tests.caller import Caller, Reply
from tests.pages.tabs import fresh_store
from tests.served import served
from web.setup import set_up_code

FILLED_IN = {
    "organisation": "Duinstad", "department": "Orde", "team": "Toezicht", "name": "Noor", "email": "noor@duinstad.example",
    "password": "een lang wachtwoord", "start": "empty",
}  # fmt: skip


class Empty(NamedTuple):
    store: Store
    caller: Caller


@pytest.fixture
def empty() -> Iterator[Empty]:
    with fresh_store() as store, served() as base:
        yield Empty(store, Caller(base))


def send(caller: Caller, **changes: str) -> Reply:
    return caller.send_form("/setup", **{"code": set_up_code(), **FILLED_IN, **changes})


def text(key: str) -> str:
    return the_content().texts[f"problem.{key}"]["nl"]


def test_the_front_page_of_an_empty_store_leads_to_the_set_up(empty: Empty) -> None:
    reply = empty.caller.get("/")
    assert (reply.status, reply.headers["location"]) == (303, "/setup")


def test_the_set_up_makes_the_first_person_who_is_signed_in_at_once(empty: Empty) -> None:
    reply = send(empty.caller)
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert "account" in empty.caller.cookies
    assert empty.store.rows("select name from organisation") == [("Duinstad",)]


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "é", "0" * 500])
def test_without_the_code_of_the_console_nothing_is_made(empty: Empty, code: str) -> None:
    for start in ("empty", "demo"):
        reply = send(empty.caller, code=code, start=start)
        assert reply.status == 400
        assert text("wrong_code") in reply.text
    assert organisations.is_empty(empty.store)


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [("organisation", "", "empty"), ("name", "  ", "empty"), ("team", "x" * 121, "too_long"), ("email", "noor", "bad_input"),
     ("password", "te kort", "bad_input")],
)  # fmt: skip
def test_a_mistake_is_said_and_what_was_typed_stays(
    empty: Empty, field: str, typed: str, problem: str
) -> None:
    reply = send(empty.caller, **{field: typed})
    assert reply.status == 400
    assert text(problem).split("{")[0] in reply.text
    assert 'value="Orde"' in reply.text
    assert FILLED_IN["password"] not in reply.text
    assert organisations.is_empty(empty.store)


def test_the_set_up_works_once(empty: Empty) -> None:
    late = Caller(f"http://{empty.caller.host}")
    token = re.search(r'name="token" value="([^"]*)"', late.get("/setup").text)[1]  # type: ignore[index]
    send(empty.caller)
    assert late.get("/setup").headers["location"] == "/"
    for start in ("empty", "demo"):
        reply = send(late, token=token, start=start)
        assert reply.status == 400
        assert text("store_not_empty") in reply.text
    assert "account" not in late.cookies
    assert empty.store.rows("select count(*) from organisation") == [(1,)]


def test_the_demo_shows_links_that_sign_in(empty: Empty) -> None:
    reply = send(empty.caller, start="demo")
    links = re.findall(r'href="(/sign-in/[^"]+)"', reply.text)
    assert len(links) >= 3
    assert empty.caller.send_form(links[0]).headers["location"] == "/"
