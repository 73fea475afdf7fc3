"""Show hands: with fewer people than the smallest group, the facilitator enters what the room shows by raising hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.notes import NoteKind
from domain.problems import BadInput, Empty, Refused
from domain.roles import Deed, Visitor
from domain.workshops import MOST_PEOPLE, RoundKind, Workshop
from storage import hands, notes, participants, workshops
from storage.store import Store

KINDS = (RoundKind.DOTS, RoundKind.IDEAS)


def show_hands(
    store: Store,
    who: Visitor,
    workshop_id: str,
    show_id: str,
    kind: RoundKind,
    counts: Mapping[str, int],
    *,
    now: datetime,
) -> None:
    """Record the counts as said in the room; a later count replaces them on the screens, and both stay in the store.

    raises  NotAllowed; Refused when enough people take part for a vote in confidence; Empty without a single hand;
            BadInput for an item that is not asked about here, or a number that can't be
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    joined = sum(participants.perspectives(store, workshop_id).values())
    if kind not in KINDS or joined >= workshop.smallest_group:
        raise Refused()
    if not set(counts) <= _items(store, workshop, kind):
        raise BadInput()
    if any(not 0 <= raised <= MOST_PEOPLE for raised in counts.values()):
        raise BadInput()
    if not any(counts.values()):
        raise Empty()
    store.write(*hands.add(show_id, workshop_id, kind, counts, now))
    store.ring(workshop_id)


def _items(store: Store, workshop: Workshop, kind: RoundKind) -> set[str]:
    if kind is RoundKind.DOTS:
        return set(workshop.values)
    return {idea.id for idea in notes.of_workshop(store, workshop.id, NoteKind.IDEA) if not idea.is_removed}
