"""Rehearse: scripted people go along with the facilitator; it counts nowhere, and is gone without a trace afterwards."""

from __future__ import annotations

import pytest

from actions.agree import agree
from actions.choose import choose
from actions.measure_again import measure_again
from actions.move import back, forward
from actions.publish import publish
from actions.rehearse import rehearse, throw_away
from actions.vote_again import vote_again
from domain.agreements import AgreementDraft
from domain.notes import NoteKind
from domain.problems import NotFound, Refused
from domain.workshops import Phase, RoundKind, Workshop
from reads import agreements, comparison
from reads.outcome import outcome
from reads.workshop import Snapshot, snapshot
from reads.workshops import overview
from storage import figures, notes, rehearsals, workshops
from storage.content import the_content
from storage.store import Store
from tests.actions.test_access import everything
from tests.cast import NOW, TODAY, Cast, a_workshop, give, new_id, participants_of

DRAFT = AgreementDraft("Bord ophangen", "Het bord hangt", "Joris", TODAY, "privacy")


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def rehearsed(store: Store, cast: Cast, workshop: Workshop) -> Workshop:
    return rehearse(store, cast.duinstad.facilitator, workshop.id, new_id(), now=NOW)


def on(store: Store, cast: Cast, workshop: Workshop, steps: int = 1) -> Snapshot:
    for _ in range(steps):
        standing = workshops.standing(store, workshop.id)
        forward(store, cast.duinstad.facilitator, workshop.id, standing, now=NOW)
    return snapshot(store, workshop)


def played(store: Store, cast: Cast, workshop: Workshop) -> None:
    """A rehearsal from beginning to end, with everything that the facilitator can do in it."""
    lead = cast.duinstad.facilitator
    on(store, cast, workshop, 3)
    publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW)
    publish(store, lead, workshop.id, RoundKind.DOTS, now=NOW)
    choose(store, lead, workshop.id, new_id(), ("privacy", "vrijheid"), with_fewer=True, now=NOW)
    on(store, cast, workshop, 4)
    publish(store, lead, workshop.id, RoundKind.IDEAS, now=NOW)
    agree(store, lead, workshop.id, new_id(), DRAFT, now=NOW)
    on(store, cast, workshop)
    measure_again(store, lead, workshop.id, now=NOW)
    publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW)


def test_scripted_people_join_and_answer_at_once(store: Store, cast: Cast, workshop: Workshop) -> None:
    made = rehearsed(store, cast, workshop)
    seen = snapshot(store, made)
    assert made.is_rehearsal and not workshop.is_rehearsal
    assert made.code != workshop.code
    assert (made.title, made.values, made.perspectives) == (
        workshop.title,
        workshop.values,
        workshop.perspectives,
    )
    assert seen.joined == seen.answered == made.expected == 8


def test_a_small_group_is_large_enough_for_a_figure_in_its_rehearsal(store: Store, cast: Cast) -> None:
    made = rehearsed(store, cast, a_workshop(store, cast.duinstad, expected=2, case_id="", smallest_group=7))
    assert snapshot(store, made).joined == made.expected == 7


def test_people_do_in_each_step_what_is_asked_there(store: Store, cast: Cast, workshop: Workshop) -> None:
    made, lead = rehearsed(store, cast, workshop), cast.duinstad.facilitator
    assert on(store, cast, made).notes["question"] == 2
    assert on(store, cast, made).notes["effect"] == len(workshop.perspectives)
    assert on(store, cast, made).ready == 7
    assert outcome(store, publish(store, lead, made.id, RoundKind.VALUES, now=NOW).round_id) is not None
    assert snapshot(store, made).answered == 8, "everyone put dots"
    publish(store, lead, made.id, RoundKind.DOTS, now=NOW)
    vote_again(store, lead, made.id, 1, now=NOW)
    assert snapshot(store, made).answered == 8, "and again, as they think now"
    assert not publish(store, lead, made.id, RoundKind.DOTS, now=NOW).hidden
    assert on(store, cast, made, 2).notes["tension"] == 2
    assert on(store, cast, made).notes["idea"] == 3 * len(workshop.values)
    seen = on(store, cast, made)
    assert (seen.step, seen.answered, seen.notes["reflection"]) == ("agree", 8, 5)
    publish(store, lead, made.id, RoundKind.IDEAS, now=NOW)
    on(store, cast, made)
    measure_again(store, lead, made.id, now=NOW)
    assert snapshot(store, made).answered == 8


def test_going_back_and_on_again_says_nothing_twice(store: Store, cast: Cast, workshop: Workshop) -> None:
    made = rehearsed(store, cast, workshop)
    before = on(store, cast, made).notes
    back(store, cast.duinstad.facilitator, made.id, workshops.standing(store, made.id), now=NOW)
    assert on(store, cast, made).notes == before


