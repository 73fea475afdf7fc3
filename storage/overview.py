"""The workshops of a scope as a list shows them: each with where it stands and its counts, by one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.roles import Place
from domain.workshops import Phase
from storage.scope import Scope, covered, covering
from storage.store import Store


@dataclass(frozen=True)
class Seen:
    """A workshop with counts: who joined, and agreements. `survey_round_id` is its newest value survey."""

    place: Place
    code: str
    title: str
    planned_on: date
    expected: int
    organisation: str
    team: str
    phase: Phase
    joined: int
    agreements: int
    survey_round_id: str


def latest(store: Store, scope: Scope, most: int) -> list[Seen]:
    """At most so many workshops of a scope, latest planned first."""
    found = store.rows(
        f"""with listed as (
            select * from standing_workshop as workshop where {covered("workshop")}
            order by planned_on desc, made_at desc, id limit $6
        ),
        standing as (
            select workshop_id, phase, row_number() over (partition by workshop_id order by number desc) as newest
            from move where workshop_id in (select id from listed)
        ),
        joined as (
            select workshop_id, count(*) as people from participant
            where workshop_id in (select id from listed) group by workshop_id
        ),
        surveyed as (
            select id, workshop_id, row_number() over (partition by workshop_id order by number desc) as newest
            from round where kind = 'values' and workshop_id in (select id from listed)
        ),
        agreed as (
            select workshop_id, count(*) as agreements from agreement
            where workshop_id in (select id from listed) group by workshop_id
        )
        select listed.organisation_id, listed.department_id, listed.team_id, listed.id, code, title, planned_on, expected,
            organisation.name, team.name, coalesce(phase, 'survey'), coalesce(joined.people, 0), coalesce(agreements, 0),
            surveyed.id
        from listed
        join team on team.id = listed.team_id
        join organisation on organisation.id = listed.organisation_id
        left join standing on standing.workshop_id = listed.id and standing.newest = 1
        left join joined on joined.workshop_id = listed.id
        left join surveyed on surveyed.workshop_id = listed.id and surveyed.newest = 1
        left join agreed on agreed.workshop_id = listed.id
        order by planned_on desc, made_at desc, listed.id""",
        *covering(scope),
        most,
    )
    return [_seen(row) for row in found]


def _seen(row: tuple[Any, ...]) -> Seen:
    place = Place(row[0], row[1], row[2], row[3])
    code, title, planned_on, expected, organisation, team, phase, joined, agreements, survey_round_id = row[
        4:
    ]
    return Seen(
        place,
        code,
        title,
        planned_on,
        expected,
        organisation,
        team,
        Phase(phase),
        joined,
        agreements,
        survey_round_id,
    )
