"""Recognise: who is behind this browser, from its cookies; asked anew at every run, so an ended role counts at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from actions.sign_in import who_is
from domain.roles import Visitor
from domain.tokens import seal, unseal
from storage import erasures
from storage.settings import settings
from storage.store import Store

ACCOUNT_COOKIE = "account"
PARTICIPANT_COOKIE = "participant-"  # and the code of the workshop
_ACCOUNT, _PARTICIPANT = "account cookie", "participant cookie"


def recognise(store: Store, cookies: Mapping[str, str], *, now: datetime) -> Visitor:
    """The account that is signed in here, and every workshop that this browser joined."""
    account = who_is(store, sign_in_of(cookies), now=now)
    joined = _still_there(store, [
        opened
        for name in cookies
        if name.startswith(PARTICIPANT_COOKIE) and (opened := _participation(cookies[name])) is not None
    ])  # fmt: skip
    return Visitor(account.account_id, account.name, account.email, account.grants, joined)


def recognise_participant(cookies: Mapping[str, str], code: str) -> Visitor:
    """The participant of one workshop only: no read of the store, for the route that takes answers."""
    opened = _participation(cookies.get(PARTICIPANT_COOKIE + code, ""))
    return Visitor(participations=(opened,) if opened else ())


def account_cookie(sign_in_id: str) -> str:
    return seal(settings().key, _ACCOUNT, sign_in_id)


def participant_cookie(workshop_id: str, participant_id: str) -> str:
    return seal(settings().key, _PARTICIPANT, [workshop_id, participant_id])


def sign_in_of(cookies: Mapping[str, str]) -> str | None:
    """The sign-in that the account's cookie names, or None."""
    opened = unseal(settings().key, _ACCOUNT, cookies.get(ACCOUNT_COOKIE, ""))
    return opened if isinstance(opened, str) else None


def _still_there(store: Store, joined: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Without who was erased, on this device or another one."""
    return tuple(
        (workshop_id, person)
        for workshop_id, person in joined
        if person not in erasures.gone(store, workshop_id)
    )


def _participation(token: str) -> tuple[str, str] | None:
    return _opened(settings().key, token)


@lru_cache(maxsize=2048)
def _opened(key: str, token: str) -> tuple[str, str] | None:
    """Kept, because each click of a participant brings the same token."""
    opened = unseal(key, _PARTICIPANT, token)
    return (opened[0], opened[1]) if isinstance(opened, list) and len(opened) == 2 else None
