"""The sums that a visitor may see: of the department or organisation that was chosen, within one's roles only."""

from __future__ import annotations

import pytest

from actions.publish import publish
from domain.roles import Grant, Role
from domain.workshops import RoundKind
from reads.scope import EVERYWHERE, Within
from reads.together import together
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, give, participants_of, person


@pytest.fixture(autouse=True)
def published(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def test_a_manager_sees_the_organisation_and_each_department(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for department_id in ("", house.department_id):
        found = together(store, house.manager, Within(house.organisation_id, department_id))
        assert found and (found.numbers, found.number, found.teams) == ((1,), 1, 1)
        assert found.people == (6, 6)


def test_without_an_organisation_there_is_no_sum(store: Store, cast: Cast) -> None:
    assert together(store, cast.duinstad.manager, EVERYWHERE) is None


def test_nobody_sees_the_sums_of_another_organisation_or_department(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for who in (cast.elsewhere.manager, cast.nobody):
        assert together(store, who, Within(house.organisation_id)) is None
    other = person(
        store,
        Grant(Role.MANAGER, house.organisation_id, cast.elsewhere.department_id),
        "otto@duinstad.example",
    )
    assert together(store, other, Within(house.organisation_id, house.department_id)) is None


def test_a_number_that_does_not_exist_gives_the_newest(store: Store, cast: Cast) -> None:
    found = together(store, cast.duinstad.manager, Within(cast.duinstad.organisation_id), 9)
    assert found and found.number == 1
