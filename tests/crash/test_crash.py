"""The real server is killed while people answer, or its PostgreSQL is stopped: nothing acknowledged is ever lost."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable

from bench.crash import Server, crash
from bench.crowd import Crowd, Line, answering, body, invite
from domain.texts import say
from storage.content import the_content
from storage.open import open_store
from tests.cast import new_id
from tests.conftest import OwnServer

KILLS = 3  # `python -m bench.crash --kills 20` does it more often


def test_a_killed_server_loses_nothing_that_it_acknowledged(engine: str, fresh_url: str) -> None:
    came_of_it = crash(engine, fresh_url, KILLS)
    assert (came_of_it.kills, came_of_it.lost, came_of_it.disordered) == (KILLS, 0, 0)
    assert came_of_it.acknowledged > 200


def test_when_postgresql_is_away_people_hear_that_nothing_is_saved_and_go_on_when_it_is_back(
    own_server: OwnServer,
) -> None:
    store_url = own_server.make(f"away-{new_id()}")
    store = open_store(store_url)
    crowd = invite(store, 12)
    server = Server(store_url)
    server.start()
    try:
        told = asyncio.run(_stopped_and_started(own_server, server, crowd))
    finally:
        server.stop()
        own_server.start()
    rows = store.rows("select participant_id from answer where round_id = $1::uuid", crowd.round_id)
    store.close()
    stored = Counter(str(row[0]) for row in rows)
    assert told == (503, say(the_content().texts, "nl", "problem.not_saved"))
    assert all(person.refused.keys() <= {429, 503} for person in crowd.people)
    assert all(stored[person.id] >= len(person.acknowledged) for person in crowd.people)


async def _stopped_and_started(own_server: OwnServer, server: Server, crowd: Crowd) -> tuple[int, str]:
    """Everyone answers; PostgreSQL goes away and comes back. What someone hears who answers while it is away."""
    async with answering(crowd, server.base):
        await _until(lambda: crowd.acknowledged() > 100)
        await asyncio.to_thread(own_server.stop)
        line = Line(server.base, crowd.people[0].cookie)
        status, text = await line.ask("/answers", body(crowd, crowd.answers()[0]))
        line.close()
        await _until(lambda: all(person.refused[503] for person in crowd.people))
        before = crowd.acknowledged()
        await asyncio.to_thread(own_server.start)
        await _until(lambda: crowd.acknowledged() > before + 100)
    return status, json.loads(text)["problem"]


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not is_so():
            await asyncio.sleep(0.01)
