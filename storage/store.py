"""What every store can do, whichever engine is behind it: read a frame, read rows, write one transaction.

SQL uses $1 placeholders; ids come back as text, times as aware UTC, counts as int, so both engines give the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pandas as pd

from domain.meters import Timing


class Statement(NamedTuple):
    """One write. When a `guard` writes no row, the statements after it are not run.

    `lock` is the id of a workshop or round; writes with the same lock wait for each other, unless both are `shared`.
    `together` is the SQL that runs many of these as one. Each of its arguments is a column; what is no list in `args` is
    the same for each of the rows. Whether they are written depends on the lock only, and it returns the lock of every
    row that it wrote.
    """

    sql: str
    args: Sequence[Any] = ()
    guard: bool = False
    lock: str = ""
    shared: bool = False
    together: str = ""


class Tables(NamedTuple):
    """What a copy of the whole store holds: rows for each table, and the last number of each sequence (0 = none)."""

    rows: dict[str, int]
    sequences: dict[str, int]


class Store(Protocol):
    commits: Timing
    """How long the commits took."""

    def read(self, sql: str, *args: Any) -> pd.DataFrame:
        """The answer as a frame with the same column types on both engines."""

    def rows(self, sql: str, *args: Any) -> list[tuple[Any, ...]]:
        """The answer as plain tuples: for a few facts, where a frame would be ceremony."""

    def write(self, *statements: Statement) -> int:
        """Rows written, after the commit of one transaction. raises NotSaved when the store can't keep it."""

    def submit(self, *statements: Statement) -> Future[int]:
        """The same, for who can't wait in a thread: the future is done after the commit, in a thread of the store."""

    def waiting_writes(self) -> int:
        """How many writes wait for the disk now."""

    def save_tables(self, folder: Path) -> Tables:
        """Write every table of one moment to `folder`, one compressed CSV file each; people go on meanwhile."""

    def load_tables(self, folder: Path, tables: Tables) -> None:
        """Take what `save_tables` of either engine wrote, all or nothing.

        raises  StoreNotEmpty; StoreProblem when rows are missing
        """

    def compact(self) -> None:
        """Rewrite what is on disk, so that deleted rows are gone for good; people go on meanwhile."""

    def ring(self, workshop_id: str) -> None:
        """Tell every listener, in every process, that something of this workshop changed."""

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        """Call `heard(workshop_id)` at each ring, from any thread; gives a function that ends it.

        `heard("")` says that rings may have been missed: anything may have changed.
        """

    def close(self) -> None:
        """Finish what is waiting and let the store go."""

    def __hash__(self) -> int:
        """A store is only equal to itself, so facts that never change can be kept for each store."""


def typed(rows: Sequence[Sequence[Any]], columns: Sequence[str], kinds: Sequence[str]) -> pd.DataFrame:
    """A frame of rows whose columns have the kinds text, int, float, bool, date or time."""
    transposed = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame(
        {name: _column(kind, values) for name, kind, values in zip(columns, kinds, transposed, strict=True)}
    )


def _column(kind: str, values: Sequence[Any]) -> pd.Series[Any]:
    if kind == "int":
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    if kind == "float":
        return pd.Series(values, dtype="float64")
    if kind == "bool":
        return pd.Series(values, dtype="boolean" if None in values else "bool")
    if kind == "time":
        return pd.Series(pd.to_datetime(list(values), utc=True)).astype("datetime64[us, UTC]")
    if kind == "date":
        return pd.Series(values, dtype="object")
    return pd.Series([None if value is None else str(value) for value in values], dtype="str")