def test_in_a_real_workshop_nobody_is_scripted(store: Store, cast: Cast, workshop: Workshop) -> None:
    rehearsed(store, cast, workshop)
    seen = on(store, cast, workshop, 2)
    assert (seen.joined, seen.said) == (0, 0)


def test_a_workshop_has_one_rehearsal_at_a_time(store: Store, cast: Cast, workshop: Workshop) -> None:
    first = rehearsed(store, cast, workshop)
    before = everything(store)
    assert rehearsed(store, cast, workshop) == first
    assert everything(store) == before
    with pytest.raises(Refused):
        rehearsed(store, cast, first)


def test_no_list_count_or_figure_knows_a_rehearsal(store: Store, cast: Cast, workshop: Workshop) -> None:
    """The whole walk: what everyone sees is the same before, during and after the rehearsal."""
    before = walk(store, cast)
    made = rehearsed(store, cast, workshop)
    played(store, cast, made)
    assert snapshot(store, made).phase is Phase.ENDED
    assert walk(store, cast) == before
    throw_away(store, cast.duinstad.facilitator, made.id)
    assert walk(store, cast) == before


def test_real_figures_stand_beside_a_rehearsal_of_the_same_team(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    for item in ("privacy", "vrijheid"):
        for dimension in ("importance", "current"):
            people = participants_of(store, workshop, 5)
            give(store, workshop, people, [1, 2, 3, 4, 5], item=item, dimension=dimension)
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    before = walk(store, cast)
    played(store, cast, rehearsed(store, cast, workshop))
    assert walk(store, cast) == before


def walk(store: Store, cast: Cast) -> list[str]:
    """Every list and every figure that stands outside a workshop, as the manager and the facilitator see it."""
    framework = next(iter(the_content().frameworks.values()))
    told: list[object] = []
    for who in (cast.duinstad.manager, cast.duinstad.facilitator):
        told += [overview(store, who), workshops.within(store, who.grants)]
        told += [agreements.page(store, who, TODAY).rows.to_dict(), agreements.owners(store, who)]
        told += [
            agreements.counts(store, who, TODAY, by=by).statuses.to_dict()
            for by in ("", "organisation", "department")
        ]
        for measure in comparison.MEASURES:
            page = comparison.by_team(store, who, measure, framework)
            teams = comparison.overview(store, who, measure, framework)
            told += [
                page.cells.to_dict(),
                page.hidden,
                teams.spread.to_dict(),
                teams.shown,
                teams.not_shown,
                teams.too_few,
            ]
        told += [comparison.count(store, who)]
    return [str(one) for one in told]


def test_a_rehearsal_that_is_thrown_away_leaves_no_row(store: Store, cast: Cast, workshop: Workshop) -> None:
    give(store, workshop, participants_of(store, workshop, 2), [1, 2])
    before = everything(store)
    made = rehearsed(store, cast, workshop)
    played(store, cast, made)
    touched = {str(now[0]) for now, then in zip(everything(store), before, strict=True) if now != then}
    assert {
        "answer",
        "figure",
        "figure_line",
        "agreement_status",
        "choice_value",
        "readiness",
    } <= touched
    throw_away(store, cast.duinstad.facilitator, made.id)
    assert everything(store) == before
    with pytest.raises(NotFound):
        workshops.by_code(store, made.code)
    with pytest.raises(NotFound):
        workshops.by_id(store, made.id)
    assert rehearsals.of(store, workshop.id) is None
    assert snapshot(store, made).rounds == (), "who still watches is told that it is gone"
    assert rehearsed(store, cast, workshop).is_rehearsal, "and one may rehearse again"


def test_a_real_workshop_can_never_be_thrown_away(store: Store, cast: Cast, workshop: Workshop) -> None:
    give(store, workshop, participants_of(store, workshop, 5), [1, 2, 3, 4, 5])
    before = everything(store)
    with pytest.raises(Refused):
        throw_away(store, cast.duinstad.facilitator, workshop.id)
    store.write(*rehearsals.throw_away(store, workshop.id))
    assert everything(store) == before


def test_the_figures_and_notes_of_a_rehearsal_are_not_those_of_its_team_and_workshop(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    made = rehearsed(store, cast, workshop)
    publish(store, cast.duinstad.facilitator, made.id, RoundKind.VALUES, now=NOW)
    assert figures.of_teams(store, [made.team_id])["item"].notna().sum() == 0
    assert notes.of_workshop(store, workshop.id, *NoteKind) == []
