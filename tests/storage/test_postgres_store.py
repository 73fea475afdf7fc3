"""The store for several app servers: connections that break, and a bell that all of them hear."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from domain.agreements import Agreement, Status
from domain.answers import Mark, Remark
from domain.notes import Draft, NoteKind
from domain.problems import NotSaved, StoreProblem
from domain.roles import Grant, Role
from domain.workshops import Phase
from storage import accounts, agreements, answers, facts, notes, organisations, participants, workshops
from storage.open import open_store
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, new_id
from tests.conftest import Server


@pytest.fixture
def store_of_server(postgresql_store: Store, empty_postgresql: Callable[[], None]) -> Iterator[Store]:
    yield postgresql_store
    empty_postgresql()


END_OWN_CONNECTION = "select pg_terminate_backend(pg_backend_pid())"


def test_a_server_that_does_not_answer_is_said_with_the_reason() -> None:
    with pytest.raises(StoreProblem) as told:
        open_store("postgresql:///workshops?host=/nowhere")
    assert "/nowhere" in str(told.value.facts["reason"])


def test_a_broken_connection_is_not_saved_and_the_next_write_is(store_of_server: Store) -> None:
    with pytest.raises(NotSaved):
        store_of_server.write(Statement(END_OWN_CONNECTION))
    assert store_of_server.write(Statement("insert into used_link values ($1, now())", (new_id(),))) == 1


def test_a_broken_connection_is_said_when_reading_and_the_next_read_works(store_of_server: Store) -> None:
    with pytest.raises(StoreProblem):
        store_of_server.rows(END_OWN_CONNECTION)
    assert store_of_server.rows("select 1") == [(1,)]


def test_what_was_corrected_is_read_anew_by_the_other_app_servers(
    server: Server, store_of_server: Store
) -> None:
    other = open_store(server.address("tests"))
    facts.kept(other, "title", lambda: "Eerst")
    heard = queue.SimpleQueue[str]()
    end = other.listen(heard.put)
    for _ in range(3):
        store_of_server.ring("workshop 1")
    facts.forget(store_of_server)
    store_of_server.ring("workshop 1")
    while heard.get(timeout=10) != "facts of workshops":
        pass
    assert heard.get(timeout=10) == "workshop 1", "whoever composes a screen after it reads what is new"
    assert facts.kept(other, "title", lambda: "Anders") == "Anders"
    end()
    other.close()


def test_a_ring_is_heard_by_the_other_app_servers(server: Server, store_of_server: Store) -> None:
    other = open_store(server.address("tests"))
    heard = queue.SimpleQueue[str]()
    end = other.listen(heard.put)
    store_of_server.ring("workshop 1")
    assert heard.get(timeout=10) == "workshop 1"
    end()
    other.close()


def test_a_person_s_own_answers_are_found_by_an_index(store_of_server: Store) -> None:
    indexes = [
        row[0] for row in store_of_server.rows("select indexname from pg_indexes where tablename = 'answer'")
    ]
    assert "answer_of_participant" in indexes


HERE, PERSON = new_id(), new_id()
AGREEMENT = Agreement(
    HERE, HERE, HERE, HERE, HERE, "Bord", "", "privacy", None, "Joris", TODAY, Status.OPEN, 1, PERSON
)
CONDITIONAL = {
    "an answer and the end of its round": (
        HERE,
        answers.append(HERE, PERSON, [Mark("a", "current", 1)], TODAY),
    ),
    "a remark and the end of its round": (
        HERE,
        answers.append_remark(HERE, PERSON, Remark("worry", "x"), TODAY),
    ),
    "dots and the limit of dots": (HERE, answers.append_dots(HERE, PERSON, [Mark("a", "dots", 1)], TODAY)),
    "the end of a round": (HERE, workshops.end_round(HERE, PERSON, NOW)),
    "a move and another move": (HERE, workshops.move(HERE, 0, Phase.LIVE, "explore", PERSON, NOW)),
    "a participant and a full workshop": (HERE, participants.add(PERSON, HERE, "policy", TODAY)),
    "a note and a great many notes": (
        f"{HERE}key",
        notes.add(HERE, HERE, Draft(NoteKind.PARKED, "x"), "key", TODAY),
    ),
    "a correction and another one": (HERE, agreements.correct(AGREEMENT, AGREEMENT.draft, PERSON, NOW)),
    "a status and another status": (HERE, agreements.set_status(AGREEMENT, Status.STARTED, "", PERSON, NOW)),
    "a role and the same role": (PERSON, accounts.add_grant(HERE, PERSON, Grant(Role.MANAGER, HERE), NOW)),
    "a link and the same link": (HERE, accounts.use_link(HERE, NOW)),
    "a first organisation and another": (
        "first organisation",
        organisations.add_first_organisation(HERE, "Duinstad", TODAY),
    ),
}


@pytest.mark.parametrize(("lock", "statement"), CONDITIONAL.values(), ids=CONDITIONAL)
def test_a_write_with_a_condition_waits_for_the_write_that_could_change_it(
    server: Server, store_of_server: Store, lock: str, statement: Statement
) -> None:
    """What a statement looks at must not change between looking and writing."""
    waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
    with psycopg.connect(server.address("tests")) as other, ThreadPoolExecutor(1) as threads:
        other.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (lock,))
        written = threads.submit(store_of_server.write, statement)
        while store_of_server.rows(waiting) == [(0,)]:
            assert not written.done(), "it did not wait"
        other.rollback()
        assert written.result(timeout=10) <= 1


def test_answers_of_one_round_do_not_wait_for_each_other(server: Server, store_of_server: Store) -> None:
    with psycopg.connect(server.address("tests")) as other:
        other.execute("select pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", (HERE,))
        mark = answers.append(HERE, PERSON, [Mark("a", "current", 1)], TODAY)
        assert store_of_server.write(mark) == 1


def test_answers_that_wait_for_the_end_of_their_round_do_not_hold_up_another_round(
    server: Server, store_of_server: Store
) -> None:
    elsewhere = new_id()
    with psycopg.connect(server.address("tests")) as other:
        other.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", (HERE,))
        marks = [Mark("a", "current", 1)]
        waiting = [store_of_server.submit(answers.append(HERE, new_id(), marks, TODAY)) for _ in range(20)]
        passing = [
            store_of_server.submit(answers.append(elsewhere, new_id(), marks, TODAY)) for _ in range(20)
        ]
        assert [one.result(timeout=10) for one in passing] == [1] * 20
        assert not any(one.done() for one in waiting)
        other.execute("insert into round_end values (%s, %s, now())", (HERE, PERSON))
        other.commit()
        assert [one.result(timeout=10) for one in waiting] == [0] * 20
    assert answers.answered(store_of_server, HERE) == 0
