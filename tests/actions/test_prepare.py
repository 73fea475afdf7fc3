"""Prepare: a facilitator makes a workshop for a team of their own, and for no other."""

import pytest

from actions.prepare import prepare
from domain.problems import BadInput, NotAllowed, NotFound, WrongFields
from domain.roles import Grant, Role
from domain.workshops import RoundKind
from storage import workshops
from storage.store import Store
from tests.cast import NOW, Cast, a_plan, a_workshop, new_id, person


def test_a_facilitator_prepares_a_workshop_with_its_code_and_rounds(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad, title="  Camera's  ", smallest_group=2)
    assert len(workshop.code) == 6
    assert (workshop.title, workshop.smallest_group, workshop.framework_id) == (
        "Camera's",
        5,
        "codio-werkset",
    )
    assert workshop.place.department_id == cast.duinstad.department_id
    assert {one.kind for one in workshops.rounds(store, workshop.id)} == set(RoundKind)


def test_preparing_twice_is_one_workshop(store: Store, cast: Cast) -> None:
    house, workshop_id = cast.duinstad, new_id()
    first = prepare(store, house.facilitator, workshop_id, a_plan(house.team_id), now=NOW)
    second = prepare(store, house.facilitator, workshop_id, a_plan(house.team_id, title="Anders"), now=NOW)
    assert first == second
    assert len(workshops.rounds(store, workshop_id)) == len(RoundKind)
    assert len(workshops.within(store, house.manager.grants)) == 1


def test_the_workshop_of_another_organisation_is_not_given_for_its_id(store: Store, cast: Cast) -> None:
    theirs = a_workshop(store, cast.elsewhere)
    house = cast.duinstad
    with pytest.raises(NotAllowed):
        prepare(store, house.facilitator, theirs.id, a_plan(house.team_id), now=NOW)


def test_a_facilitator_of_one_team_prepares_for_that_team_only(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    who = person(
        store, Grant(Role.FACILITATOR, house.organisation_id, house.department_id, house.team_id), "tom@x.nl"
    )
    assert prepare(store, who, new_id(), a_plan(house.team_id), now=NOW)
    with pytest.raises(NotAllowed):
        prepare(store, who, new_id(), a_plan(house.second_team_id), now=NOW)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"team_id": new_id()}, NotFound), ({"title": ""}, WrongFields), ({"programme_id": "long"}, BadInput),
        ({"values": ("snelheid", "privacy", "vrijheid")}, BadInput), ({"values": ("privacy",)}, WrongFields),
        ({"case_id": "oud"}, BadInput), ({"minutes": (("lunch", 10),)}, BadInput), ({"perspectives": ("pilot",)}, BadInput), ({"expected": 0}, BadInput),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_right_makes_no_workshop(
    store: Store, cast: Cast, change: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        a_workshop(store, cast.duinstad, **change)
    assert workshops.within(store, cast.duinstad.manager.grants) == []


def test_the_card_of_a_case_of_ones_own_is_made_with_the_workshop(store: Store, cast: Cast) -> None:
    card = (("touched", " fietsers "), ("data", "  "), ("goal", "minder drukte"))
    workshop = a_workshop(store, cast.duinstad, case_id="", case_story="Wij tellen fietsen.", card=card)
    assert workshop.card == (("goal", "minder drukte"), ("touched", "fietsers")), "in the order of a card"
    assert a_workshop(store, cast.duinstad, case_id="", case_story="Alleen een verhaal.").card == ()


def test_a_case_of_the_library_has_its_own_card(store: Store, cast: Cast) -> None:
    assert a_workshop(store, cast.duinstad, card=(("goal", "iets anders"),)).card == ()


def test_the_minutes_of_a_step_are_those_of_the_plan_or_of_the_programme(store: Store, cast: Cast) -> None:
    usual = workshops.minutes(store, a_workshop(store, cast.duinstad))
    assert usual == {
        "explore": 25,
        "effects": 25,
        "values": 25,
        "break": 10,
        "tensions": 20,
        "actions": 25,
        "agree": 20,
    }
    changed = a_workshop(store, cast.duinstad, minutes=(("explore", 40), ("break", 10)))
    assert workshops.minutes(store, changed) == usual | {"explore": 40}
    assert store.rows("select step, minutes from workshop_minutes") == [("explore", 40)], "only what differs"


def test_preparing_twice_keeps_the_first_card_and_minutes(store: Store, cast: Cast) -> None:
    house, workshop_id = cast.duinstad, new_id()
    for words, minutes in (("eerst", 30), ("later", 50)):
        plan = a_plan(house.team_id, case_id="", card=(("goal", words),), minutes=(("explore", minutes),))
        made = prepare(store, house.facilitator, workshop_id, plan, now=NOW)
    assert made.card == (("goal", "eerst"),)
    assert workshops.minutes(store, made)["explore"] == 30
