"""Agreements and their history of statuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import pandas as pd

from domain.agreements import FINISHED, Agreement, AgreementDraft, Status
from domain.problems import NotFound
from domain.workshops import Workshop
from storage.scope import Scope, counted, covered, covering
from storage.store import Statement, Store

_STANDING = """
select id, workshop_id, organisation_id, department_id, team_id, title, done_when, value_id, note_id, owner_name, due_on,
       status, status_number, status_by, correction
from standing_agreement
"""


def add(
    agreement_id: str, workshop: Workshop, draft: AgreementDraft, made_by: str, now: datetime
) -> list[Statement]:
    """The agreement with its first status; nothing when it is there already."""
    return [
        Statement(
            "insert into agreement values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing",
            (
                agreement_id, workshop.id, workshop.organisation_id, workshop.department_id, workshop.team_id,
                draft.title.strip(), draft.done_when.strip(), draft.value_id, draft.note_id, draft.owner_name.strip(),
                draft.due_on, made_by, now,
            ),
            guard=True,
        ),
        Statement(
            "insert into agreement_status values ($1, 1, 'open', '', $2, $3) on conflict do nothing",
            (agreement_id, made_by, now),
        ),
    ]  # fmt: skip


def set_status(
    agreement: Agreement, status: Status, remark: str, changed_by: str, now: datetime
) -> Statement:
    """The next status; writes nothing when someone changed it since `agreement` was read."""
    return Statement(
        """insert into agreement_status select $1::uuid, $2::integer + 1, $3, $4, $5::uuid, $6::timestamptz
        where (select max(number) from agreement_status where agreement_id = $1::uuid) = $2::integer""",
        (agreement.id, agreement.status_number, status.value, remark, changed_by, now),
        guard=True,
        lock=agreement.id,
    )


def correct(agreement: Agreement, draft: AgreementDraft, corrected_by: str, now: datetime) -> Statement:
    """The next wording; writes nothing when someone corrected it, or changed its status, since `agreement` was read."""
    return Statement(
        """insert into agreement_correction select $1::uuid, $2::integer + 1, $3::uuid, $4, $5, $6, $7, $8::date, $9::uuid,
        $10::timestamptz
        where coalesce((select max(number) from agreement_correction where agreement_id = $1::uuid), 0) = $2::integer
          and (select max(number) from agreement_status where agreement_id = $1::uuid) = $11::integer""",
        (
            agreement.id, agreement.correction, agreement.workshop_id, draft.title.strip(), draft.done_when.strip(),
            draft.value_id, draft.owner_name.strip(), draft.due_on, corrected_by, now, agreement.status_number,
        ),
        guard=True,
        lock=agreement.id,
    )  # fmt: skip


def by_id(store: Store, agreement_id: str) -> Agreement:
    """One agreement as it stands. raises NotFound."""
    found = store.rows(_STANDING + " where id = $1::uuid", agreement_id)
    if not found:
        raise NotFound()
    return _made(found[0])


def of_workshop(store: Store, workshop_id: str) -> list[Agreement]:
    """The agreements of a workshop in the order they were made."""
    return [
        _made(row)
        for row in store.rows(_STANDING + " where workshop_id = $1::uuid order by made_at", workshop_id)
    ]


def still_open(store: Store, workshop: Workshop) -> list[Agreement]:
    """What the team of a workshop agreed in other workshops and has not finished, soonest due first; none of a rehearsal."""
    found = store.rows(
        f"""{_STANDING} as agreement where team_id = $1::uuid and workshop_id <> $2::uuid
        and not (status = any($3::varchar[])) and {counted("agreement")} order by due_on, title, id""",
        workshop.team_id,
        workshop.id,
        [status.value for status in FINISHED],
    )
    return [_made(row) for row in found]


def count(store: Store, workshop_id: str) -> int:
    """A number that grows with each agreement of a workshop and each correction of one."""
    found = store.rows(
        """select (select count(*) from agreement where workshop_id = $1::uuid)
            + (select count(*) from agreement_correction where workshop_id = $1::uuid)""",
        workshop_id,
    )
    return int(found[0][0])


def values_agreed_on(store: Store, team_id: str, since: datetime, until: datetime) -> frozenset[str]:
    """The values about which a team made an agreement after one moment and not after another."""
    found = store.rows(
        f"""select distinct value_id from standing_agreement as agreement
        where team_id = $1::uuid and made_at > $2 and made_at <= $3 and {counted("agreement")}""",
        team_id,
        since,
        until,
    )
    return frozenset(row[0] for row in found)


@dataclass(frozen=True)
class Listing:
    """Which agreements are asked for: within a scope, of a status and an owner (empty = any), on the day of `today`."""

    scope: Scope
    today: date
    status: str = ""
    owner: str = ""


def page(store: Store, asked: Listing, first: int, most: int) -> pd.DataFrame:
    """At most so many agreements from number `first`: what asks for attention first, then soonest due.

    returns  one row per agreement: id, workshop_id, code, framework_id, organisation_id, organisation, department_id,
             department, team_id, team, title, done_when, value_id, owner_name, due_on, correction, status, status_number,
             status_by (an account), urgency
             (0 late, 1 waiting for a second person, 2 running, 3 finished)
    """
    return store.read(
        f"""select agreement.id, agreement.workshop_id, workshop.code, workshop.framework_id, agreement.organisation_id,
            organisation.name as organisation, agreement.department_id, department.name as department,
            agreement.team_id, team.name as team, agreement.title, done_when, value_id, agreement.owner_name,
            agreement.due_on, agreement.correction, status, status_number, status_by, urgency
        from (
            select id, status, status_number, status_by, urgency, due_on, title from ({_STANDING_NOW}) as standing
            where ($9 = '' or status = $9) and ($10 = '' or owner_name = $10)
            order by urgency, due_on, title, id limit $11 offset $12
        ) as listed
        join worded_agreement as agreement on agreement.id = listed.id
        join workshop on workshop.id = agreement.workshop_id
        join team on team.id = agreement.team_id
        join department on department.id = agreement.department_id
        join organisation on organisation.id = agreement.organisation_id
        order by urgency, listed.due_on, listed.title, listed.id""",
        *_standing_of(asked),
        asked.status,
        asked.owner,
        most,
        first,
    )


def counts(store: Store, asked: Listing, by: Literal["organisation", "department", ""]) -> pd.DataFrame:
    """How many agreements of what is asked there are of each status and urgency.

    by       what to tell apart; "" tells nothing apart
    returns  one row per place, status and urgency: place (a name, in order of name), status, urgency, agreements
    """
    name, join = (f"{by}.name", f"join {by} on {by}.id = place_id") if by else ("cast('' as varchar)", "")
    place = f"{by}_id" if by else "cast(null as uuid)"
    return store.read(
        f"""select {name} as place, status, urgency, agreements
        from (
            select {place} as place_id, status, urgency, count(*) as agreements from ({_STANDING_NOW}) as standing
            where ($9 = '' or status = $9) and ($10 = '' or owner_name = $10)
            group by 1, 2, 3
        ) as counted {join}
        order by place, place_id, status, urgency""",
        *_standing_of(asked),
        asked.status,
        asked.owner,
    )


def owners(store: Store, scope: Scope, most: int) -> list[str]:
    """The names of owners in a scope, at most so many."""
    found = store.rows(
        f"select distinct owner_name from worded_agreement as agreement where {covered('agreement')} order by owner_name limit $6",
        *covering(scope),
        most,
    )
    return [row[0] for row in found]


def version(store: Store) -> tuple[int, datetime | None]:
    """What changes whenever an agreement is made or changed anywhere: how often that was done, and when last."""
    found = store.rows(
        """select sum(times), max(last_at) from (
            select count(*) as times, max(changed_at) as last_at from agreement_status
            union all select count(*), max(corrected_at) from agreement_correction
        ) as changes"""
    )
    return int(found[0][0]), found[0][1]


# The latest status is the one that no next number follows. Arguments: a scope, then what is finished, what waits, today.
_STANDING_NOW = f"""
select agreement.id, organisation_id, department_id, title, owner_name, due_on, latest.status,
    latest.number as status_number, latest.changed_by as status_by,
    case when latest.status = any($6::varchar[]) then 3 when latest.status = $7 then 1
         when due_on < $8::date then 0 else 2 end as urgency
