"""What a facilitator does besides moving the workshop: the time limit of a step."""

from __future__ import annotations

from datetime import datetime

from storage.store import Statement, Store


def set_limit(
    limit_id: str, workshop_id: str, at_move: int, ends_at: datetime | None, announced_by: str, now: datetime
) -> Statement:
    """The limit, or that there is none any more; writes nothing when the workshop moved on meanwhile."""
    return Statement(
        """insert into time_limit (id, workshop_id, move_number, ends_at, announced_by, announced_at)
        select $1::uuid, $2::uuid, $3::integer, $4::timestamptz, $5::uuid, $6::timestamptz
        where coalesce((select max(number) from move where workshop_id = $2::uuid), 0) = $3::integer
        on conflict do nothing""",
        (limit_id, workshop_id, at_move, ends_at, announced_by, now),
        lock=workshop_id,
    )


def limit(store: Store, workshop_id: str, at_move: int) -> datetime | None:
    """When the time that was announced is up, or None when there is no limit; also a moment that is past."""
    found = store.rows(
        """select ends_at from time_limit where workshop_id = $1::uuid and move_number = $2::integer
        order by seq desc limit 1""",
        workshop_id,
        at_move,
    )
    ends_at: datetime | None = found[0][0] if found else None
    return ends_at
