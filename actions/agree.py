"""Agree: the facilitator records an agreement of the group, with one owner and a date."""

from __future__ import annotations

from datetime import datetime

from domain.agreements import AgreementDraft
from domain.problems import BadInput
from domain.roles import Deed, Visitor
from storage import agreements, workshops
from storage.store import Store


def agree(
    store: Store, who: Visitor, workshop_id: str, agreement_id: str, draft: AgreementDraft, *, now: datetime
) -> None:
    """Record it; the same id twice is one agreement.

    raises  NotAllowed; WrongFields, also for a day that is over; BadInput for a value that is not of this workshop
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    draft = draft.checked(not_before=now.date())
    if draft.value_id not in workshop.values:
        raise BadInput()
    store.write(*agreements.add(agreement_id, workshop, draft, who.account_id or "", now))
    store.ring(workshop_id)
