"""Invitations with a personal link: who got one, and who is told to have answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.invitations import Invitation, participant_of, token_of
from domain.problems import NotFound
from domain.workshops import MOST_PEOPLE
from storage import answers
from storage.settings import settings
from storage.store import Statement, Store

_FACTS = "select id, workshop_id, name, number from invitation"


def add(workshop_id: str, ids: Sequence[str], names: Sequence[str], invited_on: date) -> Statement:
    """One for each id; nothing for an id that is there already, and nothing at all when there would be too many."""
    return Statement(
        f"""insert into invitation
        select id, $1::uuid, name, place + (select coalesce(max(number), 0) from invitation where workshop_id = $1::uuid),
            $5::date
        from (select unnest($2::uuid[]) as id, unnest($3::varchar[]) as name, unnest($4::smallint[]) as place) as made
        where (select count(*) from invitation where workshop_id = $1::uuid) + $6::integer <= {MOST_PEOPLE}
        on conflict do nothing""",
        (workshop_id, list(ids), list(names), list(range(1, len(ids) + 1)), invited_on, len(ids)),
        lock=workshop_id,
    )


def of_workshop(store: Store, workshop_id: str) -> list[Invitation]:
    """Everyone who got a personal link, in the order of the list."""
    found = store.rows(f"{_FACTS} where workshop_id = $1::uuid order by number, id", workshop_id)
    return [Invitation(*row) for row in found]


def get(store: Store, invitation_id: str) -> Invitation:
    """One invitation. raises NotFound"""
    found = store.rows(f"{_FACTS} where id = $1::uuid", invitation_id)
    if not found:
        raise NotFound()
    return Invitation(*found[0])


def who_answered(store: Store, invited: Sequence[Invitation], round_id: str) -> frozenset[str]:
    """The ids of the invitations by which someone gave at least one answer.

    Found out anew and never stored: only `newly_told` may decide that a part of it is told.
    """
    key = settings().key
    people = {participant_of(key, token_of(key, one.id)): one.id for one in invited}
    return frozenset(people[person] for person in answers.answered_among(store, round_id, list(people)))


def told(store: Store, round_id: str) -> frozenset[str]:
    """The ids of the invitations of which it was told that they answered."""
    found = store.rows("select invitation_id from invitation_answered where round_id = $1::uuid", round_id)
    return frozenset(row[0] for row in found)


def tell(round_id: str, ids: Sequence[str], known: int) -> Statement:
    """From now on it is told that these answered; writes nothing when more than `known` were told meanwhile."""
    return Statement(
        """insert into invitation_answered
        select $1::uuid, id from (select unnest($2::uuid[]) as id) as more
        where (select count(*) from invitation_answered where round_id = $1::uuid) = $3::integer
        on conflict do nothing""",
        (round_id, list(ids), known),
        lock=round_id,
    )
