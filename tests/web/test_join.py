"""Joining: the promise first, one tap makes a participant, and only in this browser."""

from __future__ import annotations

import re
from html import unescape

import pytest

from actions.move import forward
from actions.rehearse import rehearse
from domain.workshops import Phase, Workshop
from storage import workshops
from storage.content import the_content
from tests.caller import Caller
from tests.cast import NOW, a_workshop, new_id, round_of
from tests.web.conftest import Site


def words(html: str) -> str:
    """The text of a page, without its markup."""
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


def text(key: str, language: str = "nl", **facts: object) -> str:
    return the_content().texts[key][language].format(**facts)


def test_the_promise_is_read_before_the_first_tap(site: Site) -> None:
    page = words(site.caller().get(f"/m/{site.workshop.code}").text)
    for part in ("no_name", "group", "room", "free"):
        assert text(f"promise.{part}", k=5) in page
    assert text("promise.limits", k=5, others=4) in page


def test_one_tap_makes_one_participant_and_leads_to_the_survey(site: Site) -> None:
    before = site.rows()
    reply = site.caller().join(site.workshop.code)
    assert (reply.status, reply.headers["location"]) == (303, f"/survey?m={site.workshop.code}")
    assert changed(before, site.rows()) == {"participant": 1}


def test_a_second_tap_on_the_same_page_is_the_same_participant(site: Site) -> None:
    caller, before = site.caller(), site.rows()
    page = caller.get(f"/m/{site.workshop.code}").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    for _ in range(2):
        send(caller, site.workshop, **hidden, perspective="policy")
    assert changed(before, site.rows()) == {"participant": 1}


def test_whoever_comes_back_is_known_and_does_not_join_again(site: Site) -> None:
    caller = site.caller()
    caller.join(site.workshop.code)
    page = words(caller.get(f"/m/{site.workshop.code}").text)
    assert text("join.known") in page
    assert text("join.start") not in page


def test_after_the_end_a_new_visitor_reads_that_it_is_over_and_who_took_part_goes_on(site: Site) -> None:
    workshop = a_workshop(site.store, site.cast.duinstad)
    known, lead = site.caller(), site.cast.duinstad.facilitator.account_id or ""
    known.join(workshop.code)
    site.store.write(workshops.move(workshop.id, 0, Phase.ENDED, "", lead, NOW))
    site.store.write(workshops.end_round(round_of(site.store, workshop).id, lead, NOW))
    page = words(site.caller().get(f"/m/{workshop.code}").text)
    assert text("join.over_title") in page and text("join.over") in page
    assert text("join.start") not in page and text("promise.title") not in page
    assert text("join.known") in words(known.get(f"/m/{workshop.code}").text)


def test_someone_else_on_this_device_lets_the_first_one_go_and_keeps_the_answers(site: Site) -> None:
    caller = site.caller()
    caller.join(site.workshop.code)
    held, before = caller.cookies[f"participant-{site.workshop.code}"], site.rows()
    asked = words(caller.get(f"/m/{site.workshop.code}?next=1").text)
    assert text("join.next_start") in asked and text("join.go_on") not in asked
    left = caller.send_form(f"/m/{site.workshop.code}/leave", token=token_of(caller))
    assert left.status == 303
    assert caller.cookies[f"participant-{site.workshop.code}"] != held
    assert site.rows() == before
    assert text("join.start") in words(caller.get(f"/m/{site.workshop.code}").text)


def test_who_erases_reads_what_goes_and_stays_and_is_then_nobody_here(site: Site) -> None:
    caller, code = site.caller(), site.workshop.code
    assert caller.get(f"/m/{code}/erase").headers["location"] == f"/m/{code}"
    caller.join(code)
    caller.answer(code, round_of(site.store, site.workshop).id, "privacy", 4)
    before = site.rows()
    shown = caller.get(f"/m/{code}/erase")
    assert text("erase.no_way_back") in words(shown.text) and site.rows() == before
    erased = caller.send_form(f"/m/{code}/erase", token=token_of(caller))
    assert (erased.status, site.rows()["answer"], site.rows()["participant"]) == (
        200, before["answer"] - 1, before["participant"] - 1,
    )  # fmt: skip
    assert text("erase.done") in words(erased.text)
    assert text("join.start") in words(caller.get(f"/m/{code}").text)


