"""People who answer as fast as they are acknowledged, each over one connection, and remember what was acknowledged."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from urllib.parse import urlsplit

from actions.recognise import PARTICIPANT_COOKIE, participant_cookie
from domain.workshops import RoundKind, Workshop
from storage.store import Store
from tests.cast import a_workshop, gather, participants_of, round_of

AGAIN_AFTER_SECONDS = 0.05
Answer = tuple[str, str, int]


@dataclass
class Person:
    """One participant with what was acknowledged, in order; `refused` counts answers that were not saved, by status."""

    id: str
    cookie: str
    acknowledged: list[Answer] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)


@dataclass
class Crowd:
    """The people of one workshop, in a store that no app holds yet."""

    workshop: Workshop
    round_id: str
    people: list[Person]

    def acknowledged(self) -> int:
        return sum(len(person.acknowledged) for person in self.people)

    def answers(self) -> list[Answer]:
        """Every answer that can be given, so that many of one person after another differ."""
        return list(product(self.workshop.values, ("importance", "current"), range(6)))


def invite(store: Store, count: int) -> Crowd:
    """A workshop with its survey open, and so many people who joined it."""
    workshop = a_workshop(store, gather(store).duinstad, expected=min(count, 1000))
    joined = [who.participant_in(workshop.id) or "" for who in participants_of(store, workshop, count)]
    name = PARTICIPANT_COOKIE + workshop.code
    people = [Person(one, f"{name}={participant_cookie(workshop.id, one)}") for one in joined]
    return Crowd(workshop, round_of(store, workshop, RoundKind.VALUES).id, people)


@asynccontextmanager
async def answering(crowd: Crowd, base: str) -> AsyncIterator[None]:
    """Meanwhile everyone answers; who is not acknowledged sends the same again, as a browser does."""
    end = asyncio.Event()
    everyone = asyncio.gather(
        *(_answer(crowd, person, start, base, end) for start, person in enumerate(crowd.people))
    )
    try:
        yield
    finally:
        end.set()
        await everyone


async def _answer(crowd: Crowd, person: Person, start: int, base: str, end: asyncio.Event) -> None:
    line = Line(base, person.cookie)
    answers = islice(cycle(crowd.answers()), start * 7, None)
    answer = next(answers)
    while not end.is_set():
        status = await line.post("/answers", body(crowd, answer))
        if status == 200:
            person.acknowledged.append(answer)
            answer = next(answers)
        else:
            person.refused[status] += 1
            await asyncio.sleep(AGAIN_AFTER_SECONDS)
    line.close()


def body(crowd: Crowd, answer: Answer) -> bytes:
    """What the browser posts for it."""
    item, dimension, score = answer
    mark = {"item": item, "dimension": dimension, "score": score}
    return json.dumps({"code": crowd.workshop.code, "round": crowd.round_id, "marks": [mark]}).encode()


class Line:
    """One connection that is kept open, and opened again when it breaks."""

    def __init__(self, base: str, cookie: str) -> None:
        self._where = urlsplit(base)
        self._cookie = cookie
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes) -> int:
        """The status of the answer, or 0 when there was none."""
        status, _ = await self.ask(path, body)
        return status

    async def ask(self, path: str, body: bytes) -> tuple[int, str]:
        """The status of the answer and its text; 0 when there was none."""
        try:
            return await self._ask(path, body)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return 0, ""

    def close(self) -> None:
        if self._open:
            self._open[1].transport.abort()
        self._open = None

    async def _ask(self, path: str, body: bytes) -> tuple[int, str]:
        if self._open is None:
            self._open = await asyncio.open_connection(self._where.hostname, self._where.port)
        reader, writer = self._open
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {self._where.netloc}\r\nCookie: {self._cookie}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        text = (await reader.readexactly(int(head.partition("content-length:")[2].split()[0]))).decode()
        if "connection: close" in head:
            self.close()
        return int(head.split()[1]), text
