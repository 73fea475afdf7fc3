"""Demo: fill an empty store with two made-up organisations whose workshops are in every phase.

Chance and ids are fixed, so the same moment gives the same demo; only the codes of workshops are drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from actions.demo_workshop import play
from domain.demo import Demo, DemoPerson, DemoWorkshop
from domain.organisations import Account
from domain.problems import StoreNotEmpty
from domain.roles import Grant, Visitor
from domain.workshops import Workshop
from storage import accounts, organisations
from storage.content import the_content
from storage.demo_content import ENDED, read_demo
from storage.store import Statement, Store


@dataclass(frozen=True)
class Filled:
    """How to get into the demo.

    emails  role and address of each person to step in as; they sign in by link, without a password
    open_code, live_code, finished_code  the codes of a workshop in each phase
    """

    emails: tuple[tuple[str, str], ...]
    open_code: str
    live_code: str
    finished_code: str


def fill(store: Store, *, now: datetime) -> Filled:
    """The demo, in an empty store. raises StoreNotEmpty, also the second of two at once; BrokenContent."""
    demo = read_demo(the_content())
    if not organisations.is_empty(store) or not store.write(*_places(demo, now), *_people(demo, now)):
        raise StoreNotEmpty()
    visitors = {person.id: _visitor(person) for person in demo.people}
    teams = {team.id: _id("team", team.id) for team in demo.teams}
    played = [
        (one, play(store, demo, one, visitors, teams[one.team], now=now))
        for one in sorted(demo.workshops, key=lambda one: one.day)
    ]
    return Filled(
        emails=tuple((person.role.value, person.email) for person in demo.people if person.is_offered),
        open_code=next(workshop.code for one, workshop in played if not one.step),
        live_code=next(workshop.code for one, workshop in played if _is_live(one) and not one.is_revealed),
        finished_code=_most_told(played).code,
    )


def _is_live(one: DemoWorkshop) -> bool:
    return one.step not in ("", ENDED)


def _most_told(played: list[tuple[DemoWorkshop, Workshop]]) -> Workshop:
    """The finished workshop with most people: the one that shows most."""
    ended = [(one, workshop) for one, workshop in played if one.step == ENDED]
    return max(ended, key=lambda pair: pair[0].answered)[1]


def _places(demo: Demo, now: datetime) -> list[Statement]:
    """Organisations, departments and teams; the first one carries the condition that the store is empty."""
    first, *others = demo.organisations
    homes = {department.id: department.organisation for department in demo.departments}
    return [
        organisations.add_first_organisation(_id("organisation", first.id), first.name, now.date()),
        *(
            organisations.add_organisation(_id("organisation", one.id), one.name, now.date())
            for one in others
        ),
        *(
            organisations.add_department(
                _id("department", one.id), _id("organisation", one.organisation), one.name
            )
            for one in demo.departments
        ),
        *(
            organisations.add_team(
                _id("team", one.id),
                _id("organisation", homes[one.department]),
                _id("department", one.department),
                one.name,
            )
            for one in demo.teams
        ),
    ]


def _people(demo: Demo, now: datetime) -> list[Statement]:
    """Accounts without a password, each with one role."""
    statements: list[Statement] = []
    for person in demo.people:
        account = Account(
            _id("account", person.id), _id("organisation", person.organisation), person.email, person.name
        )
        grant_id = _id("grant", person.id)
        statements += [
            accounts.add_account(account, now.date()),
            accounts.add_grant(grant_id, account.id, _grant(person), now),
        ]
    return statements


def _visitor(person: DemoPerson) -> Visitor:
    return Visitor(_id("account", person.id), person.name, person.email, (_grant(person),))


def _grant(person: DemoPerson) -> Grant:
    department_id = _id("department", person.department) if person.department else None
    return Grant(person.role, _id("organisation", person.organisation), department_id)


def _id(kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"demo/{kind}/{name}"))
