"""Freeze: answers stand still until the facilitator lets people answer again; it shows nothing."""

from __future__ import annotations

import pytest

from actions.enter_paper import enter_paper
from actions.freeze import freeze
from actions.move import forward
from actions.publish import publish
from actions.rehearse import rehearse
from actions.reset import reset, undo
from domain.answers import Mark, Sheet
from domain.problems import NotAllowed, NotFound, Refused, RoundFrozen
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from reads.outcome import outcome
from reads.workshop import snapshot
from storage import answers, workshops
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def still(
    store: Store,
    who: Visitor,
    workshop: Workshop,
    is_frozen: bool = True,
    kind: RoundKind = RoundKind.VALUES,
    freeze_id: str = "",
) -> None:
    asked = round_of(store, workshop, kind)
    freeze(store, who, workshop.id, freeze_id or new_id(), asked.id, is_frozen, now=NOW)


def own(store: Store, workshop: Workshop, who: Visitor, kind: RoundKind) -> dict[str, dict[str, int]]:
    return answers.own_marks(store, round_of(store, workshop, kind).id, who.participant_in(workshop.id) or "")


@pytest.mark.parametrize(
    ("kind", "dimension"), [(RoundKind.VALUES, "importance"), (RoundKind.DOTS, "dots"), (RoundKind.EXIT, "exit")]
)  # fmt: skip
def test_while_answers_stand_still_none_is_taken_and_none_is_lost(
    store: Store, cast: Cast, workshop: Workshop, kind: RoundKind, dimension: str
) -> None:
    lead, who = cast.duinstad.facilitator, a_participant(store, workshop)
    item = "worthwhile" if kind is RoundKind.EXIT else "privacy"
    give(store, workshop, [who], [3], item=item, dimension=dimension, kind=kind)
    still(store, lead, workshop, kind=kind)
    with pytest.raises(RoundFrozen):
        give(store, workshop, [who], [2], item=item, dimension=dimension, kind=kind)
    assert own(store, workshop, who, kind) == {item: {dimension: 3}}
    still(store, lead, workshop, False, kind=kind)
    give(store, workshop, [who], [2], item=item, dimension=dimension, kind=kind)
    assert own(store, workshop, who, kind) == {item: {dimension: 2}}


def test_it_shows_nothing_and_every_screen_follows(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, [1, 2, 3, 4, 5, 5])
    before = snapshot(store, workshop)
    still(store, cast.duinstad.facilitator, workshop)
    after = snapshot(store, workshop)
    assert after.scene != before.scene
    assert (after.answered, after.revealed) == (before.answered, before.revealed) == (6, ())
    assert outcome(store, round_of(store, workshop).id) is None


def test_what_stands_still_can_be_shown_and_then_stays_as_it_is(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    still(store, lead, workshop)
    assert publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW).people == 6
    for is_frozen in (True, False):
        with pytest.raises(Refused):
            still(store, lead, workshop, is_frozen)


def test_a_second_click_is_harmless_and_the_last_word_counts(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, first = cast.duinstad.facilitator, new_id()
    still(store, lead, workshop, freeze_id=first)
    still(store, lead, workshop, False)
    still(store, lead, workshop, freeze_id=first)
    assert round_of(store, workshop).takes_answers


def test_a_vote_that_begins_anew_does_not_stand_still_and_undo_brings_that_back(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, people = cast.duinstad.facilitator, participants_of(store, workshop, 6)
    give(store, workshop, people, [1, 2, 3, 1, 2, 3], dimension="dots", kind=RoundKind.DOTS)
    old = round_of(store, workshop, RoundKind.DOTS)
    still(store, lead, workshop, kind=RoundKind.DOTS)
    reset(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert round_of(store, workshop, RoundKind.DOTS).takes_answers
    with pytest.raises(Refused):
        freeze(store, lead, workshop.id, new_id(), old.id, False, now=NOW)
    undo(store, lead, workshop.id, new_id(), "values", now=NOW)
    assert round_of(store, workshop, RoundKind.DOTS).is_frozen


def test_paper_waits_too_and_makes_nobody(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead = cast.duinstad.facilitator
    still(store, lead, workshop)
    sheet = Sheet("policy", (Mark("privacy", "importance", 5),))
    with pytest.raises(RoundFrozen):
        enter_paper(store, lead, workshop.id, new_id(), sheet, today=TODAY)
    assert snapshot(store, workshop).joined == 0


def test_in_a_rehearsal_the_made_up_people_answer_once_they_may(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    made = rehearse(store, lead, workshop.id, new_id(), now=NOW)
    for _ in range(3):
        forward(store, lead, made.id, workshops.standing(store, made.id), now=NOW)
    assert workshops.standing(store, made.id).step == "values"
    still(store, lead, made, kind=RoundKind.DOTS)
    publish(store, lead, made.id, RoundKind.VALUES, now=NOW)
    assert snapshot(store, made).answered == 0
    still(store, lead, made, False, kind=RoundKind.DOTS)
    assert snapshot(store, made).answered == snapshot(store, made).joined


def test_only_who_leads_and_only_in_the_own_workshop(store: Store, cast: Cast, workshop: Workshop) -> None:
    for who in (a_participant(store, workshop), cast.duinstad.manager, cast.elsewhere.facilitator):
        with pytest.raises(NotAllowed):
            still(store, who, workshop)
    other = a_workshop(store, cast.duinstad)
    with pytest.raises(NotFound):
        freeze(
            store, cast.duinstad.facilitator, workshop.id, new_id(), round_of(store, other).id, True, now=NOW
        )
    assert workshops.latest_round(store, other.id, RoundKind.VALUES).takes_answers
