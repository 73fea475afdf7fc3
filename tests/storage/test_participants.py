"""Participants join once, and say whether they are ready."""

from concurrent.futures import ThreadPoolExecutor

from domain.workshops import MOST_PEOPLE
from storage import participants
from storage.store import Statement, Store
from tests.cast import TODAY, new_id


def test_joining_twice_is_joining_once(store: Store) -> None:
    workshop_id, person = new_id(), new_id()
    assert [store.write(participants.add(person, workshop_id, "policy", TODAY)) for _ in range(2)] == [1, 0]
    assert participants.is_known(store, person, workshop_id)
    assert not participants.is_known(store, person, new_id())
    assert participants.perspectives(store, workshop_id) == {"policy": 1}


def test_a_workshop_is_never_more_than_full(store: Store) -> None:
    workshop_id = new_id()
    store.write(
        Statement(
            "insert into participant select unnest($1::uuid[]), $2::uuid, 'data', $3::date",
            ([new_id() for _ in range(MOST_PEOPLE - 3)], workshop_id, TODAY),
        )
    )
    with ThreadPoolExecutor(8) as threads:
        written = list(
            threads.map(
                lambda _: store.write(participants.add(new_id(), workshop_id, "policy", TODAY)), range(8)
            )
        )
    assert sum(written) == 3
    assert participants.perspectives(store, workshop_id) == {"data": MOST_PEOPLE - 3, "policy": 3}


def test_the_last_word_about_being_ready_counts(store: Store) -> None:
    workshop_id, fenna, joris = new_id(), new_id(), new_id()
    for person, is_ready in ((fenna, True), (joris, True), (fenna, False), (fenna, True), (joris, False)):
        store.write(participants.say_ready(workshop_id, person, "effects", is_ready))
    store.write(participants.say_ready(workshop_id, joris, "values", True))
    assert participants.ready(store, workshop_id, "effects") == 1
    assert participants.ready_people(store, workshop_id, "effects") == {fenna}
    assert participants.ready(store, workshop_id, "agree") == 0
