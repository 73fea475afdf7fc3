"""Where a workshop stands: counts and the step, for whoever looks; never an answer and never a name."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from actions.agree import agree
from actions.answer import answer
from actions.choose import choose
from actions.move import forward
from actions.note import note, take_away
from actions.publish import publish
from actions.ready import ready
from actions.set_agenda import set_agenda
from domain.agreements import AgreementDraft
from domain.answers import Mark, Remark
from domain.notes import Draft, NoteKind
from domain.workshops import Phase, RoundKind, Workshop
from reads.workshop import current_round, latest_snapshot, snapshot
from storage import notes, workshops
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of

QUESTION = Draft(NoteKind.QUESTION, "Wie kijkt er mee?")


def move_to(store: Store, cast: Cast, workshop: Workshop, step: str) -> None:
    while (standing := workshops.standing(store, workshop.id)).step != step:
        forward(store, cast.duinstad.facilitator, workshop.id, standing, now=NOW)


def test_a_new_workshop_waits_for_its_survey(store: Store, cast: Cast) -> None:
    seen = snapshot(store, a_workshop(store, cast.duinstad))
    assert (seen.phase, seen.step, seen.number, seen.since) == (Phase.SURVEY, "", 0, None)
    assert (seen.joined, seen.answered, seen.ready, seen.expected) == (0, 0, 0, 8)


def test_it_counts_people_and_not_their_answers(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    people = participants_of(store, workshop, 3)
    for _ in range(2):
        give(store, workshop, people[:2], (1, 5))
    seen = snapshot(store, workshop)
    assert (seen.joined, seen.answered) == (3, 2)


def test_nothing_that_a_person_said_in_confidence_is_in_it(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    who = a_participant(store, workshop)
    worry = [Remark("worry", "Dat niemand het weet")]
    answer(store, who, round_of(store, workshop).id, [Mark("privacy", "importance", 4)], worry, today=TODAY)
    told = str(asdict(snapshot(store, workshop)))
    assert "niemand" not in told
    assert "privacy" not in told
    assert str(who.participant_in(workshop.id)) not in told


def test_every_screen_follows_a_new_agenda(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    before = snapshot(store, workshop).scene
    set_agenda(store, cast.duinstad.facilitator, workshop.id, new_id(), ("privacy",), now=NOW)
    assert snapshot(store, workshop).scene != before


def test_readiness_counts_for_the_step_of_this_moment_only(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    people = participants_of(store, workshop, 2)
    move_to(store, cast, workshop, "explore")
    for who in people:
        ready(store, who, workshop.id, "explore", True)
    ready(store, people[0], workshop.id, "explore", False)
    assert snapshot(store, workshop).ready == 1
    move_to(store, cast, workshop, "effects")
    assert snapshot(store, workshop).ready == 0


@pytest.mark.parametrize("deed", ["move", "reveal", "choose", "agree"])
def test_the_scene_changes_with_whatever_every_screen_must_follow(
    store: Store, cast: Cast, deed: str
) -> None:
    workshop, lead = a_workshop(store, cast.duinstad), cast.duinstad.facilitator
    give(store, workshop, participants_of(store, workshop, 5), (1, 2, 3, 4, 5))
    before = snapshot(store, workshop).scene
    match deed:
        case "move":
            move_to(store, cast, workshop, "explore")
        case "reveal":
            publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW)
        case "choose":
            choose(store, lead, workshop.id, new_id(), ("privacy",), with_fewer=True, now=NOW)
        case "agree":
            draft = AgreementDraft("Bord ophangen", "Het hangt er", "Joris", date(2027, 1, 15), "privacy")
            agree(store, lead, workshop.id, new_id(), draft, now=NOW)
    assert snapshot(store, workshop).scene != before


def test_the_scene_stays_when_someone_joins_answers_or_speaks(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    before = snapshot(store, workshop)
    who = a_participant(store, workshop)
    give(store, workshop, [who], [3])
    note(store, who, workshop.id, new_id(), QUESTION, today=TODAY)
    after = snapshot(store, workshop)
    assert after.scene == before.scene
    assert after.said > before.said


def test_a_note_that_was_taken_away_is_not_counted_and_still_rings(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    who = a_participant(store, workshop)
    note(store, who, workshop.id, new_id(), QUESTION, today=TODAY)
    before = snapshot(store, workshop)
    take_away(store, who, new_id(), notes.of_workshop(store, workshop.id, NoteKind.QUESTION)[0])
    after = snapshot(store, workshop)
    assert (before.notes, after.notes) == ({"question": 1}, {})
    assert after.said > before.said


def test_the_round_of_the_moment_is_the_survey_then_the_dots_then_the_ideas(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    give(store, workshop, participants_of(store, workshop, 5), (1, 2, 3, 4, 5))

    def asked(step: str) -> RoundKind:
        return current_round(workshops.rounds(store, workshop.id), step).kind

    assert [asked(step) for step in ("", "explore", "values", "agree")] == [
        "values",
        "values",
        "values",
        "ideas",
    ]
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    assert asked("values") == "dots"


def test_who_asks_for_the_latest_gets_what_is_true_after_each_ring(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    before = latest_snapshot(store, workshop)
    assert latest_snapshot(store, workshop) is before, "asked twice, read once"
    move_to(store, cast, workshop, "explore")
    assert snapshot(store, workshop).step == "explore"
    assert latest_snapshot(store, workshop).step == "explore"
