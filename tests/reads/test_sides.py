"""With and without an agreement in the teams of a place: what each team shows by itself, and nothing from elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.administer import add_team
from domain.roles import Grant, Role
from reads.change import measurements, of_team
from reads.scope import EVERYWHERE, Within
from reads.sides import sides_of_place
from storage.store import Store
from tests.cast import Cast, House, new_id, person
from tests.reads.test_change import FRAMEWORK, measured_twice

ROUNDS = (1, 2)


def a_team(store: Store, house: House, name: str) -> House:
    """The same house with another team."""
    made = replace(house, team_id=new_id())
    add_team(store, house.administrator, house.organisation_id, house.department_id, made.team_id, name)
    return made


def test_each_team_counts_once_with_what_its_own_page_shows(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for name in ("Team Zee", "Team Aak"):
        measured_twice(store, a_team(store, house, name))
    measured_twice(store, house, people=6)
    found = sides_of_place(store, house.manager, Within(house.organisation_id), ROUNDS, "current", FRAMEWORK)
    assert found is not None
    assert found.teams.index.to_list() == ["Team Aak", "Team Plein", "Team Zee"]
    assert found.teams["people"].to_list() == [10, 6, 10]
    one, other = measurements(store, house.manager, house.team_id)
    own = of_team(store, one, other, "current", FRAMEWORK).sides
    assert own is not None
    shown = found.teams.loc["Team Plein"]
    for name in ("with_values", "without_values", "with_change", "without_change", "difference"):
        assert shown[name] == pytest.approx(own[name])
    assert found.together["mean"].to_list() == pytest.approx(
        found.teams[["with_change", "without_change", "difference"]].mean().to_list()
    )
    assert found.together["low"].isna().all(), "three teams are too few for an interval"


def test_nobody_sees_the_teams_of_another_organisation_or_department(store: Store, cast: Cast) -> None:
    house, elsewhere = cast.duinstad, cast.elsewhere
    measured_twice(store, house)
    within = Within(house.organisation_id)
    for who in (elsewhere.manager, elsewhere.facilitator, cast.nobody, house.administrator):
        assert sides_of_place(store, who, within, ROUNDS, "current", FRAMEWORK) is None
    other_department = person(
        store, Grant(Role.MANAGER, house.organisation_id, new_id()), "dora@duinstad.example"
    )
    assert sides_of_place(store, other_department, within, ROUNDS, "current", FRAMEWORK) is None
    assert sides_of_place(store, house.manager, EVERYWHERE, ROUNDS, "current", FRAMEWORK) is None
    assert sides_of_place(store, house.manager, within, (1, 3), "current", FRAMEWORK) is None
    assert sides_of_place(store, house.manager, within, ROUNDS, "gap", FRAMEWORK) is None, (
        "importance was not asked"
    )
