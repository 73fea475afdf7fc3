"""Limits: how much one person or one workshop may ask, never one address, because a whole room shares one.

They count in this process, by a clock that never jumps. A visit stays with one process, so a person is counted once.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from domain.meters import Tick
from domain.problems import TooLong, TooMuch
from domain.texts import say
from storage.content import the_content
from web.html import language_of, problem_page

REFUSED = Tick()
LARGEST_BODY = 64 * 1024
_MOST_NAMES = 20_000
_OWN_LIMIT = "/_stcore/"  # uploads of the page server have a limit of their own (server.maxUploadSize)
_CLOSED = (
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent",
)  # nobody's business from outside


class Buckets:
    """For each name a bucket that holds `burst` and is refilled `per_second`; what is not there can't be taken."""

    def __init__(
        self, limit: str, *, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = limit
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> None:
        """Take one from the bucket of this name. raises TooMuch, with `seconds` until there is one again."""
        now = self._clock()
        left, seen = self._buckets.pop(name, (float(self._burst), now))
        left = min(float(self._burst), left + (now - seen) * self._per_second)
        is_there = left >= 1
        self._buckets[name] = (left - is_there, now)
        if len(self._buckets) > _MOST_NAMES:
            self._buckets.popitem(
                last=False
            )  # who was not seen for the longest time has a full bucket by now
        if not is_there:
            REFUSED.add(self._limit)
            raise TooMuch(seconds=ceil((1 - left) / self._per_second))


class Places:
    """For each name a number of places; who leaves makes room."""

    def __init__(self, limit: str, most: int) -> None:
        self._limit = limit
        self._most = most
        self._taken: Counter[str] = Counter()

    def must_be_free(self, name: str) -> None:
        """raises TooMuch when every place of this name is taken."""
        if self._taken[name] >= self._most:
            REFUSED.add(self._limit)
            raise TooMuch()

    @contextmanager
    def taken(self, name: str) -> Iterator[None]:
        """Take a place for as long as this lasts."""
        self._taken[name] += 1
        try:
            yield
        finally:
            self._taken[name] -= 1
            if not self._taken[name]:
                del self._taken[name]


ANSWERS = Buckets(
    "answers", per_second=20, burst=100
)  # of one participant; a fast person clicks twice a second
JOINS = Buckets("joins", per_second=10, burst=600)  # of one workshop; a full hall comes in at once
OWN_CODES = Buckets("own codes", per_second=1 / 60, burst=10)  # of one person: nobody guesses six letters
STREAMS = Places("streams", most=20)  # of one person in one workshop: the tabs on a desk, with room to spare


class Doorkeeper:
    """Lets no body in that is larger than any form of ours, and keeps the page server's inside from outside."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(Request(scope)) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)


def _refusal(request: Request) -> Response | None:
    """What is said at the door, or nothing."""
    if request.url.path.startswith(_CLOSED):
        return Response(status_code=404)
    if request.method in ("GET", "HEAD", "OPTIONS") or request.url.path.startswith(_OWN_LIMIT):
        return None
    length = request.headers.get("content-length", "")
    if not length.isdigit() and "transfer-encoding" not in request.headers:
        return None  # nothing is sent along
    if length.isdigit() and int(length) <= LARGEST_BODY:
        return None
    REFUSED.add("body")
    problem, status = TooLong(limit=LARGEST_BODY), 413 if length.isdigit() else 411
    if "json" in request.headers.get("content-type", ""):
        said = say(the_content().texts, language_of(request), problem.key, **problem.facts)
        return JSONResponse({"problem": said}, status, headers={"Connection": "close"})
    return problem_page(request, problem, status=status)
