"""Agreements and their history of statuses."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from domain.agreements import Agreement, AgreementDraft, Status
from domain.problems import NotFound
from domain.workshops import Workshop
from storage.store import Statement, Store

_STANDING = """
select id, workshop_id, organisation_id, department_id, team_id, title, done_when, value_id, note_id, owner_name, due_on,
       status, status_number, status_by
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


def count(store: Store, workshop_id: str) -> int:
    """How many agreements a workshop made."""
    return int(store.rows("select count(*) from agreement where workshop_id = $1::uuid", workshop_id)[0][0])


def of_teams(store: Store, team_ids: list[str]) -> pd.DataFrame:
    """The agreements of these teams, with the names around them, soonest due first.

    returns  one row per agreement: id, workshop_id, code, team_id, team, department_id, department, organisation, title,
             done_when, value_id, owner_name, due_on, status, status_number, changed_at
    """
    return store.read(
        """select agreement.id, agreement.workshop_id, workshop.code, agreement.team_id, team.name as team,
            agreement.department_id, department.name as department, organisation.name as organisation,
            agreement.title, done_when, value_id, owner_name, due_on, status, status_number,
            (select max(changed_at) from agreement_status where agreement_id = agreement.id) as changed_at
        from standing_agreement as agreement
        join workshop on workshop.id = agreement.workshop_id
        join team on team.id = agreement.team_id
        join department on department.id = agreement.department_id
        join organisation on organisation.id = agreement.organisation_id
        where agreement.team_id = any($1::uuid[])
        order by due_on, agreement.title, agreement.id""",
        team_ids,
    )


def history(store: Store, agreement_id: str) -> list[tuple[str, str, str, datetime]]:
    """Status, remark, name of who changed it, and when; oldest first."""
    found = store.rows(
        """select status, remark, coalesce(account.name, ''), changed_at from agreement_status
        left join account on account.id = agreement_status.changed_by
        where agreement_id = $1::uuid order by number""",
        agreement_id,
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]


def _made(row: tuple[object, ...]) -> Agreement:
    facts = list(row)
    facts[11] = Status(str(facts[11]))
    return Agreement(*facts)  # type: ignore[arg-type]
