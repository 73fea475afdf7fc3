"""The default store: one DuckDB file in one process, with one writer thread that commits what waits as a group."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.problems import BadInput, NotFound, NotSaved, StoreInUse, StoreProblem
from storage.bell import Bell
from storage.store import Statement, typed

_STOP: tuple[Statement, ...] = ()
_LARGEST_GROUP = 256
_KINDS = {"INTEGER": "int", "BIGINT": "int", "SMALLINT": "int", "HUGEINT": "int", "DOUBLE": "float", "FLOAT": "float",
          "DECIMAL": "float", "BOOLEAN": "bool", "DATE": "date", "TIMESTAMP WITH TIME ZONE": "time"}  # fmt: skip
_NOT_SAVED = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
)


class DuckDBStore:
    """A file, or memory when no path is given."""

    def __init__(self, path: Path | None = None) -> None:
        self._connection = _open(path)
        self._bell = Bell()
        self._waiting: queue.SimpleQueue[tuple[tuple[Statement, ...], Future[int]]] = queue.SimpleQueue()
        self._cursors = threading.local()
        self._closing = threading.Lock()
        self._is_closed = False
        self._writer = threading.Thread(target=self._write_groups, name="store-writer", daemon=True)
        self._writer.start()

    def read(self, sql: str, *args: Any) -> pd.DataFrame:
        rows, columns, kinds = self._asked(sql, args)
        return typed(rows, columns, kinds)

    def rows(self, sql: str, *args: Any) -> list[tuple[Any, ...]]:
        rows, _, _ = self._asked(sql, args)
        return [tuple(str(cell) if isinstance(cell, UUID) else cell for cell in row) for row in rows]

    def write(self, *statements: Statement) -> int:
        if not statements:
            return 0
        written: Future[int] = Future()
        with self._closing:
            if self._is_closed:
                raise NotSaved()
            self._waiting.put((statements, written))
        return written.result()

    def ring(self, workshop_id: str) -> None:
        self._bell.ring(workshop_id)

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        return self._bell.listen(heard)

    def close(self) -> None:
        with self._closing:
            if self._is_closed:
                return
            self._is_closed = True
            self._waiting.put((_STOP, Future()))
        self._writer.join()
        self._cursors = threading.local()  # a cursor that stays open keeps the file, also for this process
        self._connection.close()

    def _asked(self, sql: str, args: Sequence[Any]) -> tuple[list[tuple[Any, ...]], list[str], list[str]]:
        """Rows, names and kinds of columns. raises NotFound for an id that can't be one; StoreProblem."""
        try:
            cursor = self._cursor().execute(sql, list(args))
            columns = [column[0] for column in cursor.description]
            kinds = [_KINDS.get(str(column[1]).split("(")[0], "text") for column in cursor.description]
            return _fetched(cursor, kinds), columns, kinds
        except duckdb.ConversionException as problem:
            raise NotFound(reason=str(problem)) from problem
        except (duckdb.IOException, duckdb.FatalException, duckdb.ConnectionException) as problem:
            raise StoreProblem(reason=str(problem)) from problem

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._cursors, "own"):
            self._cursors.own = self._connection.cursor()
        return self._cursors.own  # type: ignore[no-any-return]

    def _write_groups(self) -> None:
        cursor = self._connection.cursor()
        while True:
            group = self._next_group()
            members = [member for member in group if member[0]]
            if members:
                _commit(cursor, members)
            if len(members) < len(group):
                return

    def _next_group(self) -> list[tuple[tuple[Statement, ...], Future[int]]]:
        group = [self._waiting.get()]
        while len(group) < _LARGEST_GROUP and not self._waiting.empty():
            group.append(self._waiting.get())
        return group


def _open(path: Path | None) -> duckdb.DuckDBPyConnection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(
            str(path or ":memory:"), config={"storage_compatibility_version": "v1.5.0"} if path else {}
        )
    except duckdb.IOException as problem:
        kind = StoreInUse if "lock" in str(problem) else StoreProblem
        raise kind(path=path, reason=str(problem)) from problem
    connection.execute("set timezone = 'UTC'")
    return connection


def _fetched(cursor: duckdb.DuckDBPyConnection, kinds: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows. With times in them they are fetched as columns, because as rows they would need another package."""
    if "time" not in kinds:
        return cursor.fetchall()
    columns = [np.ma.asarray(column) for column in cursor.fetchnumpy().values()]
    return list(
        zip(*(_cells(column, kind) for column, kind in zip(columns, kinds, strict=True)), strict=True)
    )


def _cells(column: npt.NDArray[Any], kind: str) -> list[Any]:
    cells: list[Any] = column.tolist()
    if kind == "time":
        return [None if cell is None else cell.replace(tzinfo=UTC) for cell in cells]
    if kind == "date":
        return [None if cell is None else cell.date() for cell in cells]
    return cells if kind != "int" else [None if cell is None else int(cell) for cell in cells]


def _commit(
    cursor: duckdb.DuckDBPyConnection, members: Sequence[tuple[tuple[Statement, ...], Future[int]]]
) -> None:
    """Commit the members together; when that fails, each alone, so that only the culprit gets the error."""
    try:
        cursor.begin()
        written = [_run(cursor, statements) for statements, _ in members]
        cursor.commit()
    except Exception as problem:  # the engine has many kinds; whoever waits is told which
        _roll_back(cursor)
        if len(members) == 1:
            members[0][1].set_exception(_meant(problem))
            return
        for member in members:
            _commit(cursor, [member])
        return
    for (_, waiting), rows in zip(members, written, strict=True):
        waiting.set_result(rows)


def _run(cursor: duckdb.DuckDBPyConnection, statements: Sequence[Statement]) -> int:
    written = 0
    for statement in statements:
        counted = cursor.execute(statement.sql, list(statement.args)).fetchone()
        rows = int(counted[0]) if counted else 0
        written += rows
        if statement.guard and not rows:
            break
    return written


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.rollback()
    except duckdb.Error:  # no transaction was open: nothing to roll back
        return


def _meant(problem: Exception) -> Exception:
    """What went wrong in our words, where it is the disk or an id; otherwise the engine's own error."""
    if isinstance(problem, duckdb.ConversionException):
        return BadInput(reason=str(problem))
    if isinstance(problem, _NOT_SAVED):
        return NotSaved(reason=str(problem))
    return problem
