"""The fixed cast: the people of Duinstad, the same roles elsewhere who must see nothing, and how a workshop is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from actions.answer import answer
from actions.join import join
from actions.prepare import prepare
from domain.answers import Mark
from domain.organisations import Account
from domain.roles import NOBODY, Grant, Role, Visitor
from domain.workshops import Plan, Round, RoundKind, Workshop
from storage import accounts, organisations, workshops
from storage.store import Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ROLES = ("participant", "facilitator", "manager", "administrator", "researcher")


@dataclass(frozen=True)
class House:
    """One organisation with a department, two teams, and one person for each role that an account can have."""

    organisation_id: str
    department_id: str
    team_id: str
    second_team_id: str
    facilitator: Visitor
    manager: Visitor
    administrator: Visitor
    researcher: Visitor


@dataclass(frozen=True)
class Cast:
    duinstad: House
    elsewhere: House
    nobody: Visitor = NOBODY


def gather(store: Store) -> Cast:
    """Everyone, written to the store."""
    return Cast(_house(store, "Duinstad"), _house(store, "Elders"))


def _house(store: Store, name: str) -> House:
    organisation_id, department_id, team_id, second_team_id = (new_id() for _ in range(4))
    store.write(
        organisations.add_organisation(organisation_id, name, TODAY),
        organisations.add_department(department_id, organisation_id, "Openbare ruimte"),
        organisations.add_team(team_id, organisation_id, department_id, "Team Plein"),
        organisations.add_team(second_team_id, organisation_id, department_id, "Team Haven"),
    )
    return House(
        organisation_id,
        department_id,
        team_id,
        second_team_id,
        facilitator=person(
            store, Grant(Role.FACILITATOR, organisation_id, department_id), f"fenna@{name}.example"
        ),
        manager=person(store, Grant(Role.MANAGER, organisation_id), f"maud@{name}.example"),
        administrator=person(store, Grant(Role.ADMINISTRATOR, organisation_id), f"ada@{name}.example"),
        researcher=person(store, Grant(Role.RESEARCHER, organisation_id), f"rosa@{name}.example"),
    )


def person(store: Store, grant: Grant, email: str) -> Visitor:
    """Someone with an account and one role."""
    account = Account(new_id(), grant.organisation_id, email.lower(), email.split("@")[0].title())
    store.write(accounts.add_account(account, TODAY), accounts.add_grant(new_id(), account.id, grant, NOW))
    return Visitor(account.id, account.name, account.email, (grant,))


def new_id() -> str:
    return str(uuid4())


def a_plan(team_id: str, /, **changes: Any) -> Plan:
    """What a facilitator fills in, with any part changed."""
    plan: dict[str, Any] = {
        "team_id": team_id, "title": "Camera's op het plein", "case_id": "cameratoezicht", "case_story": "Verhaal.",
        "programme_id": "full", "language": "nl", "planned_on": date(2026, 12, 8), "expected": 8, "smallest_group": 5,
        "values": ("veiligheid", "privacy", "vrijheid", "transparantie"),
        "perspectives": ("policy", "data", "legal", "resident"),
    }  # fmt: skip
    return Plan(**{**plan, **changes})


def a_workshop(store: Store, house: House, **changes: Any) -> Workshop:
    """A workshop of this house, made by its facilitator."""
    return prepare(store, house.facilitator, new_id(), a_plan(house.team_id, **changes), now=NOW)


def a_participant(store: Store, workshop: Workshop, perspective_id: str = "policy") -> Visitor:
    """Someone who joined the workshop on a phone, without an account."""
    participant_id = new_id()
    join(store, workshop.code, participant_id, perspective_id, today=TODAY)
    return Visitor(participations=((workshop.id, participant_id),))


def participants_of(
    store: Store, workshop: Workshop, count: int, perspective_id: str = "policy"
) -> list[Visitor]:
    return [a_participant(store, workshop, perspective_id) for _ in range(count)]


def round_of(store: Store, workshop: Workshop, kind: RoundKind = RoundKind.VALUES) -> Round:
    return workshops.latest_round(store, workshop.id, kind)


def give(
    store: Store,
    workshop: Workshop,
    people: Sequence[Visitor],
    scores: Iterable[int],
    *,
    item: str = "privacy",
    dimension: str = "importance",
    kind: RoundKind = RoundKind.VALUES,
) -> None:
    """Each person gives a score, the first the first and so on."""
    asked = round_of(store, workshop, kind)
    for who, score in zip(people, scores, strict=True):
        answer(store, who, asked.id, [Mark(item, dimension, score)], [], today=TODAY)
