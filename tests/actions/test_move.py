"""Move: the facilitator brings everyone to the next step or back; of two at once one is first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.move import back, forward
from domain.problems import NotMovedYet
from domain.workshops import Phase, Standing
from storage import workshops
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop


def test_the_workshop_goes_through_its_programme_to_the_end(store: Store, cast: Cast) -> None:
    workshop, seen, steps = a_workshop(store, cast.duinstad, programme_id="short"), Standing(), []
    while seen.phase is not Phase.ENDED:
        seen = forward(store, cast.duinstad.facilitator, workshop.id, seen, now=NOW)
        steps.append(seen.step)
        assert workshops.standing(store, workshop.id) == seen
    assert steps == ["explore", "values", "actions", "agree", ""]


def test_back_undoes_next_and_both_stay_in_the_history(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator
    first = forward(store, leader, workshop.id, Standing(), now=NOW)
    again = back(store, leader, workshop.id, first, now=NOW)
    assert (again.phase, again.step, again.number) == (Phase.SURVEY, "", 2)
    assert workshops.standing(store, workshop.id) == again


def test_before_the_survey_and_after_the_end_there_is_nowhere_to_go(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator
    assert back(store, leader, workshop.id, Standing(), now=NOW) == Standing()
    ended = Standing(Phase.ENDED, "", 9)
    assert forward(store, leader, workshop.id, ended, now=NOW) == ended
    assert workshops.standing(store, workshop.id) == Standing()


def test_a_second_click_does_not_skip_a_step(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator
    forward(store, leader, workshop.id, Standing(), now=NOW)
    with pytest.raises(NotMovedYet):
        forward(store, leader, workshop.id, Standing(), now=NOW)
    assert workshops.standing(store, workshop.id).step == "explore"


def test_of_several_who_move_at_once_one_moves_and_the_others_are_told(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator
    workshops.by_id(store, workshop.id)

    def click(_: int) -> str:
        try:
            return forward(store, leader, workshop.id, Standing(), now=NOW).step
        except NotMovedYet:
            return "not moved"

    with ThreadPoolExecutor(6) as threads:
        told = list(threads.map(click, range(6)))
    assert sorted(told) == ["explore", *["not moved"] * 5]
    assert workshops.standing(store, workshop.id).number == 1
