"""A show of hands: only for a group that is too small for a vote in confidence, said in the room, and the latest counts."""

from __future__ import annotations

import pytest

from actions.note import note
from actions.show_hands import show_hands
from domain.notes import Draft, NoteKind
from domain.problems import BadInput, Empty, Problem, Refused
from domain.workshops import RoundKind, Workshop
from reads.workshop import snapshot
from storage import hands
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id, participants_of


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def shown(
    store: Store,
    cast: Cast,
    workshop: Workshop,
    counts: dict[str, int],
    kind: RoundKind = RoundKind.DOTS,
    show_id: str = "",
) -> None:
    show_hands(store, cast.duinstad.facilitator, workshop.id, show_id or new_id(), kind, counts, now=NOW)


def test_the_counts_are_kept_most_hands_first(store: Store, cast: Cast, workshop: Workshop) -> None:
    participants_of(store, workshop, 4)
    shown(store, cast, workshop, {"vrijheid": 1, "privacy": 3, "veiligheid": 0})
    assert list(hands.latest(store, workshop.id, RoundKind.DOTS).items()) == [
        ("privacy", 3),
        ("vrijheid", 1),
        ("veiligheid", 0),
    ]
    assert hands.latest(store, workshop.id, RoundKind.IDEAS) == {}


def test_a_later_count_replaces_the_first_as_a_whole_and_every_screen_follows(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    first = new_id()
    shown(store, cast, workshop, {"privacy": 3}, show_id=first)
    before = snapshot(store, workshop).scene
    shown(store, cast, workshop, {"vrijheid": 2})
    assert snapshot(store, workshop).scene != before
    shown(store, cast, workshop, {"privacy": 3}, show_id=first)
    assert hands.latest(store, workshop.id, RoundKind.DOTS) == {"vrijheid": 2}


def test_ideas_are_weighed_by_hands_too(store: Store, cast: Cast, workshop: Workshop) -> None:
    idea = new_id()
    draft = Draft(NoteKind.IDEA, "Bord", about="privacy", idea_type="people")
    note(store, cast.duinstad.facilitator, workshop.id, idea, draft, today=TODAY)
    shown(store, cast, workshop, {idea: 2}, RoundKind.IDEAS)
    assert hands.latest(store, workshop.id, RoundKind.IDEAS) == {idea: 2}


def test_five_people_vote_in_confidence(store: Store, cast: Cast, workshop: Workshop) -> None:
    participants_of(store, workshop, 5)
    with pytest.raises(Refused):
        shown(store, cast, workshop, {"privacy": 3})


@pytest.mark.parametrize(
    ("kind", "counts", "problem"),
    [
        (RoundKind.VALUES, {"privacy": 3}, Refused),
        (RoundKind.DOTS, {}, Empty),
        (RoundKind.DOTS, {"privacy": 0}, Empty),
        (RoundKind.DOTS, {"privacy": -1}, BadInput),
        (RoundKind.DOTS, {"privacy": 1001}, BadInput),
        (RoundKind.DOTS, {"welzijn": 1}, BadInput),
        (RoundKind.IDEAS, {"privacy": 1}, BadInput),
    ],
)
def test_a_count_that_can_not_be_is_refused(
    store: Store,
    cast: Cast,
    workshop: Workshop,
    kind: RoundKind,
    counts: dict[str, int],
    problem: type[Problem],
) -> None:
    with pytest.raises(problem):
        shown(store, cast, workshop, counts, kind)
    assert hands.count(store, workshop.id) == 0
