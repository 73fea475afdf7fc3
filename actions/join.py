"""Join: someone becomes a participant of a workshop with the first tap on the promise, by code or by personal link."""

from __future__ import annotations

from datetime import date

from domain.invitations import invitation_of, own_code, participant_of
from domain.problems import BadInput, HasEnded, LinkInUse, NotFound, TooMuch, WrongOwnCode
from domain.workshops import Phase, RoundKind, Workshop
from storage import invitations, participants, workshops
from storage.settings import settings
from storage.store import Store


def join(store: Store, code: str, participant_id: str, perspective_id: str, *, today: date) -> str:
    """The id of the workshop that was joined; joining twice with the same id changes nothing.

    raises  NotFound for a wrong code; BadInput for another perspective; TooMuch when the workshop is full; HasEnded
    """
    workshop = workshops.by_code(store, code)
    if is_over(store, workshop) and not participants.is_known(store, participant_id, workshop.id):
        raise HasEnded()
    if perspective_id not in workshop.perspectives:
        raise BadInput()
    written = store.write(participants.add(participant_id, workshop.id, perspective_id, today))
    if not written and not participants.is_known(store, participant_id, workshop.id):
        raise TooMuch()
    store.ring(workshop.id)
    return workshop.id


def join_by_link(
    store: Store, token: str, perspective_id: str, typed: str, *, was_first: bool, today: date
) -> str:
    """The id of who takes part by a personal link: the same person on every device.

    typed      the own code of a person who joined before, on another device; "" for who joins now
    was_first  whether this browser is the one that joined by this link a moment ago
    raises     NotFound for a link that is not ours; LinkInUse when someone joined by it elsewhere; WrongOwnCode;
               BadInput for another perspective; TooMuch when the workshop is full; HasEnded
    """
    workshop, person = of_link(store, token)
    is_known = participants.is_known(store, person, workshop.id)
    if typed:
        if not is_known or typed != own_code(settings().key, person):
            raise WrongOwnCode()
        return person
    if is_known and was_first:
        return person
    if is_known:
        raise LinkInUse()
    if is_over(store, workshop):
        raise HasEnded()
    if perspective_id not in workshop.perspectives:
        raise BadInput()
    if not store.write(participants.add(person, workshop.id, perspective_id, today)):
        raise LinkInUse() if participants.is_known(store, person, workshop.id) else TooMuch()
    store.ring(workshop.id)
    return person


def is_over(store: Store, workshop: Workshop) -> bool:
    """Whether nobody can join any more: the workshop ended, and its values are not asked again."""
    return (
        workshops.standing(store, workshop.id).phase is Phase.ENDED
        and workshops.latest_round(store, workshop.id, RoundKind.VALUES).is_closed
    )


def of_link(store: Store, token: str) -> tuple[Workshop, str]:
    """The workshop of a personal link, and the id of who takes part by it. raises NotFound for a link that is not ours"""
    invited = invitation_of(settings().key, token)
    if invited is None:
        raise NotFound()
    workshop_id = invitations.get(store, invited).workshop_id
    return workshops.by_id(store, workshop_id), participant_of(settings().key, token)
