"""Scope: what grants cover, as a condition in SQL, so that no query fetches what is not the visitor's.

It says the same as `domain.roles.Grant.covers`, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection

from domain.roles import Grant

Scope = Collection[Grant]

# What says which workshop a row is of. A rehearsal counts nowhere, so these rows are left out of every scope.
OF_A_WORKSHOP = {"workshop": "id", "agreement": "workshop_id", "publication": "workshop_id"}
OF_A_PLACE = frozenset({"organisation", "department", "team"})


def counted(table: str) -> str:
    """The condition that a row is of no rehearsal."""
    return (
        f"not exists (select 1 from rehearsal where rehearsal.workshop_id = {table}.{OF_A_WORKSHOP[table]})"
    )


def covered(table: str, team_id: str = "team_id") -> str:
    """The condition that a row lies within the scope; its arguments are the first five, as `covering` gives them.

    Rows of rehearsals are left out here, for every query at once.
    table    one with organisation_id, department_id and the id of a team
    team_id  what that id is called there
    """
    return f"""(
        {table}.organisation_id = any($1::uuid[]) and (
            {table}.organisation_id = any($2::uuid[]) or exists (
                select 1 from (
                    select unnest($3::uuid[]) as organisation_id, unnest($4::uuid[]) as department_id,
                        unnest($5::uuid[]) as team_id
                ) as part
                where part.organisation_id = {table}.organisation_id
                  and coalesce(part.department_id, {table}.department_id) = {table}.department_id
                  and coalesce(part.team_id, {table}.{team_id}) = {table}.{team_id}
            )
        ){f" and {counted(table)}" if table in OF_A_WORKSHOP else ""}
    )"""


def covering(scope: Scope) -> tuple[list[str], list[str], list[str], list[str | None], list[str | None]]:
    """The arguments: every organisation, those that are covered as a whole, and of the other grants their three ids."""
    wholes = {grant.organisation_id for grant in scope if not grant.department_id and not grant.team_id}
    parts = [grant for grant in scope if grant.organisation_id not in wholes]
    return (
        sorted({grant.organisation_id for grant in scope}),
        sorted(wholes),
        [grant.organisation_id for grant in parts],
        [grant.department_id for grant in parts],
        [grant.team_id for grant in parts],
    )
