"""Reset: a step begins anew and can be taken back; of a vote there is never more than one outcome."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

import pytest

from actions.choose import choose
from actions.move import forward
from actions.note import note, take_away
from actions.publish import publish
from actions.ready import ready
from actions.reset import reset, undo
from domain.notes import Draft, NoteKind
from domain.problems import AlreadyDone, BadInput, Refused, RoundClosed
from domain.workshops import RoundKind, Workshop
from reads.outcome import outcome
from reads.workshop import snapshot
from storage import notes, workshops
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def ask(store: Store, workshop: Workshop, body: str) -> str:
    note_id = new_id()
    said = Draft(NoteKind.QUESTION, body)
    note(store, a_participant(store, workshop), workshop.id, note_id, said, today=TODAY)
    return note_id


def standing(store: Store, workshop: Workshop) -> list[str]:
    said = notes.of_workshop(store, workshop.id, NoteKind.QUESTION)
    return [one.body for one in said if not one.is_removed]


def vote(store: Store, workshop: Workshop, people: int = 6) -> None:
    votes = [1, 2, 3, 4, 5, 0][:people]
    give(
        store,
        workshop,
        participants_of(store, workshop, people),
        votes,
        dimension="dots",
        kind=RoundKind.DOTS,
    )


def published(store: Store, workshop: Workshop, kind: str) -> int:
    found = store.rows(
        "select count(*) from publication where workshop_id = $1::uuid and kind = $2", workshop.id, kind
    )
    return int(found[0][0])


def test_what_was_said_counts_no_more_and_undo_brings_it_back_and_nothing_else(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, removed = cast.duinstad.facilitator, ask(store, workshop, "Weg")
    ask(store, workshop, "Eerste")
    (gone,) = [one for one in notes.of_workshop(store, workshop.id, NoteKind.QUESTION) if one.id == removed]
    take_away(store, lead, new_id(), gone)
    before = snapshot(store, workshop)
    reset(store, lead, workshop.id, new_id(), "explore", now=NOW)
    assert standing(store, workshop) == []
    assert snapshot(store, workshop).scene != before.scene, "every screen follows"
    ask(store, workshop, "Tweede")
    undo(store, lead, workshop.id, new_id(), "explore", now=NOW)
    assert standing(store, workshop) == ["Eerste", "Tweede"]


def test_other_steps_keep_what_was_said_in_them(store: Store, cast: Cast, workshop: Workshop) -> None:
    ask(store, workshop, "Eerste")
    reset(store, cast.duinstad.facilitator, workshop.id, new_id(), "effects", now=NOW)
    assert standing(store, workshop) == ["Eerste"]


def test_a_second_click_resets_once_and_a_second_undo_is_refused(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, reset_id, undo_id = cast.duinstad.facilitator, new_id(), new_id()
    reset(store, lead, workshop.id, reset_id, "explore", now=NOW)
    ask(store, workshop, "Eerste")
    reset(store, lead, workshop.id, reset_id, "explore", now=NOW)
    assert standing(store, workshop) == ["Eerste"]
    undo(store, lead, workshop.id, undo_id, "explore", now=NOW)
    for again in (undo_id, new_id()):
        with pytest.raises(AlreadyDone):
            undo(store, lead, workshop.id, again, "explore", now=NOW)


def test_whoever_was_ready_says_so_again(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead = cast.duinstad.facilitator
    forward(store, lead, workshop.id, workshops.standing(store, workshop.id), now=NOW)
    ready(store, a_participant(store, workshop), workshop.id, "explore", True)
    reset(store, lead, workshop.id, new_id(), "explore", now=NOW)
    assert snapshot(store, workshop).ready == 0


def test_a_vote_begins_anew_in_a_new_round_and_undo_goes_on_with_the_old_one(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, old = cast.duinstad.facilitator, round_of(store, workshop, RoundKind.DOTS)
    vote(store, workshop)
    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
    new = round_of(store, workshop, RoundKind.DOTS)
    assert (new.number, new.is_closed) == (2, False)
    undo(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert round_of(store, workshop, RoundKind.DOTS) == old
    assert publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW).people == 6
    vote_again = new_id()
    reset(store, lead, workshop.id, vote_again, "values", now=NOW)
    assert round_of(store, workshop, RoundKind.DOTS).id == old.id


def test_a_vote_without_answers_needs_no_new_round(store: Store, cast: Cast, workshop: Workshop) -> None:
    before = round_of(store, workshop, RoundKind.DOTS)
    reset(store, cast.duinstad.facilitator, workshop.id, new_id(), "values", now=NOW)
    assert round_of(store, workshop, RoundKind.DOTS) == before


def test_an_outcome_that_was_shown_stays_and_there_is_never_a_second_to_subtract(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    vote(store, workshop)
    publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW)
    shown = round_of(store, workshop, RoundKind.DOTS)
    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert round_of(store, workshop, RoundKind.DOTS) == shown
    assert outcome(store, shown.id) is not None
    publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW)
    assert published(store, workshop, "dots") == 1


def test_when_the_new_vote_was_shown_the_old_one_does_not_come_back(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, old = cast.duinstad.facilitator, round_of(store, workshop, RoundKind.DOTS)
    vote(store, workshop)
    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
    vote(store, workshop, 5)
    publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW)
    with pytest.raises(Refused):
        undo(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert published(store, workshop, "dots") == 1
    assert outcome(store, old.id) is None


@pytest.mark.parametrize("clicks", list(product("RUP", repeat=2)), ids="".join)
def test_whatever_is_clicked_in_whatever_order_there_is_one_outcome_at_most(
    store: Store, cast: Cast, workshop: Workshop, clicks: tuple[str, ...]
) -> None:
    """R resets, U undoes, P shows; before each click the same people vote, as far as they can."""
    lead, people = cast.duinstad.facilitator, participants_of(store, workshop, 6)
    for number, click in enumerate((*clicks, "P", "U", "P")):
        voters = people[number % 2 :]
        with suppress(RoundClosed):
            give(store, workshop, voters, [number % 3] * len(voters), dimension="dots", kind=RoundKind.DOTS)
        with suppress(AlreadyDone, Refused):
            match click:
                case "R":
                    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
                case "U":
                    undo(store, lead, workshop.id, new_id(), "values", now=NOW)
                case _:
                    publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW)
    assert published(store, workshop, "dots") == 1


def test_a_round_that_counts_no_more_can_be_neither_closed_nor_withdrawn_again(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, old = cast.duinstad.facilitator, round_of(store, workshop, RoundKind.DOTS)
    vote(store, workshop)
    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert store.write(workshops.end_round(old.id, lead.account_id or "", NOW)) == 0


def test_the_shared_values_go_and_come_back(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead = cast.duinstad.facilitator
    choose(store, lead, workshop.id, new_id(), ("privacy", "vrijheid"), with_fewer=True, now=NOW)
    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert notes.chosen(store, workshop.id) == ()
    undo(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert notes.chosen(store, workshop.id) == ("privacy", "vrijheid")


@pytest.mark.parametrize("step", ["break", "", "dance"])
def test_a_step_that_holds_nothing_has_nothing_to_reset(
    store: Store, cast: Cast, workshop: Workshop, step: str
) -> None:
    with pytest.raises(BadInput):
        reset(store, cast.duinstad.facilitator, workshop.id, new_id(), step, now=NOW)
