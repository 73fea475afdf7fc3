"""The bench's browser and its participants, against the real routes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bench.calls import Browser
from bench.people import Participant
from domain.workshops import Workshop
from storage.open import the_store
from storage.store import Store
from tests.cast import House, a_workshop, gather, round_of
from tests.served import served


@pytest.fixture
def here() -> Iterator[Store]:
    yield the_store()
    the_store().close()
    the_store.cache_clear()


@pytest.fixture
def house(here: Store) -> House:
    return gather(here).duinstad


@pytest.fixture
def workshop(here: Store, house: House) -> Workshop:
    return a_workshop(here, house)


def test_someone_joins_answers_and_sees_the_count_move(here: Store, workshop: Workshop) -> None:
    async def day(host: str) -> list[int]:
        person, other = Participant(host, workshop.code), Participant(host, workshop.code)
        assert (await person.join()).status == (await other.join("data")).status == 303
        events = person.browser.events(f"/live/{workshop.code}")
        counts = [(await anext(events))["counts"]["answered"]]
        await other.answer(round_of(here, workshop).id, "privacy", 4)
        counts.append((await anext(events))["counts"]["answered"])
        assert other.refused == 0
        await events.aclose()
        await asyncio.gather(person.leave(), other.leave())
        return counts

    with served() as base:
        assert asyncio.run(day(base.removeprefix("http://"))) == [0, 1]


def test_what_is_refused_is_counted_as_refused(here: Store, workshop: Workshop) -> None:
    async def nobody(host: str) -> int:
        person = Participant(host, workshop.code)
        await person.answer(round_of(here, workshop).id, "privacy", 4)
        await person.leave()
        return person.refused

    with served() as base:
        assert asyncio.run(nobody(base.removeprefix("http://"))) == 1


def test_a_stream_that_is_refused_says_so(here: Store, workshop: Workshop) -> None:
    async def look(host: str) -> None:
        browser = Browser(host)
        async for _ in browser.events(f"/live/{workshop.code}"):
            raise AssertionError("nobody may see this")

    with served() as base, pytest.raises(ConnectionError, match="403"):
        asyncio.run(look(base.removeprefix("http://")))
