"""Follow up: a new status for an agreement, with a word about it; the earlier ones stay as its history."""

from __future__ import annotations

from datetime import datetime

from domain.agreements import LONGEST_TEXT, NEXT, Status
from domain.problems import AlreadyDone, BadInput, Empty, NotAllowed, TooLong
from domain.roles import Deed, Visitor
from storage import agreements
from storage.store import Store


def follow_up(
    store: Store,
    who: Visitor,
    agreement_id: str,
    seen_number: int,
    status: Status,
    remark: str,
    *,
    now: datetime,
) -> None:
    """The next status. `seen_number` is the number of the status that the visitor was looking at.

    raises  NotAllowed; BadInput for a step that does not follow; Empty for "done" without evidence; TooLong;
            NotAllowed when the person who said "done" would also confirm it; AlreadyDone when someone was first
    """
    agreement = agreements.by_id(store, agreement_id)
    who.must(Deed.CONFIRM_AGREEMENT if status is Status.SECURED else Deed.CHANGE_AGREEMENT, agreement.place)
    if agreement.status_number != seen_number:
        raise AlreadyDone()
    if status not in NEXT[agreement.status]:
        raise BadInput()
    if status is Status.DONE and not remark.strip():
        raise Empty()
    if len(remark) > LONGEST_TEXT:
        raise TooLong(limit=LONGEST_TEXT)
    if status is Status.SECURED and agreement.status_by == who.account_id:
        raise NotAllowed()
    if not store.write(agreements.set_status(agreement, status, remark.strip(), who.account_id or "", now)):
        raise AlreadyDone()
    store.ring(agreement.workshop_id)
