"""The lists of whoever has a role: the workshops, and the agreements by what they ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.agree import agree
from actions.follow_up import follow_up
from domain.agreements import AgreementDraft, Status
from domain.roles import Grant, Role
from domain.workshops import Phase
from reads import agreements
from reads.workshops import overview
from storage.agreements import by_id
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, House, a_participant, a_workshop, new_id, person

LATER = TODAY + timedelta(days=30)


def agreed(store: Store, house: House, title: str, due_on: date, *statuses: Status, **changes: object) -> str:
    """An agreement of this house that went through these statuses."""
    workshop, agreement_id = a_workshop(store, house, **changes), new_id()
    draft = AgreementDraft(title, "Klaar", "Joris", due_on, "privacy")
    agree(store, house.facilitator, workshop.id, agreement_id, draft, now=NOW - timedelta(days=365))
    for status in statuses:
        who = house.manager if status is Status.SECURED else house.facilitator
        seen = by_id(store, agreement_id).status_number
        follow_up(store, who, agreement_id, seen, status, "Het is gebeurd", now=NOW)
    return agreement_id


def test_the_overview_has_the_workshops_within_ones_roles_latest_planned_first(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    a_workshop(store, house, title="Later", planned_on=date(2027, 3, 1))
    a_workshop(store, house, title="Eerder", planned_on=date(2026, 12, 1))
    a_workshop(store, cast.elsewhere, title="Niet van ons")
    for who in (house.facilitator, house.manager):
        assert [(one.seen.title, one.seen.organisation) for one in overview(store, who)] == [
            ("Later", "Duinstad"),
            ("Eerder", "Duinstad"),
        ]
    for who in (house.administrator, cast.nobody):
        assert overview(store, who) == []


def test_a_participant_has_no_list_of_workshops(store: Store, cast: Cast) -> None:
    who = a_participant(store, a_workshop(store, cast.duinstad))
    assert overview(store, who) == []


def test_a_facilitator_of_one_team_sees_the_workshops_of_that_team(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    a_workshop(store, house)
    a_workshop(store, house, team_id=house.second_team_id)
    grant = Grant(Role.FACILITATOR, house.organisation_id, house.department_id, house.second_team_id)
    only = person(store, grant, "hanna@duinstad.example")
    assert [one.seen.team for one in overview(store, only)] == ["Team Haven"]


def test_the_overview_says_where_each_workshop_stands(store: Store, cast: Cast) -> None:
    agreed(store, cast.duinstad, "Bord ophangen", LATER)
    (one,) = overview(store, cast.duinstad.manager)
    assert (one.seen.team, one.seen.phase, one.seen.agreements) == ("Team Plein", Phase.SURVEY, 1)


@pytest.mark.parametrize(
    ("statuses", "due_on", "asks"),
    [
        ((), TODAY - timedelta(days=1), "late"),
        ((), TODAY, "running"),
        ((Status.STARTED,), TODAY - timedelta(days=1), "late"),
        ((Status.DONE,), TODAY - timedelta(days=1), "waiting"),
        ((Status.DONE, Status.SECURED), TODAY - timedelta(days=1), "finished"),
        ((Status.DROPPED,), TODAY - timedelta(days=1), "finished"),
    ],
)
def test_an_agreement_asks_for_attention_when_its_day_has_passed_and_it_is_not_done(
    store: Store, cast: Cast, statuses: tuple[Status, ...], due_on: date, asks: str
) -> None:
    agreed(store, cast.duinstad, "Bord ophangen", due_on, *statuses)
    assert list(agreements.page(store, cast.duinstad.manager, TODAY).rows["urgency"]) == [asks]


def test_what_is_late_comes_first_and_what_is_due_soonest_first_within_it(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    agreed(store, house, "Loopt", LATER)
    agreed(store, house, "Klaar", TODAY, Status.DONE)
    agreed(store, house, "Te laat", TODAY - timedelta(days=2))
    agreed(store, house, "Langer te laat", TODAY - timedelta(days=9))
    agreed(store, house, "Vervallen", TODAY - timedelta(days=20), Status.DROPPED)
    found = agreements.page(store, house.manager, TODAY).rows
    assert list(found["title"]) == ["Langer te laat", "Te laat", "Klaar", "Loopt", "Vervallen"]


def test_one_follows_the_agreements_of_ones_own_teams_only(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    agreed(store, house, "Van het plein", LATER)
    agreed(store, house, "Van de haven", LATER, team_id=house.second_team_id)
    agreed(store, cast.elsewhere, "Van elders", LATER)
    grant = Grant(Role.FACILITATOR, house.organisation_id, house.department_id, house.team_id)
    only = person(store, grant, "hanna@duinstad.example")
    assert list(agreements.page(store, only, TODAY).rows["title"]) == ["Van het plein"]
    assert sorted(agreements.page(store, house.manager, TODAY).rows["title"]) == [
        "Van de haven",
        "Van het plein",
    ]
    for who in (house.administrator, cast.nobody):
        assert len(agreements.page(store, who, TODAY).rows) == 0
