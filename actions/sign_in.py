"""Sign in: by password or by a link that works once; and sign out. The cookie only names a sign-in in the store."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.organisations import Account
from domain.problems import AlreadyDone, BadInput, NotSignedIn, TooManyAttempts
from domain.roles import Visitor
from domain.tokens import seal, unseal
from storage import accounts
from storage.settings import settings
from storage.store import Store

LASTS = timedelta(days=14)
LINK_LASTS = timedelta(minutes=10)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
LONGEST_ADDRESS = 200
MOST_FAILURES = 10
_HASHER = PasswordHasher()
_FAILURES_COUNT_FOR = timedelta(minutes=15)
_LINK = "sign-in link"
_NOT_A_HASH = _HASHER.hash("nobody has this password")


def with_password(store: Store, email: str, password: str, *, now: datetime) -> str:
    """The id of a new sign-in. Wrong address and wrong password look the same and take as long.

    raises  NotSignedIn; TooManyAttempts after ten wrong passwords for this address in a quarter of an hour
    """
    if len(email) > LONGEST_ADDRESS or len(password) > LONGEST_PASSWORD:
        raise NotSignedIn()
    if accounts.failures(store, email, now, _FAILURES_COUNT_FOR) >= MOST_FAILURES:
        raise TooManyAttempts()
    account = accounts.by_email(store, email)
    stored = accounts.password_hash(store, account.id) if account else None
    if not _fits(stored or _NOT_A_HASH, password) or account is None or stored is None:
        store.write(accounts.note_failure(str(uuid4()), email, now))
        raise NotSignedIn()
    return _signed_in(store, account.id, now)


def link(email: str) -> str:
    """A token that signs the account of this address in once, within ten minutes; made without the store."""
    return seal(settings().key, _LINK, [email.strip().lower(), str(uuid4())])


def with_link(store: Store, token: str, *, now: datetime) -> str:
    """The id of a new sign-in.

    raises  NotSignedIn for a link that is false, too old or of nobody; AlreadyDone when it was used
    """
    opened = unseal(settings().key, _LINK, token, int(LINK_LASTS.total_seconds()), now)
    if opened is None:
        raise NotSignedIn()
    email, link_id = opened
    account = accounts.by_email(store, email)
    if account is None:
        raise NotSignedIn()
    sign_in_id = str(uuid4())
    if not store.write(accounts.use_link(link_id, now), accounts.sign_in(sign_in_id, account.id, now)):
        raise AlreadyDone()
    return sign_in_id


def who_is(store: Store, sign_in_id: str | None, *, now: datetime) -> Visitor:
    """The visitor of a sign-in that still counts, with the roles of this moment; a visitor without account otherwise."""
    account_id = accounts.signed_in(store, sign_in_id, now - LASTS) if sign_in_id else None
    account = accounts.by_id(store, account_id) if account_id else None
    if account is None:
        return Visitor()
    return Visitor(account.id, account.name, account.email, accounts.grants(store, account.id))


def sign_out(store: Store, sign_in_id: str, *, now: datetime) -> None:
    """From now on this sign-in counts no more, in whatever tab."""
    store.write(accounts.sign_out(sign_in_id, now))


def hashed(password: str) -> str:
    """The argon2id hash to keep. raises BadInput for a password of fewer than 12 or more than 1000 characters."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadInput()
    return _HASHER.hash(password)


def new_account(organisation_id: str, email: str, name: str) -> Account:
    """An account as it will be stored. raises BadInput for something that is not an address."""
    email, name = email.strip().lower(), name.strip()
    if "@" not in email or not name or len(email) > LONGEST_ADDRESS or len(name) > 120:
        raise BadInput()
    return Account(str(uuid4()), organisation_id, email, name)


def _fits(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _signed_in(store: Store, account_id: str, now: datetime) -> str:
    sign_in_id = str(uuid4())
    store.write(accounts.sign_in(sign_in_id, account_id, now))
    return sign_in_id
