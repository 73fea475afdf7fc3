"""The default store: one DuckDB file in one process, with one writer thread that commits what waits as a group."""

from __future__ import annotations

import os
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakSet

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from domain.meters import Timing
from domain.problems import BadInput, NotFound, NotSaved, StoreInUse, StoreProblem
from storage.bell import Bell
from storage.duckdb_tables import load, save
from storage.gate import Gate
from storage.groups import LARGEST_GROUP, Member, acknowledge, as_one, refuse, runs, shares, still_wanted
from storage.store import Statement, Tables, typed

_KINDS = {"VARCHAR": "text", "INTEGER": "int", "BIGINT": "int", "SMALLINT": "int", "HUGEINT": "int", "DOUBLE": "float",
          "FLOAT": "float", "DECIMAL": "float", "BOOLEAN": "bool", "DATE": "date",
          "TIMESTAMP WITH TIME ZONE": "time"}  # fmt: skip
_WHOLE = frozenset({"text", "id", "int", "float", "bool"})  # kinds that the engine gives as whole columns
_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)  # what "str" means, found out once
_GAVE_UP = (duckdb.FatalException, duckdb.ConnectionException)  # until the file is opened anew
_DISK = (duckdb.IOException, duckdb.TransactionException)
_NOT_SAVED = (*_GAVE_UP, *_DISK, duckdb.OutOfMemoryException, OSError)
_IS_DURABLE = (
    "COMMIT succeeded and is durable"  # what the engine says when only the tidying up after it failed
)
_MEND_AT_MOST_EVERY_SECONDS = 0.5
_STORAGE_VERSION = "v1.5.0"
_CHECKPOINT_BYTES = 16 * 1024 * 1024


Found = TypeVar("Found")


