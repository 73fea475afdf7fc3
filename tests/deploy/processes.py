"""Processes of the app for a test: each started by `make run`, on a port of its own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.conftest import App

KEY = os.environ["SECRET_KEY"]  # that of the tests, so that a test can make links and cookies


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def made(folder: Path, **settings: str) -> App:
    """A process that is not started yet."""
    port = str(free_port())
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "PORT": port, "BASE_URL": base, "SECRET_KEY": KEY, "STORE_URL": f"duckdb:///{folder / 'workshops.duckdb'}",
        "CLOCK_FILE": "", "LOG_LEVEL": "WARNING", **settings,
    }  # fmt: skip
    return App(base, folder, environment)


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[App]:
    app = made(folder, **settings)
    try:
        app.start()
        yield app
    finally:
        app.stop()
