"""Freeze: nobody's answer changes until the facilitator lets people answer again. Nothing is shown by it."""

from __future__ import annotations

from datetime import datetime

from actions.rehearsal_crowd import go_along
from domain.problems import NotFound, Refused
from domain.roles import Deed, Visitor
from domain.workshops import Round
from storage import steering, workshops
from storage.store import Store


def freeze(
    store: Store,
    who: Visitor,
    workshop_id: str,
    freeze_id: str,
    round_id: str,
    is_frozen: bool,
    *,
    now: datetime,
) -> None:
    """Let the answers of a round stand still, or go on; the same id twice is one.

    raises  NotAllowed; NotFound for a round of elsewhere; Refused when it was shown, closed or asked anew meanwhile
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    asked = _round(store, workshop_id, round_id)
    written = store.write(steering.freeze_round(freeze_id, asked, is_frozen, who.account_id or "", now))
    if not written:
        _round(store, workshop_id, round_id)
    go_along(store, workshop, now=now)
    store.ring(workshop_id)


def _round(store: Store, workshop_id: str, round_id: str) -> Round:
    """The round as it stands. raises NotFound when it is of elsewhere, Refused when it is closed or counts no more."""
    if workshops.kind_of_round(store, round_id)[0] != workshop_id:
        raise NotFound()
    found = next((one for one in workshops.rounds(store, workshop_id) if one.id == round_id), None)
    if found is None or found.is_closed:
        raise Refused()
    return found