class DuckDBStore:
    """A file, or memory when no path is given."""

    def __init__(self, path: Path | None = None) -> None:
        self.commits = Timing()
        self._path = path
        self._connection = _open(path)
        self._bell = Bell()
        self._waiting: queue.SimpleQueue[Member | Callable[[], None]] = queue.SimpleQueue()
        self._gate = Gate()
        self._upkeep = threading.Lock()
        self._cursors = threading.local()
        self._open_cursors: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()
        self._opening = threading.Lock()
        self._closing = threading.Lock()
        self._is_closed = False
        self._is_broken = False
        self._mended_at = 0.0
        self._writer = threading.Thread(target=self._write_groups, name="store-writer", daemon=True)
        self._writer.start()

    def read(self, sql: str, *args: Any) -> pd.DataFrame:
        return self._asked(sql, args, _framed)

    def rows(self, sql: str, *args: Any) -> list[tuple[Any, ...]]:
        rows = self._asked(sql, args, lambda cursor, columns, kinds: _fetched(cursor, kinds))
        return [tuple(str(cell) if isinstance(cell, UUID) else cell for cell in row) for row in rows]

    def write(self, *statements: Statement) -> int:
        return self.submit(*statements).result()

    def submit(self, *statements: Statement) -> Future[int]:
        written: Future[int] = Future()
        if not statements:
            written.set_result(0)
            return written
        with self._closing:
            if self._is_closed:
                raise NotSaved()
            self._waiting.put(Member(statements, written))
        return written

    def waiting_writes(self) -> int:
        return self._waiting.qsize()

    def save_tables(self, folder: Path) -> Tables:
        with self._upkeep, self._gate.passing(), _telling():
            return save(self._cursor(), folder)

    def load_tables(self, folder: Path, tables: Tables) -> None:
        self._in_turn(lambda: load(self._cursor(), folder, tables))

    def compact(self) -> None:
        """The writer copies what is there to a new file, so nothing is written meanwhile; reads wait for the swap only."""
        with self._upkeep:
            if self._path is not None:
                self._in_turn(self._rewrite)

    def ring(self, workshop_id: str) -> None:
        self._bell.ring(workshop_id)

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        return self._bell.listen(heard)

    def close(self) -> None:
        with self._closing:
            if self._is_closed:
                return
            self._is_closed = True
            self._waiting.put(self._stop)
        self._writer.join()
        with self._gate.shut():
            self._let_go()

    def _asked(
        self,
        sql: str,
        args: Sequence[Any],
        fetch: Callable[[duckdb.DuckDBPyConnection, list[str], list[str]], Found],
    ) -> Found:
        """What `fetch` makes of the answer, given names and kinds of its columns.

        raises  NotFound for an id that can't be one; StoreProblem
        """
        self._mend()
        try:
            with self._gate.passing():
                cursor = self._cursor().execute(sql, list(args))
                columns = [column[0] for column in cursor.description]
                kinds = [_KINDS.get(str(column[1]).split("(")[0], "id") for column in cursor.description]
                return fetch(cursor, columns, kinds)
        except duckdb.ConversionException as problem:
            raise NotFound(reason=str(problem)) from problem
        except (duckdb.IOException, duckdb.FatalException, duckdb.ConnectionException) as problem:
            self._is_broken |= isinstance(problem, duckdb.FatalException)
            raise StoreProblem(reason=str(problem)) from problem

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread on the connection of now."""
        if getattr(self._cursors, "connection", None) is not self._connection:
            with self._opening:
                cursor = self._connection.cursor()
                self._open_cursors.add(cursor)
            self._cursors.own, self._cursors.connection = cursor, self._connection
        return self._cursors.own  # type: ignore[no-any-return]

    def _let_go(self) -> None:
        """Close the file; a cursor that stays open would keep it. Only while the gate is shut."""
        with self._opening:
            for cursor in (*self._open_cursors, self._connection):
                with suppress(duckdb.Error):  # the engine has given up on it already
                    cursor.close()
            self._open_cursors.clear()

    def _mend(self) -> None:
        """Open the file anew when the engine gave up on it: after a full disk, it does so until the file is reopened."""
        if not self._is_broken or self._path is None:
            return
        with self._gate.shut():
            too_soon = time.monotonic() < self._mended_at + _MEND_AT_MOST_EVERY_SECONDS
            if self._is_broken and not self._is_closed and not too_soon:
                self._let_go()
                self._reopen()

    def _reopen(self) -> None:
        """Open the file that was let go; when that fails, the next one who comes tries again."""
        assert self._path is not None
        self._is_broken, self._mended_at = True, time.monotonic()
        with suppress(StoreProblem):
            self._connection = _open(self._path)
            self._is_broken = False

    def _in_turn(self, work: Callable[[], None]) -> None:
        """Let the writer do this between two groups, and wait for it. raises NotSaved when the disk can't."""
        done: Future[None] = Future()

        def turn() -> None:
            try:
                work()
            except Exception as problem:  # whoever waits is told which
                self._is_broken |= isinstance(problem, _GAVE_UP)
                done.set_exception(_meant(problem))
            else:
                done.set_result(None)

        with self._closing:
            if self._is_closed:
                raise NotSaved()
            self._waiting.put(turn)
        done.result()

    def _rewrite(self) -> None:
        """Copy everything to a file beside this one, and put that in its place. Whatever fails, one whole file stands."""
        assert self._path is not None
        fresh = _fresh(self._path)
        _remove(fresh)
        try:
            _copy(self._cursor(), fresh)
            with self._gate.shut():
                self._let_go()
                try:
                    _swap(fresh, self._path)
                finally:
                    self._reopen()
        finally:
            _remove(fresh)

    def _stop(self) -> None:
        """Marks the end of what waits."""

    def _write_groups(self) -> None:
        while True:
            group = self._next_group()
            members = still_wanted([one for one in group if isinstance(one, Member)])
            if members:
                self._mend()
                with self._gate.passing():
                    self._commit(members)
            for one in group:
                if one == self._stop:
                    return
                if not isinstance(one, Member):
                    one()

    def _next_group(self) -> list[Member | Callable[[], None]]:
        """What waits now, up to work that wants its own turn; waits itself when nothing does."""
        group = [self._waiting.get()]
        while isinstance(group[-1], Member) and len(group) < LARGEST_GROUP and not self._waiting.empty():
            group.append(self._waiting.get())
        return group

    def _commit(self, members: Sequence[Member]) -> None:
        """Commit the members together; then, and not before, tell everyone who waits how many rows were written."""
        try:
            with self.commits.taking():
                cursor = self._cursor()
                cursor.begin()
                rows = [(run, _run(cursor, run)) for run in runs(members)]
                self._is_broken |= not _is_well_after_commit(cursor)
        except Exception as problem:  # the engine has many kinds; whoever waits is told which
            self._refuse(members, problem)
            return
        for run, written in rows:
            acknowledge(run, written)

    def _refuse(self, members: Sequence[Member], problem: Exception) -> None:
        """Say that it is not saved; one bad member among good ones is found by halves, so that only it gets the error."""
        self._is_broken |= isinstance(problem, _GAVE_UP)
        if not self._is_broken:
            _roll_back(self._cursor())
        if len(members) == 1 or self._is_broken or isinstance(problem, _DISK):
            refuse(members, _meant(problem))
            return
        half = len(members) // 2
        self._commit(members[:half])
        self._commit(members[half:])


