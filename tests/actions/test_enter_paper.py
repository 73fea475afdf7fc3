"""On paper: one person is one participant, all of the sheet or nothing, and it counts like any other answer."""

from __future__ import annotations

import pytest

from actions.enter_paper import enter_paper
from actions.move import forward
from actions.publish import publish
from actions.ready import ready
from domain.answers import Mark, Sheet
from domain.problems import (
    BlankSheet,
    Empty,
    NotAScore,
    Problem,
    RoundClosed,
    SameTwice,
    TooMuch,
    WrongFields,
)
from domain.workshops import MOST_PEOPLE, RoundKind, Workshop
from reads.outcome import outcome
from reads.workshop import busy, snapshot
from storage import participants, workshops
from storage.store import Statement, Store
from tests.actions.test_access import everything
from tests.cast import NOW, TODAY, Cast, a_workshop, give, new_id, participants_of, round_of

WHOLE = Sheet(
    "policy", (Mark("privacy", "importance", 5), Mark("privacy", "current", 0)), ("privacy", "vrijheid")
)


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def entered(store: Store, cast: Cast, workshop: Workshop, sheet: Sheet = WHOLE, person: str = "") -> None:
    enter_paper(store, cast.duinstad.facilitator, workshop.id, person or new_id(), sheet, today=TODAY)


def test_a_sheet_is_one_person_with_all_that_stands_on_it(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    entered(store, cast, workshop)
    assert participants.perspectives(store, workshop.id) == {"policy": 1}
    assert snapshot(store, workshop).answered == 1
    assert store.rows("select count(*) from answer") == [(4,)]


def test_a_place_that_was_left_open_stays_open(store: Store, cast: Cast, workshop: Workshop) -> None:
    entered(store, cast, workshop, Sheet("policy", (), ("privacy", "", "vrijheid")))
    assert store.rows("select item, score from answer order by score") == [("privacy", 1), ("vrijheid", 3)]


def test_saving_twice_is_one_sheet(store: Store, cast: Cast, workshop: Workshop) -> None:
    person = new_id()
    entered(store, cast, workshop, person=person)
    before = everything(store)
    entered(store, cast, workshop, person=person)
    assert everything(store) == before


def test_a_sheet_counts_in_the_figure_like_any_other_answer(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    give(store, workshop, participants_of(store, workshop, 4), [1, 2, 3, 4])
    entered(store, cast, workshop)
    made = publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    shown = outcome(store, made.round_id)
    assert shown is not None
    privacy = shown.shown.set_index(["item", "dimension"]).loc[("privacy", "importance")]
    assert (made.people, privacy["n"], privacy["total"]) == (5, 5, 15.0)


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        (Sheet("policy", ()), WrongFields),
        (Sheet("council", WHOLE.scores), WrongFields),
        (Sheet("", WHOLE.scores), WrongFields),
        (Sheet("policy", (Mark("privacy", "importance", 6),)), NotAScore),
        (Sheet("policy", (Mark("welzijn", "importance", 3),)), NotAScore),
        (Sheet("policy", (), ("privacy", "privacy")), WrongFields),
        (Sheet("policy", (), ("veiligheid", "privacy", "vrijheid", "transparantie", "welzijn")), NotAScore),
    ],
)
def test_a_sheet_that_can_not_be_right_is_refused_as_a_whole(
    store: Store, cast: Cast, workshop: Workshop, sheet: Sheet, problem: type[Problem]
) -> None:
    before = everything(store)
    with pytest.raises(problem):
        entered(store, cast, workshop, sheet)
    assert everything(store) == before


def test_all_that_is_the_matter_with_a_sheet_is_named_by_its_field(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    with pytest.raises(WrongFields) as blank:
        entered(store, cast, workshop, Sheet("", ()))
    assert {name: type(problem) for name, problem in blank.value.fields.items()} == {
        "perspective_id": Empty,
        "scores": BlankSheet,
    }
    with pytest.raises(WrongFields) as twice:
        entered(store, cast, workshop, Sheet("policy", (), ("privacy", "", "privacy")))
    assert {name: type(problem) for name, problem in twice.value.fields.items()} == {"top-3": SameTwice}


def test_after_the_reveal_no_sheet_can_be_added(store: Store, cast: Cast, workshop: Workshop) -> None:
    give(store, workshop, participants_of(store, workshop, 5), [1, 2, 3, 4, 5])
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    before = everything(store)
    with pytest.raises(RoundClosed):
        entered(store, cast, workshop)
    assert everything(store) == before


def test_a_full_workshop_takes_no_sheet(store: Store, cast: Cast, workshop: Workshop) -> None:
    store.write(Statement(
        "insert into participant select unnest($1::uuid[]), $2::uuid, 'data', $3::date",
        ([new_id() for _ in range(MOST_PEOPLE)], workshop.id, TODAY),
    ))  # fmt: skip
    with pytest.raises(TooMuch):
        entered(store, cast, workshop)
    assert not round_of(store, workshop).is_closed


def test_who_is_on_paper_takes_part_and_is_not_waited_for(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    entered(store, cast, workshop)
    (phone,) = participants_of(store, workshop, 1)
    forward(store, lead, workshop.id, workshops.standing(store, workshop.id), now=NOW)
    seen = snapshot(store, workshop)
    assert (seen.joined, seen.devices, busy(store, workshop)) == (2, 1, 1)
    ready(store, phone, workshop.id, "explore", True)
    assert busy(store, workshop) == 0
