"""Rings in this process: whoever listens is told which workshop changed, after the commit."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Bell:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Callable[[str], None]] = []

    def ring(self, workshop_id: str) -> None:
        with self._lock:
            listeners = list(self._listeners)
        for heard in listeners:
            heard(workshop_id)

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        with self._lock:
            self._listeners.append(heard)

        def end() -> None:
            with self._lock:
                if heard in self._listeners:
                    self._listeners.remove(heard)

        return end