def _open(path: Path | None) -> duckdb.DuckDBPyConnection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(_fresh(path))
    try:
        connection = duckdb.connect(str(path or ":memory:"), config=_configured(path) if path else {})
    except duckdb.IOException as problem:
        kind = StoreInUse if "lock" in str(problem) else StoreProblem
        raise kind(path=path, reason=str(problem)) from problem
    connection.execute("set timezone = 'UTC'")
    return connection


def _framed(cursor: duckdb.DuckDBPyConnection, columns: Sequence[str], kinds: Sequence[str]) -> pd.DataFrame:
    """The same frame as of rows one by one, from whole columns where the engine gives them: four times as quick for many."""
    if not _WHOLE.issuperset(kinds):
        return typed(_fetched(cursor, kinds), columns, kinds)
    found = cursor.fetchnumpy()
    return pd.DataFrame(
        {name: _whole(np.ma.asarray(found[name]), kind) for name, kind in zip(columns, kinds, strict=True)}
    )


def _whole(found: npt.NDArray[Any], kind: str) -> Any:
    """A column in the type of `typed`; the engine masks what is missing, and gives an id (or what is no kind of ours) as an object."""
    cells, is_missing = np.ma.getdata(found), np.ma.getmaskarray(found)
    if kind == "float":
        return np.where(is_missing, np.nan, cells.astype("float64"))
    if kind in ("text", "id"):
        texts = cells if kind == "text" else np.array([*map(str, cells)], dtype=object)
        return _TEXT.__from_arrow__(pa.array(texts, pa.large_string(), mask=is_missing))  # type: ignore[attr-defined]
    numbers: Any = np.where(is_missing, 0, cells).astype("int64" if kind == "int" else "bool")
    if not is_missing.any():
        return numbers
    return (
        pd.arrays.IntegerArray(numbers, is_missing)
        if kind == "int"
        else pd.arrays.BooleanArray(numbers, is_missing)
    )


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


def _is_well_after_commit(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Commit. False when all is on disk, but the engine failed to tidy up after it and has to be opened anew."""
    try:
        cursor.commit()
    except duckdb.FatalException as problem:
        if _IS_DURABLE not in str(problem):
            raise
        return False
    return True


def _run(cursor: duckdb.DuckDBPyConnection, members: Sequence[Member]) -> list[int]:
    """Write what one member wants, or what many want by one statement; how many rows each of them wrote."""
    if len(members) == 1:
        return [_run_one(cursor, members[0].statements)]
    statement = as_one(members)
    return shares(members, cursor.execute(statement.sql, list(statement.args)).fetchall())


def _run_one(cursor: duckdb.DuckDBPyConnection, statements: Sequence[Statement]) -> int:
    written = 0
    for statement in statements:
        counted = cursor.execute(statement.sql, list(statement.args)).fetchone()
        rows = int(counted[0]) if counted else 0
        written += rows
        if statement.guard and not rows:
            break
    return written


def _copy(cursor: duckdb.DuckDBPyConnection, fresh: Path) -> None:
    """All that is in the store, deleted rows excepted, in a new file that is on the disk."""
    (name,) = cursor.execute("select current_database()").fetchall()[0]
    copy, place = f"copy-{secrets.token_hex(4)}", str(fresh).replace("'", "''")
    cursor.execute(f"attach '{place}' as \"{copy}\" (storage_version '{_STORAGE_VERSION}')")
    try:
        cursor.execute(f'copy from database "{name}" to "{copy}"')
    finally:
        cursor.execute(f'detach "{copy}"')
    _sync(fresh)


def _swap(fresh: Path, path: Path) -> None:
    """Put the new file in the place of the old one, which nobody holds."""
    if _log_of(path).exists():
        raise NotSaved(reason="the log could not be put into the file, and must not be put into the new one")
    fresh.replace(path)
    _sync(path.parent)


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


@contextmanager
def _telling() -> Iterator[None]:
    """The engine's errors in our words."""
    try:
        yield
    except duckdb.Error as problem:
        raise _meant(problem) from problem


def _configured(path: Path) -> dict[str, str | bool | int | float | list[str]]:
    """An older version can read the file. A log that could not be put into the file may grow before that is tried again."""
    log = _log_of(path)
    bytes_now = log.stat().st_size if log.exists() else 0
    return {
        "storage_compatibility_version": _STORAGE_VERSION,
        "checkpoint_threshold": f"{bytes_now + _CHECKPOINT_BYTES}B",
    }


def _log_of(path: Path) -> Path:
    """The file in which the engine writes first what is new."""
    return path.with_name(f"{path.name}.wal")


def _fresh(path: Path) -> Path:
    """Where a new file is made, before it takes the place of this one."""
    return path.with_name(f"{path.name}.fresh")


def _remove(path: Path) -> None:
    for one in (path, _log_of(path)):
        one.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
