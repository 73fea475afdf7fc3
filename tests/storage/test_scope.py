"""Scope in SQL: it covers a team exactly when one of the grants does, whatever mix of grants there is."""

from __future__ import annotations

from itertools import combinations

import pytest

from domain.roles import Grant, Role
from storage import organisations
from storage.store import Store
from tests.cast import Cast, new_id


def _grants(cast: Cast) -> list[Grant]:
    here, there = cast.duinstad, cast.elsewhere
    return [
        Grant(Role.MANAGER, here.organisation_id),
        Grant(Role.FACILITATOR, here.organisation_id, here.department_id),
        Grant(Role.FACILITATOR, here.organisation_id, here.department_id, here.team_id),
        Grant(Role.FACILITATOR, here.organisation_id, None, here.second_team_id),
        Grant(
            Role.MANAGER, there.organisation_id, here.department_id
        ),  # of another organisation: covers nothing
        Grant(Role.MANAGER, there.organisation_id, there.department_id, here.team_id),
        Grant(Role.MANAGER, there.organisation_id, there.department_id, there.team_id),
        Grant(Role.MANAGER, new_id()),
    ]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 8])
def test_a_scope_holds_the_teams_that_its_grants_cover(store: Store, cast: Cast, size: int) -> None:
    houses = (cast.duinstad, cast.elsewhere)
    every = organisations.teams_within(
        store, [Grant(Role.MANAGER, house.organisation_id) for house in houses]
    )
    assert len(every) == 4
    for grants in combinations(_grants(cast), size):
        covered = {team.id for team in every if any(grant.covers(team.place) for grant in grants)}
        assert {team.id for team in organisations.teams_within(store, grants)} == covered
        assert organisations.count_teams(store, grants) == len(covered)
        assert len(organisations.some_teams(store, grants, 1, 2)) == min(max(len(covered) - 1, 0), 2)


def test_departments_are_those_with_a_team_of_the_scope(store: Store, cast: Cast) -> None:
    here, there = cast.duinstad, cast.elsewhere
    team = Grant(Role.FACILITATOR, here.organisation_id, here.department_id, here.team_id)
    named = [(here.department_id, "Openbare ruimte")]
    assert organisations.departments_within(store, [team], here.organisation_id) == named
    assert organisations.departments_within(store, [team], there.organisation_id) == []
    assert organisations.organisations_within(store, [team]) == [(here.organisation_id, "Duinstad")]
