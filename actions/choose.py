"""Choose: the facilitator records the three to five values that the group shares."""

from __future__ import annotations

from datetime import datetime

from domain.problems import BadInput, TooFewChosen
from domain.roles import Deed, Visitor
from storage import notes, workshops
from storage.store import Store

FEWEST, MOST = 3, 5


def choose(
    store: Store,
    who: Visitor,
    workshop_id: str,
    choice_id: str,
    values: tuple[str, ...],
    *,
    with_fewer: bool = False,
    now: datetime,
) -> None:
    """Record the choice as a whole; a later one replaces it on the screens and both stay in the store.

    with_fewer  whether the facilitator goes on with one or two, after reading why it should be three
    raises  NotAllowed; TooFewChosen for fewer than three; BadInput for none, for more than five, or for a value that is not asked about here
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if not 1 <= len(set(values)) == len(values) <= MOST or not set(values) <= set(workshop.values):
        raise BadInput()
    if len(values) < FEWEST and not with_fewer:
        raise TooFewChosen(n=len(values), fewest=FEWEST)
    store.write(*notes.choose(choice_id, workshop_id, values, now))
    store.ring(workshop_id)
