"""Measure again: the same values are asked once more, months after the workshop."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from actions.rehearsal_crowd import go_along
from domain.problems import Refused
from domain.roles import Deed, Visitor
from domain.workshops import Phase, Round, RoundKind
from storage import workshops
from storage.store import Store


def measure_again(store: Store, who: Visitor, workshop_id: str, *, now: datetime) -> Round:
    """The new round, open at once. raises NotAllowed; Refused before the workshop ended or while a survey is open."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    latest = workshops.latest_round(store, workshop_id, RoundKind.VALUES)
    if not latest.is_closed or workshops.standing(store, workshop_id).phase is not Phase.ENDED:
        raise Refused()
    number = latest.number + 1
    made = Round(
        str(uuid5(NAMESPACE_URL, f"{workshop_id}/values/{number}")), workshop_id, RoundKind.VALUES, number
    )
    store.write(workshops.add_round(made, now))
    go_along(store, workshop, now=now)
    store.ring(workshop_id)
    return made
