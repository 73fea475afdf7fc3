"""Plan the review: the day on which the group looks back on what it agreed."""

from __future__ import annotations

from datetime import date, datetime

from domain.problems import NotADate, PastDate
from domain.roles import Deed, Visitor
from storage import reviews, workshops
from storage.store import Store


def plan_review(
    store: Store, who: Visitor, workshop_id: str, review_id: str, review_on: date | None, *, now: datetime
) -> None:
    """Record the day; a later choice counts and both stay in the store.

    raises  NotAllowed; NotADate when it is none; PastDate for a day that is over
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if review_on is None:
        raise NotADate()
    if review_on < now.date():
        raise PastDate()
    store.write(reviews.put(review_id, workshop_id, review_on, who.account_id or "", now))
    store.ring(workshop_id)
