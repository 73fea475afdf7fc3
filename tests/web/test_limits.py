"""Limits are per person and per workshop, by a clock that never jumps; what is refused is kept by the browser."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from actions import move
from actions.ready import ready
from domain.problems import TooMuch
from domain.roles import Visitor
from domain.workshops import Standing, Workshop
from storage import workshops
from storage.content import the_content
from storage.open import the_store
from tests.caller import Caller, Stream
from tests.cast import NOW, Cast, a_workshop, gather, participants_of, round_of
from tests.pages.tabs import fresh_store
from tests.served import served
from web import live
from web.limits import ANSWERS, JOINS, LARGEST_BODY, STREAMS, Buckets, Places
from web.live import LIVE


@pytest.fixture(scope="module", autouse=True)
def _store() -> Iterator[None]:
    with fresh_store():
        yield


@pytest.fixture(scope="module")
def cast() -> Cast:
    return gather(the_store())


@pytest.fixture
def workshop(cast: Cast) -> Workshop:
    return a_workshop(the_store(), cast.duinstad)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served() as address:
        yield address


def test_a_bucket_gives_its_burst_and_then_what_is_refilled() -> None:
    clock = Clock()
    buckets = Buckets("answers", per_second=20, burst=100, clock=clock)
    assert _taken(buckets, "one", 150) == 100
    clock.seconds += 0.5
    assert _taken(buckets, "one", 150) == 10
    clock.seconds += 3600
    assert _taken(buckets, "one", 150) == 100


def test_one_person_who_floods_takes_nothing_from_another() -> None:
    buckets = Buckets("answers", per_second=20, burst=100, clock=Clock())
    assert _taken(buckets, "one", 500) == 100
    assert _taken(buckets, "other", 1) == 1


def test_who_is_refused_hears_when_to_come_back() -> None:
    buckets = Buckets("joins", per_second=0.5, burst=1, clock=Clock())
    buckets.take("one")
    with pytest.raises(TooMuch) as refused:
        buckets.take("one")
    assert refused.value.facts == {"seconds": 2}


def test_the_limits_do_not_grow_with_the_people_who_ever_came() -> None:
    buckets = Buckets("answers", per_second=20, burst=100, clock=Clock())
    for number in range(25_000):
        buckets.take(f"person {number}")
    assert len(buckets._buckets) == 20_000


def test_the_clock_on_the_wall_may_jump_without_anyone_being_shut_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    buckets = Buckets("answers", per_second=20, burst=100)
    buckets.take("one")
    for moment in (0.0, 4e9, 1e9):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        assert _taken(buckets, "one", 20) == 20


def test_a_place_is_free_again_when_someone_leaves() -> None:
    places = Places("streams", most=2)
    with places.taken("one"), places.taken("one"):
        with pytest.raises(TooMuch):
            places.must_be_free("one")
        places.must_be_free("other")
    places.must_be_free("one")


def test_a_participant_who_floods_is_told_to_wait_and_nothing_acknowledged_is_lost(
    base: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    _becomes_small(ANSWERS, monkeypatch, burst=10)
    flooder, other = Caller(base), Caller(base)
    assert (flooder.join(workshop.code).status, other.join(workshop.code).status) == (303, 303)
    round_id = round_of(the_store(), workshop).id
    replies = [flooder.answer(workshop.code, round_id, "privacy", 1 + number % 5) for number in range(14)]
    assert [reply.status for reply in replies] == [200] * 10 + [429] * 4
    assert json.loads(replies[-1].text)["problem"] == the_content().texts["problem.too_much"]["nl"]
    assert other.answer(workshop.code, round_id, "privacy", 4).status == 200
    latest = the_store().rows(
        "select score from latest_answer where round_id = $1::uuid and score = $2", round_id, 1 + 9 % 5
    )
    assert len(latest) == 1, "the last acknowledged answer stands"


def test_a_room_behind_one_address_is_never_limited_as_one(base: str, workshop: Workshop) -> None:
    room = [Caller(base) for _ in range(30)]
    assert {person.join(workshop.code).status for person in room} == {303}
    round_id = round_of(the_store(), workshop).id
    statuses = [
        person.answer(workshop.code, round_id, item, 3).status for person in room for item in workshop.values
    ]
    assert set(statuses) == {200}


def test_joining_one_workshop_too_fast_is_refused_and_another_goes_on(
    base: str, cast: Cast, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    _becomes_small(JOINS, monkeypatch, burst=2)
    other = a_workshop(the_store(), cast.elsewhere)
    statuses = [Caller(base).join(workshop.code).status for _ in range(4)]
    assert statuses == [303, 303, 429, 429]
    assert Caller(base).join(other.code).status == 303


def test_one_person_holds_a_limited_number_of_streams(
    base: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STREAMS, "_most", 3)
    person, other = Caller(base), Caller(base)
    person.join(workshop.code)
    other.join(workshop.code)
    streams = [person.stream(workshop.code) for _ in range(3)]
    assert all(stream.next() for stream in streams)
    assert person.get(f"/live/{workshop.code}").status == 429
    streams.append(other.stream(workshop.code))
    for stream in streams:
        stream.close()
    _wait(lambda: LIVE.viewers() == 0)
    person.stream(workshop.code).close()


@pytest.mark.parametrize(
    "path", ["/answers", "/m", "/sign-in", "/sign-out", "/setup", "/sign-in/x", "/m/X/leave"]
)
def test_no_form_takes_more_than_a_form_can_hold(base: str, path: str) -> None:
    caller = Caller(base)
    refused = caller.call("POST", path, b"x" * (LARGEST_BODY + 1), {"Content-Type": "text/plain"})
    assert refused.status == 413
    assert "te lang" in refused.text


def test_a_post_that_does_not_say_how_long_it_is_stays_outside(base: str) -> None:
    host, port = base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(b"POST /answers HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert b" 411 " in line.recv(4096).splitlines()[0]


def test_a_screen_that_never_reads_holds_little_and_is_let_go(
    cast: Cast, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    move.forward(the_store(), cast.duinstad.facilitator, workshop.id, Standing(), now=NOW)
    monkeypatch.setattr(live, "_PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(live, "_AT_MOST_EVERY_SECONDS", 0.0)
    (person,) = participants_of(the_store(), workshop, 1)
    dropped = _dropped()
    with served(send_buffer=4096) as base:
        reader, sleeper = Caller(base), Caller(base)
        reader.join(workshop.code)
        sleeper.join(workshop.code)
        reading = reader.stream(workshop.code)
        with _asleep(base, sleeper, workshop.code) as line:
            reading.next()
            _until_let_go(workshop, person, dropped, reading)
            _wait(lambda: LIVE.viewers() == 1)
            assert reading.next(), "who reads goes on"
            assert len(_rest(line)) < 200_000, "what waited for it did not grow"
        reading.close()


def test_a_workshop_goes_on_when_the_clock_jumps_back(cast: Cast, workshop: Workshop) -> None:
    store, leader = the_store(), cast.duinstad.facilitator
    seen = move.forward(store, leader, workshop.id, Standing(), now=NOW)
    move.forward(store, leader, workshop.id, seen, now=NOW - timedelta(hours=2))
    stands = workshops.standing(store, workshop.id)
    assert (stands.number, stands.step) == (seen.number + 1, "effects")


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def _taken(buckets: Buckets, name: str, asked: int) -> int:
    """How many of those that were asked are given."""
    given = 0
    for _ in range(asked):
        try:
            buckets.take(name)
        except TooMuch:
            continue
        given += 1
    return given


def _becomes_small(buckets: Buckets, monkeypatch: pytest.MonkeyPatch, burst: int) -> None:
    monkeypatch.setattr(buckets, "_burst", burst)
    monkeypatch.setattr(buckets, "_per_second", 0.01)
    monkeypatch.setattr(buckets, "_buckets", type(buckets._buckets)())


def _dropped() -> int:
    return sum(LIVE.dropped.counts().values())


def _asleep(base: str, caller: Caller, code: str) -> socket.socket:
    """A connection that asks for the stream and never reads it."""
    host, port = base.removeprefix("http://").split(":")
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.connect((host, int(port)))
    cookies = "; ".join(f"{name}={value}" for name, value in caller.cookies.items())
    line.sendall(f"GET /live/{code} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookies}\r\n\r\n".encode())
    _wait(lambda: LIVE.viewers() == 2)
    return line


def _rest(line: socket.socket) -> bytes:
    """What is still in the line, until its end."""
    line.settimeout(10)
    return b"".join(iter(lambda: line.recv(65536), b""))


def _until_let_go(workshop: Workshop, person: Visitor, dropped: int, reading: Stream) -> None:
    """Let the counts change, each seen by the one who reads, until the one who sleeps is let go."""
    for number in range(2000):
        ready(the_store(), person, workshop.id, "explore", number % 2 == 0)
        reading.next()
        if _dropped() > dropped:
            ready(the_store(), person, workshop.id, "explore", number % 2 == 1)
            return
    raise AssertionError("the screen that never reads is still there")


def _wait(happened: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        threading.Event().wait(0.01)
