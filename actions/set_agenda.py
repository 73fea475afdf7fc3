"""Set the agenda: the facilitator puts other values on it than the figures suggest, or gives it back to the figures."""

from __future__ import annotations

from datetime import datetime

from domain.problems import BadInput
from domain.roles import Deed, Visitor
from storage import agenda, workshops
from storage.store import Store

MOST = 3


def set_agenda(
    store: Store, who: Visitor, workshop_id: str, agenda_id: str, values: tuple[str, ...], *, now: datetime
) -> None:
    """Record the agenda as a whole; a later one counts and both stay in the store.

    raises  NotAllowed; BadInput for more than three values, or for one that is not asked about here
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if not len(set(values)) == len(values) <= MOST or not set(values) <= set(workshop.values):
        raise BadInput()
    store.write(*agenda.put(agenda_id, workshop_id, values, now))
    store.ring(workshop_id)
