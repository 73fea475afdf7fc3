"""What was read of a workshop, kept until the workshop rings: four hundred screens that move on together cost one read.

Only for what is the same for everyone who looks. What is one person's own is read for that person.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from storage.store import Store

_KEPT_SECONDS = 1.0  # at most: a ring of another server may be missed
Found = TypeVar("Found")


def kept(store: Store, workshop_id: str, what: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` gives; read once between two rings, however many ask for it together."""
    found: Found = _shelf_of(store).slot(workshop_id, what).taken(read)
    return found


def forget(store: Store, workshop_id: str) -> None:
    """Have everything of this workshop read anew, for who heard the ring before this did."""
    _shelf_of(store).forget(workshop_id)


class _Slot:
    """One thing that was read; who asks while it is being read waits for it."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self._read: tuple[float, Any] | None = None

    def taken(self, read: Callable[[], Any]) -> Any:
        with self._reading:
            if self._read is None or time.monotonic() > self._read[0] + _KEPT_SECONDS:
                self._read = (time.monotonic(), read())
            return self._read[1]


class _Shelf:
    """The slots of one store. A ring takes those of its workshop away, so whoever asks after it has it read anew."""

    def __init__(self, store: Store) -> None:
        self._slots: dict[str, dict[Hashable, _Slot]] = {}
        store.listen(self.forget)

    def slot(self, workshop_id: str, what: Hashable) -> _Slot:
        return self._slots.setdefault(workshop_id, {}).setdefault(what, _Slot())

    def forget(self, workshop_id: str) -> None:
        if workshop_id:
            self._slots.pop(workshop_id, None)
        else:
            self._slots.clear()


@lru_cache(maxsize=8)
def _shelf_of(store: Store) -> _Shelf:
    return _Shelf(store)
