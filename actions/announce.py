"""Announce: the facilitator says to everyone how many minutes are left for this step, or that there is no limit any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.clock import LIMITS
from domain.problems import BadInput, NotMovedYet, Refused
from domain.roles import Deed, Visitor
from domain.workshops import Phase, Standing
from storage import steering, workshops
from storage.store import Store


def announce(
    store: Store,
    who: Visitor,
    workshop_id: str,
    limit_id: str,
    minutes: int,
    seen: Standing,
    *,
    now: datetime,
) -> None:
    """So many minutes from now, or no limit for 0; the same id twice is one limit.

    raises  NotAllowed; BadInput for a number that is not offered; Refused outside the steps; NotMovedYet
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if minutes not in (0, *LIMITS):
        raise BadInput()
    if seen.phase is not Phase.LIVE:
        raise Refused()
    ends_at = now + timedelta(minutes=minutes) if minutes else None
    said = steering.set_limit(limit_id, workshop_id, seen.number, ends_at, who.account_id or "", now)
    if not store.write(said) and workshops.standing(store, workshop_id).number != seen.number:
        raise NotMovedYet()
    store.ring(workshop_id)
