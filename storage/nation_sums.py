"""What departments and organisations of a made-up country show together, by statements about whole sets.

It says the same as `analytics.sums`, which holds the rules and their reasons; a test compares the two.
"""

from __future__ import annotations

from storage.store import Statement

_NUMBERS = ("n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5", "total")
_RESPONSE = ("answered", "expected")
_DEPARTMENT = "organisation_id, number, department_id, item, dimension"
_ORGANISATION = "organisation_id, number, item, dimension"
_LEAST_TEAMS = 2


def everything(smallest_group: int) -> list[Statement]:
    """Which survey of its team each round is, who enters a sum by a pool, and the sums themselves; after the publications."""
    return [
        Statement(
            """insert into measurement
            select round_id, organisation_id, department_id, team_id, number from publication where kind = 'values'"""
        ),
        Statement(
            f"""insert into sum_publication
            select {_SUM_ID}, organisation_id, number, 1, max(published_at), count(*) from publication where kind = 'values'
            group by organisation_id, number"""
        ),
        _enter("department", _DEPARTMENT, smallest_group),
        _enter("organisation", _ORGANISATION, smallest_group),
        _sums_of_departments(),
        _sums_of_organisations(),
    ]


_SUM_ID = "md5('nation/sum/' || cast(organisation_id as varchar) || '/' || number)::uuid"


def _enter(level: str, group: str, smallest_group: int) -> Statement:
    """The people of teams with too few answers, where there are enough of them, of enough teams, who differ."""
    names, together = ", ".join(_NUMBERS), ", ".join(f"waiting.{name}" for name in group.split(", "))
    answers = " + ".join(f"(sum(count_{score}) > 0)::integer" for score in range(1, 6))
    same = " and ".join(f"pool.{name} = waiting.{name}" for name in group.split(", "))
    return Statement(
        f"""with waiting as (
            select published.organisation_id, published.number, published.department_id, published.team_id, tally.item,
                tally.dimension, {", ".join(f"tally.{name}" for name in _NUMBERS)}
            from publication as published
            join tally on tally.publication_id = published.id
            left join figure on figure.publication_id = published.id and figure.perspective_id = ''
                and figure.item = tally.item and figure.dimension = tally.dimension
            where coalesce(figure.hidden, published.hidden) = 'too_few' and tally.n + tally.dont_know > 0
                and tally.n < published.smallest_group
                and not exists (
                    select 1 from pooled where pooled.team_id = published.team_id and pooled.number = published.number
                        and pooled.item = tally.item and pooled.dimension = tally.dimension
                )
        ), pool as (
            select {together} from waiting group by {together}
            having sum(n) >= {smallest_group:d} and count(distinct team_id) >= {_LEAST_TEAMS} and {answers} >= 2
        )
        insert into pooled
        select waiting.organisation_id, waiting.number, waiting.department_id, waiting.team_id, waiting.item, waiting.dimension,
            '{level}', {names}
        from waiting join pool on {same}"""
    )


def _sums_of_departments() -> Statement:
    """What teams show of themselves and the pools of their department; a team that shows a band is left out."""
    names = ", ".join(_NUMBERS)
    return Statement(
        f"""insert into sum_figure
        select {_SUM_ID}, department_id, item, dimension, sum(teams), {_added((*_NUMBERS, *_RESPONSE))}
        from (
            select organisation_id, number, department_id, item, dimension, 1 as teams,
                {", ".join(f"figure.{name}" for name in _NUMBERS)}, publication.people as answered, expected
            from figure join publication on publication.id = figure.publication_id
            where publication.kind = 'values' and figure.perspective_id = '' and figure.hidden = '' and band = ''
            union all
            select {_DEPARTMENT}, 0, {names}, 0, 0 from pooled where level = 'department'
        ) as parts
        group by {_DEPARTMENT}"""
    )


def _sums_of_organisations() -> Statement:
    """The sums of the departments, and who entered by a pool of the organisation."""
    names = ", ".join(_NUMBERS)
    return Statement(
        f"""insert into sum_figure
        select {_SUM_ID}, null::uuid, item, dimension, sum(teams), {_added((*_NUMBERS, *_RESPONSE))}
        from (
            select sum_publication.organisation_id, sum_publication.number, item, dimension, teams, {names}, answered, expected
            from sum_figure join sum_publication on sum_publication.id = sum_id
            union all
            select {_ORGANISATION}, 0, {names}, 0, 0 from pooled where level = 'organisation'
        ) as parts
        group by {_ORGANISATION}"""
    )


def _added(names: tuple[str, ...]) -> str:
    return ", ".join(f"sum({name})" for name in names)
