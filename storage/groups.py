"""Writes that wait at the same moment are one group: one commit, and one statement for all that can run together."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from itertools import chain
from typing import Any, NamedTuple

from storage.store import Statement

LARGEST_GROUP = 256


class Member(NamedTuple):
    """One write, and who waits for it."""

    statements: tuple[Statement, ...]
    written: Future[int]

    def can_run_together(self) -> bool:
        return len(self.statements) == 1 and bool(self.statements[0].together)

    def lock(self) -> str:
        return self.statements[0].lock

    def columns(self) -> list[list[Any]]:
        """The arguments of its statement, each as long as there are rows."""
        args, rows = self.statements[0].args, self.rows()
        return [arg if isinstance(arg, list) else [arg] * rows for arg in args]

    def rows(self) -> int:
        return next(len(arg) for arg in self.statements[0].args if isinstance(arg, list))


def still_wanted(members: Sequence[Member]) -> list[Member]:
    """Without the writes of those who went away; the others can't take theirs back any more."""
    return [member for member in members if member.written.set_running_or_notify_cancel()]


def runs(members: Sequence[Member]) -> list[list[Member]]:
    """The members in the order they came, each alone or with all that can run together with it."""
    found: dict[object, list[Member]] = {}
    for number, member in enumerate(members):
        found.setdefault(member.statements[0].sql if member.can_run_together() else number, []).append(member)
    return list(found.values())


def as_one(members: Sequence[Member]) -> Statement:
    """One statement that writes what the members, who can run together, write one after the other."""
    columns = zip(*(member.columns() for member in members), strict=True)
    return Statement(
        members[0].statements[0].together, [list(chain.from_iterable(column)) for column in columns]
    )


def shares(members: Sequence[Member], returned: Sequence[Sequence[Any]]) -> list[int]:
    """How many rows each member wrote, from what the one statement returned: all of them or none."""
    locks = {str(row[0]) for row in returned}
    return [member.rows() if member.lock() in locks else 0 for member in members]


def acknowledge(members: Sequence[Member], rows: Sequence[int]) -> None:
    for member, written in zip(members, rows, strict=True):
        member.written.set_result(written)


def refuse(members: Sequence[Member], problem: Exception) -> None:
    for member in members:
        member.written.set_exception(problem)
