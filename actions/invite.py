"""Invite: the facilitator makes personal links; they are shown, never stored, and can be made again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.invitations import Invitation, checked_names, invitation_id, token_of
from domain.problems import NotFound, TooMuch
from domain.roles import Deed, Visitor
from storage import invitations, workshops
from storage.settings import settings
from storage.store import Store


class PersonalLink(NamedTuple):
    """An invitation with what stands in its link."""

    invitation: Invitation
    token: str


def invite(
    store: Store,
    who: Visitor,
    workshop_id: str,
    form_id: str,
    names: Sequence[str],
    nameless: int,
    *,
    today: date,
) -> list[PersonalLink]:
    """The links of these names, and so many without a name; the same form, and the same name, give the same links.

    raises  NotAllowed; Empty, TooLong, TooMuch
    """
    who.must(Deed.LEAD, workshops.by_id(store, workshop_id).place)
    checked = checked_names(names, nameless)
    key = settings().key
    marks = [*checked, *(f"{UUID(form_id)}/{place}" for place in range(nameless))]
    ids = [invitation_id(key, workshop_id, mark) for mark in marks]
    store.write(invitations.add(workshop_id, ids, [*checked, *[""] * nameless], today))
    made = [one for one in invitations.of_workshop(store, workshop_id) if one.id in set(ids)]
    if len(made) < len(ids):
        raise TooMuch()
    return [PersonalLink(one, token_of(key, one.id)) for one in made]


def link_again(store: Store, who: Visitor, workshop_id: str, invited: str) -> PersonalLink:
    """The link of an invitation once more: the same as before. raises NotAllowed, NotFound"""
    who.must(Deed.LEAD, workshops.by_id(store, workshop_id).place)
    found = invitations.get(store, invited)
    if found.workshop_id != workshop_id:
        raise NotFound()
    return PersonalLink(found, token_of(settings().key, found.id))
