"""Join: someone becomes a participant of a workshop with the first tap on the promise."""

from __future__ import annotations

from datetime import date

from domain.problems import BadInput, TooMuch
from storage import participants, workshops
from storage.store import Store


def join(store: Store, code: str, participant_id: str, perspective_id: str, *, today: date) -> str:
    """The id of the workshop that was joined; joining twice with the same id changes nothing.

    raises  NotFound for a wrong code; BadInput for another perspective; TooMuch when the workshop is full
    """
    workshop = workshops.by_code(store, code)
    if perspective_id not in workshop.perspectives:
        raise BadInput()
    written = store.write(participants.add(participant_id, workshop.id, perspective_id, today))
    if not written and not participants.is_known(store, participant_id, workshop.id):
        raise TooMuch()
    store.ring(workshop.id)
    return workshop.id