def test_after_the_start_the_way_leads_to_the_room(site: Site) -> None:
    workshop = a_workshop(site.store, site.cast.duinstad)
    standing = workshops.standing(site.store, workshop.id)
    forward(site.store, site.cast.duinstad.facilitator, workshop.id, standing, now=NOW)
    assert site.caller().join(workshop.code).headers["location"] == f"/room?m={workshop.code}"


def test_whoever_joins_a_rehearsal_reads_that_it_does_not_count(site: Site) -> None:
    lead = site.cast.duinstad.facilitator
    made = rehearse(site.store, lead, a_workshop(site.store, site.cast.duinstad).id, new_id(), now=NOW)
    assert text("rehearsal.band") in words(site.caller().get(f"/m/{made.code}").text)
    assert text("rehearsal.band") not in words(site.caller().get(f"/m/{site.workshop.code}").text)


@pytest.mark.parametrize("perspective", ["", "boss", "executive", "<script>"])
def test_a_perspective_that_is_not_asked_for_is_refused(site: Site, perspective: str) -> None:
    before = site.rows()
    reply = site.caller().join(site.workshop.code, perspective)
    assert reply.status == 400
    assert text("problem.bad_input") in words(reply.text)
    assert site.rows() == before


@pytest.mark.parametrize("participant", ["", "x", "' or 1=1"])
def test_an_id_that_is_not_one_is_refused(site: Site, participant: str) -> None:
    before = site.rows()
    path = f"/m/{site.workshop.code}"
    assert site.caller().send_form(path, perspective="policy", participant=participant).status == 400
    assert site.rows() == before


def test_a_code_may_be_typed_in_any_case_and_with_spaces_around(site: Site) -> None:
    reply = site.caller().get(f"/m?code=%20{site.workshop.code.lower()}%20")
    assert (reply.status, reply.headers["location"]) == (303, f"/m/{site.workshop.code}")


def test_a_wrong_code_says_what_to_do_and_keeps_what_was_typed(site: Site) -> None:
    reply = site.caller().get("/m?code=zzzzzz")
    assert reply.status == 404
    assert text("problem.not_found") in words(reply.text)
    assert 'value="ZZZZZZ"' in reply.text


def test_what_was_typed_is_never_markup(site: Site) -> None:
    assert "<script>" not in site.caller().get("/m?code=%3Cscript%3E").text.lower().replace(
        "<script></script>", ""
    )
    titled = a_workshop(site.store, site.cast.duinstad, title="<b>Plein</b>")
    assert "&lt;b&gt;Plein&lt;/b&gt;" in site.caller().get(f"/m/{titled.code}").text


def test_the_page_speaks_the_language_asked_for_then_the_one_chosen_before_then_the_workshops(
    site: Site,
) -> None:
    english = a_workshop(site.store, site.cast.duinstad, language="en")
    caller, path = site.caller(), f"/m/{english.code}"
    assert language_of(caller, path) == "en"
    assert language_of(caller, f"{path}?lang=nl") == "nl"
    assert language_of(caller, path) == "nl", "chosen in this browser"
    assert language_of(caller, f"{path}?lang=xx") == "nl"
    assert language_of(site.caller(), "/sign-in") == "nl"


def test_every_plain_page_is_there_in_both_languages(site: Site) -> None:
    for path in ("/m", f"/m/{site.workshop.code}", "/sign-in", "/sign-in/x", "/sign-out"):
        for language in ("nl", "en"):
            reply = site.caller().get(f"{path}?lang={language}")
            assert text("app.skip", language) in words(reply.text), path


def changed(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {table: after[table] - before[table] for table in after if after[table] != before[table]}


def token_of(caller: Caller) -> str:
    return re.search(r'name="token" value="([^"]*)"', caller.get("/sign-in").text)[1]  # type: ignore[index]


def send(caller: Caller, workshop: Workshop, **fields: str) -> None:
    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert caller.call("POST", f"/m/{workshop.code}", body, kind).status == 303


def language_of(caller: Caller, path: str) -> str:
    return re.search(r'<html lang="(\w+)"', caller.get(path).text)[1]  # type: ignore[index]
