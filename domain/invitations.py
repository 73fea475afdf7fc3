"""Personal links: what one is made of, whom it stands for, and who may be told to have answered.

A link carries the id of an invitation and a proof that only the key can make; it is made anew, never stored. Who takes
part by it has an id that is a keyed hash of the link, so nothing in the store ties an address to a participant.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.problems import Empty, TooLong, TooMuch
from domain.tokens import keyed_hash
from domain.workshops import CODE_LETTERS, MOST_PEOPLE

LONGEST_NAME = 200
_PROOF, _PERSON, _OWN_CODE, _NAMED = "personal link", "personal participant", "own code", "invitation"
_ID_LETTERS = 32


@dataclass(frozen=True)
class Invitation:
    """Someone who got a link of their own. `name` is an address or a label; "" when nobody knows who has the link."""

    id: str
    workshop_id: str
    name: str
    number: int

    @property
    def is_address(self) -> bool:
        return "@" in self.name


def checked_names(typed: Sequence[str], nameless: int) -> tuple[str, ...]:
    """The names without what is empty or there twice. raises Empty for no link at all; TooLong; TooMuch"""
    stripped = (" ".join(name.split()) for name in typed)
    names = tuple({name.lower(): name for name in stripped if name}.values())
    if not names and nameless < 1:
        raise Empty()
    if any(len(name) > LONGEST_NAME for name in names):
        raise TooLong(limit=LONGEST_NAME)
    if len(names) + nameless > MOST_PEOPLE:
        raise TooMuch()
    return names


def invitation_id(key: str, workshop_id: str, name: str) -> str:
    """The id of the invitation of this name: the same for the same address, however often it is asked."""
    return _as_id(keyed_hash(key, _NAMED, f"{workshop_id}:{name.lower()}"))


def token_of(key: str, invitation: str) -> str:
    """What stands in the link: the same each time it is made."""
    return UUID(invitation).hex + keyed_hash(key, _PROOF, invitation)


def invitation_of(key: str, token: str) -> str | None:
    """The id of the invitation that the link was made for, or None for a link that is not ours."""
    try:
        found = str(UUID(token[:_ID_LETTERS]))
    except ValueError:
        return None
    return found if hmac.compare_digest(token_of(key, found).encode(), token.encode()) else None


def participant_of(key: str, token: str) -> str:
    """The id of who takes part by this link, on whichever device."""
    return _as_id(keyed_hash(key, _PERSON, token))


def own_code(key: str, participant_id: str) -> str:
    """What this person types on a second device. Whoever only has the link does not know it."""
    number, letters = int(keyed_hash(key, _OWN_CODE, participant_id), 16), ""
    for _ in range(6):
        number, place = divmod(number, len(CODE_LETTERS))
        letters += CODE_LETTERS[place]
    return letters


def newly_told(
    answered: Collection[str], told: Collection[str], invited: Collection[str], k: int
) -> frozenset[str]:
    """Who may be told now to have answered: at least k at once, and only while at least k have not; else nobody."""
    more = frozenset(answered) - frozenset(told)
    waiting = frozenset(invited) - frozenset(answered)
    return more if len(more) >= k and len(waiting) >= k else frozenset()


def _as_id(hashed: str) -> str:
    return str(UUID(hex=hashed, version=4))
