"""Scope in SQL: it covers a team exactly when one of the grants does, whatever mix of grants there is."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from domain.roles import Grant, Role
from storage import organisations
from storage.scope import OF_A_PLACE, OF_A_WORKSHOP
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


def test_every_table_that_is_read_within_a_scope_is_known_to_be_of_a_workshop_or_of_a_place() -> None:
    """What is of a workshop leaves rehearsals out; a new table must say which of the two it is."""
    files = (Path(__file__).parent.parent.parent / "storage").glob("*.py")
    read = {
        name
        for file in files
        for name in re.findall(r"""covered\(["'](\w+)["']""", file.read_text(encoding="utf-8"))
    }
    assert read <= OF_A_WORKSHOP.keys() | OF_A_PLACE
