"""Group: notes that say the same stand together on every screen, until they are taken apart."""

from __future__ import annotations

import pytest

from actions.group import group, take_apart
from actions.note import note, take_away
from domain.notes import Draft, NoteKind, gathered
from domain.problems import NotTogether, TooLong
from domain.workshops import Workshop
from reads.workshop import snapshot
from storage import note_groups, notes
from storage.store import Store
from tests.cast import TODAY, Cast, a_participant, a_workshop, new_id


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def say(store: Store, workshop: Workshop, body: str, about: str = "") -> str:
    note_id, kind = new_id(), NoteKind.IDEA if about else NoteKind.QUESTION
    draft = Draft(kind, body, about=about, idea_type="process" if about else "")
    note(store, a_participant(store, workshop), workshop.id, note_id, draft, today=TODAY)
    return note_id


def shown(store: Store, workshop: Workshop, kind: NoteKind = NoteKind.QUESTION) -> list[list[str]]:
    """What stands together, in order; a heading goes before its notes."""
    said = [one for one in notes.of_workshop(store, workshop.id, kind) if not one.is_removed]
    return [
        [*([f"{one.heading}:"] if one and one.heading else []), *(note.body for note in together)]
        for one, together in gathered(said, note_groups.of_workshop(store, workshop.id))
    ]


def test_notes_stand_together_where_the_first_stood_and_can_be_taken_apart(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, group_id = cast.duinstad.facilitator, new_id()
    first, _, third = (say(store, workshop, body) for body in ("A", "B", "C"))
    before = snapshot(store, workshop).said
    group(store, lead, workshop.id, group_id, (third, first), "")
    assert shown(store, workshop) == [["A", "C"], ["B"]]
    assert snapshot(store, workshop).said > before, "every screen that shows notes follows"
    for _ in range(2):
        take_apart(store, lead, workshop.id, group_id)
        assert shown(store, workshop) == [["A"], ["B"], ["C"]]


def test_a_group_has_a_heading_of_its_own_and_a_second_click_changes_nothing(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, group_id = cast.duinstad.facilitator, new_id()
    both = tuple(say(store, workshop, body) for body in ("A", "B"))
    for _ in range(2):
        group(store, lead, workshop.id, group_id, both, " Bewaren ")
    assert shown(store, workshop) == [["Bewaren:", "A", "B"]]


def test_a_note_stands_in_the_newest_group_only_and_falls_back_to_the_one_before(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, newest = cast.duinstad.facilitator, new_id()
    one, two, three = (say(store, workshop, body) for body in ("A", "B", "C"))
    group(store, lead, workshop.id, new_id(), (one, two), "")
    group(store, lead, workshop.id, newest, (two, three), "")
    assert shown(store, workshop) == [["A"], ["B", "C"]]
    take_apart(store, lead, workshop.id, newest)
    assert shown(store, workshop) == [["A", "B"], ["C"]]


def test_a_note_that_is_alone_in_its_group_stands_alone(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead = cast.duinstad.facilitator
    both = tuple(say(store, workshop, body) for body in ("A", "B"))
    group(store, lead, workshop.id, new_id(), both, "Bewaren")
    take_away(store, lead, new_id(), notes.of_workshop(store, workshop.id, NoteKind.QUESTION)[0])
    assert shown(store, workshop) == [["B"]]


def test_tensions_between_the_same_two_values_can_be_put_together_from_either_side(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    pairs = (("privacy", "veiligheid"), ("veiligheid", "privacy"), ("privacy", "vrijheid"))
    made = [new_id() for _ in pairs]
    for note_id, (about, against) in zip(made, pairs, strict=True):
        draft = Draft(NoteKind.TENSION, note_id, about=about, against=against)
        note(store, lead, workshop.id, note_id, draft, today=TODAY)
    with pytest.raises(NotTogether):
        group(store, lead, workshop.id, new_id(), (made[0], made[2]), "")
    group(store, lead, workshop.id, new_id(), (made[0], made[1]), "Kijken of niet")
    assert shown(store, workshop, NoteKind.TENSION) == [["Kijken of niet:", made[0], made[1]], [made[2]]]


def test_only_notes_about_the_same_can_be_put_together(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead, elsewhere = cast.duinstad.facilitator, a_workshop(store, cast.duinstad)
    question, privacy, freedom = (
        say(store, workshop, "A"), say(store, workshop, "B", "privacy"), say(store, workshop, "C", "vrijheid"),
    )  # fmt: skip
    other = say(store, elsewhere, "D")
    for chosen in (
        (),
        (question,),
        (question, question),
        (question, privacy),
        (privacy, freedom),
        (question, other),
    ):
        with pytest.raises(NotTogether):
            group(store, lead, workshop.id, new_id(), chosen, "")
    with pytest.raises(TooLong):
        group(store, lead, workshop.id, new_id(), (question, privacy), "x" * 121)
    second = say(store, workshop, "E", "privacy")
    group(store, lead, workshop.id, new_id(), (privacy, second), "")
    assert shown(store, workshop, NoteKind.IDEA) == [["B", "E"], ["C"]]
