"""Erasure: the one place where rows of a person are really deleted, and what is kept so that they stay away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid4, uuid5

import pandas as pd

from storage import facts
from storage.figures import TALLY_COLUMNS, some_rows
from storage.store import Statement, Store


def erase(
    participant_id: str, workshop_id: str, round_ids: Sequence[str], erased_on: date
) -> list[Statement]:
    """Delete this person with every answer, worry, hope and readiness; nothing when that was done before."""
    first = Statement(
        "insert into erasure values ($1, $2, $3) on conflict do nothing",
        (participant_id, workshop_id, erased_on),
        guard=True,
        lock=workshop_id,
    )
    answers = [
        Statement(f"delete from {table} where round_id = $1::uuid and participant_id = $2::uuid",
                  (round_id, participant_id), lock=round_id)
        for round_id in round_ids for table in ("answer", "remark")
    ]  # fmt: skip
    return [
        first,
        *answers,
        Statement(
            "delete from readiness where workshop_id = $1::uuid and participant_id = $2::uuid",
            (workshop_id, participant_id),
        ),
        Statement("delete from participant where id = $1::uuid", (participant_id,)),
    ]


def empty_notes(note_ids: Sequence[str], workshop_id: str) -> list[Statement]:
    """Take the words and the author out of these notes, and the notes off the screens: what hangs on them stays."""
    removals = [str(uuid5(NAMESPACE_URL, f"{note_id}/erased")) for note_id in note_ids]
    return [
        Statement("update note set body = '', author_key = '' where id = any($1::uuid[])", (list(note_ids),)),
        Statement(
            "update weighing set condition_body = '' where note_id = any($1::uuid[])", (list(note_ids),)
        ),
        Statement(
            """insert into note_removal (id, note_id, workshop_id, is_removed)
            select unnest($1::uuid[]), unnest($2::uuid[]), $3::uuid, true on conflict do nothing""",
            (removals, list(note_ids), workshop_id),
        ),
    ]


def own_notes(store: Store, workshop_id: str, author_key: str) -> list[str]:
    """The ids of what this author said in the room."""
    found = store.rows(
        "select id from note where workshop_id = $1::uuid and author_key = $2", workshop_id, author_key
    )
    return [row[0] for row in found]


def forget_invitation(invitation_id: str) -> list[Statement]:
    """Take the name off a personal link, and whether somebody answered by it."""
    return [
        Statement("update invitation set name = '' where id = $1::uuid", (invitation_id,)),
        Statement("delete from invitation_answered where invitation_id = $1::uuid", (invitation_id,)),
    ]


def waiting(store: Store, publication_id: str) -> set[tuple[str, str]]:
    """The items and dimensions of a figure that were counted but not shown."""
    return set(
        store.rows(
            "select item, dimension from tally where publication_id = $1::uuid and perspective_id = ''",
            publication_id,
        )
    )


def recount(round_id: str, publication_id: str, tallies: pd.DataFrame) -> list[Statement]:
    """Put the tally of who is left in place of what was counted but not shown: of few people it would still tell.

    tallies  of the round without who is erased, for everyone together, of each number that is not shown and may still be in a sum
    """
    is_shown = """publication_id = $2::uuid and perspective_id = '' and exists (
        select 1 from figure where figure.publication_id = tally.publication_id and figure.perspective_id = ''
          and figure.item = tally.item and figure.dimension = tally.dimension and figure.hidden = ''
    )"""
    return [
        Statement(
            f"delete from tally where round_id = $1::uuid and not ({is_shown})", (round_id, publication_id)
        ),
        *some_rows("tally", f"'{publication_id}'::uuid, '{round_id}'::uuid", TALLY_COLUMNS, tallies),
    ]


def gone(store: Store, workshop_id: str) -> frozenset[str]:
    """Who of a workshop was erased; read once until somebody is, because every run of a screen asks."""
    return facts.kept(store, ("erased", workshop_id), lambda: _gone(store, workshop_id))


def _gone(store: Store, workshop_id: str) -> frozenset[str]:
    found = store.rows("select participant_id from erasure where workshop_id = $1::uuid", workshop_id)
    return frozenset(row[0] for row in found)


def count(store: Store, workshop_id: str) -> int:
    """How many people of a workshop were erased."""
    found = store.rows("select count(*) from erasure where workshop_id = $1::uuid", workshop_id)
    return int(found[0][0])


def total(store: Store) -> int:
    """How many people were ever erased."""
    return int(store.rows("select count(*) from erasure")[0][0])


def is_compaction_due(store: Store) -> bool:
    """Whether somebody was erased since the disk was last rewritten."""
    found = store.rows("select coalesce(max(erasures), 0) from compaction")
    return total(store) > int(found[0][0])


def compacted(erasures: int) -> Statement:
    """The disk was rewritten after so many erasures."""
    return Statement("insert into compaction values ($1, $2)", (str(uuid4()), erasures))
