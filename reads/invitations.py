"""What the facilitator sees of the personal links: who got one, and how many answered; never who."""

from __future__ import annotations

from dataclasses import dataclass

from domain.invitations import Invitation
from domain.workshops import RoundKind, Workshop
from storage import invitations, workshops
from storage.store import Store


@dataclass(frozen=True)
class Invited:
    """Everyone with a personal link. `answered` is None while there are fewer links than the smallest group."""

    people: tuple[Invitation, ...]
    answered: int | None
    is_open: bool


def invited(store: Store, workshop: Workshop) -> Invited:
    """The personal links of a workshop, and how many of them answered in its newest survey."""
    people = tuple(invitations.of_workshop(store, workshop.id))
    asked = workshops.latest_round(store, workshop.id, RoundKind.VALUES)
    if len(people) < workshop.smallest_group:
        return Invited(people, None, not asked.is_closed)
    return Invited(people, len(invitations.who_answered(store, people, asked.id)), not asked.is_closed)
