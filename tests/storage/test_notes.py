"""Notes in the order they were said, taken away and put back, and the values that were chosen."""

from concurrent.futures import ThreadPoolExecutor

from domain.notes import Draft, NoteKind
from storage import notes
from storage.notes import MOST_NOTES_A_PERSON
from storage.store import Store
from tests.cast import NOW, TODAY, new_id

QUESTION = Draft(NoteKind.QUESTION, " Wie kijkt er mee? ")


def bodies(store: Store, workshop_id: str, *kinds: NoteKind) -> list[str]:
    return [note.body for note in notes.of_workshop(store, workshop_id, *kinds)]


def test_notes_come_back_in_the_order_they_were_said_and_by_kind(store: Store) -> None:
    workshop_id = new_id()
    effect = Draft(NoteKind.EFFECT, "Effect", about="resident", tone="bad", horizon="later")
    for draft in (QUESTION, effect, Draft(NoteKind.QUESTION, "Hoe lang?")):
        store.write(notes.add(new_id(), workshop_id, draft, "author", TODAY))
    assert bodies(store, workshop_id, NoteKind.QUESTION) == ["Wie kijkt er mee?", "Hoe lang?"]
    assert bodies(store, workshop_id, *NoteKind) == ["Wie kijkt er mee?", "Effect", "Hoe lang?"]
    (found,) = notes.of_workshop(store, workshop_id, NoteKind.EFFECT)
    assert (found.about, found.tone, found.horizon, found.is_removed) == ("resident", "bad", "later", False)
    assert bodies(store, new_id(), *NoteKind) == []


def test_the_same_note_twice_is_one_note(store: Store) -> None:
    workshop_id, note_id = new_id(), new_id()
    assert [store.write(notes.add(note_id, workshop_id, QUESTION, "author", TODAY)) for _ in range(2)] == [
        1,
        0,
    ]


def test_a_person_can_say_a_great_deal_and_no_more(store: Store) -> None:
    workshop_id = new_id()
    with ThreadPoolExecutor(8) as threads:
        written = list(
            threads.map(
                lambda _: store.write(notes.add(new_id(), workshop_id, QUESTION, "author", TODAY)),
                range(MOST_NOTES_A_PERSON + 8),
            )
        )
    assert sum(written) == MOST_NOTES_A_PERSON
    assert store.write(notes.add(new_id(), workshop_id, QUESTION, "another author", TODAY)) == 1


def test_a_note_is_taken_away_and_put_back_and_the_last_word_counts(store: Store) -> None:
    workshop_id, note_id = new_id(), new_id()
    store.write(notes.add(note_id, workshop_id, QUESTION, "author", TODAY))
    for is_removed in (True, False, True):
        store.write(notes.set_removed(new_id(), note_id, workshop_id, is_removed))
        (found,) = notes.of_workshop(store, workshop_id, NoteKind.QUESTION)
        assert found.is_removed is is_removed
        assert notes.counts(store, workshop_id) == ({} if is_removed else {"question": 1})


def test_a_number_grows_with_everything_that_is_said(store: Store) -> None:
    workshop_id, note_id = new_id(), new_id()
    numbers = [notes.newest(store, workshop_id)]
    for statements in (
        [notes.add(note_id, workshop_id, QUESTION, "author", TODAY)],
        [notes.set_removed(new_id(), note_id, workshop_id, True)],
        notes.choose(new_id(), workshop_id, ("privacy",), NOW),
    ):
        store.write(*statements)
        numbers.append(notes.newest(store, workshop_id))
    assert numbers[0] == 0
    assert numbers == sorted(set(numbers))


def test_the_latest_choice_counts_as_a_whole(store: Store) -> None:
    workshop_id = new_id()
    assert notes.chosen(store, workshop_id) == ()
    first = notes.choose(new_id(), workshop_id, ("privacy", "vrijheid", "welzijn"), NOW)
    store.write(*first)
    store.write(*notes.choose(new_id(), workshop_id, ("vrijheid", "autonomie"), NOW))
    assert store.write(*first) == 0
    assert notes.chosen(store, workshop_id) == ("vrijheid", "autonomie")
