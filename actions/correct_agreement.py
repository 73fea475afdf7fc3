"""Correct agreement: other words, another owner, date or value; what it said before stays as its history."""

from __future__ import annotations

from datetime import datetime

from domain.agreements import CORRECTABLE, AgreementDraft, differences
from domain.problems import AlreadyDone, BadInput, FinishedAgreement
from domain.roles import Deed, Visitor
from storage import agreements, workshops
from storage.store import Store


def correct_agreement(
    store: Store,
    who: Visitor,
    agreement_id: str,
    seen_correction: int,
    draft: AgreementDraft,
    *,
    now: datetime,
) -> None:
    """The next wording; nothing when it says the same. `seen_correction` is the number of the wording that was looked at.

    raises  NotAllowed; WrongFields, also for another day that is over; BadInput for a value that is not of its workshop;
            FinishedAgreement for what is done already; AlreadyDone when someone was first
    """
    agreement = agreements.by_id(store, agreement_id)
    who.must(Deed.CHANGE_AGREEMENT, agreement.place)
    draft = draft.checked(not_before=None if draft.due_on == agreement.due_on else now.date())
    if draft.value_id not in workshops.by_id(store, agreement.workshop_id).values:
        raise BadInput()
    if agreement.status not in CORRECTABLE:
        raise FinishedAgreement()
    if agreement.correction != seen_correction:
        raise AlreadyDone()
    if not differences(agreement.draft, draft):
        return
    if not store.write(agreements.correct(agreement, draft, who.account_id or "", now)):
        raise AlreadyDone()
    store.ring(agreement.workshop_id)
