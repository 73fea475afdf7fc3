"""Notes that the facilitator put together: a group is added, and ended; the newest group of a note counts."""

from __future__ import annotations

from domain.notes import NoteGroup
from storage.store import Statement, Store


def add(group_id: str, workshop_id: str, heading: str, note_ids: tuple[str, ...]) -> list[Statement]:
    """The group with its notes, as a whole."""
    return [
        Statement(
            "insert into note_group (id, workshop_id, heading) values ($1, $2, $3) on conflict do nothing",
            (group_id, workshop_id, heading),
            guard=True,
        ),
        Statement(
            "insert into note_group_note select $1::uuid, unnest($2::uuid[])", (group_id, list(note_ids))
        ),
    ]


def end(group_id: str, workshop_id: str) -> Statement:
    """The notes of the group stand by themselves again."""
    return Statement(
        """insert into note_group_end (group_id, workshop_id)
        select $1::uuid, $2::uuid
        where exists (select 1 from note_group where id = $1::uuid and workshop_id = $2::uuid)
        on conflict do nothing""",
        (group_id, workshop_id),
    )


def of_workshop(store: Store, workshop_id: str) -> list[NoteGroup]:
    """The groups that stand, each with the notes that are in no newer one, oldest group first."""
    found = store.rows(
        """select note_group.id, heading, note_id from note_group
        join note_group_note on note_group_note.group_id = note_group.id
        where workshop_id = $1::uuid and not exists (select 1 from note_group_end where group_id = note_group.id)
        order by seq""",
        workshop_id,
    )
    newest = {note_id: group_id for group_id, _, note_id in found}
    headings = {group_id: heading for group_id, heading, _ in found}
    members = {
        group_id: frozenset(note for note, group in newest.items() if group == group_id)
        for group_id in headings
    }
    return [NoteGroup(group_id, heading, members[group_id]) for group_id, heading in headings.items()]
