"""The store for several app servers: PostgreSQL, a pool of connections, and LISTEN/NOTIFY as the bell."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pandas as pd
import psycopg
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from domain.problems import BadInput, NotFound, NotSaved, StoreProblem
from storage.bell import Bell
from storage.store import Statement, typed

_KINDS = {"int2": "int", "int4": "int", "int8": "int", "float4": "float", "float8": "float", "numeric": "float",
          "bool": "bool", "date": "date", "timestamptz": "time"}  # fmt: skip
_CHANNEL = "workshop"
_MOST_CONNECTIONS = 16
_SECONDS_TO_WAIT = 10.0


class PostgresStore:
    def __init__(self, address: str) -> None:
        self._address = address
        self._pool = ConnectionPool(
            address,
            min_size=1,
            max_size=_MOST_CONNECTIONS,
            timeout=_SECONDS_TO_WAIT,
            kwargs={"cursor_factory": psycopg.RawCursor, "options": "-c timezone=UTC"},
            check=ConnectionPool.check_connection,
            open=True,
        )
        self._bell = Bell()
        self._stopping = threading.Event()
        self._hears = threading.Event()
        self._to_ring: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._hear, name="store-hear", daemon=True),
            threading.Thread(target=self._ring_all, name="store-ring", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def read(self, sql: str, *args: Any) -> pd.DataFrame:
        rows, columns, kinds = self._asked(sql, args)
        return typed(rows, columns, kinds)

    def rows(self, sql: str, *args: Any) -> list[tuple[Any, ...]]:
        rows, _, _ = self._asked(sql, args)
        return rows

    def write(self, *statements: Statement) -> int:
        try:
            with self._connection() as connection, connection.transaction():
                return _run(connection, statements)
        except psycopg.errors.InvalidTextRepresentation as problem:
            raise BadInput(reason=str(problem)) from problem
        except (psycopg.OperationalError, PoolClosed, PoolTimeout) as problem:
            raise NotSaved(reason=str(problem)) from problem

    def ring(self, workshop_id: str) -> None:
        self._to_ring.put(workshop_id)

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        end = self._bell.listen(heard)
        self._hears.wait(_SECONDS_TO_WAIT)
        return end

    def close(self) -> None:
        self._stopping.set()
        self._to_ring.put("")
        for thread in self._threads:
            thread.join()
        self._pool.close()

    def _connection(self) -> Any:
        return self._pool.connection()

    def _asked(self, sql: str, args: Sequence[Any]) -> tuple[list[tuple[Any, ...]], list[str], list[str]]:
        """Rows, names and kinds of columns. raises NotFound for an id that can't be one; StoreProblem."""
        try:
            with self._connection() as connection:
                cursor = connection.execute(sql, args)
                described = cursor.description or ()
                names = [connection.adapters.types[column.type_code].name for column in described]
                rows = [_plain(row) for row in cursor.fetchall()]
        except psycopg.errors.InvalidTextRepresentation as problem:
            raise NotFound(reason=str(problem)) from problem
        except (psycopg.OperationalError, PoolClosed, PoolTimeout) as problem:
            raise StoreProblem(reason=str(problem)) from problem
        return rows, [column.name for column in described], [_KINDS.get(name, "text") for name in names]

    def _ring_all(self) -> None:
        """Send what was rung, once for each workshop: a commit never waits for the bell."""
        while not self._stopping.is_set():
            waiting = {self._to_ring.get()}
            while not self._to_ring.empty():
                waiting.add(self._to_ring.get())
            try:
                with self._connection() as connection:
                    for workshop_id in waiting - {""}:
                        connection.execute("select pg_notify($1, $2)", (_CHANNEL, workshop_id))
            except (psycopg.OperationalError, PoolTimeout):
                for workshop_id in waiting - {""}:
                    self._to_ring.put(workshop_id)
                self._stopping.wait(0.5)

    def _hear(self) -> None:
        """Wait for notifications and pass them on; when the connection breaks, make a new one."""
        while not self._stopping.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    connection.execute(f"listen {_CHANNEL}")
                    self._hears.set()
                    while not self._stopping.is_set():
                        for note in connection.notifies(timeout=0.5):
                            self._bell.ring(note.payload)
            except psycopg.OperationalError:
                self._stopping.wait(0.5)


def _run(connection: psycopg.Connection[Any], statements: Sequence[Statement]) -> int:
    written = 0
    for statement in statements:
        if statement.lock:
            kind = "_shared" if statement.shared else ""
            connection.execute(
                f"select pg_advisory_xact_lock{kind}(hashtextextended($1, 0))", (statement.lock,)
            )
        rows = max(connection.execute(statement.sql, statement.args).rowcount, 0)
        written += rows
        if statement.guard and not rows:
            break
    return written


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_cell(cell) for cell in row)


def _cell(cell: Any) -> Any:
    if isinstance(cell, UUID):
        return str(cell)
    if isinstance(cell, datetime):
        return cell.astimezone(UTC)
    return cell


def reachable(address: str) -> None:
    """Nothing when the server answers. raises StoreProblem, with what the driver said."""
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.OperationalError as problem:
        raise StoreProblem(reason=str(problem)) from problem
