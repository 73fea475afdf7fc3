"""Rehearse: a copy of a workshop in which scripted people take part; it counts nowhere and can be thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.rehearsal_crowd import go_along, people_of
from domain.problems import Refused
from domain.roles import Deed, Visitor
from domain.workshops import Workshop, first_rounds, new_code
from storage import rehearsals, workshops
from storage.store import Store


def rehearse(store: Store, who: Visitor, workshop_id: str, rehearsal_id: str, *, now: datetime) -> Workshop:
    """The rehearsal of a workshop; the one that stands, when it has one. raises NotAllowed; Refused for a rehearsal."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if workshop.is_rehearsal:
        raise Refused()
    copy = replace(workshop, id=rehearsal_id, code=new_code(), is_rehearsal=True,
                   expected=max(workshop.expected, people_of(workshop)))  # fmt: skip
    led_by = who.account_id or ""
    marked = rehearsals.add(copy.id, workshop_id, led_by, now)
    rounds = [workshops.add_round(one, now) for one in first_rounds(copy.id)]
    if store.write(marked, *workshops.add(copy, led_by, now, workshops.minutes(store, workshop)), *rounds):
        go_along(store, copy, now=now)
    return workshops.by_id(store, rehearsals.of(store, workshop_id) or copy.id)


def throw_away(store: Store, who: Visitor, workshop_id: str) -> None:
    """Delete a rehearsal with everything in it. raises NotAllowed; Refused for a workshop that is no rehearsal."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if not workshop.is_rehearsal:
        raise Refused()
    store.write(*rehearsals.throw_away(store, workshop_id))
    store.ring(workshop_id)
