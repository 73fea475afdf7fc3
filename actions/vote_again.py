"""Vote again: after the talk everyone divides their dots once more, in a round of its own."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from actions.rehearsal_crowd import go_along
from domain.problems import Refused
from domain.roles import Deed, Visitor
from domain.workshops import Round, RoundKind
from storage import workshops
from storage.store import Store


def vote_again(store: Store, who: Visitor, workshop_id: str, after: int, *, now: datetime) -> Round:
    """The round after number `after`, open at once; asking twice opens one.

    raises  NotAllowed; Refused while the dots of round `after` are not shown yet
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    latest = workshops.latest_round(store, workshop_id, RoundKind.DOTS)
    if latest.number == after + 1:
        return latest
    if latest.number != after or not latest.is_published:
        raise Refused()
    made = Round(
        str(uuid5(NAMESPACE_URL, f"{workshop_id}/dots/{after + 1}")), workshop_id, RoundKind.DOTS, after + 1
    )
    store.write(workshops.add_round(made, now))
    go_along(store, workshop, now=now)
    store.ring(workshop_id)
    return made
