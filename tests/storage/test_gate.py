"""Many pass the gate at once; who shuts it waits for who is inside, and who comes later waits for it."""

from __future__ import annotations

import threading

import pytest

from storage.gate import Gate

SOON_SECONDS = 10


def test_many_are_inside_at_the_same_time() -> None:
    gate, together = Gate(), threading.Barrier(4)

    def pass_through() -> None:
        with gate.passing():
            together.wait(SOON_SECONDS)

    people = [threading.Thread(target=pass_through) for _ in range(3)]
    for one in people:
        one.start()
    pass_through()
    for one in people:
        one.join()


def test_who_shuts_it_waits_for_who_is_inside_and_keeps_others_out() -> None:
    gate, done = Gate(), list[str]()
    is_shut, may_open = threading.Event(), threading.Event()

    def shut() -> None:
        with gate.shut():
            done.append("shut")
            is_shut.set()
            may_open.wait(SOON_SECONDS)
            done.append("open")

    def come_later() -> None:
        with gate.passing():
            done.append("later")

    with gate.passing():
        shutting = threading.Thread(target=shut)
        shutting.start()
        done.append("inside")
    assert is_shut.wait(SOON_SECONDS)
    coming = threading.Thread(target=come_later)
    coming.start()
    may_open.set()
    for one in (shutting, coming):
        one.join()
    assert done == ["inside", "shut", "open", "later"]


def test_a_problem_inside_leaves_the_gate_open() -> None:
    gate = Gate()
    with pytest.raises(ValueError, match="inside"), gate.passing():
        raise ValueError("inside")
    with pytest.raises(ValueError, match="shut"), gate.shut():
        raise ValueError("shut")
    with gate.passing():
        pass
