"""What the app counts about itself: numbers without names. No meter ever holds a person, a code or an id."""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

BOUNDS_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


@dataclass(frozen=True)
class Times:
    """How long something took until now: how often within each bound, and in all."""

    within: tuple[int, ...]
    count: int
    seconds: float


class Tick:
    """Counts what happens, apart for each reason; the reasons are words of the code."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, reason: str = "") -> None:
        with self._lock:
            self._counts[reason] += 1

    def counts(self) -> dict[str, int]:
        with self._lock:
            return dict(self._counts)


class Timing:
    """Counts how long something takes, by a clock that never jumps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = [0] * (len(BOUNDS_SECONDS) + 1)
        self._seconds = 0.0

    def add(self, seconds: float) -> None:
        with self._lock:
            self._counts[bisect_left(BOUNDS_SECONDS, seconds)] += 1
            self._seconds += seconds

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Time what is done within, also when it ends by an error."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.add(time.perf_counter() - begun)

    def times(self) -> Times:
        with self._lock:
            counts, seconds = list(self._counts), self._seconds
        within = tuple(sum(counts[: place + 1]) for place in range(len(BOUNDS_SECONDS)))
        return Times(within, sum(counts), seconds)
