"""Connections to PostgreSQL that threads share: made when they are needed, and never waited for when the server is away."""

from __future__ import annotations

import select
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

_MOST = 16
_SECONDS_TO_WAIT = 10.0
# A server that vanished from the network is noticed in seconds, not in hours.
_KEEP_IN_TOUCH: dict[str, Any] = {
    "connect_timeout": 3, "keepalives_idle": 10, "keepalives_interval": 3, "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}  # fmt: skip

AWAY = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.ReadOnlySqlTransaction)


def connect(address: str) -> psycopg.Connection[Any]:
    """A new connection; each statement is its own transaction unless one is begun. raises psycopg.OperationalError."""
    return psycopg.connect(
        address,
        autocommit=True,
        cursor_factory=psycopg.RawCursor,
        options="-c timezone=UTC",
        **_KEEP_IN_TOUCH,
    )


class Connections:
    def __init__(self, address: str) -> None:
        self._address = address
        self._places = threading.BoundedSemaphore(_MOST)
        self._free: deque[psycopg.Connection[Any]] = deque()
        self._is_closed = False

    @contextmanager
    def one(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection for this thread alone. raises psycopg.OperationalError when there is none to be had."""
        if self._is_closed or not self._places.acquire(timeout=_SECONDS_TO_WAIT):
            raise psycopg.OperationalError("closed" if self._is_closed else "every connection is busy")
        try:
            connection = self._free_one() or connect(self._address)
            try:
                yield connection
            finally:
                self._give_back(connection)
        finally:
            self._places.release()

    def close(self) -> None:
        self._is_closed = True
        while self._free:
            self._free.pop().close()

    def _free_one(self) -> psycopg.Connection[Any] | None:
        """A connection that is not in use and that the server did not end meanwhile, or None."""
        while True:
            try:
                connection = self._free.pop()
            except IndexError:
                return None
            if not _was_ended(connection):
                return connection
            connection.close()

    def _give_back(self, connection: psycopg.Connection[Any]) -> None:
        if self._is_closed or connection.info.transaction_status is not TransactionStatus.IDLE:
            connection.close()
        else:
            self._free.append(connection)


def _was_ended(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server said something since the last answer: unasked, that is a goodbye."""
    if connection.closed:
        return True
    looking = select.poll()
    looking.register(connection.fileno(), select.POLLIN)
    return bool(looking.poll(0))
