"""Administer: departments, teams, accounts and their roles, within one's own organisation."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from actions.sign_in import LONGEST_PASSWORD, SHORTEST_PASSWORD, hashed, new_account
from domain.problems import (
    AlreadyDone,
    BadInput,
    Empty,
    LastAdministrator,
    NotAnAddress,
    NotAPassword,
    NotFound,
    TooLong,
    WrongFields,
)
from domain.roles import Deed, Grant, Place, Role, Visitor
from storage import accounts, organisations
from storage.store import Store

_LONGEST_NAME = 120


def add_department(store: Store, who: Visitor, organisation_id: str, department_id: str, name: str) -> None:
    """A department of the organisation. raises NotAllowed, Empty, TooLong."""
    who.must(Deed.ADMINISTER, Place(organisation_id))
    store.write(organisations.add_department(department_id, organisation_id, _checked(name)))


def add_team(
    store: Store, who: Visitor, organisation_id: str, department_id: str, team_id: str, name: str
) -> None:
    """A team of a department of the organisation. raises NotAllowed, NotFound, Empty, TooLong."""
    who.must(Deed.ADMINISTER, Place(organisation_id))
    if department_id not in dict(organisations.departments(store, organisation_id)):
        raise NotFound()
    store.write(organisations.add_team(team_id, organisation_id, department_id, _checked(name)))


def add_person(
    store: Store, who: Visitor, email: str, name: str, password: str, grant: Grant, *, now: datetime
) -> None:
    """An account with a first role; an account that is there already in this organisation gets the role.

    raises  NotAllowed; WrongFields for the name, the address or the password; AlreadyDone for an address of another organisation
    """
    who.must(Deed.ADMINISTER, Place(grant.organisation_id, grant.department_id, grant.team_id))
    _must_fit(store, grant)
    known = accounts.by_email(store, email)
    if known and known.organisation_id != grant.organisation_id:
        raise AlreadyDone()
    if known:
        store.write(accounts.add_grant(str(uuid4()), known.id, grant, now))
        return
    wrong = _wrong_fields(name, email, password)
    if wrong:
        raise WrongFields(wrong)
    account = new_account(grant.organisation_id, email, name)
    store.write(
        accounts.add_account(account, now.date()),
        accounts.set_password(str(uuid4()), account.id, hashed(password), now),
        accounts.add_grant(str(uuid4()), account.id, grant, now),
    )


def _wrong_fields(name: str, email: str, password: str) -> dict[str, BadInput]:
    wrong: dict[str, BadInput] = {}
    if not name.strip():
        wrong["name"] = Empty()
    if "@" not in email:
        wrong["email"] = NotAnAddress()
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        wrong["password"] = NotAPassword(limit=SHORTEST_PASSWORD)
    return wrong


def end_role(store: Store, who: Visitor, organisation_id: str, grant_id: str, *, now: datetime) -> None:
    """The role counts no more, from the next click of that person on. raises NotAllowed, LastAdministrator."""
    who.must(Deed.ADMINISTER, Place(organisation_id))
    if not store.write(accounts.end_grant(grant_id, organisation_id, now)) and accounts.is_last_administrator(
        store, grant_id, organisation_id
    ):
        raise LastAdministrator()


def _must_fit(store: Store, grant: Grant) -> None:
    """Nothing when department and team belong to the organisation. raises NotFound."""
    if grant.role is Role.PARTICIPANT:
        raise NotFound()
    if grant.department_id and grant.department_id not in dict(
        organisations.departments(store, grant.organisation_id)
    ):
        raise NotFound()
    if grant.team_id and organisations.team(store, grant.team_id).department_id != grant.department_id:
        raise NotFound()


def _checked(name: str) -> str:
    if not name.strip():
        raise Empty()
    if len(name) > _LONGEST_NAME:
        raise TooLong(limit=_LONGEST_NAME)
    return name.strip()
