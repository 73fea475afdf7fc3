"""Remind: whom a reminder of the survey goes to, without telling of anyone alone that they answered."""

from __future__ import annotations

from dataclasses import dataclass

from domain.invitations import Invitation, newly_told
from domain.problems import RoundClosed
from domain.roles import Deed, Visitor
from domain.workshops import RoundKind
from storage import invitations, workshops
from storage.store import Store


@dataclass(frozen=True)
class Reminder:
    """Whom it goes to; `is_for_all` when telling who did not answer yet would say too much."""

    invited: tuple[Invitation, ...]
    is_for_all: bool


def remind(store: Store, who: Visitor, workshop_id: str) -> Reminder:
    """Those of whom it is not told that they answered; what is told only grows, by at least k people at once.

    raises  NotAllowed; RoundClosed when the survey takes no answers any more
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    asked = workshops.latest_round(store, workshop_id, RoundKind.VALUES)
    if asked.is_closed:
        raise RoundClosed()
    invited = invitations.of_workshop(store, workshop_id)
    told = invitations.told(store, asked.id)
    answered = invitations.who_answered(store, invited, asked.id)
    more = newly_told(answered, told, [one.id for one in invited], workshop.smallest_group)
    if more:
        in_order = [one.id for one in invited if one.id in more]
        store.write(invitations.tell(asked.id, in_order, len(told)))
        told = invitations.told(store, asked.id)
    return Reminder(tuple(one for one in invited if one.id not in told), is_for_all=not told)
