"""The values that a facilitator put on the agenda, in place of those that the figures suggest."""

from __future__ import annotations

from datetime import datetime

from storage.store import Statement, Store


def put(agenda_id: str, workshop_id: str, values: tuple[str, ...], now: datetime) -> list[Statement]:
    """The values to talk about, as a whole; none gives the agenda back to the figures."""
    return [
        Statement(
            "insert into agenda (id, workshop_id, set_at) values ($1, $2, $3) on conflict do nothing",
            (agenda_id, workshop_id, now),
            guard=True,
        ),
        Statement(
            "insert into agenda_value select $1::uuid, unnest($2::varchar[]), unnest($3::smallint[])",
            (agenda_id, list(values), list(range(1, len(values) + 1))),
        ),
    ]


def standing(store: Store, workshop_id: str) -> tuple[str, ...]:
    """The values of the latest agenda, in order; empty while the figures decide."""
    found = store.rows(
        """select value_id from agenda_value where agenda_id = (
            select id from agenda where workshop_id = $1::uuid order by seq desc limit 1) order by place""",
        workshop_id,
    )
    return tuple(row[0] for row in found)


def count(store: Store, workshop_id: str) -> int:
    """How often the agenda was set."""
    return int(store.rows("select count(*) from agenda where workshop_id = $1::uuid", workshop_id)[0][0])