from worded_agreement as agreement join agreement_status as latest on latest.agreement_id = agreement.id
where {covered("agreement")} and not exists (
    select 1 from agreement_status as later
    where later.agreement_id = latest.agreement_id and later.number = latest.number + 1
)
"""


def _standing_of(asked: Listing) -> tuple[object, ...]:
    return *covering(asked.scope), [status.value for status in FINISHED], Status.DONE.value, asked.today


def history(store: Store, agreement_id: str) -> list[tuple[str, str, str, datetime]]:
    """Status, remark, name of who changed it, and when; oldest first."""
    found = store.rows(
        """select status, remark, coalesce(account.name, ''), changed_at from agreement_status
        left join account on account.id = agreement_status.changed_by
        where agreement_id = $1::uuid order by number""",
        agreement_id,
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]


def wordings(store: Store, agreement_id: str) -> list[tuple[AgreementDraft, str, datetime]]:
    """What an agreement said at first and after each correction, with the name of who wrote it, and when; oldest first."""
    found = store.rows(
        """select title, done_when, owner_name, due_on, value_id, coalesce(account.name, ''), written_at from (
            select 0 as number, title, done_when, owner_name, due_on, value_id, made_by as written_by, made_at as written_at
            from agreement where id = $1::uuid
            union all
            select number, title, done_when, owner_name, due_on, value_id, corrected_by, corrected_at
            from agreement_correction where agreement_id = $1::uuid
        ) as written left join account on account.id = written_by order by number""",
        agreement_id,
    )
    return [(AgreementDraft(*row[:5]), row[5], row[6]) for row in found]


def _made(row: tuple[object, ...]) -> Agreement:
    facts = list(row)
    facts[11] = Status(str(facts[11]))
    return Agreement(*facts)  # type: ignore[arg-type]
