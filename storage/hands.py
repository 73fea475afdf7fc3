"""Shows of hands: counts that were made in the room, when there are too few people for a vote in confidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.workshops import RoundKind
from storage.store import Statement, Store


def add(
    show_id: str, workshop_id: str, kind: RoundKind, counts: Mapping[str, int], now: datetime
) -> list[Statement]:
    """The counts of one show of hands, as a whole; nothing when this id is there already."""
    return [
        Statement(
            """insert into show_of_hands (id, workshop_id, kind, counted_at) values ($1, $2, $3, $4)
            on conflict do nothing""",
            (show_id, workshop_id, kind.value, now),
            guard=True,
        ),
        Statement(
            "insert into raised_hands select $1::uuid, unnest($2::varchar[]), unnest($3::smallint[])",
            (show_id, list(counts), list(counts.values())),
        ),
    ]


def latest(store: Store, workshop_id: str, kind: RoundKind) -> dict[str, int]:
    """How many hands each item got, most first; empty when no hands were shown."""
    found = store.rows(
        """select item, hands from raised_hands where show_of_hands_id = (
            select id from show_of_hands where workshop_id = $1::uuid and kind = $2 order by seq desc limit 1
        ) order by hands desc, item""",
        workshop_id,
        kind.value,
    )
    return {row[0]: int(row[1]) for row in found}


def count(store: Store, workshop_id: str) -> int:
    """How often hands were shown."""
    found = store.rows("select count(*) from show_of_hands where workshop_id = $1::uuid", workshop_id)
    return int(found[0][0])
