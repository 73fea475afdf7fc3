"""Administer and set up: within one's own organisation, and once for an empty store."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from actions.administer import add_department, add_person, add_team, end_role
from actions.set_up import FirstPeople, set_up
from actions.sign_in import who_is, with_password
from domain.problems import (
    AlreadyDone,
    BadInput,
    Empty,
    LastAdministrator,
    NotAllowed,
    NotFound,
    StoreNotEmpty,
    TooLong,
)
from domain.roles import Deed, Grant, Role
from storage import accounts, organisations
from storage.store import Store
from tests.cast import NOW, Cast, new_id, person

PASSWORD = "een lang wachtwoord"
FIRST = FirstPeople("Duinstad", "Ruimte", "Plein", "Ada", "ada@duinstad.example", PASSWORD)


def test_an_administrator_adds_departments_and_teams(store: Store, cast: Cast) -> None:
    house, department, team = cast.duinstad, new_id(), new_id()
    for _ in range(2):
        add_department(store, house.administrator, house.organisation_id, department, " Zorg ")
        add_team(store, house.administrator, house.organisation_id, department, team, "Wijk")
    assert (department, "Zorg") in organisations.departments(store, house.organisation_id)
    assert organisations.team(store, team).department_name == "Zorg"


def test_a_team_stands_in_a_department_of_the_organisation(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for department in (cast.elsewhere.department_id, new_id()):
        with pytest.raises(NotFound):
            add_team(store, house.administrator, house.organisation_id, department, new_id(), "Wijk")


@pytest.mark.parametrize(("name", "problem"), [(" ", Empty), ("x" * 121, TooLong)])
def test_a_name_has_letters_and_an_end(store: Store, cast: Cast, name: str, problem: type[Exception]) -> None:
    house = cast.duinstad
    with pytest.raises(problem):
        add_department(store, house.administrator, house.organisation_id, new_id(), name)
    with pytest.raises(problem):
        add_team(store, house.administrator, house.organisation_id, house.department_id, new_id(), name)


def test_a_new_person_signs_in_and_has_the_role(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    grant = Grant(Role.FACILITATOR, house.organisation_id, house.department_id)
    add_person(store, house.administrator, "Nora@Duinstad.example", "Nora", PASSWORD, grant, now=NOW)
    visitor = who_is(store, with_password(store, "nora@duinstad.example", PASSWORD, now=NOW), now=NOW)
    assert (visitor.name, visitor.grants) == ("Nora", (grant,))


def test_a_known_person_gets_another_role_and_keeps_the_password(store: Store, cast: Cast) -> None:
    house, admin = cast.duinstad, cast.duinstad.administrator
    grants = [Grant(Role.FACILITATOR, house.organisation_id), Grant(Role.MANAGER, house.organisation_id)]
    for grant in grants:
        add_person(
            store,
            admin,
            "nora@duinstad.example",
            "Nora",
            PASSWORD if grant is grants[0] else "",
            grant,
            now=NOW,
        )
    visitor = who_is(store, with_password(store, "nora@duinstad.example", PASSWORD, now=NOW), now=NOW)
    assert set(visitor.grants) == set(grants)


def test_a_role_given_twice_is_gone_when_it_is_ended_once(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    with ThreadPoolExecutor(4) as threads:
        list(
            threads.map(
                lambda _: add_person(
                    store, house.administrator, house.manager.email, "Maud", PASSWORD,
                    Grant(Role.FACILITATOR, house.organisation_id), now=NOW,
                ),
                range(4),
            )
        )  # fmt: skip
    (row,) = [
        row
        for row in accounts.people(store, house.organisation_id)
        if row[2:4] == (house.manager.email, "facilitator")
    ]
    end_role(store, house.administrator, house.organisation_id, row[0], now=NOW)
    assert accounts.grants(store, house.manager.account_id or "") == house.manager.grants


def test_a_role_that_ended_counts_no_more_at_the_next_click(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    grant = Grant(Role.FACILITATOR, house.organisation_id)
    add_person(store, house.administrator, "nora@duinstad.example", "Nora", PASSWORD, grant, now=NOW)
    sign_in_id = with_password(store, "nora@duinstad.example", PASSWORD, now=NOW)
    assert who_is(store, sign_in_id, now=NOW).may(Deed.LEAD)
    (row,) = [
        row for row in accounts.people(store, house.organisation_id) if row[2] == "nora@duinstad.example"
    ]
    for _ in range(2):
        end_role(store, house.administrator, house.organisation_id, row[0], now=NOW)
    assert not who_is(store, sign_in_id, now=NOW).may(Deed.LEAD)


def test_an_organisation_keeps_an_administrator(store: Store, cast: Cast) -> None:
    house = cast.duinstad

    def own_role(email: str) -> str:
        people = accounts.people(store, house.organisation_id)
        return next(row[0] for row in people if row[2:4] == (email, "administrator"))

    with pytest.raises(LastAdministrator):
        end_role(
            store, house.administrator, house.organisation_id, own_role(house.administrator.email), now=NOW
        )
    whole = Grant(Role.ADMINISTRATOR, house.organisation_id)
    add_person(store, house.administrator, "nora@duinstad.example", "Nora", PASSWORD, whole, now=NOW)
    for email in (house.administrator.email, "nora@duinstad.example"):
        role = own_role(email)
        if email == house.administrator.email:
            end_role(store, house.administrator, house.organisation_id, role, now=NOW)
        else:
            with pytest.raises(LastAdministrator):
                end_role(store, house.administrator, house.organisation_id, role, now=NOW)


def test_a_role_of_another_organisation_is_not_touched(store: Store, cast: Cast) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    (row,) = [row for row in accounts.people(store, theirs.organisation_id) if row[3] == "manager"]
    end_role(store, house.administrator, house.organisation_id, row[0], now=NOW)
    assert accounts.grants(store, theirs.manager.account_id or "") == theirs.manager.grants


def test_an_address_of_another_organisation_is_not_taken_over(store: Store, cast: Cast) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    with pytest.raises(AlreadyDone):
        add_person(
            store, house.administrator, theirs.manager.email, "Maud", PASSWORD, Grant(Role.MANAGER, house.organisation_id),
            now=NOW,
        )  # fmt: skip
    assert accounts.grants(store, theirs.manager.account_id or "") == theirs.manager.grants


def test_a_role_fits_its_place(store: Store, cast: Cast) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    for grant in (
        Grant(Role.MANAGER, house.organisation_id, theirs.department_id),
        Grant(Role.MANAGER, house.organisation_id, house.department_id, theirs.team_id),
        Grant(Role.MANAGER, house.organisation_id, None, house.team_id),
        Grant(Role.PARTICIPANT, house.organisation_id),
    ):
        with pytest.raises(NotFound):
            add_person(store, house.administrator, "nora@duinstad.example", "Nora", PASSWORD, grant, now=NOW)


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [("nora", "Nora", PASSWORD), ("nora@x.nl", " ", PASSWORD), ("nora@x.nl", "Nora", "kort")],
)
def test_a_person_has_an_address_a_name_and_a_long_password(
    store: Store, cast: Cast, email: str, name: str, password: str
) -> None:
    house = cast.duinstad
    with pytest.raises(BadInput):
        add_person(
            store,
            house.administrator,
            email,
            name,
            password,
            Grant(Role.MANAGER, house.organisation_id),
            now=NOW,
        )
    assert accounts.by_email(store, email) is None


def test_an_administrator_of_a_department_gives_no_role_outside_it(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    who = person(
        store, Grant(Role.ADMINISTRATOR, house.organisation_id, house.department_id), "dirk@duinstad.example"
    )
    add_person(
        store, who, "nora@duinstad.example", "Nora", PASSWORD,
        Grant(Role.FACILITATOR, house.organisation_id, house.department_id), now=NOW,
    )  # fmt: skip
    for action in (
        lambda: add_person(
            store, who, "x@x.nl", "X", PASSWORD, Grant(Role.ADMINISTRATOR, house.organisation_id), now=NOW
        ),
        lambda: add_department(store, who, house.organisation_id, new_id(), "Zorg"),
        lambda: end_role(store, who, house.organisation_id, new_id(), now=NOW),
    ):
        with pytest.raises(NotAllowed):
            action()


def test_the_first_person_of_an_empty_store_has_every_role(store: Store) -> None:
    account_id = set_up(store, FIRST, now=NOW)
    visitor = who_is(store, with_password(store, FIRST.email, PASSWORD, now=NOW), now=NOW)
    assert visitor.account_id == account_id
    assert {grant.role for grant in visitor.grants} == {Role.ADMINISTRATOR, Role.FACILITATOR, Role.MANAGER}
    (team,) = organisations.teams_within(store, visitor.grants)
    assert (team.name, team.department_name, team.organisation_name) == ("Plein", "Ruimte", "Duinstad")


def test_a_store_is_set_up_once_also_by_two_at_the_same_time(store: Store) -> None:
    def click(number: int) -> bool:
        try:
            set_up(store, replace(FIRST, email=f"ada{number}@duinstad.example"), now=NOW)
        except StoreNotEmpty:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(click, range(4))).count(True) == 1
    assert store.rows("select count(*) from account") == [(1,)]
    assert store.rows("select count(*) from team") == [(1,)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"team": " "}, Empty),
        ({"name": "x" * 121}, TooLong),
        ({"email": "ada"}, BadInput),
        ({"password": "kort"}, BadInput),
    ],
)
def test_a_set_up_that_cannot_be_right_leaves_the_store_empty(
    store: Store, change: dict[str, str], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        set_up(store, replace(FIRST, **change), now=NOW)
    assert organisations.is_empty(store)
