"""Aside: what may be done right after a deed, so that nobody waits for it. A server has a thread for it; else it is done at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class Aside:
    """One thread while it is open, so the works come one after the other. A work knows from the store whether it is still due."""

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None

    def open(self) -> None:
        self._thread = self._thread or ThreadPoolExecutor(1, "aside")

    def do(self, what: str, work: Callable[[], None]) -> None:
        """The work, soon; of one that failed there is a line in the log, with `what` it was."""
        if self._thread is None:
            work()
        else:
            self._thread.submit(_tried, what, work)

    def close(self) -> None:
        """Wait until everything is done."""
        thread, self._thread = self._thread, None
        if thread:
            thread.shutdown()


def _tried(what: str, work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as problem:  # nobody waits for it, so nobody else would hear
        logging.getLogger("app").error(what, exc_info=problem)


ASIDE = Aside()
