"""Notes said in the room, and the shared values that the workshop chose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from domain.notes import Draft, Note, NoteKind
from storage.store import Statement, Store

MOST_NOTES_A_PERSON = 60


def add(note_id: str, workshop_id: str, draft: Draft, author_key: str, said_on: date) -> Statement:
    """The note; writes nothing when it is there already or when its author has said a great deal."""
    return Statement(
        f"""insert into note (id, workshop_id, kind, body, about, against, tone, horizon, idea_type, parent_id,
                              author_key, said_on)
        select $1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10::uuid, $11::varchar, $12::date
        where (select count(*) from note where workshop_id = $2::uuid and author_key = $11::varchar) < {MOST_NOTES_A_PERSON}
        on conflict do nothing""",
        (
            note_id, workshop_id, draft.kind.value, draft.body.strip(), draft.about, draft.against, draft.tone,
            draft.horizon, draft.idea_type, draft.parent_id, author_key, said_on,
        ),
        lock=f"{workshop_id}{author_key}",
    )  # fmt: skip


def weigh(note_id: str, lean: int, condition: str) -> Statement:
    """What a weighing has beside its words."""
    return Statement(
        "insert into weighing values ($1, $2, $3) on conflict do nothing", (note_id, lean, condition.strip())
    )


def travel(note_id: str, travels: bool) -> Statement:
    """Whether a minority view goes with its agreement."""
    return Statement("insert into minority_view values ($1, $2) on conflict do nothing", (note_id, travels))


def set_removed(removal_id: str, note_id: str, workshop_id: str, is_removed: bool) -> Statement:
    return Statement(
        "insert into note_removal (id, note_id, workshop_id, is_removed) values ($1, $2, $3, $4) on conflict do nothing",
        (removal_id, note_id, workshop_id, is_removed),
    )


def set_all_removed(removals: Mapping[str, str], workshop_id: str, is_removed: bool) -> Statement:
    """Take all these notes away, or put them back. `removals`: the id of each removal -> the note."""
    return Statement(
        """insert into note_removal (id, note_id, workshop_id, is_removed)
        select unnest($1::uuid[]), unnest($2::uuid[]), $3::uuid, $4::boolean on conflict do nothing""",
        (list(removals), list(removals.values()), workshop_id, is_removed),
    )


def removals(store: Store, removal_ids: list[str]) -> list[str]:
    """Those of these removals that were made."""
    found = store.rows("select id from note_removal where id = any($1::uuid[])", removal_ids)
    return [row[0] for row in found]


def of_workshop(store: Store, workshop_id: str, *kinds: NoteKind) -> list[Note]:
    """The notes of these kinds in the order they were said, also those that were removed."""
    found = store.rows(
        """select id, workshop_id, kind, body, about, against, tone, horizon, idea_type, parent_id, author_key, is_removed,
            lean, coalesce(condition_body, ''), coalesce(travels, false)
        from standing_note left join weighing on weighing.note_id = standing_note.id
        left join minority_view on minority_view.note_id = standing_note.id
        where workshop_id = $1::uuid and kind = any($2::varchar[]) order by seq""",
        workshop_id,
        [kind.value for kind in kinds],
    )
    return [Note(row[0], row[1], NoteKind(row[2]), *row[3:]) for row in found]


def minority_views(store: Store, agreement_ids: list[str]) -> dict[str, list[str]]:
    """The minority views that go with these agreements, of those that have any, in the order they were said."""
    found = store.rows(
        """select parent_id, body from note join minority_view on minority_view.note_id = note.id
        where parent_id = any($1::uuid[]) and travels and not coalesce((
            select is_removed from note_removal where note_removal.note_id = note.id order by seq desc limit 1), false)
        order by seq""",
        agreement_ids,
    )
    views: dict[str, list[str]] = {}
    for agreement_id, body in found:
        views.setdefault(agreement_id, []).append(body)
    return views


def counts(store: Store, workshop_id: str) -> dict[str, int]:
    """How many notes of each kind stand."""
    found = store.rows(
        "select kind, count(*) from standing_note where workshop_id = $1::uuid and not is_removed group by kind",
        workshop_id,
    )
    return {row[0]: row[1] for row in found}


def newest(store: Store, workshop_id: str) -> int:
    """A number that grows whenever a note, a removal, a choice or a group is added."""
    found = store.rows(
        """select coalesce(max(seq), 0) from (
            select seq from note where workshop_id = $1::uuid
            union all select seq from note_removal where workshop_id = $1::uuid
            union all select seq from choice where workshop_id = $1::uuid
            union all select seq from note_group where workshop_id = $1::uuid
            union all select seq from note_group_end where workshop_id = $1::uuid
        ) as said""",
        workshop_id,
    )
    return int(found[0][0])


def choose(choice_id: str, workshop_id: str, values: tuple[str, ...], now: datetime) -> list[Statement]:
    """The shared values, as a whole."""
    return [
        Statement(
            "insert into choice (id, workshop_id, chosen_at) values ($1, $2, $3) on conflict do nothing",
            (choice_id, workshop_id, now),
            guard=True,
        ),
        Statement(
            "insert into choice_value select $1::uuid, unnest($2::varchar[]), unnest($3::smallint[])",
            (choice_id, list(values), list(range(1, len(values) + 1))),
        ),
    ]


def chosen(store: Store, workshop_id: str) -> tuple[str, ...]:
    """The shared values of the latest choice, in order; empty before there is one."""
    found = store.rows(
        """select value_id from choice_value where choice_id = (
            select id from choice where workshop_id = $1::uuid order by seq desc limit 1) order by place""",
        workshop_id,
    )
    return tuple(row[0] for row in found)


def chosen_before(store: Store, workshop_id: str, choice_id: str) -> tuple[str, ...]:
    """The shared values of the choice before this one, in order."""
    found = store.rows(
        """select value_id from choice_value where choice_id = (
            select id from choice where workshop_id = $1::uuid
            and seq < (select seq from choice where id = $2::uuid) order by seq desc limit 1) order by place""",
        workshop_id,
        choice_id,
    )
    return tuple(row[0] for row in found)


def choices(store: Store, workshop_id: str) -> int:
    """How often shared values were chosen."""
    return int(store.rows("select count(*) from choice where workshop_id = $1::uuid", workshop_id)[0][0])
