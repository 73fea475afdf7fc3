"""The store for several app servers: PostgreSQL, connections that threads share, and LISTEN/NOTIFY as the bell."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pandas as pd
import psycopg

from domain.meters import Timing
from domain.problems import BadInput, NotFound, NotSaved, StoreProblem
from storage.bell import Bell
from storage.groups import LARGEST_GROUP, Member, acknowledge, as_one, refuse, runs, shares, still_wanted
from storage.postgres_connections import AWAY, Connections, connect
from storage.postgres_tables import load, save
from storage.store import Statement, Tables, typed

_KINDS = {"int2": "int", "int4": "int", "int8": "int", "float4": "float", "float8": "float", "numeric": "float",
          "bool": "bool", "date": "date", "timestamptz": "time"}  # fmt: skip
_CHANNEL = "workshop"
_SECONDS_TO_WAIT = 10.0
_SECONDS_BETWEEN_TRIES = 0.5
_SECONDS_BETWEEN_RINGS = 0.02  # what is rung within it is one ring: screens change less often
_LOCKS_THAT_ARE_FREE = """
select lock from unnest($1::varchar[]) as lock where pg_try_advisory_xact_lock_shared(hashtextextended(lock, 0))
"""


class PostgresStore:
    def __init__(self, address: str) -> None:
        self.commits = Timing()
        self._address = address
        self._connections = Connections(address)
        self._bell = Bell()
        self._stopping = threading.Event()
        self._hears = threading.Event()
        self._to_ring: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._waiting: queue.SimpleQueue[Member | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._writers = ThreadPoolExecutor(8, "store-write")
        self._threads = [
            threading.Thread(target=self._hear, name="store-hear", daemon=True),
            threading.Thread(target=self._ring_all, name="store-ring", daemon=True),
            threading.Thread(target=self._write_groups, name="store-writer", daemon=True),
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
        if Member(statements, Future()).can_run_together():
            return self.submit(*statements).result()
        return self._write(statements)

    def submit(self, *statements: Statement) -> Future[int]:
        member = Member(statements, Future())
        with self._closing:
            if self._stopping.is_set():
                raise NotSaved()
            if not member.can_run_together():
                return self._writers.submit(self._write, statements)
            self._waiting.put(member)
        return member.written

    def waiting_writes(self) -> int:
        return self._waiting.qsize()

    def save_tables(self, folder: Path) -> Tables:
        with _telling(), self._connection() as connection:
            return save(connection, folder)

    def load_tables(self, folder: Path, tables: Tables) -> None:
        with _telling(), self._connection() as connection:
            load(connection, folder, tables)

    def compact(self) -> None:
        """Each table is locked while it is rewritten: reads and writes of it wait."""
        with _telling(), self._connection() as connection:
            connection.execute("vacuum full")

    def ring(self, workshop_id: str) -> None:
        self._bell.ring(workshop_id)  # here at once, so that whoever rang sees what changed; then everywhere
        self._to_ring.put(workshop_id)

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        end = self._bell.listen(heard)
        self._hears.wait(_SECONDS_TO_WAIT)
        return end

    def close(self) -> None:
        with self._closing:
            self._stopping.set()
        self._to_ring.put("")
        self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        self._writers.shutdown()
        self._connections.close()

    def _connection(self) -> AbstractContextManager[psycopg.Connection[Any]]:
        return self._connections.one()

    def _write(self, statements: Sequence[Statement]) -> int:
        """Write them in one transaction, waiting for their locks."""
        try:
            with self._connection() as connection, self.commits.taking(), connection.transaction():
                return _run(connection, statements)
        except psycopg.Error as problem:
            raise _meant(problem) from problem

    def _write_groups(self) -> None:
        """Write what can run together, all that waits as one transaction."""
        while True:
            group = [self._waiting.get()]
            while len(group) < LARGEST_GROUP and not self._waiting.empty():
                group.append(self._waiting.get())
            members = still_wanted([member for member in group if member])
            if members:
                self._commit(members)
            if None in group:
                return

    def _commit(self, members: Sequence[Member]) -> None:
        """Commit the members together; one that can't be written is found by halves, so only it gets the error."""
        try:
            with self._connection() as connection, self.commits.taking(), connection.transaction():
                free = {row[0] for row in connection.execute(_LOCKS_THAT_ARE_FREE, (_locks(members),))}
                together = [member for member in members if member.lock() in free]
                rows = [(run, _run_together(connection, run)) for run in runs(together)]
        except Exception as problem:  # the engine has many kinds; whoever waits is told which
            if len(members) == 1 or isinstance(problem, AWAY):
                refuse(members, _meant(problem))
                return
            half = len(members) // 2
            self._commit(members[:half])
            self._commit(members[half:])
            return
        for run, written in rows:
            acknowledge(run, written)
        for member in members:
            if member.lock() not in free:
                self._writers.submit(self._write_later, member)

    def _write_later(self, member: Member) -> None:
        """Write one member on its own, because its lock has to be waited for."""
        try:
            member.written.set_result(self._write(member.statements))
        except Exception as problem:  # whoever waits is told which
            member.written.set_exception(problem)

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
        except AWAY as problem:
            raise StoreProblem(reason=str(problem)) from problem
        return rows, [column.name for column in described], [_KINDS.get(name, "text") for name in names]

    def _ring_all(self) -> None:
        """Send what was rung, once for each, in the order of the last time: a commit never waits for the bell."""
        while not self._stopping.is_set():
            waiting = [self._to_ring.get()]
            while not self._to_ring.empty():
                waiting.append(self._to_ring.get())
            rung = [*dict.fromkeys(reversed([one for one in waiting if one]))][::-1]
            try:
                with self._connection() as connection:
                    for workshop_id in rung:
                        connection.execute("select pg_notify($1, $2)", (_CHANNEL, workshop_id))
                self._stopping.wait(_SECONDS_BETWEEN_RINGS)
            except AWAY:
                for workshop_id in rung:
                    self._to_ring.put(workshop_id)
                self._stopping.wait(_SECONDS_BETWEEN_TRIES)

    def _hear(self) -> None:
        """Wait for notifications and pass them on; after a broken connection nobody knows what was missed."""
        while not self._stopping.is_set():
            try:
                with connect(self._address) as connection:
                    connection.execute(f"listen {_CHANNEL}")
                    if self._hears.is_set():
                        self._bell.ring("")
                    self._hears.set()
                    while not self._stopping.is_set():
                        for note in connection.notifies(timeout=0.5):
                            self._bell.ring(note.payload)
            except AWAY:
                self._stopping.wait(_SECONDS_BETWEEN_TRIES)


@contextmanager
def _telling() -> Iterator[None]:
    """The engine's errors, and those of files that it reads, in our words."""
    try:
        yield
    except (psycopg.Error, OSError, EOFError) as problem:
        raise StoreProblem(reason=str(problem)) from problem


def _meant(problem: Exception) -> Exception:
    """What went wrong in our words, where it is the server or an id; otherwise the engine's own error."""
    if isinstance(problem, psycopg.errors.InvalidTextRepresentation):
        return BadInput(reason=str(problem))
    if isinstance(problem, AWAY):
        return NotSaved(reason=str(problem))
    return problem


def _locks(members: Sequence[Member]) -> list[str]:
    return sorted({member.lock() for member in members})


def _run_together(connection: psycopg.Connection[Any], members: Sequence[Member]) -> list[int]:
    """Write what the members want, who have their locks; how many rows each of them wrote."""
    if len(members) == 1:
        statement = members[0].statements[0]
        return [connection.execute(statement.sql, statement.args).rowcount]
    statement = as_one(members)
    return shares(members, connection.execute(statement.sql, statement.args).fetchall())


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
        connect(address).close()
    except psycopg.OperationalError as problem:
        raise StoreProblem(reason=str(problem)) from problem
