"""Published figures of many teams, departments and organisations as one list: what a researcher filters and takes away."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from storage.scope import Scope, covered, covering
from storage.store import Store

_NUMBERS = ("n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5")
_PLACES = "organisation.name as organisation, department.name as department"
NEWEST = 0  # in place of a number: the newest survey of each team

# $1 .. $5 are the scope, $6 the framework, $7 the number of the survey, $8 the question, $9 the value ("" is all).
# First which publications, and that is worked out once; then what they show. PostgreSQL would otherwise begin with the figures.
_STANDING = f"""
with measured as materialized (
    select round_id, number as measured_as, max(number) over (partition by team_id) as newest
    from measurement where organisation_id = any($1::uuid[])
), standing as materialized (
    select * from (
        select *, row_number() over (partition by round_id order by version desc) as latest
        from publication where organisation_id = any($1::uuid[]) and kind = 'values'
    ) as publication
    join measured using (round_id)
    where latest = 1 and {covered("publication")} and framework_id = $6::varchar
        and measured_as = case when $7::integer > 0 then $7::integer else newest end
)
"""
_OF_TEAMS = """
from standing
left join (
    select * from figure where publication_id in (select id from standing)
        and perspective_id = '' and dimension in ('importance', 'current')
        and ($8::varchar = '' or dimension = $8::varchar) and ($9::varchar = '' or item = $9::varchar)
) as figure on figure.publication_id = standing.id
"""
_IN_TEAMS = """
join team on team.id = standing.team_id
join department on department.id = standing.department_id
join organisation on organisation.id = standing.organisation_id
"""
_IS_TOLD = "where figure.item is not null or standing.hidden <> ''"
_OF_PLACES = """
from sum_figure
join latest_sum_publication as published on published.id = sum_figure.sum_id
join organisation on organisation.id = published.organisation_id
left join department on department.id = sum_figure.department_id
where published.organisation_id = any($1::uuid[])
    and (sum_figure.department_id = any($3::uuid[])
         or $4::varchar = '' and (sum_figure.department_id is null or published.organisation_id = any($2::uuid[])))
    and published.number = case when $5::integer > 0 then $5::integer else (
        select max(other.number) from latest_sum_publication as other where other.organisation_id = published.organisation_id
    ) end
    and sum_figure.dimension in ('importance', 'current')
    and ($6::varchar = '' or sum_figure.dimension = $6::varchar) and sum_figure.item = any($7::varchar[])
"""


@dataclass(frozen=True)
class Filter:
    """Which figures: a framework, a survey of each team (0 is the newest), a question and a value ("" is all), a department.

    values  all values of the framework
    """

    framework_id: str
    number: int
    dimension: str
    value: str
    values: tuple[str, ...]
    department_id: str = ""


def count_of_teams(store: Store, scope: Scope, asked: Filter) -> int:
    """How many figures of teams there are."""
    return int(
        store.rows(f"{_STANDING} select count(*) {_OF_TEAMS} {_IS_TOLD}", *_about_teams(scope, asked))[0][0]
    )


def of_teams(store: Store, scope: Scope, asked: Filter, first: int, most: int | None) -> pd.DataFrame:
    """The figures of teams from number `first`, at most so many or all.

    returns  one row per team, survey, value and question: total (how many there are in all), organisation, department, team, number, published_at, version (of the
             framework), people, expected, smallest_group, item, dimension, the counts, band, hidden; of a survey without figures
             one row without an item
    """
    columns = ", ".join(f"figure.{name}" for name in _NUMBERS)
    return store.read(
        f"""{_STANDING}
        select {_PLACES}, team.name as team, measured_as as number, published_at, framework_version as version,
            standing.people, expected, smallest_group, figure.item, figure.dimension, {columns},
            coalesce(figure.band, '') as band, coalesce(nullif(standing.hidden, ''), figure.hidden, '') as hidden,
            count(*) over () as total
        {_OF_TEAMS} {_IN_TEAMS} {_IS_TOLD}
        order by organisation.name, department.name, team.name, team.id, number, figure.item, figure.dimension desc
        limit $10::bigint offset $11::bigint""",
        *_about_teams(scope, asked),
        most,
        first,
    )


def count_of_places(store: Store, scope: Scope, asked: Filter) -> int:
    """How many sums there are."""
    return int(store.rows(f"select count(*) {_OF_PLACES}", *_about_places(scope, asked))[0][0])


def of_places(store: Store, scope: Scope, asked: Filter, first: int, most: int | None) -> pd.DataFrame:
    """The sums of departments and organisations, as `of_teams`: teams (that show themselves) in place of a team, and people and
    expected of those teams.

    Who has a role in a part of an organisation sees the sum of that department, and that of the organisation.
    """
    columns = ", ".join(f"sum_figure.{name}" for name in ("teams", *_NUMBERS))
    return store.read(
        f"""select {_PLACES}, published.number, published_at, sum_figure.item, sum_figure.dimension, {columns}, answered as people,
            expected, '' as band, '' as hidden, count(*) over () as total
        {_OF_PLACES}
        order by organisation.name, organisation.id, department.name nulls first, department.id, published.number,
            sum_figure.item, sum_figure.dimension desc
        limit $8::bigint offset $9::bigint""",
        *_about_places(scope, asked),
        most,
        first,
    )


def _about_teams(scope: Scope, asked: Filter) -> tuple[object, ...]:
    return (*covering(scope), asked.framework_id, asked.number, asked.dimension, asked.value)


def _about_places(scope: Scope, asked: Filter) -> tuple[object, ...]:
    everywhere = sorted({grant.organisation_id for grant in scope})
    wholes = [grant.organisation_id for grant in scope if grant.is_whole]
    parts = [grant.department_id for grant in scope if grant.department_id]
    values = [value for value in asked.values if asked.value in ("", value)]
    return everywhere, wholes, parts, asked.department_id, asked.number, asked.dimension, values
