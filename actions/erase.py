"""Erase: a participant has everything that is known of them deleted; what was published stays, because it tells of nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.note import author_key
from actions.publish import counted
from analytics.sums import may_wait
from domain.invitations import participant_of, token_of
from domain.problems import NotSignedIn
from domain.roles import Deed, Visitor
from domain.workshops import Round, Workshop
from storage import erasures, facts, figures, invitations, workshops
from storage.settings import settings
from storage.store import Statement, Store


def erase(store: Store, who: Visitor, workshop_id: str, *, today: date) -> None:
    """Delete this participant's answers, words and notes, and the name on their personal link. A second time changes nothing.

    A figure that was published stays as it is, and is never replaced after this. raises NotAllowed
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.ANSWER, workshop.place)
    person = who.participant_in(workshop_id)
    if person is None:
        raise NotSignedIn()
    rounds = workshops.rounds(store, workshop_id)
    store.write(
        *erasures.erase(person, workshop_id, workshops.every_round(store, workshop_id), today),
        *_notes(store, who, workshop_id),
        *_invitation(store, workshop_id, person),
        *_tallies(store, workshop, rounds, person),
    )
    facts.forget(store)
    store.ring(workshop_id)


def compact(store: Store) -> None:
    """Rewrite the disk when somebody was erased since the last time, so that the deleted rows are gone for good."""
    if erasures.is_compaction_due(store):
        erased = erasures.total(store)
        store.compact()
        store.write(erasures.compacted(erased))


def _notes(store: Store, who: Visitor, workshop_id: str) -> list[Statement]:
    own = erasures.own_notes(store, workshop_id, author_key(who, workshop_id))
    return erasures.empty_notes(own, workshop_id) if own else []


def _invitation(store: Store, workshop_id: str, person: str) -> list[Statement]:
    """Of who joined by a personal link: found out by the key, as nothing in the store says whose link it was."""
    key = settings().key
    links = (one.id for one in invitations.of_workshop(store, workshop_id))
    own = next((one for one in links if participant_of(key, token_of(key, one)) == person), None)
    return erasures.forget_invitation(own) if own else []


def _tallies(store: Store, workshop: Workshop, rounds: Iterable[Round], person: str) -> Iterable[Statement]:
    """What was counted but not shown is counted again without this person."""
    for one in rounds:
        standing = figures.latest_publication(store, one.id)
        if standing is not None:
            seen = figures.figures(store, standing.id)
            seen = seen[(seen["perspective_id"] == "") & (seen["hidden"] == "")]
            is_shown = set(zip(seen["item"], seen["dimension"], strict=True))
            rows = counted(store, workshop, one, standing, person)
            waiting = erasures.waiting(store, standing.id) - is_shown  # not what was held back
            waits = [cell in waiting for cell in zip(rows["item"], rows["dimension"], strict=True)]
            yield from erasures.recount(one.id, standing.id, rows[may_wait(rows) & waits])
