"""Correct plan: what was prepared can be put right until the workshop starts, and every screen follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.correct_plan import correct_plan
from actions.move import back, forward
from actions.rehearse import rehearse
from domain.problems import AlreadyDone, BadInput, HasAnswers, HasStarted, NotAllowed, WrongFields
from domain.roles import Visitor
from domain.workshops import Standing, Workshop
from reads.workshop import snapshot
from storage import workshops
from storage.overview import latest
from storage.store import Store
from tests.cast import NOW, Cast, a_participant, a_plan, a_workshop, give, new_id


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def correct(store: Store, who: Visitor, workshop: Workshop, **changes: Any) -> Workshop:
    """The workshop after a correction by someone who looked at it as it is now."""
    seen = workshops.by_id(store, workshop.id)
    plan = a_plan(workshop.team_id, **changes)
    return correct_plan(store, who, new_id(), workshop.id, seen.correction, plan, now=NOW)


def test_everything_that_was_filled_in_can_be_put_right(store: Store, cast: Cast, workshop: Workshop) -> None:
    now = correct(
        store, cast.duinstad.facilitator, workshop, title=" Fietsen ", case_id="", case_story="Wij tellen fietsen.",
        card=(("goal", "minder drukte"),), programme_id="short", minutes=(("explore", 30),),
        planned_on=date(2026, 12, 15), expected=11, values=("privacy", "vrijheid", "inclusie"),
        perspectives=("resident", "policy"),
    )  # fmt: skip
    assert (now.title, now.case_story, now.card) == (
        "Fietsen", "Wij tellen fietsen.", (("goal", "minder drukte"),),
    )  # fmt: skip
    assert (now.programme_id, now.planned_on, now.expected) == ("short", date(2026, 12, 15), 11)
    assert now.values == ("privacy", "vrijheid", "inclusie")
    assert now.perspectives == ("resident", "policy")
    assert workshops.minutes(store, now)["explore"] == 30
    assert (now.id, now.code, now.correction) == (workshop.id, workshop.code, 1)
    assert workshops.by_code(store, workshop.code) == now
    (listed,) = latest(store, cast.duinstad.facilitator.grants, 9)
    assert (listed.title, listed.planned_on, listed.expected) == ("Fietsen", date(2026, 12, 15), 11)


def test_team_language_and_smallest_group_stay(store: Store, cast: Cast, workshop: Workshop) -> None:
    house = cast.duinstad
    plan = a_plan(house.second_team_id, language="en", smallest_group=9)
    now = correct_plan(store, house.facilitator, new_id(), workshop.id, 0, plan, now=NOW)
    assert (now.team_id, now.language, now.smallest_group) == (house.team_id, "nl", 5)


def test_what_it_was_before_stays_stored_and_the_same_click_twice_is_one_correction(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    correct(store, cast.duinstad.facilitator, workshop, title="Eerst", minutes=(("explore", 40),))
    last = correct(store, cast.duinstad.facilitator, workshop, title="Toen")
    assert (last.title, last.correction, workshops.minutes(store, last)["explore"]) == ("Toen", 2, 25)
    stored = store.rows("select number, title from workshop_correction order by number")
    assert stored == [(1, "Eerst"), (2, "Toen")]
    with pytest.raises(AlreadyDone):
        correct_plan(
            store, cast.duinstad.facilitator, new_id(), workshop.id, 1, a_plan(workshop.team_id), now=NOW
        )


def test_every_screen_follows_a_correction(store: Store, cast: Cast, workshop: Workshop) -> None:
    before = snapshot(store, workshop)
    rung: list[str] = []
    end = store.listen(rung.append)
    now = correct(store, cast.duinstad.facilitator, workshop, expected=20)
    end()
    assert workshop.id in rung
    after = snapshot(store, now)
    assert after.scene != before.scene and after.expected == 20


def test_a_workshop_that_has_started_is_corrected_no_more_also_not_when_it_goes_back(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    stands = forward(store, lead, workshop.id, Standing(), now=NOW)
    with pytest.raises(HasStarted):
        correct(store, lead, workshop, title="Anders")
    back(store, lead, workshop.id, stands, now=NOW)
    with pytest.raises(HasStarted):
        correct(store, lead, workshop, title="Anders")
    assert workshops.by_id(store, workshop.id).title == workshop.title


def test_a_workshop_that_starts_at_this_very_moment_stays_what_it_was(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    statements = workshops.correct(
        workshop, workshop, {}, new_id(), cast.duinstad.facilitator.account_id or "", NOW
    )
    forward(store, cast.duinstad.facilitator, workshop.id, Standing(), now=NOW)
    assert store.write(*statements) == 0


def test_after_the_first_answer_the_values_stay_and_the_rest_can_be_corrected(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    fewer = correct(store, lead, workshop, values=("veiligheid", "privacy", "vrijheid"))
    give(store, fewer, [a_participant(store, fewer)], [4])
    with pytest.raises(HasAnswers):
        correct(store, lead, workshop)
    assert correct(store, lead, workshop, values=fewer.values, title="Anders").title == "Anders"


def test_a_plan_that_cannot_be_right_corrects_nothing(store: Store, cast: Cast, workshop: Workshop) -> None:
    with pytest.raises(WrongFields):
        correct(store, cast.duinstad.facilitator, workshop, title="")
    with pytest.raises(BadInput):
        correct(store, cast.duinstad.facilitator, workshop, perspectives=("pilot",))
    assert workshops.by_id(store, workshop.id).correction == 0


def test_a_rehearsal_is_not_corrected(store: Store, cast: Cast, workshop: Workshop) -> None:
    rehearsal = rehearse(store, cast.duinstad.facilitator, workshop.id, new_id(), now=NOW)
    with pytest.raises(HasStarted):
        correct(store, cast.duinstad.facilitator, rehearsal)


def test_nobody_of_another_organisation_corrects_it(store: Store, cast: Cast, workshop: Workshop) -> None:
    for who in (cast.elsewhere.facilitator, cast.duinstad.manager, cast.nobody):
        with pytest.raises(NotAllowed):
            correct(store, who, workshop)
