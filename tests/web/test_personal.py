"""A personal link: the same promise, one tap, one person on every device, and nothing for whoever only has the link."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from actions.invite import invite
from tests.cast import TODAY, a_workshop
from tests.web.conftest import Site
from tests.web.test_join import changed, text, words


@pytest.fixture
def link(site: Site) -> str:
    """The path of a new personal link."""
    lead = site.cast.duinstad.facilitator
    (made,) = invite(site.store, lead, site.workshop.id, str(uuid4()), [], 1, today=TODAY)
    return f"/p/{made.token}"


def code_on(page: str) -> str:
    return re.search(r'class="own">(\w{6})<', page)[1]  # type: ignore[index]


def test_the_promise_says_what_a_personal_link_keeps(site: Site, link: str) -> None:
    page = words(site.caller().get(link).text)
    for part in ("personal", "group", "limits_personal"):
        assert text(f"promise.{part}", k=5) in page
    assert text("promise.no_name") not in page, "an address is kept"


def test_one_tap_makes_one_participant_and_shows_the_own_code_and_the_way_on(site: Site, link: str) -> None:
    caller, before = site.caller(), site.rows()
    reply = caller.send_form(link, perspective="policy")
    assert (reply.status, reply.headers["location"]) == (303, link)
    assert changed(before, site.rows()) == {"participant": 1}
    page = caller.get(link).text
    assert code_on(page)
    assert f'href="/survey?m={site.workshop.code}"' in page


def test_a_second_tap_in_the_same_browser_is_the_same_participant(site: Site, link: str) -> None:
    caller, before = site.caller(), site.rows()
    caller.get(link)
    for _ in range(2):
        caller.cookies.pop(f"participant-{site.workshop.code}", None)  # the first reply never came
        assert caller.send_form(link, perspective="policy").status == 303
    assert changed(before, site.rows()) == {"participant": 1}


def test_on_a_second_device_the_own_code_makes_the_same_person(site: Site, link: str) -> None:
    first, second, before = site.caller(), site.caller(), site.rows()
    first.send_form(link, perspective="policy")
    code = code_on(first.get(link).text)
    assert second.send_form(link, own_code=f" {code.lower()} ").status == 303
    assert changed(before, site.rows()) == {"participant": 1}
    cookie = f"participant-{site.workshop.code}"
    assert second.cookies[cookie].split(".")[0] == first.cookies[cookie].split(".")[0]


def test_whoever_only_has_the_link_learns_and_becomes_nothing(site: Site, link: str) -> None:
    unused = words(site.caller().get(link).text)
    site.caller().send_form(link, perspective="policy")
    other, before = site.caller(), site.rows()
    assert words(other.get(link).text) == unused, "a look does not tell whether the link was used"
    reply = other.send_form(link, perspective="data")
    assert reply.status == 409
    assert text("problem.link_in_use") in words(reply.text)
    assert f"participant-{site.workshop.code}" not in other.cookies
    assert site.rows() == before


def test_the_own_code_cannot_be_tried_for_long(site: Site, link: str) -> None:
    site.caller().send_form(link, perspective="policy")
    other = site.caller()
    assert [other.send_form(link, own_code="XXXXXX").status for _ in range(11)] == [400] * 10 + [429]


def test_who_joined_by_the_shared_link_here_is_not_the_person_of_the_link(site: Site, link: str) -> None:
    caller = site.caller()
    caller.join(site.workshop.code)
    page = words(caller.get(link).text)
    assert text("join.start") in page
    assert text("join.known") not in page


@pytest.mark.parametrize("token", ["x", "0" * 64, "..%2f..%2fetc", "%00"])
def test_a_link_that_is_not_ours_is_not_found(site: Site, token: str) -> None:
    for reply in (site.caller().get(f"/p/{token}"), site.caller().call("POST", f"/p/{token}", b"")):
        assert reply.status == 404


def test_the_page_is_there_in_the_language_of_the_workshop(site: Site) -> None:
    english = a_workshop(site.store, site.cast.duinstad, language="en")
    lead = site.cast.duinstad.facilitator
    (made,) = invite(site.store, lead, english.id, str(uuid4()), ["kim@x.example"], 0, today=TODAY)
    page = site.caller().get(f"/p/{made.token}").text
    assert text("promise.personal", "en", k=5) in words(page)
    assert "kim@x.example" not in page
