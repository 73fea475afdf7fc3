"""The route that takes answers: what it takes, and what it refuses with a text that says what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from actions.publish import publish
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from storage import answers
from storage.content import the_content
from tests.caller import Caller, Reply
from tests.cast import NOW, a_participant, a_workshop, give, new_id, participants_of, round_of
from tests.web.conftest import Site


@dataclass
class Phone:
    """Someone who joined a workshop, with the browser."""

    site: Site
    workshop: Workshop
    who: Visitor
    caller: Caller

    @property
    def round_id(self) -> str:
        return round_of(self.site.store, self.workshop).id

    def post(self, what: object = None, **headers: str) -> Reply:
        body = what if isinstance(what, bytes) else json.dumps(what).encode()
        return self.caller.call("POST", "/answers", body, {"Content-Type": "application/json", **headers})

    def mark(self, **changes: object) -> dict[str, object]:
        """An answer that can be taken, with any part of it changed."""
        one = {"item": "privacy", "dimension": "importance", "score": 4}
        return {"code": self.workshop.code, "round": self.round_id, "marks": [one]} | changes

    @property
    def stored(self) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
        person = self.who.participant_in(self.workshop.id) or ""
        store = self.site.store
        return answers.own_marks(store, self.round_id, person), answers.own_remarks(
            store, self.round_id, person
        )


@pytest.fixture
def phone(site: Site) -> Phone:
    workshop = a_workshop(site.store, site.cast.duinstad)
    who = a_participant(site.store, workshop)
    return Phone(site, workshop, who, site.caller(who))


def said(reply: Reply) -> str:
    return str(json.loads(reply.text)["problem"])


def text(key: str, language: str = "nl") -> str:
    return the_content().texts[f"problem.{key}"][language]


def test_an_answer_is_acknowledged_when_it_is_stored(phone: Phone) -> None:
    reply = phone.post(phone.mark())
    assert (reply.status, json.loads(reply.text)) == (200, {"saved": True})
    assert phone.stored == ({"privacy": {"importance": 4}}, {})


def test_the_same_answer_twice_is_one_answer(phone: Phone) -> None:
    assert [phone.post(phone.mark()).status for _ in range(2)] == [200, 200]
    assert phone.stored[0] == {"privacy": {"importance": 4}}


def test_marks_and_remarks_are_taken_together(phone: Phone) -> None:
    assert phone.post(phone.mark(remarks=[{"prompt": "worry", "body": "Wie kijkt er mee?"}])).status == 200
    assert phone.stored == ({"privacy": {"importance": 4}}, {"worry": "Wie kijkt er mee?"})


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "*vet* | `code`", "zorg 😀 é 漢", "'; drop table answer; --"]
)
def test_what_was_typed_stays_what_was_typed(phone: Phone, body: str) -> None:
    assert phone.post(phone.mark(marks=[], remarks=[{"prompt": "hope", "body": body}])).status == 200
    assert phone.stored[1] == {"hope": body}


def test_without_joining_there_is_nothing_to_answer(phone: Phone) -> None:
    phone.caller = phone.site.caller()
    reply = phone.post(phone.mark())
    assert (reply.status, said(reply)) == (401, text("not_signed_in"))


def test_an_account_is_not_a_participant(phone: Phone) -> None:
    phone.caller = phone.site.caller(phone.site.cast.duinstad.facilitator)
    assert phone.post(phone.mark()).status == 401


@pytest.mark.parametrize("way", ["own code", "code of the other", "cookie under another name"])
def test_the_cookie_of_another_workshop_opens_nothing_here(phone: Phone, way: str) -> None:
    site = phone.site
    other = a_workshop(site.store, site.cast.duinstad)
    phone.caller = site.caller(a_participant(site.store, other))
    if way == "cookie under another name":
        phone.caller.cookies = {
            f"participant-{phone.workshop.code}": next(iter(phone.caller.cookies.values()))
        }
    code = phone.workshop.code if way != "code of the other" else other.code
    assert phone.post(phone.mark(code=code)).status in (401, 403)
    assert phone.stored == ({}, {})


@pytest.mark.parametrize("change", ["cut", "turned", "empty", "made up"])
def test_a_cookie_that_was_tampered_with_is_no_cookie(phone: Phone, change: str) -> None:
    ((name, cookie),) = phone.caller.cookies.items()
    tampered = {
        "cut": cookie[:-3],
        "turned": cookie[::-1],
        "empty": "",
        "made up": json.dumps([phone.workshop.id, new_id()]),
    }
    phone.caller.cookies[name] = tampered[change].replace(" ", "").replace('"', "")
    assert phone.post(phone.mark()).status == 401


@pytest.mark.parametrize(
    "origin", ["https://elders.example", "null", "http://127.0.0.1.elders.example", "https://"]
)
def test_another_site_can_not_answer_for_someone(phone: Phone, origin: str) -> None:
    assert phone.post(phone.mark(), Origin=origin).status == 403
    assert phone.stored == ({}, {})


def test_the_own_site_can(phone: Phone) -> None:
    assert phone.post(phone.mark(), Origin=phone.site.base).status == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_of_another_site_could_send_is_refused(phone: Phone, kind: str) -> None:
    assert phone.post(phone.mark(), **{"Content-Type": kind}).status == 403
    assert phone.stored == ({}, {})


@pytest.mark.parametrize(
    "junk",
    [b"", b"{", b"[]", b"null", b"7", b'"x"', b"{}", b"\xff\xfe", b'{"code": 1, "round": 2}', b"[" * 60_000,
     b'{"code":"X","round":"x","marks":[NaN]}'],
)  # fmt: skip
def test_junk_is_refused_with_a_text(phone: Phone, junk: bytes) -> None:
    reply = phone.post(junk)
    assert (reply.status, said(reply)) == (400, text("bad_input"))


@pytest.mark.parametrize(
    "changes",
    [
        {"marks": [{"item": "privacy", "dimension": "importance", "score": score}]}
        for score in ("4", 4.0, 4.5, True, None, [4], -1, 100, 10**30)
    ]
    + [
        {"marks": "x"}, {"marks": [7]}, {"marks": [{}]}, {"marks": None}, {"round": 7}, {"round": None},
        {"marks": [{"item": ["privacy"], "dimension": "importance", "score": 4}]},
        {"marks": [{"item": "privacy\x00", "dimension": "importance", "score": 4}]},
        {"marks": [], "remarks": [{"prompt": "worry", "body": 7}]},
        {"marks": [], "remarks": [{"prompt": "worry", "body": "x\x00y"}]},
    ],
    ids=str,
)  # fmt: skip
def test_wrong_types_are_refused(phone: Phone, changes: dict[str, object]) -> None:
    reply = phone.post(phone.mark(**changes))
    assert (reply.status, said(reply)) == (400, text("bad_input"))
    assert phone.stored == ({}, {})


@pytest.mark.parametrize(
    "mark",
    [
        {"item": "duurzaamheid", "dimension": "importance", "score": 4},  # a value that is not asked here
        {"item": "privacy", "dimension": "dots", "score": 1},
        {"item": "privacy", "dimension": "importance", "score": 6},
        {"item": "", "dimension": "", "score": 0},
    ],
)
def test_an_answer_to_another_question_is_refused(phone: Phone, mark: dict[str, object]) -> None:
    reply = phone.post(phone.mark(marks=[mark]))
    assert (reply.status, said(reply)) == (400, text("not_a_score"))
    assert phone.stored == ({}, {})


def test_one_wrong_mark_takes_the_whole_post_with_it(phone: Phone) -> None:
    right = {"item": "privacy", "dimension": "importance", "score": 4}
    assert phone.post(phone.mark(marks=[right, right | {"score": 9}])).status == 400
    assert phone.stored == ({}, {})


@pytest.mark.parametrize(
    "round_id", ["0fbb2dbe-57e7-4c2a-8b1d-30a7bc40461a", "x", "", "' or 1=1 --", "0" * 36]
)
def test_an_unknown_round_is_not_found(phone: Phone, round_id: str) -> None:
    reply = phone.post(phone.mark(round=round_id))
    assert (reply.status, said(reply)) == (404, text("not_found"))


def test_a_remark_that_is_too_long_is_refused_with_its_limit(phone: Phone) -> None:
    reply = phone.post(phone.mark(marks=[], remarks=[{"prompt": "worry", "body": "x" * 501}]))
    assert reply.status == 400
    assert "500" in said(reply)
    assert phone.post(phone.mark(marks=[], remarks=[{"prompt": "worry", "body": "😀" * 500}])).status == 200


def test_a_post_that_is_too_large_is_refused_before_it_is_read(phone: Phone) -> None:
    reply = phone.post(phone.mark(more="x" * 70_000))
    assert (reply.status, "problem" in json.loads(reply.text)) == (413, True)


def test_more_dots_than_a_person_has_are_refused(phone: Phone) -> None:
    dots = round_of(phone.site.store, phone.workshop, RoundKind.DOTS).id
    six = [{"item": item, "dimension": "dots", "score": 3} for item in ("privacy", "vrijheid")]
    reply = phone.post(phone.mark(round=dots, marks=six))
    assert (reply.status, said(reply)) == (409, text("too_many_dots"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_after_closing_the_answer_is_refused_with_a_text_and_the_earlier_one_stays(
    phone: Phone, language: str
) -> None:
    site, workshop = phone.site, phone.workshop
    give(site.store, workshop, participants_of(site.store, workshop, 5), (1, 2, 3, 4, 5))
    assert phone.post(phone.mark()).status == 200
    publish(site.store, site.cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    phone.caller.cookies["lang"] = language
    reply = phone.post(phone.mark(marks=[{"item": "privacy", "dimension": "importance", "score": 1}]))
    assert (reply.status, said(reply)) == (409, text("round_closed", language))
    assert phone.stored[0] == {"privacy": {"importance": 4}}
