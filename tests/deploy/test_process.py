"""The app as a process: it stops at once with streams open, serves a room that reloads, and is quiet when all is well."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from domain.tokens import keyed_hash
from tests.caller import Caller
from tests.deploy.processes import KEY, made, running
from tests.journeys.conftest import ROOT, App

ROOM = 400


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with running(tmp_path_factory.mktemp("process"), DEMO="1") as started:
        yield started


@pytest.fixture
def code(app: App) -> str:
    return app.said(r"/m/([A-Z0-9]{6})$")


def test_it_is_quiet_when_all_is_well(app: App, code: str) -> None:
    caller = Caller(app.base)
    assert caller.join(code).status == 303
    assert caller.get("/survey").status == 200
    caller.stream(code).close()
    assert caller.get("/no-such-thing.png").status in (200, 404)
    assert [line for line in app.lines if line.startswith("{")] == []


def test_a_room_of_four_hundred_that_reloads_at_once_is_served(app: App, code: str) -> None:
    caller = Caller(app.base)
    caller.join(code)
    with ThreadPoolExecutor() as apart:  # a browser of another test may have a loop in this thread
        statuses = apart.submit(lambda: asyncio.run(_reload(app.base, code, caller.cookies))).result()
    assert sorted(set(statuses)) == [200]
    assert len(statuses) == 2 * ROOM


def test_the_inside_of_the_page_server_is_shut(app: App) -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"):
        assert Caller(app.base).get(path).status == 404, path


def test_it_measures_itself(app: App) -> None:
    text = Caller(app.base).get("/metrics").text
    memory = float(re.findall(r"^process_resident_memory_bytes (\d+)$", text, re.MULTILINE)[0])
    assert 50e6 < memory < 2e9
    assert text.endswith("# EOF\n")


def test_it_stops_in_under_three_seconds_with_streams_open(tmp_path: Path) -> None:
    with running(tmp_path, DEMO="1") as app:
        assert app.process
        caller = Caller(app.base)
        code = app.said(r"/m/([A-Z0-9]{6})$")
        caller.join(code)
        streams = [caller.stream(code) for _ in range(10)]
        assert all(stream.next() for stream in streams)
        begun = time.monotonic()
        os.killpg(app.process.pid, signal.SIGTERM)
        assert [stream.next() for stream in streams] == [None] * 10
        app.process.wait(10)
        took = time.monotonic() - begun
        for stream in streams:
            stream.close()
    print(f"stopped in {took:.2f} s")
    assert took < 3
    assert [line for line in app.lines if line.startswith("{")] == []


def test_without_a_key_postgresql_does_not_start_and_says_why_in_one_line(tmp_path: Path) -> None:
    app = made(tmp_path, STORE_URL="postgresql://nobody@127.0.0.1:1/none", SECRET_KEY="")
    ended = subprocess.run(
        ["make", "run"], cwd=ROOT, env=app.environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode != 0
    assert "SECRET_KEY is required with PostgreSQL" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_every_process_signs_with_a_key_made_of_the_shared_one(tmp_path: Path) -> None:
    asked = "import app; from streamlit import config; print(config.get_option('server.cookieSecret'))"
    environment = made(tmp_path).environment
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == keyed_hash(KEY, "page server", "cookies")


async def _reload(base: str, code: str, cookies: dict[str, str]) -> list[int]:
    """What everyone in the room gets for the page and for the join page, all asked at the same moment."""
    asked = [_asked(base, path, cookies) for path in ["/survey", f"/m/{code}"] * ROOM]
    return list(await asyncio.gather(*asked))


async def _asked(base: str, path: str, cookies: dict[str, str]) -> int:
    place = urlsplit(base)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {kept}\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(answer.split(b" ", 2)[1])
