"""Move: the facilitator brings the whole workshop to another step; every screen follows. The end closes what is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from actions.publish import close
from actions.rehearsal_crowd import go_along
from domain.content import Programme
from domain.problems import NotMovedYet
from domain.roles import Deed, Visitor
from domain.workshops import Phase, Standing, next_standing, previous_standing
from storage import workshops
from storage.content import the_content
from storage.store import Store

_Where = Callable[[Standing, Programme], tuple[Phase, str]]


def forward(store: Store, who: Visitor, workshop_id: str, seen: Standing, *, now: datetime) -> Standing:
    """The step after the one that the facilitator saw. raises NotAllowed; NotMovedYet when it moved meanwhile."""
    return _move(store, who, workshop_id, seen, next_standing, now)


def back(store: Store, who: Visitor, workshop_id: str, seen: Standing, *, now: datetime) -> Standing:
    """The step before the one that the facilitator saw. raises NotAllowed; NotMovedYet when it moved meanwhile."""
    return _move(store, who, workshop_id, seen, previous_standing, now)


def _move(
    store: Store, who: Visitor, workshop_id: str, seen: Standing, where: _Where, now: datetime
) -> Standing:
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    phase, step = where(seen, the_content().programmes[workshop.programme_id])
    if (phase, step) == (seen.phase, seen.step):
        return seen
    if not store.write(workshops.move(workshop_id, seen.number, phase, step, who.account_id or "", now)):
        raise NotMovedYet()
    if phase is Phase.ENDED:
        close(store, who, workshop_id, now=now)
    go_along(store, workshop, now=now)
    store.ring(workshop_id)
    return Standing(phase, step, seen.number + 1, now)
