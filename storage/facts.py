"""Facts of workshops, kept until one is corrected or somebody is erased: each click asks for them, and they hardly change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from storage.store import Store

Found = TypeVar("Found")
_MOST = 16_384
_CORRECTED = "facts of workshops"  # what is rung, in every process


def kept(store: Store, what: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` gives; read once between two corrections."""
    found: Found = _facts_of(store).taken(what, read)
    return found


def forget(store: Store) -> None:
    """Have all facts read anew, in every process: something was corrected, or somebody erased."""
    store.ring(_CORRECTED)


class _Facts:
    """The facts of one store. What was read while a correction came is not kept."""

    def __init__(self, store: Store) -> None:
        self._found: dict[Hashable, Any] = {}
        store.listen(self._hear)

    def taken(self, what: Hashable, read: Callable[[], Any]) -> Any:
        shelf = self._found
        found = shelf.get(what)
        if found is None:
            found = read()
            if len(shelf) >= _MOST:
                shelf.clear()
            shelf[what] = (
                found  # on the shelf of before: a correction meanwhile has put another one in its place
            )
        return found

    def _hear(self, rung: str) -> None:
        if rung in ("", _CORRECTED):
            self._found = {}


@lru_cache(maxsize=8)
def _facts_of(store: Store) -> _Facts:
    return _Facts(store)
