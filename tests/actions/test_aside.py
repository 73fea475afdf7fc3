"""What may be done right after a deed: by a thread of its own on a server, at once elsewhere, and never lost without a word."""

from __future__ import annotations

import logging
from threading import current_thread, main_thread

import pytest

from actions.aside import Aside


def test_without_a_server_it_is_done_at_once_and_its_problem_is_told() -> None:
    done = []
    Aside().do("work", lambda: done.append(current_thread()))
    assert done == [main_thread()]
    with pytest.raises(ZeroDivisionError):
        Aside().do("work", lambda: print(1 / 0))


def test_on_a_server_it_is_done_by_another_thread_one_after_the_other_before_it_stops() -> None:
    done, aside = [], Aside()
    aside.open()
    for number in range(20):
        aside.do("work", lambda number=number: done.append((number, current_thread() is main_thread())))
    aside.close()
    assert done == [(number, False) for number in range(20)]


def test_what_fails_is_in_the_log_and_what_comes_after_it_is_done(caplog: pytest.LogCaptureFixture) -> None:
    done, aside = [], Aside()
    aside.open()
    with caplog.at_level(logging.ERROR, "app"):
        aside.do("sums", lambda: print(1 / 0))
        aside.do("sums", lambda: done.append(True))
        aside.close()
    assert done == [True]
    assert [(record.name, record.getMessage()) for record in caplog.records] == [("app", "sums")]


def test_who_closes_twice_or_never_opened_closes_nothing() -> None:
    aside = Aside()
    aside.close()
    aside.open()
    aside.close()
    aside.close()
