"""Stores to measure on: an organisation, a facilitator who is signed in, and workshops with all values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from actions.prepare import prepare
from domain.organisations import Account
from domain.roles import Grant, Role, Visitor
from domain.workshops import Plan, Round, RoundKind, Workshop
from storage import accounts, organisations, participants, workshops
from storage.content import the_content
from storage.store import Store


@dataclass(frozen=True)
class House:
    """A team, and who leads and manages it; `sign_in_id` is the facilitator's."""

    organisation_id: str
    team_id: str
    facilitator: Visitor
    manager: Visitor
    sign_in_id: str
    manager_sign_in_id: str


def new_id() -> str:
    return str(uuid4())


def this_moment() -> datetime:
    return datetime.now(UTC)


def a_house(store: Store) -> House:
    """An organisation with one team."""
    now = this_moment()
    organisation_id, department_id, team_id = (new_id() for _ in range(3))
    store.write(
        organisations.add_organisation(organisation_id, "Duinstad", now.date()),
        organisations.add_department(department_id, organisation_id, "Openbare ruimte"),
        organisations.add_team(team_id, organisation_id, department_id, "Team Plein"),
    )
    facilitator, sign_in_id = _person(store, Grant(Role.FACILITATOR, organisation_id, department_id))
    manager, manager_sign_in_id = _person(store, Grant(Role.MANAGER, organisation_id))
    return House(organisation_id, team_id, facilitator, manager, sign_in_id, manager_sign_in_id)


def _person(store: Store, grant: Grant) -> tuple[Visitor, str]:
    now, sign_in_id = this_moment(), new_id()
    account = Account(
        new_id(), grant.organisation_id, f"{grant.role}-{sign_in_id[:8]}@duinstad.example", "Fenna"
    )
    store.write(
        accounts.add_account(account, now.date()),
        accounts.add_grant(new_id(), account.id, grant, now),
        accounts.sign_in(sign_in_id, account.id, now),
    )
    return Visitor(account.id, account.name, account.email, (grant,)), sign_in_id


def a_workshop(store: Store, house: House, expected: int) -> Workshop:
    """A workshop in which every value is asked, by two dimensions: 64 ratings."""
    content = the_content()
    values = next(iter(content.frameworks.values())).current_values()
    perspectives = next(iter(content.surveys.values())).perspectives
    plan = Plan(
        team_id=house.team_id,
        title="Camera's op het plein",
        case_id=sorted(content.cases)[0],
        case_story="Een verhaal.",
        programme_id="full",
        language="nl",
        planned_on=(this_moment() + timedelta(days=14)).date(),
        expected=expected,
        smallest_group=5,
        values=tuple(value.id for value in values),
        perspectives=tuple(perspective.id for perspective in perspectives),
    )
    return prepare(store, house.facilitator, new_id(), plan, now=this_moment())


def some_participants(store: Store, workshop: Workshop, count: int) -> list[str]:
    """The ids of people who joined, over all perspectives."""
    ids = [new_id() for _ in range(count)]
    store.write(
        *(
            participants.add(
                one,
                workshop.id,
                workshop.perspectives[place % len(workshop.perspectives)],
                this_moment().date(),
            )
            for place, one in enumerate(ids)
        )
    )
    return ids


def the_round(store: Store, workshop: Workshop, kind: RoundKind = RoundKind.VALUES) -> Round:
    return workshops.latest_round(store, workshop.id, kind)
