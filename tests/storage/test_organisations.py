"""Organisations, departments and teams, read by place."""

import pytest

from domain.problems import NotFound
from domain.roles import Grant, Role
from storage import organisations
from storage.store import Store
from tests.cast import TODAY, Cast, new_id


def test_a_new_store_is_empty_until_there_is_an_organisation(store: Store) -> None:
    assert organisations.is_empty(store)
    store.write(organisations.add_organisation(new_id(), "Duinstad", TODAY))
    assert not organisations.is_empty(store)


def test_only_one_organisation_can_be_the_first(store: Store) -> None:
    assert store.write(organisations.add_first_organisation(new_id(), "Duinstad", TODAY)) == 1
    assert store.write(organisations.add_first_organisation(new_id(), "Elders", TODAY)) == 0


def test_a_team_has_the_names_around_it(store: Store, cast: Cast) -> None:
    team = organisations.team(store, cast.duinstad.team_id)
    assert (team.name, team.department_name, team.organisation_name) == (
        "Team Plein",
        "Openbare ruimte",
        "Duinstad",
    )
    assert team.place.organisation_id == cast.duinstad.organisation_id


@pytest.mark.parametrize("name", ["00000000-0000-4000-8000-000000000000", "not an id at all", ""])
def test_a_team_that_does_not_exist_is_not_found(store: Store, name: str) -> None:
    with pytest.raises(NotFound):
        organisations.team(store, name)


def test_a_grant_for_an_organisation_covers_its_teams_and_no_others(store: Store, cast: Cast) -> None:
    teams = organisations.teams_within(store, cast.duinstad.manager.grants)
    assert [team.name for team in teams] == ["Team Haven", "Team Plein"]
    assert {team.organisation_id for team in teams} == {cast.duinstad.organisation_id}


def test_a_grant_for_a_team_covers_that_team_only(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    grant = Grant(Role.FACILITATOR, house.organisation_id, house.department_id, house.team_id)
    assert [team.id for team in organisations.teams_within(store, (grant,))] == [house.team_id]


def test_without_grants_there_are_no_teams(store: Store, cast: Cast) -> None:
    assert organisations.teams_within(store, ()) == []


def test_departments_are_those_of_one_organisation(store: Store, cast: Cast) -> None:
    assert organisations.departments(store, cast.duinstad.organisation_id) == [
        (cast.duinstad.department_id, "Openbare ruimte")
    ]
