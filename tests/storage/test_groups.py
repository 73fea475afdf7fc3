"""Answers that wait at the same moment are written as one, and each caller is told about its own."""

from __future__ import annotations

from concurrent.futures import Future, wait

import pytest

from domain.answers import Mark
from domain.problems import BadInput
from storage import answers, workshops
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, new_id


def an_answer(round_id: str, person: str, *scores: int) -> Statement:
    return answers.append(round_id, person, [Mark("privacy", "importance", score) for score in scores], TODAY)


def told(futures: list[Future[int]]) -> list[int]:
    wait(futures, timeout=30)
    return [future.result() for future in futures]


def test_each_caller_is_told_how_many_rows_of_its_own_were_written(store: Store) -> None:
    open_round, other, closed = new_id(), new_id(), new_id()
    store.write(workshops.end_round(closed, new_id(), NOW))
    asked = [(open_round, closed, other)[number % 3] for number in range(300)]
    before = store.commits.times().count
    futures = [
        store.submit(an_answer(round_id, new_id(), *range(1 + number % 4)))
        for number, round_id in enumerate(asked)
    ]
    assert told(futures) == [
        0 if round_id == closed else 1 + number % 4 for number, round_id in enumerate(asked)
    ]
    assert store.rows("select count(*) from answer") == [(sum(told(futures)),)]
    assert store.rows("select count(*) from answer where round_id = $1::uuid", closed) == [(0,)]
    assert store.commits.times().count - before < 100, "they were written in groups"


def test_of_one_person_the_last_answer_counts_however_many_were_written_as_one(store: Store) -> None:
    asked, people = new_id(), [new_id() for _ in range(50)]
    told([store.submit(an_answer(asked, person, score)) for score in (1, 2, 3, 5, 4) for person in people])
    for person in people:
        assert answers.own_marks(store, asked, person) == {"privacy": {"importance": 4}}


def test_one_that_cannot_be_written_only_fails_its_own_caller(store: Store) -> None:
    asked = new_id()
    futures = [
        store.submit(an_answer(asked, "not an id" if number == 77 else new_id(), 3)) for number in range(150)
    ]
    wait(futures, timeout=30)
    with pytest.raises(BadInput):
        futures.pop(77).result()
    assert told(futures) == [1] * 149
    assert answers.answered(store, asked) == 149


def test_who_went_away_is_no_trouble_for_the_others(store: Store) -> None:
    asked = new_id()
    futures = [store.submit(an_answer(asked, new_id(), 3)) for _ in range(200)]
    gone = [future for future in futures if future.cancel()]
    stayed = [future for future in futures if not future.cancelled()]
    assert told(stayed) == [1] * len(stayed)
    assert answers.answered(store, asked) == 200 - len(gone)
    assert store.write(an_answer(asked, new_id(), 3)) == 1


def test_a_write_of_several_statements_can_be_submitted_too(store: Store) -> None:
    asked, person = new_id(), new_id()
    assert store.submit(an_answer(asked, person, 1), an_answer(asked, person, 2)).result(timeout=30) == 2
    assert store.submit().result(timeout=30) == 0
    assert store.waiting_writes() == 0
