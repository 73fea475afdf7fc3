"""Set up: the first organisation, department, team and account of an empty store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from actions.sign_in import hashed, new_account
from domain.problems import Empty, StoreNotEmpty, TooLong
from domain.roles import Grant, Role
from storage import accounts, organisations
from storage.store import Store


@dataclass(frozen=True)
class FirstPeople:
    """What the set-up page asks."""

    organisation: str
    department: str
    team: str
    name: str
    email: str
    password: str

    def checked(self) -> FirstPeople:
        names = (self.organisation, self.department, self.team, self.name, self.email)
        if not all(name.strip() for name in names):
            raise Empty()
        if max(map(len, names)) > 120:
            raise TooLong(limit=120)
        return self


def set_up(store: Store, first: FirstPeople, *, now: datetime) -> str:
    """The id of the first account, which gets every role that an account can have.

    raises  StoreNotEmpty; Empty, TooLong; BadInput for the address or the password
    """
    first = first.checked()
    password_hash = hashed(first.password)
    organisation_id, department_id, team_id = (str(uuid4()) for _ in range(3))
    account = new_account(organisation_id, first.email, first.name)
    roles = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.MANAGER)
    written = store.write(
        organisations.add_first_organisation(organisation_id, first.organisation.strip(), now.date()),
        organisations.add_department(department_id, organisation_id, first.department.strip()),
        organisations.add_team(team_id, organisation_id, department_id, first.team.strip()),
        accounts.add_account(account, now.date()),
        accounts.set_password(str(uuid4()), account.id, password_hash, now),
        *(accounts.add_grant(str(uuid4()), account.id, Grant(role, organisation_id), now) for role in roles),
    )
    if not written:
        raise StoreNotEmpty()
    return account.id
