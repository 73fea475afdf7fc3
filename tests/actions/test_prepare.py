"""Prepare: a facilitator makes a workshop for a team of their own, and for no other."""

import pytest

from actions.prepare import prepare
from domain.problems import BadInput, Empty, NotAllowed, NotFound
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
    assert len(workshops.rounds(store, workshop_id)) == 3
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
        ({"team_id": new_id()}, NotFound), ({"title": ""}, Empty), ({"programme_id": "long"}, BadInput),
        ({"values": ("snelheid",)}, BadInput), ({"perspectives": ("pilot",)}, BadInput), ({"expected": 0}, BadInput),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_right_makes_no_workshop(
    store: Store, cast: Cast, change: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        a_workshop(store, cast.duinstad, **change)
    assert workshops.within(store, cast.duinstad.manager.grants) == []
