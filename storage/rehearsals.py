"""Rehearsals of workshops: which workshop is one, and how all of its rows are deleted: the one exception to appending."""

from __future__ import annotations

from datetime import datetime

from domain.problems import NotFound
from storage.store import Statement, Store

_OWNERS = (
    "publication",
    "workshop_correction",
    "choice",
    "agreement",
    "show_of_hands",
    "note",
    "round",
)  # what owns others comes after them


def add(workshop_id: str, of_workshop_id: str, started_by: str, now: datetime) -> Statement:
    """Says that a workshop is a rehearsal; writes nothing when the other workshop has one already."""
    return Statement(
        """insert into rehearsal select $1::uuid, $2::uuid, $3::uuid, $4::timestamptz
        where not exists (
            select 1 from rehearsal join workshop on workshop.id = rehearsal.workshop_id where of_workshop_id = $2::uuid
        ) on conflict do nothing""",
        (workshop_id, of_workshop_id, started_by, now),
        guard=True,
        lock=of_workshop_id,
    )


def of(store: Store, workshop_id: str) -> str | None:
    """The id of the rehearsal of a workshop, or None."""
    found = store.rows(
        """select workshop.id from rehearsal join workshop on workshop.id = rehearsal.workshop_id
        where of_workshop_id = $1::uuid""",
        workshop_id,
    )
    return str(found[0][0]) if found else None


def original(store: Store, workshop_id: str) -> str:
    """The id of the workshop that is rehearsed. raises NotFound for what is no rehearsal."""
    found = store.rows("select of_workshop_id from rehearsal where workshop_id = $1::uuid", workshop_id)
    if not found:
        raise NotFound()
    return str(found[0][0])


def throw_away(store: Store, workshop_id: str) -> list[Statement]:
    """Deletes every row of a rehearsal, and nothing of a workshop that is none: the first statement is the condition."""
    of_workshop = " in (select id from {} where workshop_id = $1::uuid)"
    parts = [(table, f"{owner}_id" + of_workshop.format("every_round" if owner == "round" else owner))
             for owner in _OWNERS for table in _with(store, f"{owner}_id")]  # fmt: skip
    wholes = [
        (table, "workshop_id = $1::uuid") for table in _with(store, "workshop_id") if table != "rehearsal"
    ]
    return [
        Statement(
            f"delete from {table} where {condition}",
            (workshop_id,),
            guard=table == "rehearsal",
            lock=workshop_id,
        )
        for table, condition in [
            ("rehearsal", "workshop_id = $1::uuid"),
            *parts,
            *wholes,
            ("workshop", "id = $1::uuid"),
        ]
    ]


def _with(store: Store, column: str) -> list[str]:
    """The tables that have this column, as the database knows them: a new one can't be forgotten."""
    found = store.rows(
        """select columns.table_name from information_schema.columns
        join information_schema.tables on tables.table_name = columns.table_name
            and tables.table_schema = columns.table_schema
        where columns.column_name = $1 and columns.table_schema in ('main', 'public') and table_type = 'BASE TABLE'
        order by columns.table_name""",
        column,
    )
    return [str(row[0]) for row in found]
