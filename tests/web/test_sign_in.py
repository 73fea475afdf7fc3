"""Signing in and out: a link works once and only by its button, and the way back never leaves the app."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from actions.administer import add_person
from actions.sign_in import MOST_FAILURES, link
from domain.roles import Grant, Role
from storage import accounts
from storage.content import the_content
from storage.settings import now
from tests.caller import Caller, Reply
from tests.cast import NOW, new_id
from tests.web.conftest import Site

PASSWORD = "een lang wachtwoord"


@pytest.fixture(scope="module")
def email(site: Site) -> str:
    """The address of someone with a password."""
    house, address = site.cast.duinstad, f"{new_id()}@duinstad.example"
    grant = Grant(Role.MANAGER, house.organisation_id)
    add_person(site.store, house.administrator, address, "Nora", PASSWORD, grant, now=NOW)
    return address


def enter(caller: Caller, email: str, password: str = PASSWORD, **more: str) -> Reply:
    return caller.send_form("/sign-in", email=email, password=password, **more)


def text(key: str) -> str:
    return the_content().texts[f"problem.{key}"]["nl"]


def test_a_password_opens_the_app(site: Site, email: str) -> None:
    caller = site.caller()
    reply = enter(caller, email)
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert "account" in caller.cookies


@pytest.mark.parametrize("wrong", ["password", "address", "both", "none"])
def test_a_wrong_password_and_a_wrong_address_look_the_same(site: Site, email: str, wrong: str) -> None:
    caller = site.caller()
    reply = enter(
        caller,
        {"address": "niemand@duinstad.example", "both": "x", "none": ""}.get(wrong, email),
        {"password": "een ander wachtwoord", "none": ""}.get(wrong, PASSWORD),
    )
    assert reply.status == 403
    assert text("wrong_sign_in") in reply.text
    assert "account" not in caller.cookies
    assert PASSWORD not in reply.text


def test_after_ten_wrong_passwords_the_next_one_waits_right_or_wrong(site: Site) -> None:
    caller, address = site.caller(), f"{new_id()}@duinstad.example"
    site.store.write(*(accounts.note_failure(new_id(), address, now()) for _ in range(MOST_FAILURES)))
    reply = enter(caller, address)
    assert text("too_many_attempts") in reply.text
    assert "account" not in caller.cookies


@pytest.mark.parametrize(
    "back",
    ["https://elders.example", "//elders.example", "/\\elders.example", "javascript:alert(1)", "/\t/elders.example",
     "/\r\nSet-Cookie: x=1"],
)  # fmt: skip
def test_the_way_back_never_leaves_the_app(site: Site, email: str, back: str) -> None:
    to = enter(site.caller(), email, back=back).headers["location"]
    assert re.fullmatch(r"/(?![/\\]).*", to)
    assert not re.search(r"[\t\r\n]", to)


def test_the_way_back_is_the_page_one_came_for(site: Site, email: str) -> None:
    back = "/control?m=ABCDEF"
    assert enter(site.caller(), email, back=back).headers["location"] == back


def test_looking_at_a_link_does_not_use_it(site: Site, email: str) -> None:
    path = f"/sign-in/{link(email)}"
    before = site.rows()
    scanner = site.caller()
    for _ in range(3):
        assert scanner.get(path).status == 200
    assert site.rows() == before
    caller = site.caller()
    assert caller.send_form(path).status == 303
    assert "account" in caller.cookies


def test_a_link_works_once(site: Site, email: str) -> None:
    path = f"/sign-in/{link(email)}"
    assert site.caller().send_form(path).status == 303
    second = site.caller()
    reply = second.send_form(path)
    assert reply.status == 403
    assert text("used_link") in reply.text
    assert "account" not in second.cookies


@pytest.mark.parametrize("token", ["x", "W10.x.y", "'; --"])
def test_a_false_link_says_what_to_do(site: Site, token: str) -> None:
    assert text("used_link") in site.caller().send_form(f"/sign-in/{token.replace(' ', '%20')}").text


def test_a_link_for_an_address_that_nobody_has_does_not_work(site: Site) -> None:
    assert site.caller().send_form(f"/sign-in/{link('niemand@duinstad.example')}").status == 403


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOCK_FILE", str(tmp_path / "clock"))
    return tmp_path / "clock"


def test_a_link_is_too_old_after_ten_minutes(site: Site, email: str, clock: Path) -> None:
    path = f"/sign-in/{link(email)}"
    clock.write_text((now() + timedelta(minutes=10, seconds=5)).isoformat(), encoding="utf-8")
    assert site.caller().send_form(path).status == 403


def test_signing_out_counts_in_every_tab_at_once(site: Site, email: str) -> None:
    caller = site.caller()
    enter(caller, email)
    other_tab = Caller(site.base)
    other_tab.cookies.update(caller.cookies)
    stream = other_tab.stream(site.workshop.code)
    stream.close()
    assert caller.get("/sign-out").status == 200
    stream = other_tab.stream(site.workshop.code)
    stream.close()
    reply = caller.send_form("/sign-out")
    assert (reply.status, reply.headers["location"]) == (303, "/sign-in")
    assert other_tab.get(f"/live/{site.workshop.code}").status == 403
