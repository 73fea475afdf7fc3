"""Accounts, roles and sign-ins: what counts is what has not ended."""

from datetime import timedelta

from domain.organisations import Account
from domain.roles import Grant, Role
from storage import accounts
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, new_id, person


def test_an_account_is_found_by_its_address_however_it_is_typed(store: Store, cast: Cast) -> None:
    account = accounts.by_email(store, "  FENNA@Duinstad.example ")
    assert account is not None
    assert account == accounts.by_id(store, cast.duinstad.facilitator.account_id or "")


def test_an_address_belongs_to_one_account(store: Store, cast: Cast) -> None:
    again = Account(new_id(), cast.elsewhere.organisation_id, "fenna@duinstad.example", "Namaak")
    grant = Grant(Role.ADMINISTRATOR, cast.elsewhere.organisation_id)
    assert (
        store.write(accounts.add_account(again, TODAY), accounts.add_grant(new_id(), again.id, grant, NOW))
        == 0
    )
    assert accounts.grants(store, again.id) == ()


def test_the_newest_password_counts(store: Store, cast: Cast) -> None:
    account_id = cast.duinstad.facilitator.account_id or ""
    assert accounts.password_hash(store, account_id) is None
    store.write(accounts.set_password(new_id(), account_id, "old", NOW))
    store.write(accounts.set_password(new_id(), account_id, "new", NOW + timedelta(days=1)))
    assert accounts.password_hash(store, account_id) == "new"


def test_a_role_that_ended_is_gone_and_can_be_given_again(store: Store, cast: Cast) -> None:
    house, who = cast.duinstad, cast.duinstad.manager
    (row,) = [row for row in accounts.people(store, house.organisation_id) if row[2] == who.email]
    assert store.write(accounts.end_grant(row[0], house.organisation_id, NOW)) == 1
    assert accounts.grants(store, who.account_id or "") == ()
    store.write(accounts.add_grant(new_id(), who.account_id or "", who.grants[0], NOW))
    assert accounts.grants(store, who.account_id or "") == who.grants


def test_a_role_given_twice_is_one_role_that_ends_once(store: Store, cast: Cast) -> None:
    """A second click makes no second role that would stay when the first is ended."""
    house, account_id = cast.duinstad, cast.duinstad.facilitator.account_id or ""
    for grant in (house.facilitator.grants[0], Grant(Role.FACILITATOR, house.organisation_id)):
        store.write(accounts.add_grant(new_id(), account_id, grant, NOW))
        store.write(accounts.add_grant(new_id(), account_id, grant, NOW))
    assert len(accounts.grants(store, account_id)) == 2


def test_a_role_is_not_ended_by_another_organisation(store: Store, cast: Cast) -> None:
    grant_id = accounts.people(store, cast.duinstad.organisation_id)[0][0]
    assert store.write(accounts.end_grant(grant_id, cast.elsewhere.organisation_id, NOW)) == 0


def test_the_list_of_people_is_of_one_organisation_and_names_places(store: Store, cast: Cast) -> None:
    found = accounts.people(store, cast.duinstad.organisation_id)
    assert {row[2] for row in found} == {
        "fenna@duinstad.example",
        "maud@duinstad.example",
        "ada@duinstad.example",
        "rosa@duinstad.example",
    }
    assert {(row[3], row[4]) for row in found} == {
        ("facilitator", "Openbare ruimte"), ("manager", None), ("administrator", None), ("researcher", None),
    }  # fmt: skip


def test_a_sign_in_counts_until_it_is_too_old_or_ended(store: Store, cast: Cast) -> None:
    sign_in_id, account_id = new_id(), cast.duinstad.manager.account_id or ""
    store.write(accounts.sign_in(sign_in_id, account_id, NOW))
    assert accounts.signed_in(store, sign_in_id, NOW - timedelta(days=14)) == account_id
    assert accounts.signed_in(store, sign_in_id, NOW) is None
    store.write(accounts.sign_out(sign_in_id, NOW))
    assert accounts.signed_in(store, sign_in_id, NOW - timedelta(days=14)) is None


def test_a_link_is_used_once(store: Store) -> None:
    link_id = new_id()
    assert [store.write(accounts.use_link(link_id, NOW)) for _ in range(3)] == [1, 0, 0]


def test_wrong_passwords_are_counted_for_a_while(store: Store) -> None:
    for minutes in (0, 5, 20):
        store.write(
            accounts.note_failure(new_id(), " Fenna@duinstad.example", NOW - timedelta(minutes=minutes))
        )
    within = timedelta(minutes=15)
    assert accounts.failures(store, "fenna@duinstad.example", NOW, within) == 2
    assert accounts.failures(store, "joris@duinstad.example", NOW, within) == 0


def test_who_has_a_role_somewhere_in_an_organisation_is_known_by_name_until_the_role_ends(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    person(store, Grant(Role.MANAGER, house.organisation_id, house.department_id), "abel@duinstad.example")
    found = accounts.with_role(store, {Role.MANAGER}, {house.organisation_id})
    assert [(name, grant.department_id) for _, name, grant in found] == [
        ("Abel", house.department_id),
        ("Maud", None),
    ]
    ending = next(row[0] for row in accounts.people(store, house.organisation_id) if row[1] == "Abel")
    store.write(accounts.end_grant(ending, house.organisation_id, NOW))
    assert [name for _, name, _ in accounts.with_role(store, {Role.MANAGER}, {house.organisation_id})] == [
        "Maud"
    ]
    assert accounts.with_role(store, {Role.MANAGER}, {new_id()}) == []
