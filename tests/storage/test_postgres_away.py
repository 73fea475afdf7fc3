"""PostgreSQL that is stopped and started again: it is said that nothing is saved, and all goes on by itself."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator

import pytest

from domain.answers import Mark
from domain.problems import NotSaved, StoreProblem
from storage import answers, organisations
from storage.open import open_store
from storage.store import Store
from tests.cast import TODAY, new_id
from tests.conftest import OwnServer

SOON_SECONDS = 20


@pytest.fixture
def store_of_own_server(own_server: OwnServer) -> Iterator[Store]:
    store = open_store(own_server.make(f"away-{new_id()}"))
    yield store
    own_server.start()
    store.close()


def an_answer(store: Store, asked: str, person: str) -> int:
    return store.write(answers.append(asked, person, [Mark("privacy", "importance", 3)], TODAY))


def test_nothing_acknowledged_is_lost_and_all_goes_on_when_it_is_back(
    own_server: OwnServer, store_of_own_server: Store
) -> None:
    """People answer all the time; who is not acknowledged sends the same again, as a browser does."""
    store, asked, stop = store_of_own_server, new_id(), threading.Event()
    acknowledged, refused, longest = list[str](), list[float](), list[float]()

    def go_on() -> None:
        while not stop.is_set():
            person, began = new_id(), time.monotonic()
            try:
                an_answer(store, asked, person)
                acknowledged.append(person)
            except NotSaved:
                refused.append(time.monotonic() - began)
                stop.wait(0.02)
            longest.append(time.monotonic() - began)

    people = [threading.Thread(target=go_on) for _ in range(8)]
    for one in people:
        one.start()
    try:
        for _ in range(2):
            _until(acknowledged, len(acknowledged) + 50)
            own_server.stop()
            _until(refused, len(refused) + 50)
            with pytest.raises(StoreProblem):
                organisations.is_empty(store)
            own_server.start()
            _until(acknowledged, len(acknowledged) + 50)
            assert organisations.is_empty(store)
    finally:
        stop.set()
        for one in people:
            one.join()
    stored = {str(row[0]) for row in store.rows("select participant_id from answer")}
    assert set(acknowledged) <= stored
    assert max(refused) < 5, "who is not acknowledged hears it soon"


def test_after_it_was_away_every_listener_hears_that_anything_may_have_changed(
    own_server: OwnServer, store_of_own_server: Store
) -> None:
    heard = queue.SimpleQueue[str]()
    end = store_of_own_server.listen(heard.put)
    store_of_own_server.ring("before")
    assert heard.get(timeout=SOON_SECONDS) == "before"
    own_server.stop()
    store_of_own_server.ring("meanwhile")
    own_server.start()
    after = {heard.get(timeout=SOON_SECONDS)}
    while "" not in after:
        after.add(heard.get(timeout=SOON_SECONDS))
    store_of_own_server.ring("after")
    while "after" not in after:
        after.add(heard.get(timeout=SOON_SECONDS))
    end()


def _until(growing: list[object] | list[str] | list[float], size: int) -> None:
    """Wait until there are so many."""
    until = time.monotonic() + SOON_SECONDS
    while len(growing) < size:
        assert time.monotonic() < until, f"still {len(growing)} of {size}"
        threading.Event().wait(0.01)
