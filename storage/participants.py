"""Participants of a workshop: a random id, a perspective and a date; and who says to be ready."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.workshops import MOST_PEOPLE
from storage.store import Statement, Store


def add(participant_id: str, workshop_id: str, perspective_id: str, joined_on: date) -> Statement:
    """A participant; writes nothing for an id that is there already or was erased, or when the workshop is full."""
    return Statement(
        f"""insert into participant select $1::uuid, $2::uuid, $3, $4::date
        where (select count(*) from participant where workshop_id = $2::uuid) < {MOST_PEOPLE}
          and not exists (select 1 from erasure where participant_id = $1::uuid) on conflict do nothing""",
        (participant_id, workshop_id, perspective_id, joined_on),
        lock=workshop_id,
    )


def add_on_paper(
    participant_id: str, workshop_id: str, round_id: str, perspective_id: str, joined_on: date
) -> list[Statement]:
    """A participant whose answers follow; writes nothing for an id that is there, a closed or frozen round, or a full workshop."""
    joined = Statement(
        f"""insert into participant select $1::uuid, $2::uuid, $3, $4::date
        where not exists (select 1 from round_end where round_id = $5::uuid)
          and not exists (select 1 from frozen_round where round_id = $5::uuid)
          and (select count(*) from participant where workshop_id = $2::uuid) < {MOST_PEOPLE} on conflict do nothing""",
        (participant_id, workshop_id, perspective_id, joined_on, round_id),
        guard=True,
        lock=round_id,
    )
    on_paper = Statement(
        "insert into paper_participant values ($1, $2) on conflict do nothing", (participant_id, workshop_id)
    )
    return [joined, on_paper]


def on_paper(store: Store, workshop_id: str) -> int:
    """How many take part on paper: they can't say that they are ready."""
    found = store.rows("select count(*) from paper_participant where workshop_id = $1::uuid", workshop_id)
    return int(found[0][0])


def is_known(store: Store, participant_id: str, workshop_id: str) -> bool:
    return bool(
        store.rows(
            "select 1 from participant where id = $1::uuid and workshop_id = $2::uuid",
            participant_id,
            workshop_id,
        )
    )


def perspectives(store: Store, workshop_id: str) -> dict[str, int]:
    """How many joined from each perspective."""
    found = store.rows(
        "select perspective_id, count(*) from participant where workshop_id = $1::uuid group by perspective_id",
        workshop_id,
    )
    return {row[0]: row[1] for row in found}


def of_workshop(store: Store, workshop_id: str) -> dict[str, str]:
    """The perspective of everyone who joined."""
    found = store.rows("select id, perspective_id from participant where workshop_id = $1::uuid", workshop_id)
    return {row[0]: row[1] for row in found}


def sides(store: Store, participant_ids: Sequence[str]) -> dict[str, str]:
    """The perspective of each of these people who joined and were not erased. Asked by their key, however many others joined."""
    found = store.rows(
        "select id, perspective_id from participant where id = any($1::uuid[])", list(participant_ids)
    )
    return {row[0]: row[1] for row in found}


def say_ready(workshop_id: str, participant_id: str, step: str, is_ready: bool) -> Statement:
    return Statement(
        "insert into readiness (workshop_id, participant_id, step, is_ready) values ($1, $2, $3, $4)",
        (workshop_id, participant_id, step, is_ready),
    )


def take_back_ready(workshop_id: str, step: str) -> Statement:
    """Nobody is ready with this step any more: whoever was says so again."""
    return Statement(
        """insert into readiness (workshop_id, participant_id, step, is_ready)
        select distinct workshop_id, participant_id, step, false from readiness
        where workshop_id = $1::uuid and step = $2""",
        (workshop_id, step),
    )


def ready_people(store: Store, workshop_id: str, step: str) -> frozenset[str]:
    """Who is ready with this step."""
    found = store.rows(
        """select participant_id from (
            select participant_id, is_ready,
                   row_number() over (partition by participant_id order by seq desc) as newest
            from readiness where workshop_id = $1::uuid and step = $2
        ) as numbered where newest = 1 and is_ready""",
        workshop_id,
        step,
    )
    return frozenset(str(row[0]) for row in found)


def present(store: Store, workshop_id: str) -> int:
    """How many people said to be ready at least once, in whatever step: they are in the room."""
    found = store.rows(
        "select count(distinct participant_id) from readiness where workshop_id = $1::uuid", workshop_id
    )
    return int(found[0][0])


def ready(store: Store, workshop_id: str, step: str) -> int:
    """How many are ready with this step."""
    return len(ready_people(store, workshop_id, step))
