"""Organisations, departments and teams: written once, read by place."""

from __future__ import annotations

from datetime import date

from domain.organisations import Team
from domain.problems import NotFound
from storage.scope import Scope, covered, covering
from storage.store import Statement, Store

_TEAMS = """
select team.id, team.name, department.id, department.name, organisation.id, organisation.name
from team
join department on department.id = team.department_id
join organisation on organisation.id = team.organisation_id
"""


def is_empty(store: Store) -> bool:
    """Whether nobody has set anything up yet."""
    return not store.rows("select 1 from organisation limit 1")


def add_organisation(organisation_id: str, name: str, created_on: date) -> Statement:
    """An organisation, unless one of this id is there."""
    return Statement(
        "insert into organisation values ($1, $2, $3) on conflict do nothing",
        (organisation_id, name, created_on),
    )


def add_first_organisation(organisation_id: str, name: str, created_on: date) -> Statement:
    """The first organisation; writes nothing when there is one already."""
    return Statement(
        "insert into organisation select $1::uuid, $2, $3::date where not exists (select 1 from organisation)",
        (organisation_id, name, created_on),
        guard=True,
        lock="first organisation",
    )


def add_department(department_id: str, organisation_id: str, name: str) -> Statement:
    return Statement(
        "insert into department values ($1, $2, $3) on conflict do nothing",
        (department_id, organisation_id, name),
    )


def add_team(team_id: str, organisation_id: str, department_id: str, name: str) -> Statement:
    return Statement(
        "insert into team values ($1, $2, $3, $4) on conflict do nothing",
        (team_id, organisation_id, department_id, name),
    )


def team(store: Store, team_id: str) -> Team:
    """One team with the names around it. raises NotFound."""
    found = store.rows(_TEAMS + " where team.id = $1::uuid", team_id)
    if not found:
        raise NotFound()
    return Team(*found[0])


def teams(store: Store, organisation_ids: list[str]) -> list[Team]:
    """The teams of these organisations, by department and name."""
    found = store.rows(
        _TEAMS
        + " where organisation.id = any($1::uuid[]) order by organisation.name, department.name, team.name",
        organisation_ids,
    )
    return [Team(*row) for row in found]


def teams_within(store: Store, scope: Scope) -> list[Team]:
    """The teams of a scope, by organisation, department and name."""
    found = store.rows(
        f"{_TEAMS} where {covered('team', 'id')} order by organisation.name, department.name, team.name",
        *covering(scope),
    )
    return [Team(*row) for row in found]


def team_within(store: Store, scope: Scope, team_id: str) -> Team | None:
    """The team of this id when it lies within the scope; None for any other, and for what is no id at all."""
    found = store.rows(
        f"{_TEAMS} where {covered('team', 'id')} and cast(team.id as varchar) = $6", *covering(scope), team_id
    )
    return Team(*found[0]) if found else None


def some_teams(store: Store, scope: Scope, first: int, most: int) -> list[Team]:
    """At most so many teams of a scope, by name, from number `first` (0 is the first)."""
    found = store.rows(
        f"""{_TEAMS} where {covered("team", "id")}
        order by team.name, organisation.name, department.name, team.id limit $6 offset $7""",
        *covering(scope),
        most,
        first,
    )
    return [Team(*row) for row in found]


def count_teams(store: Store, scope: Scope) -> int:
    """How many teams a scope has."""
    return int(store.rows(f"select count(*) from team where {covered('team', 'id')}", *covering(scope))[0][0])


def organisations_within(store: Store, scope: Scope) -> list[tuple[str, str]]:
    """Id and name of each organisation of a scope, by name."""
    found = store.rows(
        "select id, name from organisation where id = any($1::uuid[]) order by name, id",
        sorted({grant.organisation_id for grant in scope}),
    )
    return [(row[0], row[1]) for row in found]


def departments_within(store: Store, scope: Scope, organisation_id: str) -> list[tuple[str, str]]:
    """Id and name of each department of this organisation with a team of the scope, by name."""
    found = store.rows(
        f"""select id, name from department
        where organisation_id = $6::uuid
          and exists (select 1 from team where team.department_id = department.id and {covered("team", "id")})
        order by name, id""",
        *covering(scope),
        organisation_id,
    )
    return [(row[0], row[1]) for row in found]


def departments(store: Store, organisation_id: str) -> list[tuple[str, str]]:
    """Id and name of each department, by name."""
    found = store.rows(
        "select id, name from department where organisation_id = $1::uuid order by name", organisation_id
    )
    return [(row[0], row[1]) for row in found]
