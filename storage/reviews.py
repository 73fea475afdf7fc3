"""The day on which a group looks back on its agreements; another day is added, the latest counts."""

from __future__ import annotations

from datetime import date, datetime

from storage.store import Statement, Store


def put(review_id: str, workshop_id: str, review_on: date, planned_by: str, now: datetime) -> Statement:
    return Statement(
        """insert into review (id, workshop_id, review_on, planned_by, planned_at) values ($1, $2, $3, $4, $5)
        on conflict do nothing""",
        (review_id, workshop_id, review_on, planned_by, now),
    )


def standing(store: Store, workshop_id: str) -> date | None:
    """The day, or None while none was planned."""
    found = store.rows(
        "select review_on from review where workshop_id = $1::uuid order by seq desc limit 1", workshop_id
    )
    day: date | None = found[0][0] if found else None
    return day


def count(store: Store, workshop_id: str) -> int:
    """How often a day was planned."""
    return int(store.rows("select count(*) from review where workshop_id = $1::uuid", workshop_id)[0][0])
